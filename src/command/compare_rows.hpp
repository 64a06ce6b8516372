// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/compare.hpp"

namespace detente {

/// The score in words, for whoever reads a result.
extern const std::string_view score_in_words;
/// How far such results can be relied on, as far as it has been measured: docs/compare.md.
std::string accuracy_in_words();

double rounded(double value);  ///< to three digits behind the point

/// A point of text 0 or 1: {"text", "id", "who", "issue", "binding", "polarity", "concepts",
/// "numbers", "spans", "verb"}.
Json point_json(const Compared& compared, int side, std::size_t number);
Json link_row(const Compared& compared, const Judged& judged);
Json alone_row(const Compared& compared, int side, const Alone& alone);

/// Of a text in which no point was found: a sentence that says so.
std::vector<std::string> warnings_of(const Compared& compared);
/// With those first.
Paragraph summary_of(const Compared& compared);

}  // namespace detente
