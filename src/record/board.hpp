// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/channel_history.hpp"

namespace detente {

/// One line of the channel board.
struct ChannelStatus {
  const Channel* channel = nullptr;
  ChannelBand band;                  ///< the present state
  const Event* last_held = nullptr;  ///< null where it was never held
  int held_12m = 0;                  ///< sessions in the twelve months that end with the day
  /// Days past the last session (or opening) and the cadence; 0 where it is not yet due; nothing
  /// without a cadence or a start, or where the channel is closed.
  std::optional<int> overdue_days;
  std::optional<Date>
      planned;  ///< the next meeting announced for the day or later and not called off since
  std::vector<const Need*> needs;  ///< what the sides say it needs, as far as it still stands
  std::vector<ChannelAct> acts;    ///< all acts up to the day
};

/// The board of `record` on `day`, in the order of channels.toml. `record` must be what was known
/// on that day (known_on) and must outlive the board, which points into it.
std::vector<ChannelStatus> channel_board(const Case& record, Day day);

/// A channel's passage from one state to the next.
struct ChannelChange {
  const Channel* channel = nullptr;
  ChannelState from = ChannelState::not_yet;
  ChannelBand to;
  /// The day on which it came to be known, where that was after the day on which it happened: the
  /// act came out later, or the session from which time ran.
  std::optional<Day> came_out;
};

/// What changed after `from` up to and with `to`, in order of date. `record` as above, known on
/// `to` or later.
std::vector<ChannelChange> channel_changes(const Case& record, Day from, Day to);

}  // namespace detente
