# SPDX-License-Identifier: Apache-2.0
"""The same reduction by other engines: Spark on two workers, ClickHouse's engine (chdb), DuckDB, and ourselves, over the
same raw files. All counts must be equal, row by row. Where a file is small, they are compared with tests/scale/definition.py
too. BigQuery cannot be run here: its SQL is only parsed, by sqlglot. The last line is "N passed, N failed".

    python run.py BUILD_FOLDER

DETENTE_SHARED is the folder of the real files (../shared), DETENTE_SCALE_BYTES how much is generated (100,000,000)."""
import glob
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import definition

HERE = os.path.dirname(os.path.abspath(__file__))
ENGINES = ("duckdb", "clickhouse", "spark")
MODES = [(dedupe, mirrors) for dedupe in ("none", "story", "one-a-day") for mirrors in (False, True)]
passed = failed = skipped = 0


def check(name, ok, why=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"FAILED  {name}: {why}", flush=True)


def skip(name, why):
    global skipped
    skipped += 1
    print(f"skipped {name}: {why}", flush=True)


def difference(one, other):
    """The first line that differs, for a person."""
    for number, (a, b) in enumerate(zip(one, other), 1):
        if a != b:
            return f"line {number}: {a} against {b}"
    return f"{len(one)} lines against {len(other)}"


def lines_of(path):
    with open(path, encoding="utf-8") as text:
        return text.read().splitlines()


class Reducer:
    """The program's own reduction."""

    def __init__(self, build):
        self.program = os.path.join(build, "detente")

    def run(self, source, dedupe, mirrors, *arguments):
        command = [self.program, "reduce", "--source", source, "--dedupe", dedupe, *arguments]
        return subprocess.run(command + (["--drop-mirrors"] if mirrors else []), capture_output=True, text=True)

    def sql(self, dialect, source, dedupe, mirrors, where):
        done = self.run(source, dedupe, mirrors, "--sql", dialect, where)
        if done.returncode != 0:
            sys.exit(f"no SQL for {dialect}: {done.stderr}")
        return done.stdout

    def counts(self, files, source, dedupe, mirrors):
        """Our counts as lines, or the error's text."""
        done = self.run(source, dedupe, mirrors, "--by", "day,root,quad", "--unnamed", "--format", "csv", "--quiet", *files)
        if done.returncode != 0:
            return done.stderr
        header, *lines = (line.split(",") for line in done.stdout.splitlines())
        wanted = "day,source,target,root,quad,events,mentions,goldstein".split(",")
        if not set(wanted) <= set(header):
            return f"the columns are {header} and not {wanted}"
        places = [header.index(name) for name in wanted]
        return [",".join(line[place] for place in places) for line in lines]


def write_shuffled(files, to):
    """All their rows in another order, with CRLF here and there: the order of rows must not matter."""
    rows = []
    for file in files:
        with open(file, encoding="utf-8", newline="\n") as text:
            rows += text.read().splitlines()
    random.Random(4).shuffle(rows)
    with open(to, "w", encoding="utf-8", newline="\n") as out:
        for number, row in enumerate(rows):
            out.write(row + ("\r\n" if number % 50 == 0 else "\n"))


def split_lines(path, parts, folder):
    """The file in parts at ends of lines: stories, and so repeats, lie across them."""
    size = os.path.getsize(path)
    with open(path, "rb") as text:
        for part in range(parts):
            with open(os.path.join(folder, f"part-{part}.CSV"), "wb") as out:
                while text.tell() < size * (part + 1) // parts:
                    out.write(text.readline())


def datasets(build, work):
    """Name, source, glob, whether the definition is fast enough for it, whether our own reducer takes it."""
    shared = os.environ.get("DETENTE_SHARED", os.path.join(HERE, "..", "..", "..", "shared"))
    raw = os.path.abspath(os.path.join(shared, "data", "events", "gdelt-raw"))
    for name, source, file in (("real-2.0", "gdelt2", "20191024143000.export.CSV"),
                               ("real-1.0", "gdelt1", "reed9999-events-v1-57-58col.tsv")):
        if os.path.exists(os.path.join(raw, file)):
            yield name, source, os.path.join(raw, file), True, True
        else:
            skip(name, f"{file} is not in {raw}")
    size = int(os.environ.get("DETENTE_SCALE_BYTES", "100000000"))
    for name, amount, seed in (("generated", size, "1"), ("small", 2000000, "2")):
        folder = os.path.join(work, name)
        os.mkdir(folder)
        whole = os.path.join(work, name + ".CSV")
        with open(whole, "wb") as out:
            subprocess.run([os.path.join(build, "generate_gdelt"), str(amount), seed, "500"], stdout=out, check=True)
        split_lines(whole, 4, folder)
        os.remove(whole)
        yield name, "gdelt2", os.path.join(folder, "*.CSV"), name == "small", True
    shuffled = os.path.join(work, "shuffled.CSV")
    write_shuffled(sorted(glob.glob(os.path.join(work, "small", "*.CSV"))), shuffled)
    # Our reducer takes the first row of those that repeat, so it is not held to another order of rows.
    yield "shuffled", "gdelt2", shuffled, True, False


def run_engine(engine, files, work):
    """One engine in a process group of its own, which is ended whatever happens."""
    environment = dict(os.environ, DETENTE_SCALE_DIR=work, SPARK_LOCAL_IP="127.0.0.1", PYTHONDONTWRITEBYTECODE="1")
    log = os.path.join(work, engine + ".log")
    with open(log, "w", encoding="utf-8") as errors:
        process = subprocess.Popen([sys.executable, os.path.join(HERE, "engines.py"), engine, *files],
                                   env=environment, stderr=errors, start_new_session=True)
        try:
            status = process.wait(timeout=900)
        except subprocess.TimeoutExpired:
            status = "timed out"
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
    if status != 0:
        print("".join(lines_of(log)[-1:]) if os.path.getsize(log) == 0 else "\n".join(lines_of(log)[-20:]), flush=True)
    check(f"{engine} runs", status == 0, f"status {status}")


def compare(reducer, name, source, pattern, mode, work, small, ours):
    dedupe, mirrors = mode
    title = f"{name}, {dedupe}" + (", without mirrors" if mirrors else "")
    base = os.path.join(work, f"{name}-{dedupe}-{int(mirrors)}")
    files = sorted(glob.glob(pattern))
    results = {}
    for engine in ENGINES:
        path = f"{base}.{engine}.csv"
        results[engine] = lines_of(path) if os.path.exists(path) else ["nothing"]
    wanted_by, wanted = "duckdb", results["duckdb"]
    if small:
        wanted_by, wanted = "the definition", definition.reduce(files, source, dedupe, mirrors)
    for engine in ENGINES:
        if engine != wanted_by:
            check(f"{title}: {engine} and {wanted_by}", results[engine] == wanted, difference(results[engine], wanted))
    if not ours:
        return
    counts = reducer.counts(files, source, dedupe, mirrors)
    if isinstance(counts, str):
        check(f"{title}: detente reduce", False, counts)
    else:
        check(f"{title}: detente reduce and {wanted_by}", counts == wanted, difference(counts, wanted))


def check_bigquery(reducer):
    import sqlglot

    for source in ("gdelt1", "gdelt2"):
        for dedupe, mirrors in MODES:
            sql = reducer.sql("bigquery", source, dedupe, mirrors, "gdelt-bq.gdeltv2.events")
            try:
                statements = sqlglot.parse(sql, read="bigquery", error_level=sqlglot.ErrorLevel.RAISE)
                check(f"bigquery, {source}, {dedupe}", len(statements) == 1, f"{len(statements)} statements")
            except sqlglot.errors.ParseError as error:
                check(f"bigquery, {source}, {dedupe}", False, str(error))
    print("bigquery: parsed, not run", flush=True)


def main():
    build = os.path.abspath(sys.argv[1])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended too
    reducer = Reducer(build)
    work = tempfile.mkdtemp(prefix="detente-scale-")
    start = time.monotonic()
    try:
        sets = list(datasets(build, work))
        jobs = {engine: [] for engine in ENGINES}
        for name, source, pattern, _, _ in sets:
            for dedupe, mirrors in MODES:
                for engine in ENGINES:
                    path = os.path.join(work, f"{name}-{dedupe}-{int(mirrors)}.{engine}.sql")
                    with open(path, "w", encoding="utf-8") as out:
                        out.write(reducer.sql(engine, source, dedupe, mirrors, pattern))
                    jobs[engine].append(path)
        check_bigquery(reducer)
        for engine in ENGINES:
            run_engine(engine, jobs[engine], work)
        for name, source, pattern, small, ours in sets:
            for mode in MODES:
                compare(reducer, name, source, pattern, mode, work, small, ours)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"test-scale: {time.monotonic() - start:.0f} s")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
