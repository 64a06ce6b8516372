// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "measure/balance.hpp"

namespace detente {

/// One period's value and the variance with which it is known to scatter about the level; 0 where
/// nothing is known of that.
struct Observed {
  double value = 0;
  double variance = 0;
};

/// A series over equal periods; nothing where a period has no observation.
using ObservedSeries = std::vector<std::optional<Observed>>;

/// The local level model (Durbin and Koopman 2012, Time Series Analysis by State Space Methods, 2nd
/// ed., section 2.1, eq. 2.3), with an observation variance of each period's own:
///
///     y_t = a_t + e_t,       e_t ~ N(0, known_t + noise)
///     a_t+1 = a_t + u_t,     u_t ~ N(0, drift)
///
/// The first level is diffuse.
struct LevelVariances {
  double noise = 0;  ///< beyond the known variance, >= 0
  double drift = 0;  ///< of the level's step from one period to the next, >= 0
};

/// The diffuse log likelihood (section 2.10.1): the density of all observations but the first,
/// given the first. With fewer than two observations it is 0. O(n).
double log_likelihood(const ObservedSeries& series, const LevelVariances& variances);

struct LevelPoint {
  double value = 0;     ///< E(a_t | all observations)
  double variance = 0;  ///< Var(a_t | all observations), the two variances taken as known
  [[nodiscard]] Interval interval() const;  ///< of 90 %
};

/// The level given all observations, by the Kalman filter (eq. 2.15) and the state smoother (eqs.
/// 2.37 and 2.43); a period without an observation as in section 2.7. O(n). Fails with Kind::domain
/// where a number is not finite, a variance is negative, or no period has an observation.
Result<std::vector<LevelPoint>> smooth(const ObservedSeries& series,
                                       const LevelVariances& variances);

struct LevelFit {
  LevelVariances variances;
  double log_likelihood = 0;
  std::vector<LevelPoint> level;
};

/// The variances by maximum likelihood, then the level. The search is over the logarithms of both,
/// from 10^-8 to 10 times the mean square of the series about its mean, and over 0 itself.
///
/// Fails with Kind::domain as smooth() does, and where fewer than `fewest_observations` periods
/// have an observation or all observations are equal.
Result<LevelFit> fit_local_level(const ObservedSeries& series);
inline constexpr std::size_t fewest_observations = 8;

}  // namespace detente
