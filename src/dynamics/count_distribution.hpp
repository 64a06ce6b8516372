// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace detente {

/// NB2 with variance mean + dispersion * mean^2; Poisson where the dispersion is 0. `mean` > 0,
/// `dispersion` >= 0, `count` a whole number.

/// log P(Y = count), count >= 0.
double log_probability(double count, double mean, double dispersion);
/// P(Y <= count); 0 below 0.
double distribution(double count, double mean, double dispersion);

}  // namespace detente
