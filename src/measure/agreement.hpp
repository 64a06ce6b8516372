// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace detente {

/// Krippendorff's alpha for nominal values: 1 - D_o / D_e, from the coincidences of all pairs of
/// values within a unit (Krippendorff, Content Analysis, "alpha"). A unit holds the values that its
/// coders gave, in any order; who coded what does not matter, and a value that is missing is simply
/// not in it. Units with fewer than two values say nothing. Nothing where no unit says anything, or
/// where all values are the same: then there is no disagreement to be expected.
std::optional<double> krippendorff_alpha(std::span<const std::vector<int>> units);

}  // namespace detente
