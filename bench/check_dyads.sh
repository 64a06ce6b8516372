#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_dyads.sh [DYADS [YEARS]]: how long "detente dyads" takes, and how much memory, for 10,000 dyads and ten years of daily counts
# of eight streams; the same twice, in one run and in two shards. Times are of the processor, both cores together, and of the clock;
# fails where the highest memory is over 1 GB, or where the shards give another document.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
dyads=${1:-10000} years=${2:-10} piece=1000 most_megabytes=1024
cmake --build --preset release --target detente generate_dyads >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for ((first = 0; first < dyads; first += piece)); do
  build/generate_dyads "$dyads" "$years" 1 $first $((first + piece)) >"$work/$first.csv"
  build/detente import counts "$work/$first.csv" --resolution day --quiet -o "$work/store" >/dev/null
  rm "$work/$first.csv"
done

# run OPTION...: prints what it took; the highest memory as the system notes it.
run() {
  local start=$EPOCHREALTIME peak=0 now
  build/detente dyads "$work/store" --format json --quiet --as-of 2020-12-31 "$@" &
  while now=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$!/status" 2>/dev/null) && [[ -n $now ]]; do
    peak=$now
    sleep 0.2
  done
  wait $!
  awk -v a="$start" -v b="$EPOCHREALTIME" -v kb="$peak" 'BEGIN { printf "%.1f s on the clock, %.0f MB\n", b - a, kb / 1024 }' >&2
  ((peak <= 1024 * most_megabytes)) || { echo "over $most_megabytes MB" >&2; exit 1; }
}
TIMEFORMAT='of processors: %U s user, %S s system'
time run >"$work/all.json"
run --shard 1/2 >"$work/1.json"
run --shard 2/2 >"$work/2.json"
build/detente dyads --merge "$work/1.json" "$work/2.json" --format json --as-of 2020-12-31 >"$work/merged.json"
cmp "$work/all.json" "$work/merged.json"
echo "$(grep -c '"dyad":' "$work/all.json") dyads; two shards give the same document"
