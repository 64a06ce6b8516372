// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <vector>

#include "base/random.hpp"
#include "dynamics/count_model.hpp"

namespace detente {

/// A model of counts with all its numbers: what a simulation runs on.
struct CountProcess {
  std::vector<double> decays{};          ///< R
  std::vector<StreamParameters> rows{};  ///< D
  Eigen::VectorXd floors{};              ///< D, as StreamCounts::floor
};

/// What is given of the days to come. An intervention on a channel is another covariate, one on who
/// answers whom another row of the process, an event that is set is `added`.
struct Future {
  Eigen::VectorXd volume{};      ///< T, > 0
  Eigen::MatrixXd covariates{};  ///< T x K
  Eigen::MatrixXd added{};       ///< T x D counts on top of what is drawn; empty: none
};

/// The memory z after the last day of a series: where a simulation begins that goes on from it.
/// R*D.
Eigen::VectorXd memory_after(const CountSeries& history, const std::vector<double>& decays);

/// Counts of the days to come, T x D, drawn day after day from the model of count_model.hpp.
/// `memory` is what is remembered on the first of them, R*D. The same for the same state of
/// `random`.
Eigen::MatrixXd simulate(const CountProcess& process, Eigen::VectorXd memory, const Future& future,
                         Random& random);

}  // namespace detente
