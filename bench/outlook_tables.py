# SPDX-License-Identifier: Apache-2.0
"""outlook_tables.py < outlook.json: the tables of docs/outlook.md from "detente outlook CASE --format json"."""
import json
import sys

document = json.load(sys.stdin)
if "targets" not in document:
    sys.exit("no targets: was only a ledger scored?")


def cells(*values):
    print("| " + " | ".join("" if value is None else str(value) for value in values) + " |")


print(f"As of {document['as_of']}, version {document['version']}, vintage {document['vintage'][:12]}.\n")
cells("target", "data until", "origins", "use", "combination against the best baseline", "cannot tell")
cells(*["---"] * 6)
for target in document["targets"]:
    skill = target["skill"]
    cells(target["id"], target["until"], target["origins"], target["recommended"], skill and skill["text"], target["cannot_tell"])
for target in document["targets"]:
    if not target["held_out"]:
        continue
    print(f"\n{target['id']}, origins from {target['held_out']} on, which chose nothing:\n")
    cells("model", "ahead", "outcomes", "CRPS", "MAE", "in 90 %", "width")
    cells(*["---"] * 7)
    for model, score in target["scores"].items():
        for row in score["horizons"]:
            held = row["held_out"]
            if held:
                cells(model, row["horizon"], held["outcomes"], held["crps"], held["mae"], held["coverage"], held["width"])
    for skill in target["skills"]:
        ahead = skill["horizon"] or "all"
        print(f"- combination against {skill['against']}, {skill['measure']}, ahead {ahead}: "
              f"{100 * skill['estimate']:+.1f} % ({100 * skill['low']:+.1f} to {100 * skill['high']:+.1f})")
