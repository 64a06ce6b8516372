// SPDX-License-Identifier: Apache-2.0
#include "record/board.hpp"

#include <algorithm>

#include "record/as_of.hpp"

namespace detente {

namespace {

std::optional<int> days_overdue(const ChannelStatus& status, Day day) {
  const ChannelAct* start = clock_act(status.acts, day);
  if (start == nullptr || !status.channel->cadence || status.band.state == ChannelState::closed)
    return std::nullopt;
  const Day due = add_months(start->day(), status.channel->cadence->months);
  return std::max(0, static_cast<int>((day - due).count()));
}

bool calls_off(ActKind kind) {
  return kind == ActKind::suspend || kind == ActKind::cancel || kind == ActKind::close ||
         kind == ActKind::end;
}

/// The earliest meeting that was announced, not called off since, and whose day has not passed.
std::optional<Date> next_planned(const std::vector<ChannelAct>& acts, Day day) {
  std::optional<Date> next;
  for (const ChannelAct& act : acts) {
    if (calls_off(act.act->kind)) next.reset();
    const auto& planned = act.act->planned;
    if (!planned || planned->last() < day) continue;
    const bool held = std::ranges::any_of(acts, [&](const ChannelAct& other) {
      return other.act->kind == ActKind::hold && other.day() >= planned->first() &&
             other.day() <= planned->last();
    });
    if (!held && (!next || *planned < *next)) next = planned;
  }
  return next;
}

ChannelStatus status_of(const Channel& channel, std::vector<ChannelAct> acts, Day day) {
  ChannelStatus status;
  status.channel = &channel;
  status.band = channel_history(channel, acts, day).back();
  const Day year_ago = add_months(day, -12);
  for (const ChannelAct& act : acts) {
    if (act.act->kind != ActKind::hold) continue;
    status.last_held = act.event;
    if (act.day() > year_ago) ++status.held_12m;
  }
  status.planned = next_planned(acts, day);
  for (const Need& need : channel.needs) {
    if (!need.until || need.until->last() > day) status.needs.push_back(&need);
  }
  status.acts = std::move(acts);
  status.overdue_days = days_overdue(status, day);
  return status;
}

}  // namespace

std::vector<ChannelStatus> channel_board(const Case& record, Day day) {
  auto acts = acts_by_channel(record, day);
  std::vector<ChannelStatus> board;
  board.reserve(record.channels.size());
  for (const Channel& channel : record.channels) {
    board.push_back(status_of(channel, std::move(acts[channel.id]), day));
  }
  return board;
}

namespace {

/// The event on which a band rests: that of its act, or the latest session, opening or resumption
/// before the day on which time alone brought it about.
const Event* ground_of(const ChannelBand& band, const std::vector<ChannelAct>& acts) {
  if (band.began_by.event != nullptr) return band.began_by.event;
  const ChannelAct* start = clock_act(acts, band.since.last());
  return start == nullptr ? nullptr : start->event;
}

std::optional<Day> came_out_later(const ChannelBand& band, const std::vector<ChannelAct>& acts) {
  const Event* ground = ground_of(band, acts);
  if (ground == nullptr) return std::nullopt;
  const Day known = known_from(ground->date, ground->known);
  return known > band.since.last() ? std::optional(known) : std::nullopt;
}

}  // namespace

std::vector<ChannelChange> channel_changes(const Case& record, Day from, Day to) {
  const auto acts = acts_by_channel(record, to);
  std::vector<ChannelChange> changes;
  for (const Channel& channel : record.channels) {
    const auto found = acts.find(channel.id);
    if (found == acts.end()) continue;
    const auto bands = channel_history(channel, found->second, to);
    for (std::size_t i = 1; i < bands.size(); ++i) {
      const Day since = bands[i].since.last();
      if (since <= from || since > to) continue;
      changes.push_back(
          {&channel, bands[i - 1].state, bands[i], came_out_later(bands[i], found->second)});
    }
  }
  std::ranges::stable_sort(changes, {},
                           [](const ChannelChange& change) { return change.to.since.last(); });
  return changes;
}

}  // namespace detente
