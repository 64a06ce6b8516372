// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include "base/date.hpp"

/// Days and dates for property tests, with the ends of months more often than chance has them.
namespace detente::testing {

inline rc::Gen<Day> any_day(int from_year, int to_year) {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(from_year, to_year + 1), rc::gen::inRange(1U, 13U),
                     rc::gen::weightedOneOf<unsigned>(
                         {{3, rc::gen::inRange(1U, 32U)}, {1, rc::gen::just(31U)}})),
      [](const std::tuple<int, unsigned, unsigned>& parts) {
        const auto [year, month, day] = parts;
        const std::chrono::year_month ym{std::chrono::year(year), std::chrono::month(month)};
        const std::chrono::year_month_day wanted = ym / std::chrono::day(day);
        return Day{wanted.ok() ? wanted : std::chrono::year_month_day(ym / std::chrono::last)};
      });
}

/// Three in five dates are days.
inline rc::Gen<Date> any_date(int from_year, int to_year) {
  using enum Date::Precision;
  return rc::gen::map(
      rc::gen::pair(any_day(from_year, to_year), rc::gen::element(day, day, day, month, year)),
      [](const auto& parts) { return Date(parts.first, parts.second); });
}

}  // namespace detente::testing
