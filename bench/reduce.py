# SPDX-License-Identifier: Apache-2.0
"""reduce.py BUILD WORK: times the reduction of WORK/rows.CSV by each program, after it has compared their answers.

Every program reads the plain text, keeps the rows of 61 columns, and counts by day, states, root and quad class, with the sums of
mentions and of Goldstein scores in thousandths. Then the same rows zipped, one member for each 2,000: beside them the inflation
alone, and `unzip -p` into the plain reader.
"""
import csv
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile

build, work = sys.argv[1], sys.argv[2]
rows = os.path.join(work, "rows.CSV")
size = os.path.getsize(rows)
threads = os.cpu_count() or 1
ROUNDS = int(os.environ.get("DETENTE_BENCH_ROUNDS", "5"))
env = dict(os.environ)
# A setting for some processors that only slows a current numpy.
env.pop("OPENBLAS_CORETYPE", None)

DUCKDB = """
import duckdb, sys
c = duckdb.connect(); c.execute("SET threads = %d")
n = {f"c{i}": "VARCHAR" for i in range(61)}
c.execute(f'''COPY (SELECT strptime(c1, '%%Y%%m%%d')::DATE AS day, coalesce(c7, '') AS source, coalesce(c17, '') AS target,
  c28::INT AS root, c29::INT AS quad, count(*) AS events, sum(c31::BIGINT)::BIGINT AS mentions,
  sum(round(c30::DECIMAL(9, 4) * 1000)::BIGINT)::BIGINT AS goldstein
  FROM read_csv('{sys.argv[1]}', delim = '\\t', header = false, quote = '', escape = '', auto_detect = false, columns = {n},
  store_rejects = true) GROUP BY ALL ORDER BY ALL) TO '{sys.argv[2]}' (HEADER)''')
""" % threads

POLARS = """
import polars as pl, sys
f = pl.scan_csv(sys.argv[1], separator='\\t', has_header=False, quote_char=None,
  schema={f'c{i}': pl.String for i in range(61)})
f = f.select(day=pl.col('c1').str.to_date('%Y%m%d'), source=pl.col('c7').fill_null(''),
  target=pl.col('c17').fill_null(''), root=pl.col('c28').cast(pl.Int64), quad=pl.col('c29').cast(pl.Int64),
  g=(pl.col('c30').cast(pl.Float64) * 1000).round().cast(pl.Int64), m=pl.col('c31').cast(pl.Int64))
k = ['day', 'source', 'target', 'root', 'quad']
f.group_by(k).agg(events=pl.len(), mentions=pl.col('m').sum(), goldstein=pl.col('g').sum()).sort(k).collect().write_csv(sys.argv[2])
"""

PANDAS = """
import pandas as pd, sys
d = pd.read_csv(sys.argv[1], sep='\\t', header=None, quoting=3, dtype=str, keep_default_na=False, usecols=[1, 7, 17, 28, 29, 30, 31])
d['g'] = (d[30].astype(float) * 1000).round().astype('int64'); d['m'] = d[31].astype('int64')
d['day'] = d[1].str[:4] + '-' + d[1].str[4:6] + '-' + d[1].str[6:]; d['root'] = d[28].astype(int); d['quad'] = d[29].astype(int)
d = d.rename(columns={7: 'source', 17: 'target'})
k = ['day', 'source', 'target', 'root', 'quad']
r = d.groupby(k, sort=True).agg(events=('m', 'size'), mentions=('m', 'sum'), goldstein=('g', 'sum')).reset_index()
r.to_csv(sys.argv[2], index=False)
"""

AWK = (r'NF == 61 { k = $2 "," $8 "," $18 "," ($29 + 0) "," $30; n[k]++; m[k] += $32; g[k] += $31 * 1000 }'
       r'END { for (k in n) printf "%s,%d,%d,%.0f\n", k, n[k], m[k], g[k] }')


def python(code, out):
    return [sys.executable, "-c", code, rows, out]


def ours(out, what=rows):
    return [os.path.join(build, "detente"), "reduce", what, "--source", "gdelt2", "--dedupe", "none", "--by", "day,root,quad",
            "--unnamed", "--format", "csv", "--quiet", "-o", out]


def timed(program):
    """The seconds on the clock and of the processors that `program` and what it starts take."""
    def spent():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime
    before, start = spent(), time.perf_counter()
    program()
    return time.perf_counter() - start, spent() - before


def run(command, stdin=None, stdout=subprocess.DEVNULL):
    subprocess.run(command, check=True, env=env, stdin=stdin, stdout=stdout)


def in_turns(programs):
    """The least times of each; what else the machine does falls on all alike."""
    times = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, program in programs.items():
            times[name].append(timed(program))
    return {name: tuple(min(column) for column in zip(*runs)) for name, runs in times.items()}


def show(least):
    ours_wall, ours_cpu = next(iter(least.values()))
    for name, (wall, cpu) in least.items():
        print(f"{name:24} {wall:8.2f} s {size / wall / 1e9:7.3f} GB/s {wall / ours_wall:8.2f} times ours; of the processors "
              f"{cpu:8.2f} s {cpu / ours_cpu:8.2f} times ours", flush=True)


def answer(path):
    """The rows as tuples, whatever the columns' order and the form of a day."""
    with open(path, newline="") as file:
        first = file.readline().strip().split(",")
        known = ["day", "source", "target", "root", "quad", "events", "mentions", "goldstein"]
        if "events" not in first:  # gawk writes no header
            file.seek(0)
            first = known
        places = [first.index(name) for name in known]
        return sorted(tuple([row[places[0]].replace("-", "")] + [row[p] for p in places[1:]]) for row in csv.reader(file))


def awk(out):
    with open(out, "wb") as file:
        run(["gawk", "-F", "\t", AWK, rows], stdout=file)


PROGRAMS = {
    "detente": lambda out: run(ours(out)),
    "DuckDB read_csv": lambda out: run(python(DUCKDB, out)),
    "polars": lambda out: run(python(POLARS, out)),
    "pandas": lambda out: run(python(PANDAS, out)),
}
if shutil.which("gawk"):
    PROGRAMS["gawk"] = awk


def zipped():
    path = os.path.join(work, "rows.zip")
    with open(rows, "rb") as text, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for number in range(1 << 30):
            lines = [line for _, line in zip(range(2000), text)]
            if not lines:
                return path
            archive.writestr(f"{number:08}.export.CSV", b"".join(lines))


expected = None
for name, program in PROGRAMS.items():
    out = os.path.join(work, "answer.csv")
    program(out)
    got = answer(out)
    expected = expected or got
    if got != expected:
        sys.exit(f"{name} answers otherwise: {len(got)} rows, not {len(expected)}; first difference "
                 f"{next((a, b) for a, b in zip(got, expected) if a != b)}")
print(f"{size / 1e9:.2f} GB, {threads} threads, {len(expected)} counts: all answers are equal")
out = os.path.join(work, "answer.csv")
show(in_turns({name: lambda program=program: program(out) for name, program in PROGRAMS.items()}))

archive = zipped()
out = os.path.join(work, "zip.csv")
run(ours(out, archive))
if answer(out) != expected:
    sys.exit("the zipped rows answer otherwise")


def unzipped():
    unzip = subprocess.Popen(["unzip", "-p", archive], stdout=subprocess.PIPE)
    run(ours(out, "-"), stdin=unzip.stdout)
    unzip.wait()


archives = {
    "detente, zipped": lambda: run(ours(out, archive)),
    "inflate alone": lambda: run([os.path.join(build, "bench_inflate"), archive, str(threads)]),
}
if shutil.which("unzip"):
    archives["unzip -p | detente"] = unzipped
show(in_turns(archives))
