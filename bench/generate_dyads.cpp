// SPDX-License-Identifier: Apache-2.0
// generate_dyads DYADS YEARS SEED FIRST LAST > counts.csv: daily counts of made-up dyads, number
// FIRST to LAST - 1 of DYADS, by direction and quad class, for "detente import counts --resolution
// day". Nothing in them happened.
//
// A few dyads have most of the events, as in the world: the kth has 40/k events a day and stream,
// and at least 0.02, with which of 10,000 dyads and ten years some 4 % of all cells are not 0. Two
// of five events are answered by the other side with an event of the same class, some days later.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/date.hpp"
#include "base/random.hpp"

namespace {

using Cell = std::tuple<int, int, int>;  // day, direction, quad class

std::string state_of(std::size_t number) {
  return {'Q', static_cast<char>('A' + number / 26), static_cast<char>('A' + number % 26)};
}

/// The states of dyad k, and only of it.
std::array<std::size_t, 2> pair_of(std::size_t k) {
  std::size_t second = 1;
  for (; k >= second; ++second) k -= second;
  return {k, second};
}

std::map<Cell, int> counts_of(double rate, int days, detente::Random& random) {
  std::map<Cell, int> counts;
  const auto gap = [&](double mean) { return -mean * std::log1p(-random.uniform()); };
  for (const int direction : {0, 1}) {
    for (int quad = 1; quad <= 4; ++quad) {
      for (double at = gap(1 / rate); at < days; at += gap(1 / rate)) {
        int side = direction;
        for (double when = at; when < days; when += 1 + gap(2)) {
          ++counts[{static_cast<int>(when), side, quad}];
          if (random.uniform() > 0.4) break;
          side = 1 - side;
        }
      }
    }
  }
  return counts;
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) return 2;
  const auto number = [&](int i) { return std::strtoull(words[i], nullptr, 10); };
  const auto years = static_cast<int>(number(2));
  const detente::Day first(std::chrono::year(2001) / 1 / 1);
  const int days =
      static_cast<int>((detente::Day(std::chrono::year(2001 + years) / 1 / 1) - first).count());
  std::vector<std::string> dates;
  for (int day = 0; day < days; ++day)
    dates.push_back(detente::to_string(first + std::chrono::days(day)));
  fmt::print("date,source,target,quad,events\n");
  for (std::size_t k = number(4); k < std::min(number(1), number(5)); ++k) {
    detente::Random random(number(3), k);
    const double rate = 0.6 * std::max(0.02, 40 / static_cast<double>(k + 1));
    const auto [a, b] = pair_of(k);
    for (const auto& [cell, events] : counts_of(rate, days, random)) {
      const auto [day, side, quad] = cell;
      fmt::print("{},{},{},{},{}\n", dates[static_cast<std::size_t>(day)],
                 state_of(side == 0 ? a : b), state_of(side == 0 ? b : a), quad, events);
    }
  }
  return 0;
}
