// SPDX-License-Identifier: Apache-2.0
#include "record/scorecard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "record/as_of.hpp"
#include "record/board.hpp"

namespace detente {

namespace {

StepState share(std::size_t count, std::size_t total) {
  if (count == total) return StepState::met;
  return count > 0 ? StepState::partly_met : StepState::not_met;
}

std::string channel_name(const Case& record, const std::string& id) {
  const auto found = std::ranges::find(record.channels, id, &Channel::id);
  return found == record.channels.end() ? id : found->name;
}

/// "in 2004", "on 2004-01-31"
std::string when(const Date& date) {
  return (date.precision() == Date::Precision::day ? "on " : "in ") + to_string(date);
}

std::string months_text(int months) {
  return fmt::format("{} {}", months, months == 1 ? "month" : "months");
}

/// Answers a rule from the record on a day.
class Judge {
 public:
  Judge(const Case& record, Day day) : record_(record), day_(day) {}

  StepStatus operator()(const NoRule& rule) const { return {StepState::cannot_tell, rule.why}; }
  StepStatus operator()(const ChannelsOpenRule& rule) const;
  StepStatus operator()(const NotSuspendedRule& rule) const;
  StepStatus operator()(const HeldRule& rule) const;
  StepStatus operator()(const HappenedRule& rule) const;
  StepStatus operator()(const SeriesRule& rule) const;

 private:
  /// How many of the channels are in the state.
  [[nodiscard]] std::size_t count(const std::vector<std::string>& channels, ChannelState state,
                                  Day day) const;
  /// What the record lacks is not held against a step on days up to which nobody looked.
  [[nodiscard]] StepStatus as_far_as_looked(StepStatus status) const;

  const Case& record_;
  Day day_;
};

StepStatus Judge::as_far_as_looked(StepStatus status) const {
  const bool lacks = status.state == StepState::not_met || status.state == StepState::partly_met;
  if (!lacks || !record_.covered || day_ <= record_.covered->last()) return status;
  return {StepState::cannot_tell, fmt::format("{}; events were looked for up to {} only",
                                              status.why, to_string(*record_.covered))};
}

std::size_t Judge::count(const std::vector<std::string>& channels, ChannelState state,
                         Day day) const {
  const auto acts = acts_by_channel(record_, day);
  return static_cast<std::size_t>(
      std::ranges::count_if(record_.channels, [&](const Channel& channel) {
        if (std::ranges::find(channels, channel.id) == channels.end()) return false;
        const auto found = acts.find(channel.id);
        const std::span<const ChannelAct> its_acts =
            found == acts.end() ? std::span<const ChannelAct>() : found->second;
        return channel_history(channel, its_acts, day).back().state == state;
      }));
}

StepStatus Judge::operator()(const ChannelsOpenRule& rule) const {
  const std::size_t open = count(rule.channels, ChannelState::open, day_);
  StepStatus status{share(open, rule.channels.size()),
                    fmt::format("{} of {} open", open, rule.channels.size())};
  // A channel that was closed by an act is closed; one that time alone made overdue may have met
  // since.
  const bool by_time =
      record_.covered && count(rule.channels, ChannelState::open, record_.covered->last()) > open;
  return by_time ? as_far_as_looked(std::move(status)) : status;
}

StepStatus Judge::operator()(const NotSuspendedRule& rule) const {
  const std::size_t suspended = count(rule.channels, ChannelState::suspended, day_);
  return {share(rule.channels.size() - suspended, rule.channels.size()),
          fmt::format("{} of {} suspended", suspended, rule.channels.size())};
}

StepStatus Judge::operator()(const HeldRule& rule) const {
  const auto acts = acts_by_channel(record_, day_);
  const Day start = add_months(day_, -rule.months);
  std::size_t enough = 0;
  std::vector<std::string> counts;
  for (const std::string& channel : rule.channels) {
    const auto found = acts.find(channel);
    const auto held =
        found == acts.end() ? 0 : std::ranges::count_if(found->second, [&](const ChannelAct& act) {
          return act.act->kind == ActKind::hold && act.day() > start;
        });
    if (held >= rule.at_least) ++enough;
    counts.push_back(fmt::format("{} {}", channel_name(record_, channel), held));
  }
  return as_far_as_looked(
      {share(enough, rule.channels.size()),
       fmt::format("sessions in {}: {}", months_text(rule.months), join(counts, "; "))});
}

StepStatus Judge::operator()(const HappenedRule& rule) const {
  const auto happened = std::ranges::count_if(rule.events, [&](const std::string& id) {
    return std::ranges::find(record_.events, id, &Event::id) != record_.events.end();
  });
  const auto count = static_cast<std::size_t>(happened);
  return {share(count, rule.events.size()),
          fmt::format("{} of {} happened", count, rule.events.size())};
}

/// Figures by month or quarter run with the season: they are compared with the same one of an
/// earlier year.
bool same_season(const Series& series, const Observation& a, const Observation& b) {
  const bool seasonal = series.frequency == "month" || series.frequency == "quarter";
  return !seasonal || to_string(a.date).substr(4) == to_string(b.date).substr(4);
}

/// "265,919", "-1,234.5"
std::string with_thousands(double number) {
  std::string text = fmt::format("{}", number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = std::min(text.find_first_of(".e"), text.size()); at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

/// What to say where the two figures do not count the same thing.
std::string break_between(const Series& series, const Observation& a, const Observation& b) {
  for (const Break& at : series.breaks) {
    if (at.date.first() > a.date.last() && at.date.first() <= b.date.last())
      return fmt::format("; what is counted changed {}", when(at.date));
  }
  return {};
}

StepStatus Judge::operator()(const SeriesRule& rule) const {
  const auto series = std::ranges::find(record_.series, rule.series, &Series::id);
  if (series == record_.series.end())
    return {StepState::cannot_tell, "the series is not in the record"};
  std::vector<const Observation*> figures;
  for (const Observation& observation : series->observations) {
    if (observation.side == rule.side && observation.value) figures.push_back(&observation);
  }
  if (figures.empty() || figures.back()->date.last() < rule.from.first()) {
    return {StepState::cannot_tell,
            fmt::format("no figure since {} was known", to_string(rule.from))};
  }
  const Observation& latest = *figures.back();
  const auto before =
      std::find_if(figures.rbegin(), figures.rend(), [&](const Observation* figure) {
        return figure->date.last() < rule.from.first() && same_season(*series, *figure, latest);
      });
  if (before == figures.rend()) {
    return {
        StepState::cannot_tell,
        fmt::format("no figure before {} to compare with is in the record", to_string(rule.from))};
  }
  if (period_end(*series, latest) < add_months(day_, -12)) {
    return {StepState::cannot_tell,
            fmt::format("the last figure known is of {}", to_string(latest.date))};
  }
  const double base = *(*before)->value;
  const std::string why = fmt::format(
      "{} {} against {} {}{}", with_thousands(*latest.value), when(latest.date),
      with_thousands(base), when((*before)->date), break_between(*series, **before, latest));
  if (*latest.value <= base) return {StepState::not_met, why};
  // Written so that 110 against 100 is a rise of 10 per cent in floating point too.
  const bool enough = (*latest.value - base) * 100 >= rule.rise * std::abs(base);
  return {enough ? StepState::met : StepState::partly_met, why};
}

std::string channel_names(const Case& record, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const std::string& id : ids) names.push_back(channel_name(record, id));
  return join(names, "; ");
}

struct InWords {
  const Case& record;

  std::string operator()(const NoRule&) const {
    return "no rule: the record has nothing to compute it from";
  }
  std::string operator()(const ChannelsOpenRule& rule) const {
    return "met when every one of these channels is open, partly when some are: " +
           channel_names(record, rule.channels);
  }
  std::string operator()(const NotSuspendedRule& rule) const {
    return "met when none of these channels is suspended, partly when some are: " +
           channel_names(record, rule.channels);
  }
  std::string operator()(const HeldRule& rule) const {
    return fmt::format(
        "met when each of these was held at least {} in the last {}, partly when some were: "
        "{}",
        rule.at_least == 1 ? "once" : fmt::format("{} times", rule.at_least),
        months_text(rule.months), channel_names(record, rule.channels));
  }
  std::string operator()(const HappenedRule& rule) const {
    std::vector<std::string> names;
    std::size_t unknown = 0;
    for (const std::string& id : rule.events) {
      const auto found = std::ranges::find(record.events, id, &Event::id);
      if (found == record.events.end())
        ++unknown;
      else
        names.push_back(fmt::format("{} ({})", found->title, to_string(found->date)));
    }
    if (unknown > 0)
      names.push_back(fmt::format("{} that {} not known of on this day", unknown,
                                  unknown == 1 ? "was" : "were"));
    return "met when each of these has happened, partly when some have: " + join(names, "; ");
  }
  std::string operator()(const SeriesRule& rule) const {
    const auto found = std::ranges::find(record.series, rule.series, &Series::id);
    const bool is_there = found != record.series.end();
    const std::string frequency = is_there ? found->frequency : "";
    const bool seasonal = frequency == "month" || frequency == "quarter";
    const std::string above = rule.rise > 0 ? fmt::format("at least {} % ", rule.rise) : "";
    return fmt::format("met when the latest figure of \"{}\" is {}above the last one before {}{}{}",
                       is_there ? found->title : rule.series, above, to_string(rule.from),
                       seasonal ? " of the same " + frequency + " of the year" : "",
                       rule.rise > 0 ? ", partly when it is higher by less" : "");
  }
};

}  // namespace

std::string_view to_string(StepState state) {
  switch (state) {
    case StepState::met:
      return "met";
    case StepState::partly_met:
      return "partly met";
    case StepState::not_met:
      return "not met";
    case StepState::cannot_tell:
      return "cannot tell";
  }
  return "";
}

StepStatus step_status(const Case& record, const Step& step, Day day) {
  return std::visit(Judge(record, day), step.rule);
}

std::string rule_in_words(const Case& record, const Rule& rule) {
  return std::visit(InWords{record}, rule);
}

std::vector<Quarter> quarters_until(const Case& record, Day as_of) {
  Quarter first = quarter_of(as_of);
  for (const Recommendation& recommendation : record.recommendations)
    first = std::min(first, quarter_of(recommendation.date.first()));
  std::vector<Quarter> all;
  for (Quarter quarter = first; first_day(quarter) <= as_of; quarter = next(quarter))
    all.push_back(quarter);
  return all;
}

std::map<std::string, std::vector<QuarterStatus>> step_histories(const Case& record, Day as_of) {
  std::map<std::string, std::vector<QuarterStatus>> histories;
  for (const Quarter quarter : quarters_until(record, as_of)) {
    const Day day = std::min(last_day(quarter), as_of);
    const Case then = known_on(record, day);
    for (const Recommendation& recommendation : record.recommendations) {
      if (quarter < quarter_of(recommendation.date.first())) continue;
      for (const Step& step : recommendation.steps)
        histories[step.id].push_back({quarter, day, step_status(then, step, day)});
    }
  }
  return histories;
}

}  // namespace detente
