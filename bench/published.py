#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""published.py [DETENTE]: what three papers found of the United States and China, beside what the
program says of the case us-china. Of the papers only what stands in FOUND is compared; where the
data at hand cannot bear it, that is said. Run it where the case is; as of 2026-11-30."""
import json
import subprocess
import sys
import textwrap

FOUND = {
    "Pang and Liu 2019": "GDELT 1979 to 2017, vector autoregressions between three change points: the US acts mostly by inertia, "
                         "China by reciprocity, inertia and third parties alike; reciprocity is limited and asymmetric.",
    "Yuan and others 2020": "GDELT by month, 1991 to 2016, vector autoregressions: US cooperation leads China's cooperation and conflict "
                            "(0.038*** and 0.091** in its table 2), 1991 to 2001; cooperation prevails.",
    "Mignon and Saadaoui 2024": "a structural vector autoregression with Tsinghua's score of the relation and the countries' geopolitical risk, by month.",
}
SERIES = ("tsinghua-score", "gpr-china")


def document(program, *arguments):
    run = subprocess.run([program, *arguments, "--as-of", "2026-11-30", "--format", "json"], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


def interval(estimate):
    return f"{estimate['estimate']:.2f} ({estimate['low']:.2f} to {estimate['high']:.2f})"


def who_answers(program, source):
    spiral = document(program, "spiral", "us-china", "--source", source)
    answers = {row["answering"]: row["effect"] for row in spiral.get("answers", []) if row["effect"]}
    text = f"{source}: reciprocity {spiral['verdict']['reciprocity']}"
    for state, other in (("USA", "CHN"), ("CHN", "USA")):
        if state in answers:
            text += f"; {state} after {other} {interval(answers[state])} for each event"
    if shares := spiral.get("shares"):
        text += (f"; {100 * shares['routine']:.0f} % of the events routine, {100 * shares['to_own_acts']:.0f} % after "
                 f"one's own acts, {100 * shares['to_the_other']:.0f} % after the other's")
    return text + "".join(f"; {why}" for why in spiral["verdict"].get("why_reciprocity", [])) + "."


def balances(measure):
    for row in measure["directions"]:
        if row["balance"]:
            yield f"{row['source']}, {row['direction']}: balance {row['balance']['text']}."


def moves(measure):
    for row in measure["comparisons"]:
        if (row["first"], row["second"]) == SERIES:
            yield f"{row['span']}: levels {row['levels']['text']}, steps {row['differences']['text']}, lead {row['lead']['text']}."


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "build/detente"
    sources = [row["source"] for row in document(program, "spiral", "us-china")["sources"]]
    measure = document(program, "measure", "us-china", "--compare")
    ours = {
        "Pang and Liu 2019": [who_answers(program, source) for source in sources],
        "Yuan and others 2020": ["Monthly counts of both directions by quad class: not at hand, so what leads what cannot be told.",
                                 *balances(measure)],
        "Mignon and Saadaoui 2024": [f"{SERIES[0]} and {SERIES[1]}, 90 % intervals:", *moves(measure)],
    }
    for paper, found in FOUND.items():
        print(textwrap.fill(f"{paper}: {found}", 100))
        for line in ours[paper]:
            print(textwrap.fill(line, 100, initial_indent="  ", subsequent_indent="    "))
        print()


main()
