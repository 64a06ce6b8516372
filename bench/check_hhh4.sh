#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_hhh4.sh: the model of counts beside hhh4 of R's surveillance, in the part that both have. First the log-likelihoods that the
# tests hold ours to are computed anew, and both compared; then the medians of one log-likelihood (ours with its gradient) and of a
# fit of ten years, in processor time, with their ratios; at last how long ours takes with two memories. Fails where a log-likelihood differs by over
# 1e-8 of itself, or where our fit is the less likely one. Fits hold the same 10 parameters with 2 streams; with 8, where hhh4 has
# 40, ours has 88, since each stream may answer each. RSCRIPT names another R.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
rscript=${RSCRIPT:-Rscript}
cmake --build --preset release --target bench_counts >/dev/null
bench=build/bench_counts
kept=tests/data/dynamics
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$rscript" bench/hhh4.R values $kept/hhh4_counts.csv >"$work/values.csv"
head -n 1 "$work/values.csv"
echo "the committed table:"
"$bench" values $kept/hhh4_counts.csv $kept/hhh4_values.csv
echo "computed now:"
"$bench" values $kept/hhh4_counts.csv "$work/values.csv"

row='%-8s %-16s %12s %12s %8s\n'
# shellcheck disable=SC2059
printf "$row" streams what "hhh4 (ms)" "ours (ms)" ratio
line() {
  # shellcheck disable=SC2059
  printf "$row" "$1" "$2" "$(awk -v s="$3" 'BEGIN { printf "%.2f", 1e3 * s }')" "$(awk -v s="$4" 'BEGIN { printf "%.3f", 1e3 * s }')" \
    "$(awk -v a="$3" -v b="$4" 'BEGIN { printf "%.0f", a / b }')"
}
for streams in 2 8; do
  counts=$work/counts.csv
  "$bench" simulate 3650 $streams 1 >"$counts"
  line $streams log-likelihood "$("$rscript" bench/hhh4.R value "$counts")" "$("$bench" value "$counts")"
  "$rscript" bench/hhh4.R fit "$counts" >"$work/fit.csv"
  "$bench" values "$counts" "$work/fit.csv" >"$work/fit.txt" || { cat "$work/fit.txt" >&2; exit 1; }
  "$bench" fit "$counts" "$work/fit.csv" >"$work/fit.txt" || { echo "ours is the less likely fit: $(cat "$work/fit.txt")" >&2; exit 1; }
  read -r ours likelihood theirs <"$work/fit.txt"
  line $streams fit "$(sed -n 's/^# seconds //p' "$work/fit.csv")" "$ours"
  echo "         log-likelihood at the estimates: hhh4 $theirs, ours $likelihood"
done
"$bench" speed
