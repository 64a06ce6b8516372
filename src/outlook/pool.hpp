// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "outlook/forecast.hpp"

/// Forecasts combined as a linear opinion pool: each draw is one of model i with probability w_i.
///
/// With a_i = mean |X_i - y| and D_ij = mean |X_i - X_j| the pool's CRPS is w'a - w'Dw / 2, and so
/// is the mean over many outcomes in the means of a and D: the weights that would have scored best
/// are the minimum of a convex function on the simplex. Of probabilities the same gives the Brier
/// score.
namespace detente {

/// What one outcome says of K models: a, K, and D, K x K (fair on the diagonal).
struct PoolLesson {
  Eigen::VectorXd errors;
  Eigen::MatrixXd distances;
};

PoolLesson lesson_of(std::span<const Forecast> forecasts, Support support, double outcome);

/// The pool's CRPS (Brier score) under these weights.
double pool_crps(const PoolLesson& lesson, const Eigen::VectorXd& weights);

/// Sums lessons up, and says which weights would have been best so far.
class PoolWeights {
 public:
  explicit PoolWeights(Eigen::Index models);
  void learn(const PoolLesson& lesson);
  /// Non-negative, of sum 1: the best so far, drawn towards equal weights by what `prior` outcomes
  /// weigh. Equal weights as long as there is no lesson.
  [[nodiscard]] const Eigen::VectorXd& weights();

 private:
  PoolLesson sum_;
  double lessons_ = 0;
  bool is_stale_ = false;
  Eigen::VectorXd best_, weights_;
};

/// As many draws as the first forecast has, spread over the models by weight, evenly over each
/// one's.
Forecast pooled(std::span<const Forecast> forecasts, const Eigen::VectorXd& weights,
                Support support);

}  // namespace detente
