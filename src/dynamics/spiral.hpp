// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dynamics/held_out.hpp"
#include "dynamics/residuals.hpp"
#include "dynamics/shares.hpp"
#include "dynamics/verdict.hpp"

namespace detente {

enum class Bootstrap { none, fixed_intensity, recursive };

struct SpiralOptions {
  FitOptions fit{};
  /// Events are told apart only so finely that chance alone gives no larger radius than this.
  double most_floor = 0.3;
  int floor_worlds = 100;  ///< simulated without reaction, for the floor
  int most_states = 3;     ///< of the baseline's regimes; 1: none are looked for
  int lags = 30;           ///< of the leftover autocorrelation; fewer where the series is short
  Bootstrap bootstrap = Bootstrap::none;
  int replicates = 400;
};

/// Radii that chance alone gives at these streams, periods and memories.
struct Floor {
  double mean = 0, high = 0;  ///< high: 95 of 100 are below
};

/// One stream's effect on one of the other direction.
struct CrossEffect {
  Eigen::Index from = 0, to = 0;
  Effect effect{};
};

/// Of the radius by refitted draws of the counts.
struct Bootstrapped {
  Estimate radius{};     ///< quantiles of the basic bootstrap, 2 estimate - drawn
  double corrected = 0;  ///< the estimate less the draws' mean excess
};

/// All that is asked about one dyad in one source.
struct Spiral {
  DyadFit dyad{};
  double corrected = 0;  ///< the radius less what few periods and noise make it off
  Floor floor{};
  /// Of what the day hides too; nothing where it is not identified.
  std::optional<double> within_day_radius{};
  std::vector<CrossEffect> cross{};
  std::array<std::optional<Effect>, 2> answers{};  ///< of the first, of the second state
  std::optional<Estimate> conflict_over_cooperation{};
  Shares shares{};
  ResidualChecks checks{};
  std::optional<HeldOut> held_out{};
  std::string no_held_out{};  ///< why there is none
  std::optional<RegimeChoice> regimes{};
  std::vector<Refit> refits{};
  Sensitivity sensitivity{};
  std::optional<Bootstrapped> bootstrap{};
  Verdict verdict{};
};

/// Fails as fit_dyad. The same for a seed. Time: some 400 fits.
Result<Spiral> spiral_of(const DyadInput& input, const std::vector<FilteredCounts>& filtered,
                         const SpiralOptions& asked);

}  // namespace detente
