// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dynamics/dyad_fit.hpp"

namespace detente {

/// The balance of a dyad's next days with a step and without it, both directions together.
struct StepFutures {
  double without = 0, with = 0;  ///< medians over the draws
  Estimate difference{};         ///< with less without; median and 90 % interval
  int days = 0, draws = 0;
};

/// Draws from the spiral model (dynamics/simulate.hpp) that goes on from the end of its counts,
/// with `lever` as a covariate of every stream's baseline. Each draw takes parameters from their
/// large-sample distribution, and the same random numbers for both futures. `with` and `without`
/// are the lever's values on the days to come, of one length.
///
/// It assumes that the lever moved the counts, and nothing else that moved at the same time.
/// Kind::domain where the counts bear no model, tell no cooperation from conflict, or where the
/// lever does not vary while they run.
Result<StepFutures> step_futures(const DyadInput& input, const Covariate& lever,
                                 const Eigen::VectorXd& with, const Eigen::VectorXd& without,
                                 int draws, std::uint64_t seed);

}  // namespace detente
