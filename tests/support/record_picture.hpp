// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "record/board.hpp"
#include "support/record_case.hpp"

/// Records and boards as text, so that two can be compared and a difference be read.
namespace detente::testing {

inline std::string picture(const std::optional<Date>& date) {
  return date ? to_string(*date) : "-";
}

/// Each thing with a day of its own on a line; the lines are unlike one another.
inline std::multiset<std::string> things_known(const Case& record) {
  std::multiset<std::string> things;
  for (const Event& event : record.events) {
    things.insert("event " + event.id);
    for (const auto& [side, account] : event.accounts) things.insert(side + " of " + event.id);
  }
  for (const Channel& channel : record.channels)
    for (const Need& need : channel.needs)
      things.insert("need " + to_string(need.date) + ' ' + picture(need.known));
  for (const Commitment& commitment : record.commitments) {
    things.insert("commitment " + commitment.id);
    for (const Implementation& status : commitment.statuses)
      things.insert("status " + to_string(status.date) + ' ' + picture(status.known));
  }
  for (const Position& position : record.positions)
    things.insert("position " + to_string(position.date) + ' ' + picture(position.known));
  for (const Series& series : record.series)
    for (const Observation& figure : series.observations)
      things.insert(series.id + ' ' + to_string(figure.date));
  return things;
}

/// That and what hangs on it: references and the ends of what lasted longer.
inline std::string picture(const Case& record) {
  std::ostringstream text;
  for (const std::string& thing : things_known(record)) text << thing << '\n';
  for (const Event& event : record.events)
    text << event.id << ' ' << to_string(event.date) << " end " << picture(event.end) << " after "
         << event.after << " acts " << event.acts.size() << '\n';
  for (const Channel& channel : record.channels)
    for (const Need& need : channel.needs)
      text << channel.id << " until " << picture(need.until) << '\n';
  for (const Commitment& commitment : record.commitments)
    text << commitment.id << " of " << commitment.event << '\n';
  return text.str();
}

inline std::string picture(const std::vector<ChannelStatus>& board) {
  std::ostringstream text;
  for (const ChannelStatus& line : board) {
    text << line.channel->id << ' ' << to_string(line.band.state) << " since "
         << (line.band.state == ChannelState::not_yet ? "" : to_string(line.band.since)) << " by "
         << (line.band.began_by.event == nullptr ? "" : line.band.began_by.event->id) << " last "
         << (line.last_held == nullptr ? "" : line.last_held->id) << ' ' << line.held_12m
         << " overdue " << line.overdue_days.value_or(-1) << " planned " << picture(line.planned)
         << " needs " << line.needs.size() << " acts";
    for (const ChannelAct& act : line.acts)
      text << ' ' << act.event->id << ' ' << static_cast<int>(act.act->kind);
    text << '\n';
  }
  return text.str();
}

}  // namespace detente::testing
