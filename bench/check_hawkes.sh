#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_hawkes.sh: the likelihood of events at exact times beside tick and hawkeslib. First the table to which the tests hold ours is
# computed anew, and both are compared to 1e-9; then the medians of one pass over some 80,000 events, in processor time, and their
# ratios to ours, which gives the value with its gradient, by the fading too. tick weighs all events anew for each fading ("new"),
# and remembers that for the next value and gradient at the same one ("again"); hawkeslib has the value alone, and a step of EM,
# which sums what a gradient sums. Both come by bench/peers.sh; others by PYTHON.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
[[ -n ${PYTHON:-} ]] || bench/peers.sh
python=${PYTHON:-third/bench/bin/python}
cmake --build --preset release --target bench_hawkes >/dev/null
kept=tests/data/dynamics/hawkes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" bench/hawkes.py values ${kept}_events.csv 100 >"$work/values.csv"
head -n 1 "$work/values.csv"
echo "the committed table:"
build/bench_hawkes values ${kept}_events.csv ${kept}_values.csv
echo "computed now:"
build/bench_hawkes values ${kept}_events.csv "$work/values.csv"

printf '%-6s %-18s %18s %8s\n' kinds program "ns an event, kind" ratio
for kinds in 2 8; do
  horizon=$((40000 / kinds))
  "$python" bench/hawkes.py simulate $kinds $horizon 1 >"$work/events.csv"
  read -r events _ ours < <(build/bench_hawkes time "$work/events.csv" $horizon)
  { echo "ours $ours"; "$python" bench/hawkes.py time "$work/events.csv" $horizon; } |
    awk -v ours="$ours" -v kinds=$kinds -v n="$events" \
      '{ printf "%-6d %-18s %18.2f %8.2f\n", kinds, $1, 1e9 * $2 / n / kinds, $2 / ours }'
done
