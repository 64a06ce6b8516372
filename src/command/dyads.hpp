// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"

namespace detente {

/// What `detente dyads` is told, as typed.
struct DyadsOptions {
  std::string input{};               ///< an event store; empty where shards are merged
  int least = 500;                   ///< events of a dyad, both directions
  std::string shard{};               ///< "2/8": the second of eight parts; empty: all
  std::vector<std::string> merge{};  ///< JSON documents of all shards of one run
  std::uint64_t seed = 1;
  int threads = 0;
};

/// Fits every dyad of an event store that has enough events, each source for itself: its radius,
/// who answers whom, with the false discovery rate over all of them. A shard has no rates, since
/// they need all dyads: merging the shards gives them, and the same document as a run without
/// shards, whatever the number of threads.
///
/// Kind::usage for an input that is no event store, or a shard that is not of the form i/n;
/// Kind::input for documents that are not all the shards of one run.
Result<Output> run_dyads(const Common& common, const DyadsOptions& options);

}  // namespace detente
