// SPDX-License-Identifier: Apache-2.0
#include "record/channel_history.hpp"

#include <algorithm>

namespace detente {

namespace {

constexpr int grace_months = 3;             // a quarter
constexpr int months_without_cadence = 24;  // until a channel of unknown cadence counts as dormant

class History {
 public:
  History(const Channel& channel, Day until) : channel_(channel), until_(until), bands_(1) {}

  void apply(const ChannelAct& act) {
    switch (act.act->kind) {
      case ActKind::announce:
        return;
      case ActKind::suspend:
      case ActKind::cancel:
        return enter(ChannelState::suspended, act);
      case ActKind::close:
      case ActKind::end:
        return enter(ChannelState::closed, act);
      case ActKind::hold:
      case ActKind::open:
      case ActKind::resume:
        return reopen(act);
    }
  }

  std::vector<ChannelBand> finish() {
    let_time_pass(until_);
    return std::move(bands_);
  }

 private:
  void enter(ChannelState state, const ChannelAct& act) {
    let_time_pass(act.day() - std::chrono::days(1));
    bands_.push_back({state, act.event->date, act});
  }

  void reopen(const ChannelAct& act) {
    let_time_pass(act.day() - std::chrono::days(1));
    clock_ = act.day();
    if (bands_.back().state != ChannelState::open)
      bands_.push_back({ChannelState::open, act.event->date, act});
  }

  /// What the clock alone does to an open meeting up to `to`.
  void let_time_pass(Day to) {
    const ChannelState state = bands_.back().state;
    const bool running = state == ChannelState::open || state == ChannelState::overdue;
    if (!running || channel_.form == Form::standing) return;
    const int cadence = channel_.cadence ? channel_.cadence->months : 0;
    const int open_months = channel_.cadence ? cadence + grace_months : months_without_cadence;
    const Day overdue = add_months(clock_, open_months) + std::chrono::days(1);
    const Day dormant =
        add_months(clock_, std::max(open_months, 3 * cadence)) + std::chrono::days(1);
    if (state == ChannelState::open && overdue < dormant && overdue <= to) {
      bands_.push_back({ChannelState::overdue, Date(overdue), {}});
    }
    if (dormant <= to) bands_.push_back({ChannelState::dormant, Date(dormant), {}});
  }

  const Channel& channel_;
  Day until_;
  Day clock_{};
  std::vector<ChannelBand> bands_;
};

}  // namespace

bool is_session(ActKind kind) {
  return kind == ActKind::hold || kind == ActKind::open || kind == ActKind::resume;
}

std::string_view to_string(ChannelState state) {
  switch (state) {
    case ChannelState::not_yet:
      return "not yet";
    case ChannelState::open:
      return "open";
    case ChannelState::overdue:
      return "overdue";
    case ChannelState::dormant:
      return "dormant";
    case ChannelState::suspended:
      return "suspended";
    case ChannelState::closed:
      return "closed";
  }
  return "";
}

std::map<std::string, std::vector<ChannelAct>, std::less<>> acts_by_channel(const Case& record,
                                                                            Day until) {
  std::map<std::string, std::vector<ChannelAct>, std::less<>> acts;
  for (const Event& event : record.events) {
    if (event.date.last() > until) continue;
    for (const Act& act : event.acts) acts[act.channel].push_back({&event, &act});
  }
  for (auto& [channel, list] : acts) std::ranges::stable_sort(list, {}, &ChannelAct::day);
  return acts;
}

std::vector<ChannelBand> channel_history(const Channel& channel, std::span<const ChannelAct> acts,
                                         Day until) {
  History history(channel, until);
  for (const ChannelAct& act : acts) {
    if (act.day() <= until) history.apply(act);
  }
  return history.finish();
}

const ChannelAct* clock_act(std::span<const ChannelAct> acts, Day until) {
  const ChannelAct* latest = nullptr;
  for (const ChannelAct& act : acts) {
    if (is_session(act.act->kind) && act.day() <= until) latest = &act;
  }
  return latest;
}

}  // namespace detente
