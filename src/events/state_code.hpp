// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace detente {

/// The code of a state, CAMEO or ISO 3166-1 alpha-3: at most three letters, or empty for none. As
/// small as a number, since every count has two; in order as its text is.
class StateCode {
 public:
  static constexpr std::size_t longest = 3;

  constexpr StateCode() = default;
  /// Throws std::length_error for a text that is longer than `longest`.
  constexpr explicit StateCode(std::string_view text) {
    if (text.size() > longest) throw std::length_error("a state's code has at most three letters");
    std::copy(text.begin(), text.end(), letters_.begin());
  }
  /// A literal that fits, "USA".
  template <std::size_t Size>
    requires(Size <= longest + 1)
  consteval StateCode(const char (&literal)[Size]) : StateCode(std::string_view(literal)) {}

  [[nodiscard]] constexpr std::string_view text() const { return letters_.data(); }
  [[nodiscard]] constexpr bool empty() const { return letters_[0] == '\0'; }
  explicit operator std::string() const { return std::string(text()); }

  constexpr auto operator<=>(const StateCode&) const = default;
  constexpr bool operator==(const StateCode&) const = default;
  /// With a text of any length.
  template <std::convertible_to<std::string_view> Text>
  friend constexpr bool operator==(const StateCode& code, const Text& other) {
    return code.text() == std::string_view(other);
  }

 private:
  std::array<char, longest + 1> letters_{};
};

}  // namespace detente
