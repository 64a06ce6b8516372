// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/compare.hpp"

/// Originals with the points that were found in them marked.
namespace detente {

/// What became of a point.
struct PointMark {
  std::string_view kind = "only";       ///< or "shared", "stronger", "contradictory"
  std::vector<std::size_t> partners{};  ///< its links' points of the other text
  std::string note{};                   ///< the links' reasons, a line each
  std::vector<Mention> missing{};       ///< what the other text never mentions
};

/// Of each point of text 0 and of text 1.
std::array<std::vector<PointMark>, 2> marks_of(const Compared& compared);

/// "a1" is the first point of text 0, "b1" that of text 1.
std::string point_id(std::size_t side, std::size_t number);

/// Both texts, cut where a point or what is underlined in it begins or ends: the pieces of a side,
/// one after the other, are its text. Keyed "originals"; people are told where to look at them.
Table originals_table(const Compared& compared, const std::vector<std::string>& sides);

}  // namespace detente
