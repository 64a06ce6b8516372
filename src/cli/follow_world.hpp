// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

#include "command/follow_host.hpp"

namespace detente {

/// Waits, and hears SIGINT and SIGTERM, which while it lives end nothing by themselves; a signal
/// that was ignored before stays so. Threads must be started after it.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// True once a signal has come while that time went by, or before.
  bool within(FollowHost::Time time);

 private:
  sigset_t heard_{};
  sigset_t before_{};
  bool came_ = false;
};

/// The clock, the signals and stderr; notes are dropped where `quiet`. `interruption` must outlive
/// it.
FollowHost follow_host(Interruption& interruption, bool quiet);

}  // namespace detente
