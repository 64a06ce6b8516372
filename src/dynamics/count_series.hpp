// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace detente {

/// Counts of D streams on T days in a row, and what they are set against. A stream is one direction
/// and one kind of event, such as the verbal cooperation of the first state towards the second.
struct CountSeries {
  std::vector<std::string> streams{};  ///< D names
  Eigen::MatrixXd counts{};            ///< T x D, whole numbers >= 0
  /// T, > 0: how much was reported that day, in units of its own mean. All 1 where it is not known.
  Eigen::VectorXd volume{};
  /// T x K: what the baseline depends on besides; the first column is 1. Columns are linearly
  /// independent.
  Eigen::MatrixXd covariates{};
};

/// Kind::domain names what does not fit: sizes, a count that is negative or no whole number, a
/// volume that is not positive, a first column that is not 1, fewer than two days.
Result<void> check_series(const CountSeries& series);

/// What is remembered of past counts, T x (R*D), column r*D + j:
///
///     z_r[j,t] = decay_r z_r[j,t-1] + (1 - decay_r) u[j,t-1],   u = counts / volume
///
/// The weights of the past sum to 1. On the first day it is the mean of u.
/// `decays` lie in [0, 1); 0 is a memory of the day before alone.
Eigen::MatrixXd memory_of(const CountSeries& series, const std::vector<double>& decays);

/// The decay per day that halves what is remembered in `days` > 0.
double decay_of_half_life(double days);

}  // namespace detente
