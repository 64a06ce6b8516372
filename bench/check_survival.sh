#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# check_survival.sh: Kaplan and Meier, cumulative incidences and the log-rank test beside R's survival package. Its tables, to which
# the tests hold ours, are computed anew, and both are compared to 1e-10. RSCRIPT names another R.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
rscript=${RSCRIPT:-Rscript}
cmake --build --preset release --target bench_survival >/dev/null
kept=tests/data/outlook/survival
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for what in curves log-rank; do "$rscript" bench/survival.R $what ${kept}_spells.csv >"$work/$what.csv"; done
head -n 1 "$work/curves.csv"
echo "the committed tables:"
build/bench_survival ${kept}_spells.csv ${kept}_curves.csv ${kept}_log_rank.csv
echo "computed now:"
build/bench_survival ${kept}_spells.csv "$work/curves.csv" "$work/log-rank.csv"
