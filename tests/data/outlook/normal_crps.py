# SPDX-License-Identifier: Apache-2.0
"""normal_crps.csv: the CRPS of normal forecasts by its definition, the integral of (F(x) - 1{x >= y})^2, to 30 digits (mpmath)."""
import mpmath

mpmath.mp.dps = 40
print("mean,deviation,outcome,crps")
for mean in ("0", "-3.5", "12.25"):
    for deviation in ("0.01", "1", "7.5"):
        for z in ("-6", "-1.25", "0", "0.3", "2", "9"):
            m, s = mpmath.mpf(mean), mpmath.mpf(deviation)
            y = m + s * mpmath.mpf(z)
            cdf = lambda x: mpmath.ncdf(x, m, s)
            steps = [m + s * k for k in range(-20, 21, 2)]
            low = [x for x in steps if x < y] + [y]
            high = [y] + [x for x in steps if x > y]
            crps = mpmath.quad(lambda x: cdf(x) ** 2, low) + mpmath.quad(lambda x: (1 - cdf(x)) ** 2, high)
            print(f"{mean},{deviation},{mpmath.nstr(y, 20)},{mpmath.nstr(crps, 20)}")
