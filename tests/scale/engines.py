# SPDX-License-Identifier: Apache-2.0
"""Runs one engine on pairs of files: each FILE.sql is run and its result written to FILE.csv, without a header.

    python engines.py duckdb|clickhouse|spark FILE.sql...

Prints the seconds that each took."""
import os
import sys
import tempfile
import time


def plain(row):
    return ",".join("" if cell is None else str(cell) for cell in row)


def duckdb_runner():
    import duckdb

    connection = duckdb.connect(config={"threads": 2, "autoinstall_known_extensions": "false"})
    return lambda sql: [plain(row) for row in connection.sql(sql).fetchall()], connection.close


def clickhouse_runner():
    import chdb

    # Fields of the result have no tabs or commas: states, numbers and days.
    def run(sql):
        return str(chdb.query(sql, "TSVRaw")).replace("\t", ",").splitlines()

    return run, lambda: None


def spark_runner():
    from pyspark.sql import SparkSession

    folder = tempfile.mkdtemp(prefix="spark-", dir=os.environ["DETENTE_SCALE_DIR"])
    settings = {
        "spark.master": "local-cluster[2,1,1024]",  # two worker processes of one core and 1,024 MB each
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.local.dir": folder,
        "spark.sql.warehouse.dir": os.path.join(folder, "warehouse"),
        "spark.sql.shuffle.partitions": "4",
        "spark.network.timeout": "600s",  # a busy machine may keep a worker waiting
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.appName("detente-test-scale")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    # One executor a worker; they register one after another.
    for _ in range(120):
        workers = session._jsc.sc().getExecutorMemoryStatus().size() - 1
        if workers == 2:
            break
        time.sleep(0.5)
    print(f"spark: {session.version} on {workers} workers", flush=True)
    if workers != 2:
        sys.exit("spark: the cluster of two workers did not start")

    def run(sql):
        *before, query = [part for part in sql.split(";\n") if part.strip()]
        for statement in before:
            session.sql(statement)
        return [plain(row) for row in session.sql(query).collect()]

    return run, session.stop


def main():
    engine, *files = sys.argv[1:]
    run, close = {"duckdb": duckdb_runner, "clickhouse": clickhouse_runner, "spark": spark_runner}[engine]()
    try:
        for file in files:
            with open(file, encoding="utf-8") as text:
                sql = text.read()
            start = time.monotonic()
            lines = run(sql)
            with open(file[: -len(".sql")] + ".csv", "w", encoding="utf-8") as out:
                out.writelines(line + "\n" for line in lines)
            print(f"{engine}: {os.path.basename(file)}: {len(lines)} counts in {time.monotonic() - start:.1f} s", flush=True)
    finally:
        close()


if __name__ == "__main__":
    main()
