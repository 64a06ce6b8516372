// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "dynamics/hawkes.hpp"
#include "support/peer_table.hpp"

/// Events at exact times and likelihoods of them, as bench/hawkes.py writes both.
namespace detente::testing {

inline TimedEvents timed_events(const PeerTable& table, double horizon) {
  TimedEvents events{.horizon = horizon};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    events.times.push_back(table.at(row, "time"));
    events.kinds.push_back(static_cast<std::size_t>(table.at(row, "kind")));
  }
  return events;
}

/// Our log-likelihood for a row of the other programs' values of three kinds; not a number where
/// ours refuses.
inline double hawkes_log_likelihood_for(const PeerTable& events, const PeerTable& values,
                                        std::size_t row) {
  HawkesParameters at{.base = Eigen::VectorXd(3),
                      .reaction = Eigen::MatrixXd(3, 3),
                      .fading = values.at(row, "fading")};
  for (Eigen::Index m = 0; m < 3; ++m) {
    const std::string kind = std::to_string(m + 1);
    at.base(m) = values.at(row, "base" + kind);
    for (Eigen::Index j = 0; j < 3; ++j)
      at.reaction(m, j) = values.at(row, "a" + kind + std::to_string(j + 1));
  }
  const auto ours = hawkes_likelihood(timed_events(events, values.at(row, "horizon")), at);
  return ours ? ours->value : NAN;
}

}  // namespace detente::testing
