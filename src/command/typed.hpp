// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"

namespace detente {

/// What was typed: an option's values by its name without dashes. No value is empty, and an option
/// that was left out is not there. A flag that was set has the value "true".
using Typed = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Empty where it was left out.
std::vector<std::string> values_of(const Typed& typed, std::string_view name);
/// The first of them.
std::string value_of(const Typed& typed, std::string_view name);
bool is_set(const Typed& typed, std::string_view name);

/// The number that an option has. Kind::usage.
template <typename Number>
Result<Number> number_option(std::string_view option, const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(Error::Kind::usage, fmt::format("--{}: \"{}\" is no such number", option, text));
  return number;
}
/// The day that an option names. Kind::usage.
Result<Day> day_option(std::string_view option, const std::string& text);
/// The date that an option names; nothing where it is empty. Kind::usage.
Result<std::optional<Date>> date_option(std::string_view option, const std::string& text);
/// Why a day lies too far ahead: series and forecasts are made up to it, and grow with it without
/// end. Empty where it does not.
std::string too_far_ahead(Day day, Day today);

}  // namespace detente
