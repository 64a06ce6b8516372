// SPDX-License-Identifier: Apache-2.0
#include "record/first_known.hpp"

#include <algorithm>

#include "record/as_of.hpp"

namespace detente {

void FirstDays::note(const std::string& id, Day day) {
  const auto [at, is_new] = days_.try_emplace(id, day);
  at->second = std::min(at->second, day);
}

bool FirstDays::is_later(const std::string& id, Day day) const {
  const auto found = days_.find(id);
  return found != days_.end() && found->second > day;
}

FirstKnown first_known(const Case& record) {
  FirstKnown first;
  const auto note_issues = [&](const std::vector<std::string>& issues, Day day) {
    for (const std::string& issue : issues) first.issues.note(issue, day);
  };
  for (const Event& event : record.events) {
    for (const Act& act : event.acts) first.channels.note(act.channel, known_from(event));
    note_issues(event.issues, known_from(event));
  }
  for (const Commitment& c : record.commitments) note_issues(c.issues, known_from(c.date, c.known));
  for (const Interest& i : record.interests) note_issues(i.issues, known_from(i.date, i.known));
  for (const Position& p : record.positions)
    first.issues.note(p.issue, known_from(p.date, p.known));
  for (const Series& series : record.series) {
    for (const Observation& figure : series.observations) {
      first.series.note(series.id, known_from(series, figure));
      for (const Observation& old : figure.earlier)
        first.series.note(series.id, known_from(series, old));
    }
  }
  std::map<std::string_view, Day> sources;
  for (const Source& source : record.sources)
    if (const auto date = date_of(source)) sources[source.id] = date->last();
  for (const Channel& channel : record.channels) {
    for (const Need& need : channel.needs)
      first.channels.note(channel.id, known_from(need.date, need.known));
    for (const std::string& source : channel.sources)
      if (const auto found = sources.find(source); found != sources.end())
        first.channels.note(channel.id, found->second);
  }
  return first;
}

std::set<std::string, std::less<>> named_by_rules(const Case& record) {
  std::set<std::string, std::less<>> named;
  const auto take = [&](const auto& rule) {
    if constexpr (requires { rule.channels; })
      named.insert(rule.channels.begin(), rule.channels.end());
    if constexpr (requires { rule.series; }) named.insert(rule.series);
  };
  for (const Recommendation& recommendation : record.recommendations)
    for (const Step& step : recommendation.steps) std::visit(take, step.rule);
  return named;
}

}  // namespace detente
