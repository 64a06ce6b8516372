// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "text/glyphs.hpp"

namespace detente {

/// A sentence: glyphs first to last - 1 of its text.
struct SentenceRange {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t paragraph = 0;  ///< counts from 0
};

struct Passages {
  std::vector<Glyph> glyphs;
  std::vector<SentenceRange> sentences;
  std::size_t paragraphs = 0;
  std::string_view issuer{};  ///< of a first line "# source: … | side: US (…) | …": "US (…)"
};

/// The sentences of a text in English, Chinese or both, by ICU's sentence boundaries and its list
/// of English abbreviations. A paragraph ends at an empty line, at a tag that ends a block, and at
/// a line's end behind a full stop; other line ends are spaces, so that hard-wrapped text is whole.
/// Left out, since they say nothing of what was talked about: lines that begin with '#', headings
/// (short paragraphs without a mark at their end), datelines (新华社…电, 央视网消息…：) and
/// attributions ("The below is attributable to …:").
/// `text` must outlive the result. Never fails.
Passages read_passages(std::string_view text);

}  // namespace detente
