#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_crps.sh [ROWS] [SIZE]: the CRPS of ROWS x SIZE draws (200000 x 100 where not said) beside the same in NumPy, in one run: the
# answers are compared to 1e-12 first, then the median times and their ratio are printed. NumPy comes by bench/peers.sh; another
# one by PYTHON.
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-200000}
size=${2:-100}
python=${PYTHON:-third/bench/bin/python}
[[ -n ${PYTHON:-} ]] || bench/peers.sh
[[ -n ${BENCH_CRPS:-} ]] || cmake --build --preset release --target bench_crps >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" bench/crps.py make "$work/draws" "$rows" "$size"
for threads in 1 2; do
  seconds=$("${BENCH_CRPS:-build/bench_crps}" "$work/draws" "$rows" "$size" "$threads")
  echo "threads: $threads"
  "$python" bench/crps.py compare "$work/draws" "$rows" "$size" "$seconds"
done
