#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# ingest.sh DETENTE LIBRARY: "detente ingest" killed leaves an event store that holds what it held or what it should, and nothing else
# that counts; the next ingest brings it to where one that nobody killed would be: nothing lost, nothing doubled. It is killed at its
# calls that change the disk (LIBRARY is kill_at_call.cpp): at those around the manifest and at some of the others, then at some random
# moments. Where CRASH_SECONDS is set, at all of them and at fifty. Then two write at once. SEED repeats the order.
set -u
detente=$(realpath "$1") library=$(realpath "$2")
random=4 races=2
if [[ ${CRASH_SECONDS:-} ]]; then random=50 races=20; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 done_kills=0 no_store=0 partly=0 whole=0
RANDOM=${SEED:=$RANDOM}
cd "$work" || exit 1

complain() { echo "SEED=$SEED, $moment: $*"; failed=1; }
ingest() { "$detente" ingest auto in -o "$1" --quiet; }
counts() { "$detente" reduce "$1" --by day,root,quad --unnamed --dedupe none --format csv; }

# rows NAME DAY: a file of some events that no other has, so that each shows whose rows are there.
rows() {
  local i
  for ((i = 0; i < 1 + RANDOM % 40; ++i)); do
    printf '%s\tUSA\tCHN\t%02d0\t(made up)\n' "$2" $((1 + RANDOM % 20))
  done >"in/$1"
}

# prepare: a store "before" with some files, of which then one changes, one goes by another name and some are new; "after" has all.
prepare() {
  rm -rf in before after killed
  mkdir in
  rows a.keds 950101; rows b.keds 950102; rows c.keds 960101; rows moves.keds 970101
  ingest before >/dev/null || complain "ingest fails"
  rows a.keds 950103; rows d.keds 950104; rows e.keds 980101
  mv in/moves.keds in/moved.keds
  ingest after >/dev/null || complain "ingest fails"
  counts after >after.csv
  counts before >before.csv
}

# look_after: the store "killed" after the kill, then after another run.
look_after() {
  done_kills=$((done_kills + 1))
  if [[ ! -e killed/manifest.json ]]; then
    no_store=$((no_store + 1))
  else
    counts killed >killed.csv 2>output || complain "it cannot be read: $(<output)"
    if diff -q killed.csv after.csv >/dev/null; then
      whole=$((whole + 1))
    else
      partly=$((partly + 1))
      diff -q killed.csv before.csv >/dev/null || complain "holds neither what it held nor what it should"
    fi
  fi
  ingest killed >output 2>&1 || complain "the next ingest fails: $(<output)"
  counts killed >killed.csv 2>&1
  diff after.csv killed.csv >output || complain "the next ingest does not make it whole: $(<output)"
  leftovers killed
}

# leftovers STORE: nothing lies in it that the manifest does not name.
leftovers() {
  local file
  while read -r file; do
    grep -qF "\"${file#"$1/"}\"" "$1/manifest.json" || complain "is left over: $file"
  done < <(find "$1" -type f ! -name .lock ! -name manifest.json)
}

# begin NUMBER: as the ingest that is killed finds it; every second time there is no store yet.
begin() {
  rm -rf killed
  (($1 % 2)) || cp -r before killed
}

prepare
moment="not killed"
begin 0
CALLS_INTO=calls LD_PRELOAD=$library ingest killed >/dev/null || complain "ingest fails"
calls=$(<calls)
[[ $calls -ge 20 ]] || complain "changes the disk in $calls calls only"
for ((call = 1; call <= calls; ++call)); do
  # The other calls are those of DuckDB, many and alike.
  [[ ${CRASH_SECONDS:-} || $call -gt $((calls - 10)) || $((call % (calls / 6))) == 0 ]] || continue
  moment="killed at call $call of $calls"
  begin 0
  { KILL_AT_CALL=$call LD_PRELOAD=$library ingest killed; } >/dev/null 2>&1
  [[ $? == 137 ]] || complain "was not killed"
  look_after
done
[[ $partly -ge 4 && $whole -ge 1 ]] || complain "came too few times to a kill before ($partly) and after ($whole) the commit"

start=${EPOCHREALTIME/./}
moment="not killed"
begin 1
ingest killed >/dev/null
usual=$((${EPOCHREALTIME/./} - start))
for ((kill = 1; kill <= random; ++kill)); do
  ((kill % 10)) || prepare
  seconds=$(awk -v s="$usual" -v r="$RANDOM" 'BEGIN { printf "%.6f", s * 1.1e-6 * r / 32768 }')
  moment="killed after $seconds s"
  begin "$kill"
  { timeout -s KILL "$seconds" "$detente" ingest auto in -o killed --quiet; } >/dev/null 2>&1
  look_after
done
echo "$done_kills kills: $no_store left no store, $partly the old one, $whole the new one"

# One waits for a pipe, and so holds the store, while the other comes.
moment="two at once"
prepare
rm -rf killed
mkfifo pipe
"$detente" ingest auto in/b.keds in/c.keds pipe -o killed --quiet >/dev/null &
for ((i = 0; i < 500; ++i)); do [[ -e killed/.new ]] && break || sleep 0.02; done
ingest killed >output 2>&1
status=$?
[[ $status == 3 ]] || complain "exit status $status, not 3"
grep -q "another process is writing" output || complain "does not say why: $(<output)"
cat in/a.keds >pipe
wait $! || complain "the first fails"
ingest killed >output 2>&1 || complain "the second fails when it comes again: $(<output)"
counts killed >killed.csv
diff after.csv killed.csv >output || complain "something is lost or doubled: $(<output)"

# Whoever comes first.
for ((i = 0; i < races; ++i)); do
  rm -rf killed
  moment="two at once, time $i"
  "$detente" ingest auto in/[a-c]* -o killed --quiet >/dev/null 2>&1 &
  "$detente" ingest auto in/[b-m]* -o killed --quiet >/dev/null 2>&1
  one=$?
  wait $!
  other=$?
  [[ $one$other == 00 || $one$other == 03 || $one$other == 30 ]] || complain "exit statuses $one and $other"
  "$detente" ingest auto in/[a-c]* in/[b-m]* -o killed --quiet >output 2>&1 || complain "fails afterwards: $(<output)"
  counts killed >killed.csv
  diff after.csv killed.csv >output || complain "something is lost or doubled: $(<output)"
  leftovers killed
done
exit $failed
