// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/result.hpp"
#include "outlook/regular_series.hpp"

/// What follows when a lever is moved, by local projections.
namespace detente {

/// One dyad: what was done, and how the relationship stood, by month.
struct LeverUnit {
  RegularSeries lever{}, outcome{};
};

struct LeverEffect {
  int units = 0, rows = 0;
  int moves = 0;  ///< rows in which the lever is not what it was a month before
  double effect = 0, low = 0, high = 0, p = 1;  ///< 90 % interval
  /// The same "effect" on what lay before: where it is not 0 the lever followed the relationship,
  /// and what came after may have come without it.
  double placebo = 0, placebo_low = 0, placebo_high = 0, placebo_p = 1;
  /// The share of what is left of the lever, and of the outcome, that a hidden cause would have to
  /// explain to bring the effect to 0.
  double robustness = 0;
  double detectable = 0;  ///< the least effect, of either sign, that would be found with 80 %
};

/// The change of the outcome from the month before to `horizon` months after the lever's month, for
/// one unit more of the lever, at a horizon of 1 or more:
///
///     y[i,t+h] - y[i,t-1] = a_i + d_t + b x[i,t] + sum over l = 1..2 of c_l x[i,t-l] + e_l
///     y[i,t-l]
///
/// (Jorda 2005, American Economic Review 95:161-182). With one unit there is no d_t and the errors
/// are HC3, which the lags bear (Montiel Olea and Plagborg-Moller 2021); with several, a_i and d_t
/// are taken out and the errors clustered by unit, with Student's quantiles by units - 1. The
/// placebo is the same of y[i,t-1] - y[i,t-1-h] given what came before. The robustness value is
/// that of Cinelli and Hazlett (2020, J. Royal Statistical Society B 82:39-67), from the partial f
/// of b, by the rows' degrees of freedom.
///
/// Read as an effect it assumes that nothing moves both the lever and, later, the outcome but what
/// the lags and the fixed effects hold. Kind::domain where there are fewer than `fewest_rows` rows,
/// the lever moves in fewer than `fewest_moves`, or with several units there are fewer than
/// `fewest_units`.
Result<LeverEffect> effect_of_lever(std::span<const LeverUnit> units, int horizon,
                                    const Mask& mask);
inline constexpr int fewest_rows = 40, fewest_moves = 5, fewest_units = 10;

}  // namespace detente
