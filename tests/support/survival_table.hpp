// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "outlook/survival.hpp"
#include "support/peer_table.hpp"

/// Our survival estimates beside those of R's survival package, which bench/survival.R writes.
namespace detente::testing {

/// Of a group; 0: of both.
inline std::vector<Spell> spells_of_group(const PeerTable& spells, int group) {
  std::vector<Spell> out;
  for (std::size_t row = 0; row < spells.rows.size(); ++row)
    if (group == 0 || spells.at(row, "group") == group)
      out.push_back({spells.at(row, "time"), static_cast<int>(spells.at(row, "cause"))});
  return out;
}

/// The larger of what it was and the distance of the two; what is no number is the largest.
inline double worse(double than, double ours, double theirs) {
  const double difference = std::abs(ours - theirs);
  return difference <= than ? than : difference;
}

/// The largest difference in share, error and interval over all rows. Where the share is 0, R has
/// no error and no interval.
inline double worst_of_curves(const PeerTable& spells, const PeerTable& curves) {
  double worst = curves.rows.empty() ? INFINITY : 0;
  for (std::size_t row = 0; row < curves.rows.size(); ++row) {
    const auto own = spells_of_group(spells, static_cast<int>(curves.at(row, "group")));
    const int cause = static_cast<int>(curves.at(row, "cause"));
    const double time = curves.at(row, "time");
    const SurvivalPoint point =
        cause == 0 ? at_time(kaplan_meier(own), own, time) : cumulative_incidence(own, cause, time);
    worst = worse(worst, point.share, curves.at(row, "share"));
    worst = worse(worst, point.at_risk, curves.at(row, "at_risk"));
    if (curves.at(row, "share") == 0) continue;
    worst = worse(worst, point.error, curves.at(row, "error"));
    worst = worse(worst, point.interval.low, curves.at(row, "low"));
    worst = worse(worst, point.interval.high, curves.at(row, "high"));
  }
  return worst;
}

/// The largest difference in the log-rank test of the two groups.
inline double worst_of_log_rank(const PeerTable& spells, const PeerTable& test) {
  const LogRank ours = log_rank(spells_of_group(spells, 1), spells_of_group(spells, 2));
  double worst = worse(0, ours.first_ends, test.at(0, "ends"));
  worst = worse(worst, ours.first_expected, test.at(0, "expected"));
  worst = worse(worst, ours.chi_square, test.at(0, "chi_square"));
  return worse(worst, ours.p, test.at(0, "p"));
}

}  // namespace detente::testing
