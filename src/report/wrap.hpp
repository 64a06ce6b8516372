// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace detente {

/// The text in lines of at most `width` terminal columns (2 at least), clean of controls, runs of
/// spaces as one. Lines end between words, and between two Chinese characters where no punctuation
/// forbids it; a word longer than a line is cut. Nothing for a text of spaces.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The columns that `text` takes unwrapped, and those of its longest unbreakable part.
struct TextExtent {
  std::size_t whole = 0;
  std::size_t word = 0;
};
TextExtent extent_of(std::string_view text);

/// The widths of a table's columns, in terminal columns, sum at most `available`: a short one gets
/// all that it needs, long ones share the rest evenly. Each gets 6 at least, or all that it needs,
/// and the first 10 of its longest word: a table of cut words is no table. Empty where that does
/// not fit.
std::vector<std::size_t> share_width(const std::vector<TextExtent>& columns, std::size_t available);

}  // namespace detente
