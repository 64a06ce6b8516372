// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "outlook/regular_series.hpp"

/// Does one series tell the future of another beyond what that one's own past tells?
namespace detente {

/// The level of the tests, and the false discovery rate that a finding may have.
inline constexpr double test_level = 0.05, discovery_rate = 0.1;
/// Whether a series that explains this share of what is left unexplained would have been found, and
/// with what probability that is called enough.
inline constexpr double share_that_matters = 0.05, enough_power = 0.8;

/// y on its own lags and `lags` lags of x: are the latter all 0?
struct LagTest {
  int lags = 0, rows = 0;
  double p = 1;
};

/// The change of y over `horizon` periods (its level then, where y is in levels) after x was one
/// standard deviation higher, in standard deviations of y as it enters; 90 % interval.
struct Projection {
  int horizon = 0, rows = 0;
  double effect = 0, low = 0, high = 0, p = 1;
};

/// One-period forecasts with the lags of x beside those without, each from a model that had seen
/// only what came before.
struct ForecastGain {
  int origins = 0;
  double share = 0;  ///< by which the mean CRPS is smaller; below 0 where x makes it worse
  double p = 1;      ///< one-sided, that it is not smaller
};

struct DirectionTest {
  int own_lags = 0, rows = 0;  ///< rows of the test with the middle number of lags
  std::vector<LagTest> lag_tests{};
  double p = 1;  ///< of the lag tests together
  int lag = 0;   ///< the number of lags of the least p
  std::vector<Projection> projections{};
  std::optional<ForecastGain> gain{};
  double detectable = 1;  ///< the least share that would be found with `enough_power`
  double power = 0;       ///< of finding share_that_matters
  int needed = 0;         ///< rows that give `enough_power` for it
};

/// How well x leads y; both as make_stationary() gives them. `per_year` is 12 (1, 3 and 6 lags of
/// x; horizons 1, 3, 6 and 12) or 1 (1 and 2; 1 and 2).
///
/// - Lag tests: y's own lags by AIC, up to 6 (2 by year); Wald's F tests with HC3 errors. The one
///   with 3 lags of x (1 by year) decides, so that its size and power are those of one test; the
///   others show whether its number of lags matters.
/// - Projections: lag-augmented, so that HC3 errors suffice (Montiel Olea and Plagborg-Moller 2021,
///   Econometrica 89:1789-1823).
/// - Gain: Gaussian forecasts from a growing window; the test of Diebold and Mariano (1995) with
///   the small-sample factor and Student's quantiles of Harvey, Leybourne and Newbold (1997). Since
///   the models are nested it finds too little rather than too much.
/// - Power: of the F test with homoskedastic errors, by the noncentral F distribution.
///
/// Where there are too few rows for the test that decides, `rows` says how many and `lag_tests` is
/// empty.
DirectionTest test_direction(const Stationary& x, const Stationary& y, int per_year);

/// One-sided p-value that losses with mean difference <= 0 give `differences` (without x less with
/// x) of one-step forecasts; 1 where they do not vary.
double diebold_mariano(const std::vector<double>& differences);

}  // namespace detente
