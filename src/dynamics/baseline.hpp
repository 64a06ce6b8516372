// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace detente {

/// What one row of counts spans.
enum class CountPeriod { day, month, year };

/// Something that a baseline may depend on, by period: 1 where a channel is suspended, 0 where not.
struct Covariate {
  std::string name;
  Eigen::VectorXd values;  ///< T
};

/// The covariates of a CountSeries: linearly independent columns, the first of them 1.
struct Baseline {
  std::vector<std::string> names{};  ///< K
  Eigen::MatrixXd columns{};         ///< T x K
  std::vector<std::string> notes{};  ///< sentences on what was left out, and why
};

/// A constant; by day the weekend; by day and month, from two years on, the season as one wave a
/// year; the covariates; and, for a baseline that may drift, `knots` >= 2 points between which its
/// logarithm is a straight line (0: it does not drift). Columns that do not vary or follow from
/// those before them are left out; of covariates that is noted.
Baseline baseline_of(Day first, Eigen::Index periods, CountPeriod step,
                     const std::vector<Covariate>& covariates, int knots);

}  // namespace detente
