// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <ctime>
#include <functional>
#include <vector>

namespace detente::bench {

/// Processor time of a call, since the clock would tell more of what else the machine does: the
/// median of eleven rounds, each of which takes a hundredth of a second or more.
inline double seconds_of(const std::function<void()>& call) {
  const auto seconds = [&](int calls) {
    const std::clock_t start = std::clock();
    for (int i = 0; i < calls; ++i) call();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  int calls = 1;
  while (seconds(calls) < 0.01) calls *= 2;
  std::vector<double> rounds;
  for (int round = 0; round < 11; ++round) rounds.push_back(seconds(calls) / calls);
  std::ranges::sort(rounds);
  return rounds[rounds.size() / 2];
}

}  // namespace detente::bench
