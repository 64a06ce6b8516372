// SPDX-License-Identifier: Apache-2.0
/// bench_survival SPELLS CURVES LOG_RANK: compares our survival estimates with tables that
/// bench/survival.R wrote; status 1 where one differs by over 1e-10.
#include <fmt/core.h>

#include "support/survival_table.hpp"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const auto spells = detente::testing::read_peer_table(arguments[1]);
  const auto curves = detente::testing::read_peer_table(arguments[2]);
  const auto test = detente::testing::read_peer_table(arguments[3]);
  if (test.rows.empty()) return 1;
  const double of_curves = detente::testing::worst_of_curves(spells, curves);
  const double of_test = detente::testing::worst_of_log_rank(spells, test);
  fmt::print("{} points of curves: the largest difference is {:.1e}; log-rank test: {:.1e}\n",
             curves.rows.size(), of_curves, of_test);
  return of_curves <= 1e-10 && of_test <= 1e-10 ? 0 : 1;
}
