// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/measure_results.hpp"
#include "measure/compare_series.hpp"

namespace detente {

struct ComparedSeries {
  std::string name;  ///< the series' id, or source and direction of a balance
  std::vector<DatedValue> values;
  std::vector<std::string> sources;
};

/// A series of the case by month. Kind::usage, with the reason, where it cannot be had.
Result<ComparedSeries> monthly_series(const Series& series);
/// The ids of all index series that are monthly.
std::vector<std::string> monthly_indices(const Case& record);
/// The cooperation balance by month, for each source and direction.
Result<std::vector<ComparedSeries>> monthly_balances(std::vector<MeasuredSource> sources,
                                                     const MeasuredDyad& dyad);

/// A row for each pair and each decade that it covers, and for the whole of it; `others` are paired
/// with each of `series`, and these with each other where `among` is set.
Result<Table> comparisons_table(const std::vector<ComparedSeries>& series,
                                const std::vector<ComparedSeries>& others, bool among,
                                std::uint64_t seed);

}  // namespace detente
