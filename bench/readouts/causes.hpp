// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "readouts/fit.hpp"

namespace detente::readouts {

/// Why a person's link is missed, and what is wrong with one that the program names. "Nothing in
/// common" is no concept, number, word or tone in common; "outbid" is likely enough, but its points
/// have other partners.
enum class Cause : std::uint8_t {
  found,
  no_point,
  nothing_in_common,
  below_threshold,
  outbid,
  right,
  no_mark,
  linked_elsewhere,
  both_alone
};
inline constexpr std::size_t cause_count = 9;
inline constexpr std::array<const char*, cause_count> cause_names{
    "found",
    "missed: no point there",
    "missed: nothing in common",
    "missed: below the threshold",
    "missed: outbid",
    "named: right",
    "named: an end that nobody marked",
    "named: an end linked elsewhere",
    "named: both ends alone"};
using Causes = std::array<int, cause_count>;

/// Of all links of the pair, a person's and the program's, by the compiled weights.
Causes causes_of(const FitPair& pair);

}  // namespace detente::readouts
