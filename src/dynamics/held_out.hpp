// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dynamics/count_series.hpp"
#include "dynamics/radius.hpp"

namespace detente {

/// A plain model beside the full one, on periods that neither was fitted to.
struct HeldOutScore {
  std::string model{};  ///< "constant rate", "trailing mean", "own memory"
  double score = 0;     ///< its mean log score a period, all streams together
  /// By how much the full model's is higher (negative: lower), with the interval of a moving-block
  /// bootstrap over periods.
  Estimate gain{};
};

struct HeldOut {
  Eigen::Index fitted = 0, held_out = 0;  ///< periods
  double score = 0;                       ///< the full model's mean log score a period
  std::vector<HeldOutScore> plain{};
};

/// Fits to the first three quarters and scores the last one a period ahead: log P(counts | what was
/// before). The plain models are a baseline without memory, the mean of the last 28 periods for
/// each unit of volume, and a memory of each stream's own counts alone. Fails as fit_counts, for
/// the first three quarters.
Result<HeldOut> held_out(const CountSeries& series, const std::vector<double>& decays, double level,
                         std::uint64_t seed);

/// The first periods of a series.
CountSeries first_part(const CountSeries& series, Eigen::Index periods);

}  // namespace detente
