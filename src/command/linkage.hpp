// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

/// Claim C4: suspensions and resumptions of channels. What happened and how long it took; no motive
/// is asserted.
namespace detente {

/// One channel from the act that suspended, cancelled or closed it to the one that opened it again.
/// A second such act on a channel that is off already begins no other spell.
struct Suspension {
  const Channel* channel = nullptr;
  const Event* began = nullptr;
  const Act* act = nullptr;
  const Event* ended = nullptr;  ///< null where it is off still
  bool for_good = false;         ///< `ended` ended the channel instead
  double months = 0;             ///< up to `ended`, or to the last day that the record covers
};

/// In order of the day on which they began. They point into `record`.
std::vector<Suspension> suspensions(const Case& record, Day as_of);

/// Tables "linkage", "linkage_survival" and "linkage_test". `seed` is of the draws of the test by
/// event.
std::vector<Table> linkage_tables(const Case& record, Day as_of, std::uint64_t seed);
/// The same in words.
std::vector<Sentence> linkage_sentences(const Case& record, Day as_of, std::uint64_t seed);

}  // namespace detente
