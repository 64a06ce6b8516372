// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "text/glyphs.hpp"

/// The lines of a report, before they become blocks.
namespace detente {

inline bool is_one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

/// A line without the spaces at its ends and without marks of Markdown; empty for a blank one.
struct ReportLine {
  std::vector<Glyph> glyphs{};
  bool dropped = false;  ///< a page number, running head or footnote
  bool bold = false;     ///< marked as a heading, or as bold from end to end
  bool page = false;     ///< a page begins here
  [[nodiscard]] std::size_t size() const { return glyphs.size(); }
  [[nodiscard]] bool empty() const { return glyphs.empty(); }
  [[nodiscard]] char32_t at(std::size_t i) const { return i < size() ? glyphs[i].value : U'\0'; }
  /// Whether it ends in a mark that ends a sentence or opens a list.
  [[nodiscard]] bool is_final() const;
};

/// All lines in reading order, several blank ones as one; what stands at the edges of pages and
/// footnotes are marked as dropped.
std::vector<ReportLine> read_report_lines(std::string_view text);

}  // namespace detente
