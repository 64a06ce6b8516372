// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "command/command.hpp"

namespace detente {

/// The case that is being served, as its files last were without a fault.
class CaseState {
 public:
  struct Snapshot {
    std::shared_ptr<const Case> record;  ///< the last good one
    Json faults;  ///< of the files as they are now: {"file", "line", "column", "message"} of each
    std::uint64_t revision = 1;  ///< goes up with each change of the files, good or bad
  };

  /// Fails as read_sound_case does where the case has a fault now.
  static Result<std::unique_ptr<CaseState>> open(const std::filesystem::path& folder);
  ~CaseState();
  CaseState(const CaseState&) = delete;
  CaseState& operator=(const CaseState&) = delete;

  /// Looks at the files that often, in a thread of its own, and calls `changed` from there after
  /// each change that made a difference.
  void watch(std::chrono::milliseconds pause, std::function<void(const Snapshot&)> changed);

  [[nodiscard]] Snapshot now() const;

 private:
  CaseState(std::filesystem::path folder, std::string stamp, Snapshot first);
  /// Whether there is something to tell.
  bool look();

  std::filesystem::path folder_;
  std::string stamp_;    ///< of the files that were read last
  std::string beside_;   ///< of the texts and the ledger, which are no part of the record
  std::string vintage_;  ///< the same, with their faults
  mutable std::mutex mutex_;
  Snapshot snapshot_;
  std::condition_variable_any wake_;
  std::jthread watcher_;  // the last member: it ends before what it uses
};

}  // namespace detente
