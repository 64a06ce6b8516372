// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"

/// How good a forecast was once the outcome is known. Lower is better in all of these. A forecast
/// is a set of draws, a probability, or an interval.
namespace detente {

/// The continuous ranked probability score, mean |X - y| - mean |X - X'| / 2, where the second mean
/// is over the m (m - 1) pairs of different draws: the fair estimator, whose expectation does not
/// depend on m (Ferro 2014, Quarterly Journal of the Royal Meteorological Society 140). One draw is
/// taken for a forecast without spread: |X - y|. `sorted` ascends and is not empty. O(m).
double fair_crps(std::span<const double> sorted, double outcome);

/// The same with all m^2 pairs: the score of the draws taken for the whole distribution (Gneiting
/// and Raftery 2007, Journal of the American Statistical Association 102). O(m).
double ensemble_crps(std::span<const double> sorted, double outcome);

/// ensemble_crps of many forecasts at once: `draws` holds a row of `size` draws in any order for
/// each outcome. Rows are sorted side by side, some in one register each; `threads` change nothing
/// but the time. Kind::domain where the sizes do not fit, or a number is not finite.
Result<std::vector<double>> ensemble_crps_rows(std::span<const double> draws, std::size_t size,
                                               std::span<const double> outcomes, int threads);

/// Of the normal distribution with this mean and deviation > 0, in closed form (Gneiting and
/// Raftery 2007).
double normal_crps(double mean, double deviation, double outcome);

/// mean |X - X'| over draws of two forecasts; both ascend. O(m + n).
double mean_distance(std::span<const double> a, std::span<const double> b);
/// The same over pairs of different draws of one forecast; 0 for one draw.
double mean_distance(std::span<const double> sorted);

/// (high - low) + 2 / (1 - level) times how far the outcome lies outside: of the central interval
/// that is to hold `level` of all outcomes (Gneiting and Raftery 2007, the interval score).
double interval_score(double low, double high, double outcome, double level);

/// Twice the pinball loss of a quantile at share p; its mean over equally spaced p tends to the
/// CRPS.
double quantile_score(double quantile, double p, double outcome);

/// Minus the logarithm of a density made of the draws: a normal kernel about each, as wide as
/// Silverman's rule says, and a hundredth of the whole a normal as wide as ten deviations, so that
/// no outcome has a density of 0. A kernel is at least `grain` / 2 wide, the step between possible
/// outcomes (1 for counts). In nats.
double log_score(std::span<const double> sorted, double outcome, double grain);
/// Minus log of the probability given to what happened, which is bounded by 0.001 and 0.999.
double binary_log_score(double probability, bool happened);

/// Where in the forecast the outcome lies, 0 to 1: the share of draws below it, and of those equal
/// to it the part that `uniform` of [0, 1) says (the randomised probability integral transform).
double transform_of(std::span<const double> sorted, double outcome, double uniform);

/// The mean Brier score of probabilities and its parts by Murphy (1973, Journal of Applied
/// Meteorology 12): score = reliability - resolution + uncertainty, over groups of equal forecasts;
/// forecasts are rounded to one of `bins` + 1 equally spaced values first, so the parts add up to
/// the score of the rounded ones, `rounded`.
struct BrierParts {
  double score = 0, rounded = 0, reliability = 0, resolution = 0, uncertainty = 0;
};
BrierParts brier_parts(std::span<const double> probabilities, const std::vector<bool>& happened,
                       int bins);

}  // namespace detente
