// SPDX-License-Identifier: Apache-2.0
#include "text/amounts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text/amount_units.hpp"

namespace detente {

namespace {

constexpr std::array<const char*, 12> months{"january",   "february", "march",    "april",
                                             "may",       "june",     "july",     "august",
                                             "september", "october",  "november", "december"};
constexpr std::array<const char*, 12> short_months{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

/// Reads tokens from left to right; each reader gives what it read and where it ended.
class Reader {
 public:
  explicit Reader(std::span<const Token> tokens) : tokens_(tokens) {}

  std::vector<Amount> run() {
    std::vector<Amount> found;
    for (std::size_t at = 0; at < tokens_.size();) {
      auto one = chinese_date(at);
      if (!one) one = english_date(at);
      if (!one) one = number(at);
      if (!one) {
        ++at;
        continue;
      }
      at = one->last;
      one->span = {tokens_[one->first].span.begin, tokens_[at - 1].span.end};
      found.push_back(*std::move(one));
    }
    return found;
  }

 private:
  [[nodiscard]] std::string_view text(std::size_t at) const {
    return at < tokens_.size() ? std::string_view(tokens_[at].text) : std::string_view();
  }

  [[nodiscard]] std::optional<double> digits(std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::number) return std::nullopt;
    double value = 0;
    const std::string& digits = tokens_[at].text;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
  }

  [[nodiscard]] int whole(std::size_t at, int least, int most) const {
    const auto value = digits(at);
    return value && *value >= least && *value <= most && std::floor(*value) == *value
               ? static_cast<int>(*value)
               : 0;
  }

  static Amount date(int year, int month, int day, std::size_t first, std::size_t last) {
    return {.value = year * 10000.0 + month * 100 + day,
            .unit = "date",
            .first = static_cast<std::uint32_t>(first),
            .last = static_cast<std::uint32_t>(last)};
  }

  [[nodiscard]] std::optional<Amount> chinese_date(std::size_t at) const {
    std::size_t i = at;
    const int year = text(i + 1) == "年" ? whole(i, 1000, 2999) : 0;
    if (year != 0) i += 2;
    const int month = text(i + 1) == "月" ? whole(i, 1, 12) : 0;
    if (month != 0) i += 2;
    const int day = text(i + 1) == "日" ? whole(i, 1, 31) : 0;
    if (day != 0) i += 2;
    if (i == at || (month == 0 && year == 0)) return std::nullopt;
    return date(year, month, month == 0 ? 0 : day, at, i);
  }

  [[nodiscard]] int month_at(std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::word ||
        tokens_[at].shape == 'a')  // "may" is no month
      return 0;
    for (std::size_t m = 0; m < months.size(); ++m) {
      if (text(at) == months.at(m) || text(at) == short_months.at(m))
        return static_cast<int>(m) + 1;
    }
    return 0;
  }

  [[nodiscard]] std::size_t skip(std::size_t at, std::string_view word) const {
    return text(at) == word ? at + 1 : at;
  }

  [[nodiscard]] std::optional<Amount> english_date(std::size_t at) const {
    if (const int day = whole(at, 1, 31); day != 0 && month_at(at + 1) != 0) {  // 14 November
      const std::size_t behind = skip(at + 2, ",");
      const int year = whole(behind, 1000, 2999);
      return date(year, month_at(at + 1), day, at, year == 0 ? at + 2 : behind + 1);
    }
    const int month = month_at(at);
    if (month == 0) return std::nullopt;
    std::size_t i = skip(at + 1, ".");
    const int day = whole(i, 1, 31);
    if (day != 0) {
      ++i;
      for (const std::string_view ending : {"st", "nd", "rd", "th"}) i = skip(i, ending);
    }
    const std::size_t behind = skip(skip(i, ","), "of");
    const int year = whole(behind, 1000, 2999);
    if (day == 0 && year == 0) return std::nullopt;
    return date(year, month, day, at, year == 0 ? i : behind + 1);
  }

  /// A number in Chinese characters, such as 二十 or 一百五十; where it ends goes into `end`.
  [[nodiscard]] std::optional<double> characters(std::size_t at, std::size_t& end) const {
    double total = 0, part = 0;
    end = at;
    for (; end < tokens_.size(); ++end) {
      const int digit = chinese_digit(text(end));
      const double scale = chinese_scale(text(end));
      if (digit >= 0) {
        part = digit;
      } else if (scale >= 10 && scale < 10000) {
        total += (part == 0 ? 1 : part) * scale;
        part = 0;
      } else {
        break;
      }
    }
    if (end == at) return std::nullopt;
    return total + part;
  }

  [[nodiscard]] std::optional<Amount> number(std::size_t at) const {
    const bool dollar = text(at) == "$";
    std::size_t i = dollar ? at + 1 : at;
    std::size_t characters_read = 0;
    auto value = digits(i);
    if (value) {
      ++i;
    } else if (!dollar) {
      std::size_t end = i;
      value = characters(i, end);
      characters_read = end - i;
      i = end;
    }
    if (!value) return std::nullopt;
    for (; scale_of(text(i)) > 1; ++i) *value *= scale_of(text(i));
    std::string unit = dollar ? "usd" : "";
    if (!dollar) {
      const Unit found = unit_at(tokens_, i);
      unit = found.name;
      i += found.length;
    }
    if (unit.empty() && at > 0 && text(at - 1) == "第") unit = "ordinal";
    if (characters_read == 1 && (unit.empty() || unit == "count")) return std::nullopt;
    if (unit.empty()) unit = "count";
    return Amount{.value = *value,
                  .unit = std::move(unit),
                  .first = static_cast<std::uint32_t>(at),
                  .last = static_cast<std::uint32_t>(i)};
  }

  std::span<const Token> tokens_;
};

std::string short_number(double value) {
  const auto shown = [](double number) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::general, 6);
    return std::string(buffer.data(), end.ptr);
  };
  if (value >= 1e9) return shown(value / 1e9) + " billion";
  if (value >= 1e6) return shown(value / 1e6) + " million";
  return shown(value);
}

}  // namespace

std::vector<Amount> amounts_in(std::span<const Token> tokens) { return Reader(tokens).run(); }

bool same_amount(const Amount& a, const Amount& b) {
  if (a.unit != b.unit) return false;
  if (a.unit != "date") return std::abs(a.value - b.value) <= 1e-3 * std::abs(a.value);
  const auto part = [](double value, int divisor, int modulus) {
    return static_cast<int>(value) / divisor % modulus;
  };
  const auto agree = [](int x, int y) { return x == 0 || y == 0 || x == y; };
  return agree(part(a.value, 10000, 10000), part(b.value, 10000, 10000)) &&
         agree(part(a.value, 100, 100), part(b.value, 100, 100)) &&
         agree(part(a.value, 1, 100), part(b.value, 1, 100));
}

std::string key_of(const Amount& amount) {
  if (amount.unit != "date") return amount.unit + ' ' + short_number(amount.value);
  const int day_and_month = static_cast<int>(amount.value) % 10000;
  return "date " +
         std::to_string(day_and_month == 0 ? static_cast<int>(amount.value) : day_and_month);
}

std::string to_string(const Amount& amount) {
  if (amount.unit != "date") {
    if (amount.unit == "count") return short_number(amount.value);
    if (amount.unit == "ordinal") return "no. " + short_number(amount.value);
    const bool one = amount.value == 1 || amount.unit == "percent" || amount.unit == "usd" ||
                     amount.unit == "cny" || amount.unit == "aircraft";
    return short_number(amount.value) + ' ' + amount.unit + (one ? "" : "s");
  }
  const int all = static_cast<int>(amount.value);
  const int year = all / 10000, month = all / 100 % 100, day = all % 100;
  std::string text = day == 0 ? "" : std::to_string(day) + ' ';
  if (month >= 1 && month <= 12) {
    std::string name = months.at(static_cast<std::size_t>(month) - 1);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    text += name;
  }
  if (year != 0) text += (text.empty() ? "" : " ") + std::to_string(year);
  return text;
}

}  // namespace detente
