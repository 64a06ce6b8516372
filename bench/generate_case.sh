#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# generate_case.sh EVENTS FOLDER: writes a sound case of that many events over the years 2000 to 2024, each with two accounts, two
# acts, a source of its own and its predecessor's, and the event that it answers. The same number gives the same bytes.
set -euo pipefail
[[ $# == 2 ]] || { echo "usage: $0 EVENTS FOLDER" >&2; exit 2; }
events=$1 folder=$2
mkdir -p "$folder/events" "$folder/series"

cat > "$folder/case.toml" <<'END'
title = "A generated case"
sides = ["AAA", "BBB"]
languages = ["en"]
END
for side in AAA BBB; do
  printf '[[actor]]\nid = "%s"\nname = "%s"\nkind = "state"\n\n' "$side" "$side"
done > "$folder/actors.toml"

awk -v folder="$folder" -v channels=50 'BEGIN {
  file = folder "/channels.toml"
  for (i = 0; i < channels; i++)
    printf "[[channel]]\nid = \"channel-%d\"\nname = \"Channel %d\"\nlevel = \"cabinet\"\nparties = [\"AAA\", \"BBB\"]\nform = \"meeting\"\ncadence = { months = 6, source = \"s0\" }\n\n", i, i > file
}'

awk -v events="$events" -v folder="$folder" -v channels=50 -v years=25 '
BEGIN {
  split("hold announce suspend resume", acts, " ")
  sources = folder "/sources.toml"
  per_year = int((events + years - 1) / years)
  for (i = 0; i < events; i++) {
    year = 2000 + int(i / per_year)
    day = int(i % per_year * 336 / per_year)
    date = sprintf("%d-%02d-%02d", year, int(day / 28) + 1, day % 28 + 1)
    file = folder "/events/" year ".toml"
    printf "[[source]]\nid = \"s%d\"\npublisher = \"Ministry\"\ntitle = \"Readout %d of the talks\"\naddress = \"https://example.org/readout/%d\"\ndate = %s\nlanguage = \"en\"\nread = \"full\"\n\n", i, i, i, date > sources
    printf "[[event]]\nid = \"%s-event-%d\"\ndate = %s\ntitle = \"Talks number %d on the agreed agenda\"\nkind = \"meeting\"\nparties = [\"AAA\", \"BBB\"]\n", date, i, date, i > file
    if (i > 0) printf "after = \"%s\"\n", previous > file
    printf "acts = [\n  { channel = \"channel-%d\", act = \"hold\", by = \"AAA\", word = \"held\" },\n  { channel = \"channel-%d\", act = \"%s\", by = \"BBB\", reason = \"as stated\" },\n]\n", i % channels, (i + 7) % channels, acts[i % 4 + 1] > file
    printf "summary = \"The two sides met and exchanged views on matters of common concern; they agreed to go on.\"\nsources = [\"s%d\", \"s%d\"]\n", i, (i > 0 ? i - 1 : i + 1) > file
    printf "[event.account.AAA]\ntext = \"It says that it raised its concerns in full and was heard.\"\nsource = \"s%d\"\n[event.account.BBB]\ntext = \"它说双方就共同关心的问题交换了意见。\"\nsource = \"s%d\"\n\n", i, i > file
    previous = date "-event-" i
  }
}'
