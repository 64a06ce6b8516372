// SPDX-License-Identifier: Apache-2.0
#include "report/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace detente {

namespace {

std::string written(double number, std::chars_format format, int precision) {
  std::array<char, 400> buffer{};  // the largest double has 309 digits
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format, precision);
  return {buffer.data(), end};
}

std::string without_trailing_zeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

std::string fixed_text(double number, int decimals) {
  return written(number, std::chars_format::fixed, decimals);
}

std::string number_text(double number, int significant) {
  constexpr double too_small = 1e-5;
  constexpr double too_large = 1e15;
  if (!std::isfinite(number)) return {};
  if (number == 0) return "0";  // minus zero too
  const double size = std::abs(number);
  if (size < too_small || size >= too_large) {
    return written(number, std::chars_format::general, significant);
  }
  const int before_point = static_cast<int>(std::floor(std::log10(size))) + 1;
  return group_digits(
      without_trailing_zeros(fixed_text(number, std::max(significant - before_point, 0))));
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return count_text(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string count_text(std::uint64_t count) { return group_digits(std::to_string(count)); }

std::string figures_text(std::string_view text) {
  constexpr int most_digits = 4;
  std::string out;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (!is_digit(*at)) {
      out += *at++;
      continue;
    }
    double number = 0;
    const auto [after, error] = std::from_chars(at, end, number);
    const bool is_short = number < 1000 && std::count_if(at, after, is_digit) <= most_digits;
    out += error != std::errc() || is_short ? std::string(at, after) : number_text(number);
    at = after;
  }
  return out;
}

std::string group_digits(std::string number) {
  if (number.find('e') != std::string::npos) return number;
  const std::size_t start = number.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(number.find('.'), number.size()); at > start + 3;) {
    at -= 3;
    number.insert(at, ",");
  }
  return number;
}

}  // namespace detente
