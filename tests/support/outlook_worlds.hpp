// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "base/random.hpp"
#include "outlook/regular_series.hpp"

namespace detente::testing {

/// Two monthly series from January 2000 on, of which the first may lead the second by one month.
struct World {
  int months = 120;
  double memory = 0.5;  ///< what each keeps of its last month
  double lead = 0;      ///< what the second takes of the first's last month
  double missing = 0;   ///< share of months without a value
  double step = 0;      ///< the second's level shifts so far in the middle
  double heavy = 0;     ///< share of months whose shock is four times as large
  std::uint64_t seed = 1;
};

inline std::pair<RegularSeries, RegularSeries> draw(const World& world) {
  Random random(world.seed);
  RegularSeries x{12 * 2000, {}};
  RegularSeries y{12 * 2000, {}};
  const auto shock = [&] { return random.normal() * (random.uniform() < world.heavy ? 4 : 1); };
  double now_x = 0;
  double now_y = 0;
  for (int t = 0; t < world.months; ++t) {
    const double next_y = world.memory * now_y + world.lead * now_x + shock();
    now_x = world.memory * now_x + shock();
    now_y = next_y;
    const double level = t >= world.months / 2 ? world.step : 0;
    x.values.push_back(random.uniform() < world.missing ? std::nullopt : std::optional(now_x));
    y.values.push_back(random.uniform() < world.missing ? std::nullopt
                                                        : std::optional(now_y + level));
  }
  return {std::move(x), std::move(y)};
}

}  // namespace detente::testing
