// SPDX-License-Identifier: Apache-2.0
#include "command/levers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "command/lookup.hpp"
#include "command/spiral_sources.hpp"
#include "record/channel_history.hpp"

namespace detente {

namespace {

constexpr int consultation_root = 4;
constexpr int reduction_root = 16;

/// A month has 0 from the first month of any event on.
RegularSeries counted(const std::vector<Day>& days, Day until) {
  RegularSeries out;
  if (days.empty()) return out;
  out.first = month_number(std::ranges::min(days));
  for (int month = out.first; first_of_month(month + 1) <= until + std::chrono::days(1); ++month)
    out.values.emplace_back(0);
  for (const Day day : days) {
    const auto at = static_cast<std::size_t>(month_number(day) - out.first);
    if (at < out.values.size()) *out.values[at] += 1;
  }
  return out;
}

/// The days of the sessions of these channels, each event once.
std::vector<Day> session_days_of(const Case& record, const std::vector<const Channel*>& channels,
                                 Day until) {
  const auto acts = acts_by_channel(record, until);
  std::vector<std::pair<Day, const Event*>> found;
  for (const Channel* channel : channels)
    if (const auto own = acts.find(channel->id); own != acts.end())
      for (const ChannelAct& one : own->second)
        if (is_session(one.act->kind)) found.emplace_back(one.day(), one.event);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<Day> out;
  out.reserve(found.size());
  for (const auto& [day, event] : found) out.push_back(day);
  return out;
}

/// By month's end, the share of the channels that have begun which is neither suspended nor closed.
RegularSeries share_on(const Case& record, const std::vector<const Channel*>& channels, Day until) {
  const auto acts = acts_by_channel(record, until);
  std::map<int, std::pair<int, int>> changes;  // begun, on
  for (const Channel* channel : channels) {
    const auto own = acts.find(channel->id);
    if (own == acts.end()) continue;
    bool is_begun = false;
    bool was_on = false;
    for (const ChannelBand& band : channel_history(*channel, own->second, until)) {
      if (band.state == ChannelState::not_yet) continue;
      auto& [begun, on] = changes[month_number(band.since.last())];
      begun += is_begun ? 0 : 1;
      is_begun = true;
      const bool is_on =
          band.state != ChannelState::suspended && band.state != ChannelState::closed;
      on += static_cast<int>(is_on) - static_cast<int>(was_on);
      was_on = is_on;
    }
  }
  RegularSeries out;
  if (changes.empty()) return out;
  out.first = changes.begin()->first;
  int begun = 0;
  int on = 0;
  for (int month = out.first; first_of_month(month + 1) <= until + std::chrono::days(1); ++month) {
    begun += changes[month].first;
    on += changes[month].second;
    out.values.emplace_back(static_cast<double>(on) / begun);
  }
  return out;
}

class Reader {
 public:
  Reader(const Case& record, const LeadInputs& inputs, Day until, StepLever& out)
      : record_(record), inputs_(inputs), until_(until), out_(out) {}

  void operator()(const NoRule& rule) {
    out_.kind = "none";
    out_.obstacle = rule.why;
  }
  void operator()(const ChannelsOpenRule& rule) { read_channels(rule.channels); }
  void operator()(const NotSuspendedRule& rule) { read_channels(rule.channels); }
  void operator()(const HeldRule& rule) {
    take_channels(rule.channels);
    out_.kind = "sessions";
    out_.unit = "a session more in a month";
    take_talks();
    out_.by_month = counted(session_days_of(record_, out_.channels, until_), until_);
    if (out_.by_month.values.empty()) out_.obstacle = "the record has no session of it";
  }
  void operator()(const HappenedRule& rule);
  void operator()(const SeriesRule& rule);

 private:
  void take_channels(const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (const Channel* channel = find(record_.channels, id)) out_.channels.push_back(channel);
  }
  void take_talks() {
    out_.roots = {consultation_root};
    out_.roots_unit = "twice as many consultations, meetings and visits in a month";
  }
  void read_channels(const std::vector<std::string>& ids) {
    take_channels(ids);
    out_.kind = "channels";
    out_.unit = "all its channels on instead of off";
    out_.roots = {reduction_root};
    out_.roots_unit = "half as many events in a month that reduce relations";
    out_.roots_sign = -1;
    out_.by_month = share_on(record_, out_.channels, until_);
    if (out_.by_month.values.empty()) out_.obstacle = "the record has no act on its channels";
  }

  const Case& record_;
  const LeadInputs& inputs_;
  Day until_;
  StepLever& out_;
};

void Reader::operator()(const HappenedRule& rule) {
  out_.kind = "events";
  std::vector<std::string> kinds;
  for (const std::string& id : rule.events)
    if (const Event* event = find(record_.events, id)) kinds.push_back(event->kind);
  if (kinds.empty()) {
    out_.obstacle = "none of its events has happened, so there is none of its kind to learn from";
    return;
  }
  std::vector<Day> days;
  for (const Event& event : record_.events)
    if (std::ranges::find(kinds, event.kind) != kinds.end() && event.date.last() <= until_)
      days.push_back(event.date.last());
  out_.unit = fmt::format("an event of kind {} more in a month", kinds.front());
  take_talks();
  out_.by_month = counted(days, until_);
}

void Reader::operator()(const SeriesRule& rule) {
  out_.kind = "series";
  const std::string id = rule.side.empty() ? rule.series : rule.series + ":" + rule.side;
  const double rise = rule.rise > 0 ? rule.rise : 1;
  out_.unit = fmt::format("figures {:g} % above those a year before", rise);
  const auto has_id = [&](const NamedLeadSeries& one) { return one.data.id == id; };
  const auto found = std::ranges::find_if(inputs_.indicators, has_id);
  if (found == inputs_.indicators.end() || found->data.per_year != 12) {
    out_.obstacle = "its series has no monthly figures known on this day";
    return;
  }
  constexpr int year = 12;
  const RegularSeries& series = found->data.series;
  out_.by_month.first = series.first + year;
  for (int month = out_.by_month.first; month <= series.last(); ++month) {
    const auto now = series.at(month);
    const auto before = series.at(month - year);
    const bool known = now && before && *now > 0 && *before > 0;
    out_.by_month.values.push_back(
        known ? std::optional(std::log(*now / *before) / std::log1p(rise / 100)) : std::nullopt);
  }
}

/// All steps of a recommendation, or the one step.
std::vector<StepLever> named(const Case& record, const std::string& id) {
  std::vector<StepLever> out;
  for (const Recommendation& recommendation : record.recommendations)
    for (const Step& step : recommendation.steps)
      if (recommendation.id == id || step.id == id)
        out.push_back({.recommendation = &recommendation, .step = &step});
  return out;
}

}  // namespace

Result<std::vector<StepLever>> levers_of(const Case& record, const LeadInputs& inputs,
                                         const std::vector<std::string>& ids, Day as_of) {
  std::vector<StepLever> out;
  const Day until = last_covered(record, as_of);
  for (const std::string& id : ids) {
    std::vector<StepLever> steps = named(record, id);
    if (steps.empty()) {
      std::vector<std::string> known;
      for (const Recommendation& recommendation : record.recommendations) {
        known.push_back(recommendation.id);
        for (const Step& step : recommendation.steps) known.push_back(step.id);
      }
      return tl::unexpected(no_such("step", id, known));
    }
    for (StepLever& lever : steps) {
      std::visit(Reader(record, inputs, until, lever), lever.step->rule);
      out.push_back(std::move(lever));
    }
  }
  return out;
}

std::optional<Covariate> daily_covariate(const Case& record, const StepLever& lever,
                                         const Span& span) {
  const auto days = (span.last - span.first).count() + 1;
  Covariate out{lever.step->id, Eigen::VectorXd::Zero(days)};
  if (lever.channels.empty()) return {};
  if (lever.kind == "channels") {
    for (const Channel* channel : lever.channels)
      out.values +=
          suspension_of(record, *channel, span).values / static_cast<double>(lever.channels.size());
    return out;
  }
  if (lever.kind != "sessions") return {};
  for (const Day day : session_days_of(record, lever.channels, span.last))
    for (auto at = (day - span.first).count(); at < (day - span.first).count() + session_days; ++at)
      if (at >= 0 && at < days) out.values(at) = 1;
  return out;
}

}  // namespace detente
