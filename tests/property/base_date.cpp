// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include "base/date.hpp"
#include "support/any_date.hpp"

namespace detente::testing {
namespace {

using std::chrono::days;

RC_GTEST_PROP(AnyDate, IsReadAsItIsPrinted, ()) {
  const Date date = *any_date(1, 9999);
  RC_ASSERT(parse_date(to_string(date)) == date);
}

RC_GTEST_PROP(AnyDate, SpansTheDaysThatPrintTheSame, ()) {
  const Date date = *any_date(2, 9998);
  const std::string text = to_string(date);
  for (Day day = date.first(); day <= date.last(); day += days(1))
    RC_ASSERT(to_string(day).starts_with(text));
  RC_ASSERT(!to_string(date.first() - days(1)).starts_with(text));
  RC_ASSERT(!to_string(date.last() + days(1)).starts_with(text));
}

RC_GTEST_PROP(AnyText, IsADateOnlyIfItPrintsSo, ()) {
  const auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789-- T")));
  const auto date = parse_date(text);
  if (date) RC_ASSERT(to_string(*date) == text);
}

/// Month by month, and back from a day that is not there: the slow way.
Day months_later(Day day, int count) {
  const std::string text = to_string(day);
  int year = std::stoi(text.substr(0, 4)), month = std::stoi(text.substr(5, 2));
  for (; count > 0; --count)
    if (++month == 13) month = 1, ++year;
  for (; count < 0; ++count)
    if (--month == 0) month = 12, --year;
  for (int in_month = std::stoi(text.substr(8)); in_month > 0; --in_month) {
    char moved[32];
    std::snprintf(moved, sizeof moved, "%04d-%02d-%02d", year, month, in_month);
    if (const auto there = parse_day(moved)) return *there;
  }
  return {};
}

RC_GTEST_PROP(AddMonths, GoesMonthByMonth, ()) {
  const Day day = *any_day(1000, 3000);
  const int count = *rc::gen::inRange(-500, 500);
  RC_ASSERT(add_months(day, count) == months_later(day, count));
}

RC_GTEST_PROP(AddMonths, KeepsTheOrderOfDays, ()) {
  const Day day = *any_day(1000, 3000);
  const int count = *rc::gen::inRange(-500, 500);
  RC_ASSERT(add_months(day, count) <= add_months(day + days(1), count));
  RC_ASSERT(add_months(day, count) < add_months(day, count + 1));
}

RC_GTEST_PROP(AnyQuarter, HoldsItsDaysAndNoOther, ()) {
  const Day day = *any_day(1, 9998);
  const Quarter quarter = quarter_of(day);
  RC_ASSERT(first_day(quarter) <= day);
  RC_ASSERT(day <= last_day(quarter));
  RC_ASSERT(quarter_of(last_day(quarter)) == quarter);
  RC_ASSERT(quarter_of(last_day(quarter) + days(1)) == next(quarter));
  RC_ASSERT(previous(next(quarter)) == quarter);
}

}  // namespace
}  // namespace detente::testing
