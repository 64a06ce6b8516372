// SPDX-License-Identifier: Apache-2.0
#include "report/svg_axis.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "report/number.hpp"

namespace detente {

namespace {

using std::chrono::days;

struct Scale {
  double divisor = 1;
  const char* name = "";
};

Scale scale_for(double largest) {
  if (largest >= 1e15) return {};  // labels with an exponent say it themselves
  if (largest >= 1e10) return {1e9, "billion"};
  if (largest >= 1e7) return {1e6, "million"};
  return {};
}

std::string tick_label(double at, double step, double largest) {
  constexpr double tiny_step = 1e-6;
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  const bool has_exponent = largest >= 1e15 || step < tiny_step;
  std::string label = has_exponent ? number_text(at) : group_digits(fixed_text(at, decimals));
  if (label.starts_with('-')) label.replace(0, 1, "\u2212");
  return label;
}

/// The next round number: 1, 2, 5, 10, 20 …
double next_step(double step) {
  const double power = std::pow(10.0, std::floor(std::log10(step) + 1e-9));
  const double lead = step / power;
  return (lead < 1.5 ? 2 : lead < 3 ? 5 : 10) * power;
}

/// Apart enough to be told apart on an axis, and zero included where that is sensible.
std::pair<double, double> sensible_range(double least, double greatest) {
  const double size = std::max(std::abs(least), std::abs(greatest));
  constexpr double nothing = 1e-290;  // below it a step would be zero
  if (size < nothing) return {0, 1};
  const bool all_equal = greatest - least < 1e-9 * size;
  if (least >= 0 && (least <= greatest / 2 || all_equal)) least = 0;
  if (greatest <= 0 && (greatest >= least / 2 || all_equal)) greatest = 0;
  if (greatest - least < 1e-9 * size) return {least - size / 2, greatest + size / 2};
  return {least, greatest};
}

struct Calendar {
  int step = 1;
  bool in_months = true;  ///< else in days
  std::size_t letters = 4;
};

/// From the finest to the coarsest.
constexpr Calendar calendars[] = {
    {1, false, 10}, {2, false, 10}, {7, false, 10}, {14, false, 10}, {1, true, 7},
    {2, true, 7},   {3, true, 7},   {6, true, 7},   {12, true, 4},   {24, true, 4},
    {60, true, 4},  {120, true, 4}, {240, true, 4}, {600, true, 4},  {1200, true, 4},
};

Day first_tick(Day first, const Calendar& calendar) {
  if (!calendar.in_months) return first;
  const std::chrono::year_month_day date{first};
  const int months = static_cast<int>(date.year()) * 12 +
                     static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  const int rounded = months - months % calendar.step;
  const Day start = date.year() / date.month() / 1;
  const Day at = add_months(start, rounded - months);
  return at < first ? add_months(at, calendar.step) : at;
}

std::vector<DateTick> ticks_of(Day first, Day last, const Calendar& calendar, std::size_t most) {
  std::vector<DateTick> ticks;
  Day at = first_tick(first, calendar);
  while (at <= last && ticks.size() <= most) {
    ticks.push_back({at, to_string(at).substr(0, calendar.letters)});
    at = calendar.in_months ? add_months(at, calendar.step) : at + days{calendar.step};
  }
  return ticks;
}

}  // namespace

ValueAxis value_axis(double least, double greatest, std::size_t most) {
  std::tie(least, greatest) = sensible_range(least, greatest);
  double step = std::pow(10.0, std::floor(std::log10((greatest - least) / 100)));
  double from = 0;
  double count = 0;
  do {
    step = next_step(step);
    from = std::floor(least / step + 1e-9);
    count = std::ceil(greatest / step - 1e-9) - from;
  } while (count + 1 > static_cast<double>(std::max<std::size_t>(most, 3)));

  const double largest = std::max(std::abs(from * step), std::abs((from + count) * step));
  const Scale scale = scale_for(largest);
  ValueAxis axis{from * step, (from + count) * step, {}, scale.name};
  for (int i = 0; i <= static_cast<int>(count); ++i) {
    const double at = (from + i) * step;
    axis.ticks.push_back({at, tick_label(at / scale.divisor, step / scale.divisor, largest)});
  }
  return axis;
}

std::vector<DateTick> date_ticks(Day first, Day last, double room) {
  constexpr double gap = 2;  // letters between two labels
  for (const Calendar& calendar : calendars) {
    const auto letters = static_cast<double>(calendar.letters) + gap;
    const auto most = static_cast<std::size_t>(std::max(room / letters, 1.0));
    std::vector<DateTick> ticks = ticks_of(first, last, calendar, most);
    if (ticks.size() > most) continue;
    if (ticks.size() >= 2) return ticks;
    break;  // a coarser calendar has no more ticks than this
  }
  if (first == last) return {{first, to_string(first)}};
  return {{first, to_string(first)}, {last, to_string(last)}};
}

}  // namespace detente
