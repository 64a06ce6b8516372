// SPDX-License-Identifier: Apache-2.0
#include "record/toml_file.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace detente {

namespace {

/// The end of the string that opens at `at`: past its closing quotes, or the text's end.
std::size_t skip_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const bool is_long = text.substr(at, 3) == triple;
  std::size_t i = at + (is_long ? 3 : 1);
  while (i < text.size()) {
    if (quote == '"' && text[i] == '\\') {
      i += 2;
    } else if (is_long && text.substr(i, 3) == triple) {
      i += 3;
      for (int own = 0; own < 2 && i < text.size() && text[i] == quote; ++own)
        ++i;  // quotes that end the text itself
      return i;
    } else if (!is_long && text[i] == quote) {
      return i + 1;
    } else if (!is_long && text[i] == '\n') {
      return i;  // unterminated: the parser will say so
    } else {
      ++i;
    }
  }
  return text.size();
}

/// The opening of a text that the file ends in, or npos.
std::size_t find_unclosed(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '#') i = std::min(text.find('\n', i), text.size());
    if (i == text.size()) break;
    const bool opens = text[i] == '"' || text[i] == '\'';
    const std::size_t end = opens ? skip_string(text, i) : i + 1;
    const std::string triple(3, text[i]);
    if (opens && end >= text.size() && (end < i + 6 || !text.ends_with(triple))) return i;
    i = end;
  }
  return std::string_view::npos;
}

}  // namespace

Place place_at(const std::string& file, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::ranges::count(before, '\n');
  const std::size_t line_start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto characters = std::ranges::count_if(before.substr(line_start), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
  });
  return {file, static_cast<std::uint32_t>(lines + 1), static_cast<std::uint32_t>(characters + 1)};
}

bool check_text(const std::string& file, std::string_view text, Faults& faults) {
  if (text.size() > largest_file) {
    faults.push_back({{file}, "is larger than 64 MB; split it"});
    return false;
  }
  if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
    faults.push_back({place_at(file, text, at), "is not UTF-8 here; save the file as UTF-8"});
    return false;
  }
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos) {
    faults.push_back({place_at(file, text, at), "holds a NUL character"});
    return false;
  }
  return true;
}

std::size_t find_too_deep(std::string_view text) {
  int open = 0;
  int dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = skip_string(text, i);
      continue;
    }
    if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      continue;
    }
    if (c == '[' || c == '{') ++open;
    if (c == ']' || c == '}') open = std::max(open - 1, 0);
    if (c == '.') ++dots;
    if (c == '=' || c == ',' || c == '\n' || c == '[' || c == '{') dots = 0;
    if (open > deepest_nesting || dots >= deepest_nesting) return i;
    ++i;
  }
  return std::string_view::npos;
}

std::optional<toml::table> parse_toml(const std::string& file, std::string_view text,
                                      Faults& faults) {
  if (const std::size_t at = find_too_deep(text); at != std::string_view::npos) {
    faults.push_back({place_at(file, text, at), "is nested deeper than 64 levels"});
    return std::nullopt;
  }
  toml::parse_result parsed = toml::parse(text);
  if (parsed.succeeded()) return std::move(parsed).table();
  const toml::parse_error& error = parsed.error();
  auto [line, column] = error.source().begin;
  std::string message(error.description());
  std::ranges::replace(message, '\n', ' ');
  const bool ended = message.find("end-of-file") != std::string::npos;
  if (const std::size_t at = find_unclosed(text); ended && at != std::string_view::npos) {
    const Place opening = place_at(file, text, at);
    line = opening.line;
    column = opening.column;
    message += "; the text that opens here is not closed";
  }
  faults.push_back({{file, std::max<std::uint32_t>(line, 1), std::max<std::uint32_t>(column, 1)},
                    std::move(message)});
  return std::nullopt;
}

}  // namespace detente
