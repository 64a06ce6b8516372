// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
// rapidcheck's header needs gtest's before it.
#include <rapidcheck/gtest.h>

#include "measure/indices.hpp"

namespace detente {
namespace {

Period any_period() { return *rc::gen::element(Period::day, Period::week, Period::month); }

Day any_day() { return *parse_day("1998-01-01") + std::chrono::days(*rc::gen::inRange(0, 9000)); }

RC_GTEST_PROP(Periods, HoldTheirDays, ()) {
  const Period period = any_period();
  const Day day = any_day();
  const Day first = first_of(day, period);
  const Day next = next_first(first, period);
  RC_ASSERT(first <= day && day < next);
  RC_ASSERT(first_of(first, period) == first);
  RC_ASSERT(first_of(next, period) == next);
  RC_ASSERT(periods_between(first, next, period) == 1);
  RC_ASSERT(name_of(first, period) < name_of(next, period));
}

RC_GTEST_PROP(Periods, CountAsManyAsThereAreSteps, ()) {
  const Period period = any_period();
  const Day from = first_of(any_day(), period);
  Day to = from;
  const int steps = *rc::gen::inRange(0, 300);
  for (int i = 0; i < steps; ++i) to = next_first(to, period);
  RC_ASSERT(periods_between(from, to, period) == steps);
  RC_ASSERT(periods_between(to, from, period) == -steps);
}

/// The definition, written the slow way: each period looks at all counts and all days.
RC_GTEST_PROP(Indices, AreWhatEachPeriodSumsUp, ()) {
  const Period period = any_period();
  Span span{any_day(), any_day()};
  if (span.last < span.first) std::swap(span.first, span.last);
  span.last = std::min(span.last, span.first + std::chrono::days(400));
  std::vector<DyadCount> counts;
  WorldTotals world;
  for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
    const Day day = span.first + std::chrono::days(*rc::gen::inRange(-20, 420));
    const auto number = [] { return *rc::gen::inRange<std::uint64_t>(0, 50); };
    counts.push_back({day, *rc::gen::inRange<std::uint8_t>(0, 5), number(), number(),
                      *rc::gen::inRange<std::int64_t>(-9000, 9000)});
    world[day] = number();
  }
  const auto indices = indices_of(counts, span, period, world);
  RC_ASSERT(indices.has_value());
  Day expected_first = first_of(span.first, period);
  for (const PeriodIndex& index : *indices) {
    RC_ASSERT(index.first == expected_first);
    expected_first = next_first(expected_first, period);
    PeriodIndex slow{.first = index.first};
    std::uint64_t volume = 0;
    for (Day day = index.first; day < expected_first; day += std::chrono::days(1)) {
      if (day < span.first || day > span.last) continue;
      ++slow.days;
      if (const auto total = world.find(day); total != world.end()) volume += total->second;
      for (const DyadCount& count : counts) {
        if (count.day != day) continue;
        slow.events += count.events;
        slow.mentions += count.mentions;
        slow.goldstein += count.goldstein;
        slow.quads.at(count.quad) += count.events;
      }
    }
    RC_ASSERT(index.days == slow.days);
    RC_ASSERT(index.events == slow.events);
    RC_ASSERT(index.mentions == slow.mentions);
    RC_ASSERT(index.goldstein == slow.goldstein);
    RC_ASSERT(index.quads == slow.quads);
    RC_ASSERT(index.world.value_or(0) == volume);
  }
  RC_ASSERT(expected_first > span.last);
}

RC_GTEST_PROP(Balance, LiesInItsInterval, ()) {
  const auto c = *rc::gen::inRange<std::uint64_t>(0, 100000);
  const auto f = *rc::gen::inRange<std::uint64_t>(c == 0 ? 1 : 0, 100000);
  const auto balance = balance_of(c, f);
  RC_ASSERT(balance.has_value());
  RC_ASSERT(-1 <= balance->interval.low && balance->interval.low <= balance->value);
  RC_ASSERT(balance->value <= balance->interval.high && balance->interval.high <= 1);
  const auto mirrored = balance_of(f, c);
  RC_ASSERT(std::abs(mirrored->interval.low + balance->interval.high) < 1e-9);
}

}  // namespace
}  // namespace detente
