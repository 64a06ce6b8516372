// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace detente {

/// What following needs of the world outside, where the clock, the signals and stderr are.
struct FollowHost {
  using Time = std::chrono::milliseconds;

  std::function<Time()> now;        ///< of a clock that nobody sets
  std::function<bool(Time)> pause;  ///< false where it was cut short, since all is to end
  std::function<bool()> stopped;    ///< is all to end?
  std::function<void(const std::string&)> warn;  ///< what went wrong, and what will be done
  std::function<void(const std::string&)>
      note;  ///< what goes on; says nothing where quiet is wished
};

}  // namespace detente
