// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace detente {

struct Minimum {
  double at = 0, value = 0;
};

/// The least value of `f` on [low, high] that a scan of `steps` + 1 points, equally far apart, and
/// then Brent's method (1973, chapter 5; Boost.Math) between the neighbours of the best point find:
/// the global minimum where f has no dip narrower than two steps. `low` < `high`, `steps` >= 2; f
/// must not give NaN.
Minimum minimise(const std::function<double(double)>& f, double low, double high, int steps);

}  // namespace detente
