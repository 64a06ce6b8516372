// SPDX-License-Identifier: Apache-2.0
#include "events/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/text.hpp"

namespace detente {
namespace {

constexpr double exact_limit = 9007199254740992.0;  // 2^53

/// Without its thousands commas; nothing where the commas do not stand at thousands.
std::optional<std::string> without_commas(std::string_view text) {
  if (text.find(',') == std::string_view::npos) return std::string(text);
  const bool has_sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  std::string_view whole = text.substr(has_sign ? 1 : 0);
  const std::size_t point = std::min(whole.find('.'), whole.size());
  const std::string_view rest = whole.substr(point);
  whole = whole.substr(0, point);
  if (rest.find(',') != std::string_view::npos) return std::nullopt;
  std::string digits(text.substr(0, has_sign ? 1 : 0));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool at_thousand = (whole.size() - i) % 4 == 0;
    if (at_thousand != (whole[i] == ',')) return std::nullopt;
    if (whole[i] != ',') digits += whole[i];
  }
  if (whole.starts_with(',')) return std::nullopt;
  return digits.append(rest);
}

}  // namespace

std::optional<double> parse_printed_number(std::string_view text) {
  const std::optional<std::string> plain = without_commas(text);
  if (!plain || plain->empty()) return std::nullopt;
  // from_chars also takes "inf", "nan" and their like.
  if (std::any_of(plain->begin(), plain->end(), [](char c) {
        return !is_digit(c) && std::string_view("+-.eE").find(c) == std::string_view::npos;
      })) {
    return std::nullopt;
  }
  const char* const begin = plain->data() + (plain->front() == '+' ? 1 : 0);
  const char* const end = plain->data() + plain->size();
  double value = 0;
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> parse_printed_count(std::string_view text) {
  const std::optional<double> value = parse_printed_number(text);
  if (!value || *value < 0 || *value > exact_limit || *value != std::floor(*value)) {
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(*value);
}

std::optional<std::int64_t> in_thousandths(double number) {
  const double scaled = number * 1000;
  if (!(std::abs(scaled) <= exact_limit)) return std::nullopt;
  return std::llround(scaled);
}

}  // namespace detente
