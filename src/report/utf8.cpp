// SPDX-License-Identifier: Apache-2.0
#include "report/utf8.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace detente {

namespace {

constexpr char32_t replacement = 0xFFFD;

std::size_t length_by_lead(unsigned char lead) {
  if (lead < 0xC0) return 1;
  return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::string_view bytes = text.substr(0, length_by_lead(lead));
  if (find_invalid_utf8(bytes) != std::string_view::npos) return {replacement, text.substr(0, 1)};
  if (bytes.size() == 1) return {lead, bytes};
  char32_t value = lead & (0xFFU >> (bytes.size() + 1));
  for (const char c : bytes.substr(1)) {
    value = value << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return {value, bytes};
}

bool is_han(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x3000 && c <= 0x303F) ||
         (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const Character c = first_character(text);
    text.remove_prefix(c.bytes.size());
    if (is_space(c.value)) {
      clean += ' ';
    } else if (c.value == replacement) {
      clean += "\uFFFD";
    } else if (!is_control(c.value)) {
      clean += c.bytes;
    }
  }
  return clean;
}

std::string squeezed(std::string_view text) {
  std::string clean = clean_text(text);
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  clean.erase(std::unique(clean.begin(), clean.end(), both_spaces), clean.end());
  if (!clean.empty() && clean.back() == ' ') clean.pop_back();
  if (!clean.empty() && clean.front() == ' ') clean.erase(0, 1);
  return clean;
}

}  // namespace detente
