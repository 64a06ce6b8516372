// SPDX-License-Identifier: Apache-2.0
#include "report/escape.hpp"

#include <algorithm>
#include <cctype>

#include "report/utf8.hpp"

namespace detente {

namespace {

bool begins_with(std::string_view text, std::string_view lower_case) {
  return text.size() > lower_case.size() &&
         std::ranges::equal(text.substr(0, lower_case.size()), lower_case, [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == b;
         });
}

}  // namespace

std::string escape_markup(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : clean_text(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string markup_id(std::string_view text) {
  std::string id{text};
  for (char& c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (std::isalnum(byte) == 0 && c != '-' && c != '_' && c != '.')) c = '-';
  }
  return id.empty() ? "x" : id;
}

bool is_web_address(std::string_view text) {
  if (!begins_with(text, "http://") && !begins_with(text, "https://")) return false;
  const char host = text[text.find("//") + 2];
  return host != '/' && std::ranges::all_of(text, [](char c) {
           constexpr std::string_view never = "\"'<>\\^`{|}";
           const auto byte = static_cast<unsigned char>(c);
           return byte > 0x20 && byte != 0x7F && never.find(c) == std::string_view::npos;
         });
}

}  // namespace detente
