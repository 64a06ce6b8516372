// SPDX-License-Identifier: Apache-2.0
#include "report/wrap.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/text.hpp"
#include "report/utf8.hpp"

namespace detente {

namespace {

/// What stays on one line if it can.
struct Atom {
  std::string text;
  bool after_space = false;
};

bool closes(std::string_view c) {
  constexpr std::string_view all = "，。、；：？！）」』》】〉”’…,.;:?!)]}%";
  return all.find(c) != std::string_view::npos;
}

bool opens(std::string_view c) {
  constexpr std::string_view all = "（「『《【〈“‘([{";
  return all.find(c) != std::string_view::npos;
}

/// Whether a line may end between two characters that no space parts.
bool may_break(const Character& before, const Character& after) {
  const bool wide = display_width(before.bytes) == 2 || display_width(after.bytes) == 2;
  return wide && display_width(after.bytes) > 0 && !opens(before.bytes) && !closes(after.bytes);
}

std::vector<Atom> atoms_of(std::string_view text) {
  std::vector<Atom> atoms;
  const std::string clean = squeezed(text);
  std::string_view rest = clean;
  std::optional<Character> before;
  bool space = false;
  while (!rest.empty()) {
    const Character c = first_character(rest);
    rest.remove_prefix(c.bytes.size());
    if (c.value == ' ') {
      space = true;
      continue;
    }
    if (!before || space || may_break(*before, c)) atoms.push_back({"", space});
    atoms.back().text += c.bytes;
    before = c;
    space = false;
  }
  return atoms;
}

/// Takes from `text` as many characters as fit into `width`, one at least: a line that never grows
/// would never end.
std::string take(std::string_view& text, std::size_t width) {
  std::string taken;
  std::size_t used = 0;
  while (!text.empty()) {
    const Character c = first_character(text);
    const std::size_t more = display_width(c.bytes);
    if (!taken.empty() && used + more > width) break;
    taken += c.bytes;
    used += more;
    text.remove_prefix(c.bytes.size());
  }
  return taken;
}

/// Words keep as much of themselves as there is room for, from 20 letters (what is longer is an
/// address) down to 10.
std::vector<std::size_t> least_widths(const std::vector<TextExtent>& columns,
                                      std::size_t available) {
  constexpr std::size_t least = 6;
  constexpr std::size_t longest_word = 20;
  constexpr std::size_t shortest_part = 10;
  for (std::size_t part = longest_word; part >= shortest_part; --part) {
    std::vector<std::size_t> widths;
    std::size_t sum = 0;
    for (const TextExtent& column : columns) {
      widths.push_back(std::max(std::min(column.whole, least), std::min(column.word, part)));
      sum += widths.back();
    }
    if (sum <= available) return widths;
  }
  return {};
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 2);
  std::vector<std::string> lines;
  std::size_t used = 0;
  for (const Atom& atom : atoms_of(text)) {
    const std::size_t wide = display_width(atom.text);
    const std::size_t space = atom.after_space ? 1 : 0;
    if (!lines.empty() && used + space + wide <= width) {
      lines.back() += (atom.after_space ? " " : "") + atom.text;
      used += space + wide;
      continue;
    }
    for (std::string_view rest = atom.text; !rest.empty();) lines.push_back(take(rest, width));
    used = display_width(lines.back());
  }
  return lines;
}

TextExtent extent_of(std::string_view text) {
  TextExtent extent;
  for (const Atom& atom : atoms_of(text)) {
    const std::size_t wide = display_width(atom.text);
    extent.whole += wide + (atom.after_space ? 1 : 0);
    extent.word = std::max(extent.word, wide);
  }
  return extent;
}

std::vector<std::size_t> share_width(const std::vector<TextExtent>& columns,
                                     std::size_t available) {
  std::vector<std::size_t> widths = least_widths(columns, available);
  if (widths.empty()) return widths;
  const std::size_t used = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
  for (std::size_t left = available - used; left > 0; --left) {
    std::size_t narrowest = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool wants_more = widths[i] < columns[i].whole;
      if (wants_more && (narrowest == columns.size() || widths[i] < widths[narrowest])) {
        narrowest = i;
      }
    }
    if (narrowest == columns.size()) break;
    ++widths[narrowest];
  }
  return widths;
}

}  // namespace detente
