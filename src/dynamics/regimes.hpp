// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "dynamics/fit_counts.hpp"

namespace detente {

/// A model whose baseline moves between states that nobody sees, all streams together: in state s
/// the baseline of stream m is exp(x' gamma_m + shift[s,m]), shift[0] = 0. The states follow a
/// Markov chain; who answers whom is the same in all of them.
struct RegimeFit {
  CountFit fit{};             ///< as of the first state, the one with the fewest events
  Eigen::MatrixXd shift{};    ///< S x D
  Eigen::MatrixXd passage{};  ///< S x S: row s, the chances of the next period's state
  Eigen::MatrixXd chance{};   ///< T x S: of each state in each period, given all periods
  double log_likelihood = 0;
  bool converged = false;
};

/// By expectation and maximisation (Baum, Petrie, Soules and Weiss 1970, Ann. Math. Statist. 41):
/// forward and backward through the periods, which is exact since the memory is seen; then each
/// stream over periods and states, weighed by their chances. `states` >= 1.
/// Fails as fit_counts, and where a state is left without periods.
Result<RegimeFit> fit_regimes(const CountSeries& series, const std::vector<double>& decays,
                              int states);

struct RegimeChoice {
  std::vector<double> scores{};  ///< mean log score a held-out period with 1, 2, … states; as many
                                 ///< as could be fitted
  std::vector<RegimeFit> fits{};  ///< to all periods
  int best = 1;                   ///< states of the highest score
};

/// Fits to the first three quarters with 1 to `most` states and scores the last one a period ahead.
/// Fails as fit_counts.
Result<RegimeChoice> choose_regimes(const CountSeries& series, const std::vector<double>& decays,
                                    int most);

}  // namespace detente
