#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_reduce.sh [BYTES]: "detente reduce" beside DuckDB, polars, pandas and gawk on the same made-up rows in the shape of GDELT 2.0
# (1 GB where not said), in one run: the answers are compared first, then the median times, GB/s and ratios are printed. The peers
# go into third/bench, by the hashes of deps/bench.txt; gawk is used where it is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
bytes=${1:-1000000000}
folder=third/bench
wanted=$(sha256sum deps/bench.txt)
if [[ $(cat "$folder/done" 2>/dev/null) != "$wanted" ]]; then
  echo "bench: DuckDB, polars and pandas go into $folder"
  rm -rf "$folder"
  /usr/bin/python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes -r deps/bench.txt
  echo "$wanted" >"$folder/done"
fi
cmake --build --preset release --target detente generate_gdelt bench_inflate >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build/generate_gdelt "$bytes" 1 >"$work/rows.CSV"
"$folder/bin/python" bench/reduce.py build "$work"
