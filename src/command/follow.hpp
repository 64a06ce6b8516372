// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "command/event_inputs.hpp"
#include "command/follow_host.hpp"

namespace detente {

struct FollowOptions {
  std::vector<std::string> lists;   ///< addresses of update lists (fetch/update_list.hpp)
  std::chrono::seconds every{900};  ///< from the beginning of a round to that of the next
  int rounds = 0;                   ///< 0: until the host stops it
  std::size_t batch = 200;          ///< files that are read into the store at once, at most
};

/// Keeps an event store up with update lists: each round asks for the lists, downloads the files
/// that the store lacks, holds them to the size and MD5 of the list, and reads them into the store
/// as `ingest` does. In the store a file goes by its address; its download is not kept.
///
/// `from` and `to` of the options choose files by the time in their names, not events by their
/// day: a store that exists keeps its own rule for days, a new one has none.
///
/// What cannot be had is warned of and tried again in the next round, for `most_failures` rounds;
/// a file that is what its list says and yet cannot be read is not, until the list states another
/// MD5. When the host stops it, files that have come are read and the others left for another time.
/// A process that is killed leaves a store as an ingest that is killed does, and its downloads in
/// ".fetch" below the store, until the next call.
///
/// The output is faulty where, after the last of `rounds`, a list or a file could not be had or
/// read; not where the host stopped it. Fails with Kind::usage where the call is at fault or the
/// store has other rules, with Kind::input where its manifest is damaged; with Kind::io where
/// another process follows a list into this store, where at the start or in the last round another
/// process writes to it, or where the disk is full.
Result<Output> run_follow(const Common& common, const EventOptions& options,
                          const FollowOptions& follow, const FollowHost& host,
                          const std::string& folder);

}  // namespace detente
