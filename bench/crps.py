# SPDX-License-Identifier: Apache-2.0
"""crps.py make FILE ROWS SIZE: writes made-up outcomes and draws, as doubles.
crps.py compare FILE ROWS SIZE SECONDS: scores them in NumPy as conflict forecasters do, by sorting each row
(CRPS = mean |X - y| - mean |X - X'| / 2 over all pairs), compares FILE.scores to 1e-12 first, and prints both times."""
import sys
import time

import numpy as np

mode, file, rows, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
if mode == "make":
    random = np.random.default_rng(1)
    outcomes = random.negative_binomial(1, 0.05, rows).astype(float)
    draws = random.gamma(2.0, 8.0, (rows, size))
    with open(file, "wb") as out:
        outcomes.tofile(out)
        draws.tofile(out)
    sys.exit()

numbers = np.fromfile(file)
outcomes, draws = numbers[:rows], numbers[rows:].reshape(rows, size)


def crps(draws, outcomes):
    ordered = np.sort(draws, axis=1)
    weights = 2 * np.arange(1, size + 1) - size - 1
    return np.abs(draws - outcomes[:, None]).mean(axis=1) - (ordered * weights).sum(axis=1) / size**2


ours = np.fromfile(file + ".scores")
theirs = crps(draws, outcomes)
worst = np.abs(ours - theirs).max()
print(f"{rows} x {size} draws: largest difference {worst:.1e}")
if not worst <= 1e-12:
    sys.exit("the answers differ by more than 1e-12")
seconds = []
for _ in range(5):
    start = time.perf_counter()
    crps(draws, outcomes)
    seconds.append(time.perf_counter() - start)
peer, mine = sorted(seconds)[2], float(sys.argv[5])
print(f"NumPy {np.__version__}: {peer:.3f} s; detente: {mine:.4f} s; {peer / mine:.1f} times as fast")
