#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_reduce.sh [BYTES]: "detente reduce" beside DuckDB, polars, pandas and gawk on the same made-up rows in the shape of GDELT 2.0
# (1 GB where not said), in one run: the answers are compared first, then the least times of DETENTE_BENCH_ROUNDS runs (5), GB/s and
# ratios are printed. The peers come by bench/peers.sh; gawk is used where it is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
bytes=${1:-1000000000}
folder=third/bench
bench/peers.sh
cmake --build --preset release --target detente generate_gdelt bench_inflate >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build/generate_gdelt "$bytes" 1 >"$work/rows.CSV"
"$folder/bin/python" bench/reduce.py build "$work"
