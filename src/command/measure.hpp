// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// What `detente measure` is told, as typed.
struct MeasureOptions {
  std::string input{};                 ///< a case or an event store
  std::string dyad{};                  ///< "USA:CHN"; empty: the case's sides, the store's own dyad
  std::string by{};                    ///< day, week or month; empty: as each source allows
  std::vector<std::string> against{};  ///< ids of the case's series
  bool compare = false;                ///< against all index series, and these with each other
  bool csv = false;                    ///< CSV alone is wanted
  std::uint64_t seed = 1;
  int threads = 0;
};

/// Whether the input is an event store and no case.
bool is_event_store(const std::string& input);

/// The indices of a dyad from the counts that a case has of it, and how they compare with its
/// series. Kind::usage for a dyad, a period or a series that there is not.
Result<Output> run_measure_case(const Common& common, const MeasureOptions& options);

/// The same from an event store, which has no series to compare with: Kind::usage where that is
/// asked.
Result<Output> run_measure_store(const Common& common, const MeasureOptions& options);

/// Writes the indices of such an output as Parquet, and makes the output say so. Kind::io.
Result<Output> write_indices(Output output, const std::string& file, int threads);

}  // namespace detente
