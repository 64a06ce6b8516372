// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "dynamics/dyad_fit.hpp"
#include "dynamics/regimes.hpp"

namespace detente {

/// What the radius would be if the source or the world were not what the model takes them for; each
/// computed for this very dyad. Nothing where it cannot be computed.
struct Sensitivity {
  /// If only half of what happens were reported: the true radius that shows as the estimate, and
  /// those that show as its bounds. A value of 1 means 1 or more. Under-reporting lowers a radius.
  /// Nothing where chance alone shows as large a radius.
  std::optional<Estimate> half_reported{};
  /// With a baseline that drifts: a straight line between points every 60 periods, 12 at most.
  /// Drifting volume raises a radius.
  std::optional<Estimate> drifting{};
  /// With the states of the baseline that choose_regimes() prefers; those too raise a radius.
  std::optional<Estimate> regimes{};
  /// Where each stream may repeat itself the day after, as the press does.
  std::optional<Estimate> without_echo{};
  std::optional<double>
      echo{};                ///< events reported again the day after, for each event, on average
  double low = 0, high = 0;  ///< of all of these estimates and the headline's
};

/// `floor` is the mean radius without any reaction; `regimes` may be null. The same for a seed.
Sensitivity sensitivity_of(const DyadInput& input, const DyadFit& dyad, double floor,
                           const RegimeChoice* regimes, const FitOptions& options);

}  // namespace detente
