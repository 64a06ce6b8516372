// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/glyphs.hpp"

namespace detente {

/// A piece of a report: bytes `span` of ReportLayout::text.
struct ReportBlock {
  enum class Kind { heading, paragraph, item };
  Kind kind = Kind::paragraph;
  std::string label{};  ///< of an item, what numbers it: "1", "R2", "a"; empty for a bullet
  ByteSpan span{};
  /// The lines that it was made of, for lists of names: bytes of ReportLayout::text where a line
  /// stands whole; in reading order.
  std::vector<ByteSpan> lines{};
};

/// A report as it reads: what a page's end has torn apart is joined, what stands between the lines
/// is gone.
struct ReportLayout {
  std::string text;              ///< blocks, an empty line between each two
  std::vector<ByteSpan> origin;  ///< of each byte of `text`, the bytes of the file it stands for
  std::vector<ReportBlock> blocks;

  /// Bytes `span` of `text` in the file: one range, or several where something was left out
  /// between.
  [[nodiscard]] std::vector<ByteSpan> in_file(ByteSpan span) const;
  [[nodiscard]] std::string_view words(ByteSpan span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }
};

/// Reads plain text as it comes out of a PDF, or Markdown, of at most `largest_text` bytes. Left
/// out are page numbers, running heads, footnotes and the signs that point to them, and the marks
/// of Markdown; words split at a line's end are joined, and two columns are read one after the
/// other. A block ends at an empty line, before an item of a list, and where a line ends early
/// behind a full stop; not at the end of a page. Never fails; time is linear but for the sorting
/// of lines that may be running heads.
ReportLayout read_report_layout(std::string_view text);

}  // namespace detente
