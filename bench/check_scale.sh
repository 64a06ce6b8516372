#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_scale.sh [EVENTS...]: how long "detente check" takes, and how much memory, for generated cases of 50,000, 100,000 and
# 200,000 events; fails where the largest of them takes over 20 seconds or 2 GB, or where doubling more than doubles by far.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
detente=build/detente
most_seconds=20 most_megabytes=2048 most_ratio=2.6
[[ $# -gt 0 ]] || set -- 50000 100000 200000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# watch PID: the milliseconds that the process computed and the highest megabytes that it held, as the system notes them while it
# runs: there need be no time(1). Time on the clock would tell more of what else the machine does.
watch() {
  local stat now ticks=0 peak=0 a_second
  a_second=$(getconf CLK_TCK)
  while stat=$(cat "/proc/$1/stat" 2>/dev/null); do
    read -ra stat <<<"$stat"
    ticks=$((stat[13] + stat[14]))
    now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null) || break
    [[ ! $now ]] || peak=$now
    sleep 0.02
  done
  echo "$((ticks * 1000 / a_second)) $((peak / 1024))"
}

failed=0 before=
printf '%10s %10s %10s %12s %10s\n' events "MB case" seconds "peak MB" ratio
for events in "$@"; do
  bench/generate_case.sh "$events" "$work/case"
  size=$(du -sm "$work/case" | cut -f 1)
  took=
  for _ in 1 2; do  # the better of two
    "$detente" check "$work/case" >/dev/null &
    read -r now peak < <(watch $!)
    wait $!
    [[ $took && $took -le $now ]] || took=$now
  done
  ratio=-
  [[ ! $before ]] || ratio=$(awk -v a="$before" -v b="$took" 'BEGIN { printf "%.2f", b / a }')
  printf '%10d %10d %10.2f %12d %10s\n' "$events" "$size" "${took}e-3" "$peak" "$ratio"
  [[ $took -le ${most_seconds}000 ]] || { echo "over $most_seconds seconds" >&2; failed=1; }
  [[ $peak -le $most_megabytes ]] || { echo "over $most_megabytes MB" >&2; failed=1; }
  awk -v r="$ratio" -v most="$most_ratio" 'BEGIN { exit r != "-" && r > most }' || { echo "grows faster than the case" >&2; failed=1; }
  before=$took
  rm -rf "$work/case"
done
exit $failed
