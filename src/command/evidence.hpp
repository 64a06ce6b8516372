// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/outlook.hpp"
#include "command/spiral_tables.hpp"

namespace detente {

/// The analyses that several sections of one brief rest on, done once.
struct Evidence {
  /// A brief is made again and again: it looks at so many days of the past, the command at all.
  static constexpr std::size_t most_origins = 60;

  std::vector<SpiralRun> spirals;  ///< of every source, the headline's first
  std::vector<OutlookRun> outlook;
  std::vector<Sentence> ledger;  ///< what the ledger in the case's folder "ledger" shows
};

/// Kind::input where a file of coded/ or the ledger's list cannot be read.
Result<Evidence> evidence_of(const Common& common, const Case& record);

}  // namespace detente
