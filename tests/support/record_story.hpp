// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sstream>
#include <string>

#include "record/board.hpp"
#include "record/words.hpp"
#include "support/record_case.hpp"

namespace detente::testing {

/// A case of one channel "c" and the acts on it, one event each.
struct Story {
  Case record;

  Story(Form form, int cadence) {
    Channel channel;
    channel.id = channel.name = "c";
    channel.form = form;
    if (cadence > 0) channel.cadence = Cadence{cadence, "", ""};
    record.channels.push_back(channel);
  }

  Event& add(std::string_view when, ActKind kind) {
    Event event;
    event.id = "e" + std::to_string(record.events.size());
    event.date = testing::date(when);
    Act act;
    act.channel = "c";
    act.kind = kind;
    event.acts.push_back(act);
    record.events.push_back(event);
    return record.events.back();
  }

  /// "hold 2020-01-15, suspend 2020-03": the acts in the order in which they stand in the files.
  Story& tell(const std::string& acts) {
    std::istringstream words(acts);
    std::string kind, when;
    while (words >> kind >> when) {
      if (when.ends_with(',')) when.pop_back();
      const auto known = parse_act(kind);
      EXPECT_TRUE(known) << kind;
      add(when, known.value_or(ActKind::hold));
    }
    return *this;
  }

  [[nodiscard]] std::vector<ChannelBand> history(Day day) const {
    auto acts = acts_by_channel(record, day);
    return channel_history(record.channels.front(), acts["c"], day);
  }
  [[nodiscard]] std::string state(Day day) const {
    return std::string(to_string(history(day).back().state));
  }
};

}  // namespace detente::testing
