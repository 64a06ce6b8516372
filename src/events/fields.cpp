// SPDX-License-Identifier: Apache-2.0
#include "events/fields.hpp"

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace detente {

namespace {}  // namespace

std::optional<std::span<const std::string_view>> FieldSplitter::split(std::string_view line,
                                                                      char delimiter, bool quoted) {
  if (quoted && line.find('"') != std::string_view::npos) return split_quoted(line, delimiter);
  fields_.clear();
  for (;;) {
    const auto end = line.find(delimiter);
    fields_.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return fields_;
    line.remove_prefix(end + 1);
  }
}

std::optional<std::span<const std::string_view>> FieldSplitter::split_quoted(std::string_view line,
                                                                             char delimiter) {
  fields_.clear();
  unquoted_.clear();
  unquoted_.reserve(line.size());  // never grows: the views below stay good
  std::size_t i = 0;
  for (;;) {
    if (i < line.size() && line[i] == '"') {
      const std::size_t start = unquoted_.size();
      for (++i;; ++i) {
        if (i >= line.size()) return std::nullopt;
        if (line[i] != '"') {
          unquoted_ += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
          unquoted_ += line[i++];
        } else {
          break;
        }
      }
      fields_.push_back(std::string_view(unquoted_).substr(start));
      ++i;
      if (i < line.size() && line[i] != delimiter) return std::nullopt;
    } else {
      const std::size_t end = std::min(line.find(delimiter, i), line.size());
      fields_.push_back(line.substr(i, end - i));
      i = end;
    }
    if (i >= line.size()) return fields_;
    ++i;
  }
}

std::string as_utf8(std::string_view text) {
  std::string result;
  if (find_invalid_utf8(text) == std::string_view::npos) return result = text;
  for (const char latin : text) {
    const auto byte = static_cast<unsigned char>(latin);
    if (byte < 0x80) {
      result += latin;
    } else {
      result += static_cast<char>(0xC0 | (byte >> 6U));
      result += static_cast<char>(0x80 | (byte & 0x3FU));
    }
  }
  return result;
}

std::string_view beginning_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  // A character has four bytes at the most: what goes on for longer is not UTF-8.
  std::size_t end = most;
  while (end > 0 && most - end < 3 && continues(end)) --end;
  return text.substr(0, continues(end) ? most : end);
}

bool is_state_code(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  if (point == std::string_view::npos) return is_digits(text);
  const auto whole = text.substr(0, point);
  const auto part = text.substr(point + 1);
  return (whole.empty() || is_digits(whole)) && (part.empty() || is_digits(part)) &&
         whole.size() + part.size() > 0;
}

std::optional<Day> parse_compact_day(std::string_view text) {
  if (text.size() != 8 || !is_digits(text)) return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const std::chrono::year_month_day day(std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(6, 2))));
  if (!day.ok() || day.year() < std::chrono::year(1)) return std::nullopt;
  return Day(day);
}

std::optional<Day> parse_stamp_day(std::string_view text) {
  if (text.size() == 14 && is_digits(text)) text = text.substr(0, 8);
  return parse_compact_day(text);
}

std::optional<Day> any_day(std::string_view text) {
  if (text.size() > 10 && (text[10] == ' ' || text[10] == 'T')) text = text.substr(0, 10);
  return text.size() == 10 ? parse_day(text) : parse_stamp_day(text);
}

std::optional<std::uint32_t> parse_count(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int32_t> parse_score(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int32_t value = 0;
  int digits = 0;
  int decimals = -1;  // none before a point
  for (const char c : text) {
    if ((c == '.' || c == ',') && decimals < 0) {
      decimals = 0;
    } else if (is_digit(c)) {
      ++digits;
      if (decimals >= 3) {
        if (decimals == 3 && c >= '5') ++value;  // rounded by the first digit that is left out
        decimals = 4;
        continue;
      }
      value = value * 10 + (c - '0');
      if (value > 10'000) return std::nullopt;
      if (decimals >= 0) ++decimals;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0) return std::nullopt;
  for (int i = std::max(decimals, 0); i < 3; ++i) value *= 10;
  if (value > 10'000) return std::nullopt;
  return negative ? -value : value;
}

}  // namespace detente
