// SPDX-License-Identifier: Apache-2.0
#include "base/long_date.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace detente {

namespace {

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// 1 to 12; 0 for any other word.
unsigned month_of(std::string_view word) {
  const auto found = std::ranges::find(month_names, word);
  return found == month_names.end() ? 0 : static_cast<unsigned>(found - month_names.begin()) + 1;
}

/// The number that the digits at the word's end are, where it has `most` of them at most.
std::optional<unsigned> number_of(std::string_view word, std::size_t most) {
  if (word.empty() || word.size() > most || !std::ranges::all_of(word, is_digit)) return {};
  unsigned number = 0;
  for (const char c : word) number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view between = " \t\n,.;:()\"/-";
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

}  // namespace

std::string long_date(const Date& date) {
  const std::chrono::year_month_day first{date.first()};
  std::string text = std::to_string(static_cast<int>(first.year()));
  if (date.precision() == Date::Precision::year) return text;
  text.insert(0, std::string(month_names.at(static_cast<unsigned>(first.month()) - 1)) + ' ');
  if (date.precision() == Date::Precision::month) return text;
  return std::to_string(static_cast<unsigned>(first.day())) + ' ' + text;
}

std::vector<Date> long_dates_in(std::string_view text) {
  const auto words = words_of(text);
  std::vector<Date> dates;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto year = number_of(words[i], 4);
    if (!year || words[i].size() != 4 || *year < 1900 || *year > 2099) continue;
    const unsigned month = i > 0 ? month_of(words[i - 1]) : 0;
    const auto day = month > 0 && i > 1 ? number_of(words[i - 2], 2) : std::nullopt;
    const std::chrono::year_month_day named{std::chrono::year(static_cast<int>(*year)),
                                            std::chrono::month(month > 0 ? month : 1),
                                            std::chrono::day(day.value_or(1))};
    if (!named.ok()) continue;
    dates.emplace_back(Day(named), day         ? Date::Precision::day
                                   : month > 0 ? Date::Precision::month
                                               : Date::Precision::year);
  }
  return dates;
}

}  // namespace detente
