#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""echo.py FILE.tab.gz...: how much of what ICEWS has of the United States and China is there again some days later, by the same actor
towards the same actor with the same code, and how much of that by another publisher alone: what a next-day echo could be at most."""
import collections
import datetime
import gzip
import sys

LAGS = (1, 2, 3, 7, 14, 21, 28)


def read(files):
    days = collections.defaultdict(lambda: collections.defaultdict(list))
    for name in files:
        with gzip.open(name, "rt", encoding="utf-8") as rows:
            next(rows)
            for row in rows:
                cells = row.rstrip("\n").split("\t")
                if {cells[4], cells[10]} == {"United States", "China"}:
                    days[datetime.date.fromisoformat(cells[1])][cells[2], cells[8], cells[6]].append(cells[13])
    return days


def main():
    days = read(sys.argv[1:])
    events = sum(len(publishers) for day in days.values() for publishers in day.values())
    print(f"{events} events on {len(days)} days\ndays later  again  by other publishers alone")
    for lag in LAGS:
        again = elsewhere = 0
        for day, acts in days.items():
            before = days.get(day - datetime.timedelta(days=lag), {})
            for act, publishers in acts.items():
                again += len(publishers) if act in before else 0
                elsewhere += sum(publisher not in before[act] for publisher in publishers) if act in before else 0
        print(f"{lag:10}  {again / events:5.3f}  {elsewhere / again:26.3f}")


main()
