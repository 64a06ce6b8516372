// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/types.hpp"

namespace detente {

enum class ChannelState { not_yet, open, overdue, dormant, suspended, closed };

std::string_view to_string(ChannelState state);  ///< "not yet", "open", …

/// One act on a channel, with the event that it belongs to.
struct ChannelAct {
  const Event* event = nullptr;
  const Act* act = nullptr;

  /// The day that it counts from: where only the month or year is known, the last day of it.
  [[nodiscard]] Day day() const { return event->date.last(); }
};

/// Whether the act is one by which a channel works: hold, open or resume.
bool is_session(ActKind kind);

/// The acts on every channel up to `until`, by channel id, in order of their day; acts of one day
/// as they stand in the files. They point into `record`.
std::map<std::string, std::vector<ChannelAct>, std::less<>> acts_by_channel(const Case& record,
                                                                            Day until);

/// A stretch of time in one state.
struct ChannelBand {
  ChannelState state = ChannelState::not_yet;
  Date since;           ///< meaningless for not_yet
  ChannelAct began_by;  ///< null where the clock began it
};

/// All that a channel has been up to `until`, the present state last; never empty.
///
/// | the latest act but `announce`, which decides nothing | form      | state |
/// |------------------------------------------------------|-----------|------------------------------------------------------|
/// | none                                                 | any       | not yet | | suspend, cancel
/// | any       | suspended, by that act                               | | close, end | any       |
/// closed, by that act                                  | | open, resume, hold | standing  | open |
/// | open, resume, hold; a cadence of m months            | meeting   | open for m + 3 months after
/// it, overdue for up to 3m | |                                                      |           |
/// months after it, then dormant                        | | open, resume, hold; no cadence |
/// meeting   | open for 24 months after it, then dormant            |
std::vector<ChannelBand> channel_history(const Channel& channel, std::span<const ChannelAct> acts,
                                         Day until);

/// The latest act up to `until` that the clock of a meeting runs from: hold, open or resume; null
/// where there is none.
const ChannelAct* clock_act(std::span<const ChannelAct> acts, Day until);

}  // namespace detente
