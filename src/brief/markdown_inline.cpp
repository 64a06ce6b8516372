// SPDX-License-Identifier: Apache-2.0
#include "brief/markdown_inline.hpp"

#include "report/escape.hpp"
#include "report/utf8.hpp"

namespace detente {

namespace {

/// "1. " or "1) " begins a list, "+ " and "- " do too, "--" and "==" make a rule or a heading.
std::string guarded_start(std::string text) {
  const auto is_blank_at = [&](std::size_t at) { return at >= text.size() || text[at] == ' '; };
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == text.size()) return text;
  const char sign = text[digits];
  const bool is_item = digits > 0 && (sign == '.' || sign == ')') && is_blank_at(digits + 1);
  const bool is_mark = digits == 0 && (sign == '+' || sign == '-' || sign == '=') &&
                       (is_blank_at(1) || text[1] == sign);
  if (is_item || is_mark) text.insert(digits, "\\");
  return text;
}

/// A value may be made of several pieces with spaces at their ends, which must stay.
std::string escaped_piece(std::string_view text) {
  constexpr std::string_view signs = "\\`*_[]<>|~&#$^";
  std::string out;
  for (const char c : clean_text(text)) {
    if (signs.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  return guarded_start(escaped_piece(squeezed(text)));
}

std::string markdown_address(std::string_view address) {
  if (!is_web_address(address)) return escape_markdown(address);
  // A pipe would end the table's cell; is_web_address() refuses it along with < and >.
  return '<' + std::string(address) + '>';
}

std::string markdown_marks(const std::vector<std::string>& ids, const References& references) {
  std::string marks;
  for (const std::string& id : ids) {
    const std::size_t number = references.number(id);
    marks +=
        number == 0 ? "\\[" + escape_markdown(id) + "\\]" : "[^" + std::to_string(number) + ']';
  }
  return marks;
}

std::string markdown_value(const Shown& lines, const References& references) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) text += "; ";
    for (const Sentence& piece : lines[i]) {
      const bool is_start = text.empty();
      const bool is_link = is_web_address(piece.text);
      std::string escaped = is_link ? markdown_address(piece.text) : escaped_piece(piece.text);
      text += is_start ? guarded_start(std::move(escaped)) : escaped;
      text += markdown_marks(piece.sources, references);
    }
  }
  return text;
}

}  // namespace detente
