# SPDX-License-Identifier: Apache-2.0
"""The rules of src/events/reduce_sql.hpp, written the slow way: no engine, no shortcut shared with what is tested."""
import collections
import datetime
import decimal
import re

ROOTS = {f"{root:02}" for root in range(1, 21)}


def is_day(text):
    if not re.fullmatch("[0-9]{8}", text):
        return False
    try:
        datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def is_added(text):
    return is_day(text[:8]) and re.fullmatch("[0-9]{8}([0-9]{6})?", text) is not None


Row = collections.namedtuple("Row", "id mentions goldstein root quad day source source_actor target target_actor code story")


def row_of(line, source):
    """The row as an event, or None where it does not count (rule 1)."""
    f = line.rstrip("\r").split("\t")
    widths = (61,) if source == "gdelt2" else (57, 58)
    if len(f) not in widths:
        return None
    added = f[59] if source == "gdelt2" else f[56]
    story = f[60] if source == "gdelt2" else f[57] if len(f) == 58 else ""
    score = f[30]
    good = (re.fullmatch("[0-9]{1,18}", f[0]) and is_day(f[1]) and f[2] == f[1][:6] and f[3] == f[1][:4]
            and re.fullmatch("([A-Z]{3})?", f[7]) and re.fullmatch("([A-Z]{3})?", f[17])
            and re.fullmatch("[0-9]{2,5}", f[26]) and f[28] in ROOTS and f[26].startswith(f[28])
            and f[29] in ("1", "2", "3", "4") and re.fullmatch("[0-9]{1,9}", f[31]) and is_added(added)
            and (score == "" or (re.fullmatch(r"-?[0-9]{1,2}(\.[0-9]{1,9})?", score) and abs(decimal.Decimal(score)) <= 10)))
    if not good:
        return None
    thousandths = 0 if score == "" else int((decimal.Decimal(score) * 1000).quantize(1, decimal.ROUND_HALF_UP))
    return Row(int(f[0]), int(f[31]), thousandths, int(f[28]), int(f[29]), f"{f[1][:4]}-{f[1][4:6]}-{f[1][6:]}",
               f[7], f[5], f[17], f[15], f[26], story)


def without_repeats(rows, dedupe):
    """Rule 3. Rows compare by id, mentions, goldstein, root, quad first: the order that decides."""
    kept, groups = [], collections.defaultdict(list)
    for row in rows:
        if dedupe == "none" or (dedupe == "story" and row.story == ""):
            kept.append(row)
            continue
        key = (row.day, row.source, row.source_actor, row.target, row.target_actor, row.code)
        groups[key + ((row.story,) if dedupe == "story" else ())].append(row)
    return kept + [min(group) for group in groups.values()]


def without_mirrors(rows):
    """Rule 4."""
    kept, groups = [], collections.defaultdict(lambda: ([], []))
    for row in rows:
        if "" in (row.source, row.target) or row.source == row.target:
            kept.append(row)
        else:
            key = (row.day, min(row.source, row.target), max(row.source, row.target), row.code, row.story)
            groups[key][row.source > row.target].append(row)
    for one, other in groups.values():
        one.sort()
        other.sort()
        kept += [a if a.id <= b.id else b for a, b in zip(one, other)]
        kept += one[len(other):] + other[len(one):]
    return kept


def reduce(files, source, dedupe, drop_mirrors):
    """Counts as lines of CSV, without a header."""
    rows = []
    for file in files:
        with open(file, encoding="utf-8", newline="\n") as lines:
            rows += [row for row in (row_of(line.rstrip("\n"), source) for line in lines) if row]
    rows = without_repeats(rows, dedupe)
    if drop_mirrors:
        rows = without_mirrors(rows)
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for row in rows:
        count = counts[(row.day, row.source, row.target, row.root, row.quad)]
        count[0] += 1
        count[1] += row.mentions
        count[2] += row.goldstein
    return [",".join(map(str, (*key, *counts[key]))) for key in sorted(counts)]
