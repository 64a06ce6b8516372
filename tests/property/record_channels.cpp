// SPDX-License-Identifier: Apache-2.0
// The state of a channel, and what the board says of it, against the table of docs/architecture.md
// read the slow way: for one day at a time, from all acts.
#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "support/any_date.hpp"
#include "support/record_story.hpp"

namespace detente::testing {
namespace {

using std::chrono::days;
using enum ActKind;

struct Told {
  Date date;
  ActKind kind;
};

/// The latest of these acts on the day: of two on one day the one that stands later in the files.
std::optional<Told> latest(const std::vector<Told>& acts, Day day,
                           std::initializer_list<ActKind> kinds) {
  std::optional<Told> found;
  for (const Told& act : acts) {
    if (act.date.last() > day || std::ranges::find(kinds, act.kind) == kinds.end()) continue;
    if (!found || act.date.last() >= found->date.last()) found = act;
  }
  return found;
}

ChannelState slow_state(Form form, int cadence, const std::vector<Told>& acts, Day day) {
  const auto act = latest(acts, day, {hold, suspend, cancel, resume, open, close, end});
  if (!act) return ChannelState::not_yet;
  if (act->kind == suspend || act->kind == cancel) return ChannelState::suspended;
  if (act->kind == close || act->kind == end) return ChannelState::closed;
  if (form == Form::standing) return ChannelState::open;
  const Day start = act->date.last();
  if (day <= add_months(start, cadence > 0 ? cadence + 3 : 24)) return ChannelState::open;
  return day <= add_months(start, 3 * cadence) ? ChannelState::overdue : ChannelState::dormant;
}

struct Tale {
  Form form = *rc::gen::element(Form::standing, Form::meeting, Form::meeting);
  int cadence = form == Form::standing ? 0 : *rc::gen::elementOf(std::vector{0, 1, 2, 3, 6, 12});
  std::vector<Told> acts;
  Story story{form, cadence};

  Tale() {
    const int count = *rc::gen::inRange(0, 9);
    for (int i = 0; i < count; ++i) {
      const auto kind =
          *rc::gen::element(hold, hold, hold, announce, suspend, cancel, resume, open, close, end);
      acts.push_back({*any_date(2018, 2021), kind});
      story.add(to_string(acts.back().date), kind);
    }
  }
};

/// A day on which something may begin or end: some months after an act, or thereabouts. Or any.
Day any_day_of(const Tale& tale) {
  if (tale.acts.empty() || *rc::gen::inRange(0, 4) == 0) return *any_day(2017, 2024);
  const Told act = *rc::gen::elementOf(tale.acts);
  const int months = *rc::gen::element(0, tale.cadence, tale.cadence + 3, 3 * tale.cadence, 12, 24);
  return add_months(act.date.last(), months) + days(*rc::gen::inRange(-1, 2));
}

/// The state that the bands give for the day.
ChannelState state_on(const std::vector<ChannelBand>& bands, Day day) {
  ChannelState state = ChannelState::not_yet;
  for (const ChannelBand& band : bands)
    if (band.state != ChannelState::not_yet && band.since.last() <= day) state = band.state;
  return state;
}

RC_GTEST_PROP(ChannelHistory, FollowsTheTableOnEachDay, ()) {
  const Tale tale;
  const Day last = day("2026-12-31");
  const auto bands = tale.story.history(last);
  RC_ASSERT(!bands.empty());
  for (Day today = day("2017-12-31"); today <= last; today += days(1)) {
    const auto expected = slow_state(tale.form, tale.cadence, tale.acts, today);
    if (state_on(bands, today) != expected) RC_FAIL("on " + to_string(today));
  }
}

RC_GTEST_PROP(ChannelHistory, OfADayIsThatOfALaterDayCutOff, ()) {
  const Tale tale;
  const Day today = any_day_of(tale);
  const auto bands = tale.story.history(today);
  const auto expected = slow_state(tale.form, tale.cadence, tale.acts, today);
  RC_ASSERT(bands.back().state == expected);
  const auto later = tale.story.history(day("2030-01-01"));
  RC_ASSERT(bands.size() <= later.size());
  for (std::size_t i = 1; i < bands.size(); ++i) {
    RC_ASSERT(bands[i].state == later[i].state);
    RC_ASSERT(bands[i].since == later[i].since);
    RC_ASSERT(bands[i].began_by.act == later[i].began_by.act);
    RC_ASSERT(bands[i].since.last() >= bands[i - 1].since.last() || i == 1);
  }
}

RC_GTEST_PROP(Board, CountsAsTheSlowWayDoes, ()) {
  const Tale tale;
  const Day today = any_day_of(tale);
  const auto board = channel_board(tale.story.record, today);
  const ChannelStatus& status = board.front();
  RC_ASSERT(status.band.state == slow_state(tale.form, tale.cadence, tale.acts, today));

  int sessions = 0;
  for (const Told& act : tale.acts) {
    const Day when = act.date.last();
    if (act.kind == hold && when <= today && add_months(today, -12) < when) ++sessions;
  }
  RC_ASSERT(status.held_12m == sessions);
  const auto held = latest(tale.acts, today, {hold});
  RC_ASSERT((status.last_held != nullptr) == held.has_value());
  if (held) RC_ASSERT(status.last_held->date == held->date);

  const auto start = latest(tale.acts, today, {hold, open, resume});
  std::optional<int> overdue;
  if (start && tale.cadence > 0 && status.band.state != ChannelState::closed) {
    const auto late = today - add_months(start->date.last(), tale.cadence);
    overdue = std::max(0, static_cast<int>(late.count()));
  }
  RC_ASSERT(status.overdue_days == overdue);
}

}  // namespace
}  // namespace detente::testing
