// SPDX-License-Identifier: Apache-2.0
#include "measure/minimise.hpp"

#include <algorithm>
#include <boost/math/tools/minima.hpp>

namespace detente {

Minimum minimise(const std::function<double(double)>& f, double low, double high, int steps) {
  const double step = (high - low) / steps;
  Minimum best{low, f(low)};
  for (int i = 1; i <= steps; ++i) {
    const double at = low + i * step;
    const double value = f(at);
    if (value < best.value) best = {at, value};
  }
  constexpr int bits = 26;  // half of a double's: more cannot be told at a minimum
  const auto [at, value] = boost::math::tools::brent_find_minima(
      f, std::max(low, best.at - step), std::min(high, best.at + step), bits);
  return value < best.value ? Minimum{at, value} : best;
}

}  // namespace detente
