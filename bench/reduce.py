# SPDX-License-Identifier: Apache-2.0
"""reduce.py BUILD WORK: times the reduction of WORK/rows.CSV by each program, after it has compared their answers.

Every program reads the plain text, keeps the rows of 61 columns, and counts by day, states, root and quad class, with the sums of
mentions and of Goldstein scores in thousandths. Then the same rows zipped, one member for each 2,000: beside them the inflation
alone, and `unzip -p` into the plain reader.
"""
import csv
import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile

build, work = sys.argv[1], sys.argv[2]
rows = os.path.join(work, "rows.CSV")
size = os.path.getsize(rows)
threads = os.cpu_count() or 1
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


def run(command, stdin=None, stdout=subprocess.DEVNULL):
    start = time.perf_counter()
    subprocess.run(command, check=True, env=env, stdin=stdin, stdout=stdout)
    return time.perf_counter() - start


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
        return run(["gawk", "-F", "\t", AWK, rows], stdout=file)


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
times = {name: [] for name in PROGRAMS}
for _ in range(3):  # in turns, so that what else the machine does falls on all alike
    for name, program in PROGRAMS.items():
        times[name].append(program(os.path.join(work, "answer.csv")))
median = {name: statistics.median(seconds) for name, seconds in times.items()}
for name, seconds in median.items():
    print(f"{name:24} {seconds:8.2f} s {size / seconds / 1e9:7.3f} GB/s {seconds / median['detente']:8.2f} times ours")

archive = zipped()
out = os.path.join(work, "zip.csv")
run(ours(out, archive))
if answer(out) != expected:
    sys.exit("the zipped rows answer otherwise")
zip_times = {"detente, zipped": [], "inflate alone": [], "unzip -p | detente": []}
for _ in range(3):
    zip_times["detente, zipped"].append(run(ours(out, archive)))
    zip_times["inflate alone"].append(run([os.path.join(build, "bench_inflate"), archive, str(threads)]))
    if shutil.which("unzip"):
        start = time.perf_counter()
        unzip = subprocess.Popen(["unzip", "-p", archive], stdout=subprocess.PIPE)
        subprocess.run(ours(out, "-"), check=True, stdin=unzip.stdout)
        unzip.wait()
        zip_times["unzip -p | detente"].append(time.perf_counter() - start)
for name, seconds in zip_times.items():
    if seconds:
        middle = statistics.median(seconds)
        ours_middle = statistics.median(zip_times["detente, zipped"])
        print(f"{name:24} {middle:8.2f} s {size / middle / 1e9:7.3f} GB/s {middle / ours_middle:8.2f} times ours")
