// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <vector>

#include "base/result.hpp"

namespace detente {

/// Events of D kinds at exact times.
struct TimedEvents {
  std::vector<double> times{};       ///< days; each later than the one before, in [0, horizon]
  std::vector<std::size_t> kinds{};  ///< 0 to D - 1, one an event
  double horizon = 0;                ///< the end of the observation
};

/// A point process in which every event makes others likelier for a while (Hawkes 1971), here with
/// one fading:
///
///     rate_m(t) = base_m + fading * sum over j of reaction[m,j] * sum over events t_i < t of kind
///     j of exp(-fading (t - t_i))
struct HawkesParameters {
  Eigen::VectorXd base{};      ///< D, > 0, per day
  Eigen::MatrixXd reaction{};  ///< D x D: how many events of kind m one of kind j brings about
  double fading = 0;           ///< per day, > 0
};

struct HawkesLikelihood {
  double value = 0;               ///< minus infinity where a rate is not positive
  Eigen::VectorXd by_base{};      ///< D
  Eigen::MatrixXd by_reaction{};  ///< D x D
  double by_fading = 0;
};

/// The log-likelihood with its gradient, by the recursion of Ozaki (1979, Ann. Inst. Statist. Math.
/// 31, eq. 9). Time O(N D), memory O(D^2).
///
/// Fails with Kind::domain, naming the argument, where a parameter or a size is wrong, the times do
/// not ascend or lie outside [0, horizon]; and where two events have the same time or all times are
/// whole days: events of one stamp cannot answer each other in this likelihood, which is then
/// highest without any reaction, whatever the truth is. Counts by day have a model of their own
/// (count_model.hpp).
Result<HawkesLikelihood> hawkes_likelihood(const TimedEvents& events, const HawkesParameters& at);

}  // namespace detente
