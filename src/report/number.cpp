// SPDX-License-Identifier: Apache-2.0
#include "report/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

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

std::string number_text(double number) {
  constexpr int significant = 6;
  constexpr double too_small = 1e-5;
  constexpr double too_large = 1e15;
  if (!std::isfinite(number)) return {};
  if (number == 0) return "0";  // minus zero too
  const double size = std::abs(number);
  if (size < too_small || size >= too_large) {
    return written(number, std::chars_format::general, significant);
  }
  const int before_point = static_cast<int>(std::floor(std::log10(size))) + 1;
  return without_trailing_zeros(fixed_text(number, std::max(significant - before_point, 0)));
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
