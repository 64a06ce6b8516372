// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "measure/change_points.hpp"
#include "measure/indices.hpp"
#include "measure/local_level.hpp"

/// From the indices of a dyad to the series that the models of this folder take.
namespace detente {

/// The cooperation balance of each period, with the variance (1 - b^2) / n that n independent
/// events would give it; nothing in a period without an event of a known quad class. b is the
/// balance of all periods together, (C - F) / (C + F + 1): a period's own would give the most
/// weight to those that happen to lie at an end.
ObservedSeries balance_series(const std::vector<PeriodIndex>& indices);

/// The same values, each weighed by the inverse of its known variance and the noise; so that the
/// weights are 1 on average.
WeighedSeries weighed(const ObservedSeries& series, double noise);

}  // namespace detente
