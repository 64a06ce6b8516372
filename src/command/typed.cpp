// SPDX-License-Identifier: Apache-2.0
#include "command/typed.hpp"

namespace detente {

std::vector<std::string> values_of(const Typed& typed, std::string_view name) {
  const auto found = typed.find(name);
  return found == typed.end() ? std::vector<std::string>() : found->second;
}

std::string value_of(const Typed& typed, std::string_view name) {
  const auto found = typed.find(name);
  return found == typed.end() || found->second.empty() ? std::string() : found->second.front();
}

bool is_set(const Typed& typed, std::string_view name) { return value_of(typed, name) == "true"; }

Result<Day> day_option(std::string_view option, const std::string& text) {
  const auto day = parse_day(text);
  if (!day)
    return fail(Error::Kind::usage,
                fmt::format("{}: \"{}\" is no day; write YYYY-MM-DD", option, text));
  return *day;
}

Result<std::optional<Date>> date_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  const auto date = parse_date(text);
  if (!date)
    return fail(
        Error::Kind::usage,
        fmt::format("{}: \"{}\" is no date; write YYYY-MM-DD, YYYY-MM or YYYY", option, text));
  return date;
}

std::string too_far_ahead(Day day, Day today) {
  constexpr auto most_ahead = std::chrono::days(366);
  if (day <= today + most_ahead) return {};
  return fmt::format("{} lies more than a year ahead of today, {}", to_string(day),
                     to_string(today));
}

}  // namespace detente
