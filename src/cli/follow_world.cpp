// SPDX-License-Identifier: Apache-2.0
#include "cli/follow_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "cli/present.hpp"

namespace detente {

using Clock = std::chrono::steady_clock;

Interruption::Interruption() {
  ::sigemptyset(&heard_);
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN)
      ::sigaddset(&heard_, signal);
  }
  ::pthread_sigmask(SIG_BLOCK, &heard_, &before_);
}

Interruption::~Interruption() {
  within(FollowHost::Time(0));
  // One that came after the first, as from a person who is in a hurry, has had its will too.
  const timespec no_time{};
  while (came_ && ::sigtimedwait(&heard_, nullptr, &no_time) > 0) continue;
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Interruption::within(FollowHost::Time time) {
  const auto end = Clock::now() + time;
  while (!came_) {
    const auto left = std::max(end - Clock::now(), Clock::duration(0));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const std::chrono::nanoseconds rest = left - seconds;
    const timespec wait{.tv_sec = seconds.count(), .tv_nsec = rest.count()};
    if (::sigtimedwait(&heard_, nullptr, &wait) > 0) {
      came_ = true;
    } else if (errno != EINTR) {
      break;
    }
  }
  return came_;
}

FollowHost follow_host(Interruption& interruption, bool quiet) {
  const auto warn = [](const std::string& text) { say(fmt::format("detente: {}\n", text)); };
  FollowHost host;
  host.now = [] {
    return std::chrono::duration_cast<FollowHost::Time>(Clock::now().time_since_epoch());
  };
  host.pause = [&interruption](FollowHost::Time time) { return !interruption.within(time); };
  host.stopped = [&interruption] { return interruption.within(FollowHost::Time(0)); };
  host.warn = warn;
  host.note = [warn, quiet](const std::string& text) {
    if (!quiet) warn(text);
  };
  return host;
}

}  // namespace detente
