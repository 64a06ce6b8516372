#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# add.sh DETENTE LIBRARY: "detente add" killed leaves each file of the case as it was or as it should become, "check" finds no
# fault, and the next add clears away what was left. It is killed at each of its calls that change the disk (LIBRARY is
# kill_at_call.cpp), then for CRASH_SECONDS (3) at random moments, in an order that SEED repeats.
set -u
detente=$(realpath "$1") library=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 kills=0 old=0 new=0
RANDOM=${SEED:=$RANDOM}
rivals=$PWD/cases/rivals

complain() { echo "SEED=$SEED, $moment: $*"; failed=1; }

# event NUMBER: a new event of some year, among them years that have no file yet.
event() {
  local year=$((1999 + RANDOM % 9))
  cat <<END
[[event]]
id = "random-$1"
date = $year-$(printf %02d $((RANDOM % 12 + 1)))-$(printf %02d $((RANDOM % 28 + 1)))
title = "Talks number $1"
kind = "meeting"
parties = ["ARC", "BOR"]
summary = "They met.$(printf ' They met.%.0s' $(seq $((RANDOM % 50))))"
sources = ["$source"]
END
}

add() { DETENTE_CASES=$work "$detente" add "$1" event >/dev/null; }

# look_after KILLED EVENT: the case "killed" after the kill, against "before" and "whole", where the same add went through.
look_after() {
  local file name
  kills=$((kills + 1))
  "$detente" check "$work/killed" >"$work/output" 2>&1 || complain "check: $(cat "$work/output")"
  if diff -rq -x '.*' -x events "$work/killed" "$work/before" >/dev/null &&
     diff -q <(cat_events before) <(cat_events killed) >/dev/null; then
    old=$((old + 1))
  elif diff -rq -x '.*' "$work/killed" "$work/whole" >/dev/null; then
    new=$((new + 1))
  else
    complain "is neither the old case nor the new: $(diff -r "$work/killed" "$work/whole")"
  fi
  event "$kills-after" | add killed || complain "the next add fails"
  file=$(find "$work/killed" -name '.*')
  [[ ! $file ]] || complain "the next add leaves $file"
}

# An events folder that has just been made may be empty: only what stands in it counts.
cat_events() { (cd "$work/$1" && for file in events/*.toml; do echo "$file"; cat "$file"; done); }

# prepare: three equal cases, "whole" with the event added.
prepare() {
  event $((++number)) >"$work/event"
  rm -rf "$work/killed" "$work/whole"
  cp -r "$work/before" "$work/killed"
  cp -r "$work/before" "$work/whole"
  add whole <"$work/event" || complain "add fails without a kill"
}

number=0
cp -r "$rivals" "$work/before"
source=$(sed -n 's/^id = "\(.*\)"/\1/p' "$rivals/sources.toml" | head -n 1)

for ((call = 1; call < 100; ++call)); do
  moment="killed at call $call"
  prepare
  { KILL_AT_CALL=$call LD_PRELOAD=$library add killed <"$work/event"; } 2>/dev/null
  [[ $? == 137 ]] || break
  look_after
done
[[ $old -ge 4 && $new -ge 1 ]] || complain "came too few times to a kill before ($old) and after ($new) the file was replaced"

start=${EPOCHREALTIME/./}
moment="not killed"
prepare
usual=$((${EPOCHREALTIME/./} - start))
for ((end = SECONDS + ${CRASH_SECONDS:-3}; SECONDS < end; )); do
  prepare
  seconds=$(awk -v s="$usual" -v r="$RANDOM" 'BEGIN { printf "%.6f", s * 1.1e-6 * r / 32768 }')
  moment="killed after $seconds s"
  { DETENTE_CASES=$work timeout -s KILL "$seconds" "$detente" add killed event <"$work/event"; } >/dev/null 2>&1
  look_after
done
echo "$kills kills: $old left the old case, $new the new one"
exit $failed
