// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "command/measure_sources.hpp"
#include "measure/change_points.hpp"
#include "measure/local_level.hpp"

namespace detente {

/// One direction of the dyad, or both together, in one source's counts.
struct MeasuredDirection {
  std::string code;  ///< "USA>CHN", "USA<>CHN"
  std::string name;  ///< "United States towards China"
  std::vector<PeriodIndex> indices;
  Result<LevelFit> level;        ///< of the cooperation balance; or why there is none
  Result<Segmentation> changes;  ///< likewise

  [[nodiscard]] PeriodIndex sum() const;  ///< of all periods
};

struct Measured {
  MeasuredSource source;
  Period period = Period::week;
  std::vector<MeasuredDirection>
      directions{};       ///< forth, back, both; undirected counts: both alone
  std::string refusal{};  ///< why there is no direction: a sentence; empty where there is one
};

/// The indices of every source, each for itself. Where no period is asked for: by month where the
/// source counts by month, else by week. A source that counts by longer spans than asked for, or
/// has no count, is refused in words.
Result<std::vector<Measured>> measured(std::vector<MeasuredSource> sources,
                                       const MeasuredDyad& dyad, std::optional<Period> period);

/// Pearson's r of the two directions' events over the periods; nothing where counts are undirected,
/// under 12 periods, or where one of them does not vary.
std::optional<double> mirror_correlation(const Measured& measured);

}  // namespace detente
