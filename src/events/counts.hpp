// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "base/date.hpp"
#include "events/state_code.hpp"

namespace detente {

/// What is counted together. An empty state is kept: "" to "CHN" are the events by someone without
/// a state towards China, so that the sum over all keys is the source's total.
struct CountKey {
  Day day;  ///< the first day of the period, for counts by month or year
  StateCode source, target;
  std::uint8_t root = 0;  ///< CAMEO root, 1 to 20; 0 where the counts do not tell it
  std::uint8_t quad = 0;  ///< quad class 1 to 4; 0 likewise

  auto operator<=>(const CountKey&) const = default;
};

struct Counts {
  std::uint64_t events = 0;
  std::uint64_t mentions = 0;
  std::int64_t goldstein = 0;  ///< sum of the scores, in thousandths: exact, whatever the order

  void add(const Counts& other) {
    events += other.events;
    mentions += other.mentions;
    goldstein += other.goldstein;
  }
  auto operator<=>(const Counts&) const = default;
};

struct CountRow {
  CountKey key;
  Counts counts;

  auto operator<=>(const CountRow&) const = default;
};

/// What one count spans.
enum class Resolution { day, month, year };

}  // namespace detente
