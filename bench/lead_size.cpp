// SPDX-License-Identifier: Apache-2.0
// lead_size [WORLDS]: how often the tests of src/outlook/lead_test.hpp find a lead that is not
// there, and one that is; the table stands in docs/leads.md.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "outlook/leads.hpp"
#include "support/outlook_worlds.hpp"

namespace {

using namespace detente;

struct Row {
  const char* name;
  testing::World world;
  bool masked = false, walk = false;
};

RegularSeries summed(RegularSeries series) {
  double sum = 0;
  for (auto& value : series.values)
    if (value) value = sum += *value;
  return series;
}

void run(const Row& row, int worlds) {
  int together = 0;
  std::array<int, 3> by_lags{};
  std::array<int, 4> projected{};
  int gained = 0;
  int with_gain = 0;
  double power = 0;
  for (int i = 0; i < worlds; ++i) {
    testing::World world = row.world;
    world.seed = 1000 + static_cast<std::uint64_t>(i);
    auto [x, y] = testing::draw(world);
    if (row.walk) {
      x = summed(std::move(x));
      y = summed(std::move(y));
    }
    const Mask mask = row.masked ? Mask{x.first + 90, x.first + 125} : Mask{};
    const std::vector<int> breaks =
        world.step > 0 ? std::vector{x.first + world.months / 2} : std::vector<int>();
    const DirectionTest test =
        test_direction(make_stationary(x, 12, {}, mask), make_stationary(y, 12, breaks, mask), 12);
    if (test.lag_tests.empty()) continue;
    together += test.p <= test_level ? 1 : 0;
    power += test.power / worlds;
    for (std::size_t k = 0; k < test.lag_tests.size(); ++k)
      by_lags.at(k) += test.lag_tests[k].p <= test_level ? 1 : 0;
    for (std::size_t k = 0; k < test.projections.size(); ++k)
      projected.at(k) += test.projections[k].p <= test_level ? 1 : 0;
    with_gain += test.gain ? 1 : 0;
    gained += test.gain && test.gain->p <= test_level ? 1 : 0;
  }
  const auto share = [&](int count) { return 100.0 * count / worlds; };
  fmt::print(
      "| {} | {} | {:.1f} | {:.1f} {:.1f} {:.1f} | {:.1f} {:.1f} {:.1f} {:.1f} | {:.1f} | {:.0f} "
      "|\n",
      row.name, row.world.months, share(together), share(by_lags[0]), share(by_lags[1]),
      share(by_lags[2]), share(projected[0]), share(projected[1]), share(projected[2]),
      share(projected[3]), with_gain > 0 ? 100.0 * gained / with_gain : 0.0, 100 * power);
}

}  // namespace

int main(int count, char** words) {
  const int worlds = count > 1 ? std::atoi(words[1]) : 2000;
  fmt::print(
      "| world | months | found % | 1, 3, 6 lags % | 1, 3, 6, 12 ahead % | gain % | power % |\n");
  fmt::print("|---|---|---|---|---|---|---|\n");
  const double lead = 0.2294;  // explains 5 % of what the past leaves open
  for (const Row& row : std::vector<Row>{
           {"no effect, memory 0.3", {.months = 100, .memory = 0.3}},
           {"no effect, memory 0.8", {.months = 100, .memory = 0.8}},
           {"no effect, memory 0.6", {.months = 240, .memory = 0.6}},
           {"no effect, walks", {.months = 240, .memory = 0.3}, false, true},
           {"no effect, a break of 3 deviations", {.months = 240, .memory = 0.6, .step = 3.75}},
           {"no effect, 3 % missing, 36 masked",
            {.months = 240, .memory = 0.6, .missing = 0.03},
            true},
           {"no effect, heavy tails", {.months = 240, .memory = 0.6, .heavy = 0.05}},
           {"all of these",
            {.months = 240, .memory = 0.6, .missing = 0.03, .step = 3.75, .heavy = 0.05},
            true},
           {"a lead of 5 %", {.months = 100, .memory = 0.3, .lead = lead}},
           {"a lead of 5 %", {.months = 240, .memory = 0.3, .lead = lead}},
           {"a lead of 5 %", {.months = 480, .memory = 0.3, .lead = lead}}})
    run(row, worlds);
  return 0;
}
