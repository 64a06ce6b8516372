# SPDX-License-Identifier: Apache-2.0
"""The exponential Hawkes likelihood by tick and by hawkeslib, on events as CSV (columns time, kind).

  hawkes.py simulate KINDS HORIZON SEED   prints made-up events: each begets others of all kinds, 0.6 of them in the end
  hawkes.py values EVENTS HORIZON         prints both programs' log-likelihoods at parameters drawn by a seed
  hawkes.py time EVENTS HORIZON           prints what each program takes for one pass, in seconds of processor time
"""
import csv
import sys
import time

import numpy as np


def simulate(kinds, horizon, seed):
    """By generations: what each event begets is Poisson, exponentially later."""
    random = np.random.default_rng(seed)
    reaction = np.full((kinds, kinds), 0.6 / kinds) + 0.1 * np.eye(kinds) - 0.1 / kinds
    number = random.poisson(0.8 * horizon, kinds)
    times = [random.uniform(0, horizon, n) for n in number]
    generation = times
    while any(len(t) for t in generation):
        born = [[] for _ in range(kinds)]
        for cause in range(kinds):
            for kind in range(kinds):
                parents = np.repeat(generation[cause], random.poisson(reaction[kind, cause], len(generation[cause])))
                later = parents + random.exponential(1, len(parents))
                born[kind].append(later[later < horizon])
        generation = [np.concatenate(b) for b in born]
        times = [np.concatenate([t, g]) for t, g in zip(times, generation)]
    kind = np.repeat(np.arange(kinds), [len(t) for t in times])
    times = np.concatenate(times)
    order = np.argsort(times)
    print(f"# bench/hawkes.py simulate {kinds} {horizon:g} {seed}")
    print("time,kind")
    for i in order:
        print(f"{times[i]:.17g},{kind[i]}")


def read(file):
    with open(file, encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return np.array([float(r["time"]) for r in rows]), np.array([int(r["kind"]) for r in rows])


def tick_model(times, kinds, horizon, fading):
    from tick.hawkes import ModelHawkesExpKernLogLik

    model = ModelHawkesExpKernLogLik(fading, n_threads=1)
    model.fit([np.ascontiguousarray(times[kinds == k]) for k in range(kinds.max() + 1)], end_times=horizon)
    return model


def by_tick(times, kinds, horizon, base, reaction, fading):
    loss = tick_model(times, kinds, horizon, fading).loss(np.concatenate([base, reaction.ravel()]))
    # Its loss is the mean over events, and set against a rate of 1 of each kind.
    return -loss * len(times) - horizon * len(base)


def by_hawkeslib(times, kinds, horizon, base, reaction, fading):
    from hawkeslib import MultivariateExpHawkesProcess

    # Its matrix has the cause as row.
    return MultivariateExpHawkesProcess.log_likelihood_with_params(times, kinds, base, reaction.T.copy(), fading, horizon)


def values(file, horizon):
    times, kinds = read(file)
    count = kinds.max() + 1
    from importlib.metadata import version

    print(f"# tick {version('tick')} (peer 0), hawkeslib {version('hawkeslib')} (peer 1), Python {sys.version.split()[0]}")
    print(f"# bench/hawkes.py values {file} {horizon:g}")
    every = range(1, count + 1)
    print(",".join(["peer", "horizon", "fading"] + [f"base{m}" for m in every] + [f"a{m}{j}" for m in every for j in every] + ["log_likelihood"]))
    random = np.random.default_rng(1)
    for fading in (0.05, 0.3, 1.0, 4.0, 25.0):
        for later in (0, 3.5):
            base = random.uniform(0.1, 2, count)
            reaction = random.uniform(0.01, 0.8 / count, (count, count))
            for peer, program in enumerate((by_tick, by_hawkeslib)):
                value = program(times, kinds, horizon + later, base, reaction, fading)
                row = [horizon + later, fading, *base, *reaction.ravel(), value]
                print(",".join([str(peer)] + [f"{number:.17g}" for number in row]))


def seconds(work, rounds):
    took = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return sorted(took)[rounds // 2]


def timings(file, horizon):
    from hawkeslib.model.c.c_mv_exp import mv_exp_fit_em, mv_exp_ll

    times, kinds = read(file)
    count = int(kinds.max()) + 1
    base, reaction = np.full(count, 0.8), np.full((count, count), 0.5 / count)
    at = np.concatenate([base, reaction.ravel()])
    fadings = iter(np.linspace(0.9, 1.1, 100))
    new = lambda: tick_model(times, kinds, horizon, float(next(fadings))).loss_and_grad(at)
    model = tick_model(times, kinds, horizon, 1.0)
    model.loss_and_grad(at)
    print("tick_new", seconds(new, 7))
    print("tick_again", seconds(lambda: model.loss_and_grad(at), 7))
    print("hawkeslib_value", seconds(lambda: mv_exp_ll(times, kinds, base, reaction, 1.0, horizon), 7))
    np.random.seed(1)
    passes = 5
    print("hawkeslib_em", seconds(lambda: mv_exp_fit_em(times, kinds, horizon, maxiter=passes, reltol=-np.inf), 5) / passes)


if __name__ == "__main__":
    if sys.argv[1] == "simulate":
        simulate(int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
    else:
        {"values": values, "time": timings}[sys.argv[1]](sys.argv[2], float(sys.argv[3]))
