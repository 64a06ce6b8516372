// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dynamics/dyad_fit.hpp"

namespace detente {

/// The counts of the dyad with something taken out.
struct FilteredCounts {
  std::string name{};  ///< "without mirrored pairs"
  DyadCounts counts{};
};

/// The model fitted again to counts that were changed in one respect: what is true of the two
/// states, and not of how the source counts, holds in all of them.
struct Refit {
  enum class Kind { filtered, shifted, single_quad };
  Kind kind = Kind::filtered;
  std::string name{};
  std::string refusal{};  ///< why there is no fit; empty where there is one
  std::optional<Estimate> radius{};
  std::array<std::optional<Effect>, 2> answers{};  ///< of the first and the second state
  int later = -1;  ///< of a shift: whose events were moved one day later
};

/// By day: the filtered counts; each side's events one day later; each quad class alone. Counts by
/// month or year: the filtered ones alone.
std::vector<Refit> refits_of(const DyadInput& input, const std::vector<FilteredCounts>& filtered,
                             const FitOptions& options);

}  // namespace detente
