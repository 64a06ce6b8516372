// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "command/dyad_choice.hpp"
#include "command/lookup.hpp"
#include "command/outlook_counts.hpp"
#include "command/spiral_sources.hpp"
#include "record/as_of.hpp"
#include "record/board.hpp"

namespace detente {

namespace {

constexpr int half_a_year = 6;
const std::chrono::days a_day(1);

std::optional<Period> forecast_period(const Series& series) {
  if (series.frequency == "day" || series.frequency == "week") return period_of(series.frequency);
  const bool is_measure = series.domain == "index" || series.domain == "military";
  if (series.frequency == "month" && is_measure) return Period::month;
  return std::nullopt;
}

/// Observations that a forecast can learn from: figures to the point, as fine as the period.
std::vector<const Observation*> usable(const Series& series, Period period) {
  std::vector<const Observation*> out;
  for (const Observation& o : series.observations) {
    const Date::Precision precision = o.date.precision();
    const bool is_fine = precision == Date::Precision::day ||
                         (period == Period::month && precision == Date::Precision::month);
    if (o.value && is_fine) out.push_back(&o);
  }
  return out;
}

bool has_several_sides(const std::vector<const Observation*>& observations) {
  return std::ranges::any_of(
      observations, [&](const Observation* o) { return o->side != observations.front()->side; });
}

/// Counts are whole and not negative, and bear a unit that is no share.
Support support_of(const std::vector<const Observation*>& observations, const Series& series) {
  const bool whole = std::ranges::all_of(observations, [](const Observation* o) {
    return *o->value >= 0 && *o->value == std::floor(*o->value);
  });
  const bool is_share = series.unit.find("percent") != std::string::npos;
  return whole && !is_share && series.domain != "index" ? Support::count : Support::real;
}

void take_remark(OutlookTarget& target, const std::string& sentence) {
  if (!target.remark.empty()) target.remark += ' ';
  target.remark += sentence;
}

/// Values by period since the series' last break.
OutlookTarget series_target(const Series& series, Period period) {
  OutlookTarget target{
      .id = series.id, .title = series.title, .unit = series.unit, .sources = {series.source}};
  target.polarity = series.polarity;
  std::vector<const Observation*> observations = usable(series, period);
  if (!series.breaks.empty()) {
    const Break& last =
        *std::ranges::max_element(series.breaks, {}, [](const Break& b) { return b.date.first(); });
    std::erase_if(observations,
                  [&](const Observation* o) { return o->date.first() < last.date.first(); });
    take_remark(target, fmt::format("Since {}: {}.", to_string(last.date), last.text));
  }
  if (observations.empty()) {
    target.refusal = "no figure is known since then on this day";
    return target;
  }
  History& whole = target.series.whole;
  whole.period = period;
  whole.support = support_of(observations, series);
  whole.first = first_of(observations.front()->date.first(), period);
  target.is_replayed = series.published.has_value();
  if (target.is_replayed)
    take_remark(target, fmt::format("The series came out as a whole in {}; the backtest replays it "
                                    "as if each figure had come out in its time.",
                                    to_string(*series.published)));
  for (const Observation* o : observations) {
    const Day first = first_of(o->date.first(), period);
    const auto at = static_cast<std::size_t>(periods_between(whole.first, first, period));
    if (at >= whole.values.size()) {
      whole.values.resize(at + 1);
      target.series.known.resize(at + 1);
    }
    whole.values[at] = o->value;
    Series unpublished;
    unpublished.frequency = series.frequency;
    unpublished.lag_days = series.lag_days;
    target.series.known[at] = known_from(unpublished, *o);
    for (const Observation& old : o->earlier)
      if (old.value)
        target.series.superseded.push_back({at, known_from(unpublished, old), *old.value});
  }
  return target;
}

/// Series of one source and period go beside each other, for the VAR.
void take_companions(std::vector<OutlookTarget>& targets, const std::vector<std::string>& indices) {
  const auto is_index = [&](const OutlookTarget& target) {
    return std::ranges::find(indices, target.id) != indices.end() &&
           !target.series.whole.values.empty();
  };
  for (OutlookTarget& target : targets) {
    if (!is_index(target)) continue;
    for (const OutlookTarget& other : targets) {
      const History& theirs = other.series.whole;
      History& ours = target.series.whole;
      const bool is_beside = &other != &target && is_index(other) &&
                             other.sources == target.sources && theirs.period == ours.period;
      if (!is_beside) continue;
      Values values(ours.values.size());
      for (std::size_t t = 0; t < theirs.values.size(); ++t) {
        const Day first = period_after(theirs.first, t, theirs.period);
        const int at = periods_between(ours.first, first, ours.period);
        if (at >= 0 && at < std::ssize(values))
          values[static_cast<std::size_t>(at)] = theirs.values[t];
      }
      ours.companions.push_back(std::move(values));
    }
  }
}

std::vector<OutlookTarget> series_targets(const Case& record) {
  std::vector<OutlookTarget> targets;
  std::vector<std::string> indices;
  for (const Series& series : record.series) {
    const auto period = forecast_period(series);
    if (!period) continue;
    const auto observations = usable(series, *period);
    if (observations.empty() || has_several_sides(observations)) continue;
    if (series.domain == "index") indices.push_back(series.id);
    targets.push_back(series_target(series, *period));
  }
  take_companions(targets, indices);
  return targets;
}

Result<std::vector<OutlookTarget>> coded_targets(const Case& record) {
  const MeasuredDyad dyad = dyad_in(record, record.sides);
  auto sources = coded_sources(record, dyad);
  if (!sources) return tl::unexpected(sources.error());
  std::vector<OutlookTarget> targets;
  for (std::size_t i = 0; i < sources->size(); ++i) {
    MeasuredSource& source = (*sources)[i];
    trim_span(source);
    const CodedCounts& coded = record.coded[i];
    auto more = counts_targets(source, dyad,
                               {.stem = coded.file.substr(0, coded.file.rfind('.')),
                                .title = source.title,
                                .came_out = "as a whole in " + to_string(coded.published),
                                .with_spiral = true});
    if (!more) return tl::unexpected(more.error());
    std::ranges::move(*more, std::back_inserter(targets));
  }
  return targets;
}

/// Only what tells of channels: the record is pruned anew for every month.
Case lean(const Case& record) {
  Case out;
  out.sides = record.sides;
  for (const Channel& channel : record.channels) {
    out.channels.push_back(channel);
    out.channels.back().needs.clear();
    out.channels.back().summary.clear();
    if (!channel.cadence) continue;
    if (const Source* source = find(record.sources, channel.cadence->source))
      out.sources.push_back(*source);
  }
  for (const Event& event : record.events) {
    if (event.acts.empty()) continue;
    Event one;
    one.id = event.id;
    one.date = event.date;
    one.end = event.end;
    one.known = event.known;
    one.kind = event.kind;
    one.acts = event.acts;
    out.events.push_back(std::move(one));
  }
  return out;
}

/// Whether the event is a meeting or visit at a channel of the leaders.
bool is_leaders_meeting(const Event& event, const std::set<std::string, std::less<>>& channels) {
  if (event.kind != "meeting" && event.kind != "visit") return false;
  return std::ranges::any_of(event.acts, [&](const Act& act) {
    return act.kind == ActKind::hold && channels.contains(act.channel);
  });
}

/// Whether on `day` a leaders' meeting of the next half year stood announced.
bool is_announced(const Case& known, Day day, const std::set<std::string, std::less<>>& channels) {
  for (const Event& event : known.events)
    for (const Act& act : event.acts)
      if (act.planned && channels.contains(act.channel) && act.planned->last() > day &&
          act.planned->first() <= add_months(day, half_a_year))
        return true;
  return false;
}

/// The two targets that the record gives, month after month.
class RecordMonths {
 public:
  RecordMonths(const Case& record, Day as_of) : lean_(lean(record)) {
    for (const Channel& channel : record.channels)
      if (channel.level == "leaders") leaders_.insert(channel.id);
    if (lean_.events.empty()) return;
    const Day until = record.covered ? std::min(record.covered->last(), as_of)
                                     : std::min(record.events.back().date.last(), as_of);
    Day month = first_of(lean_.events.front().date.first(), Period::month);
    constexpr int most_years = 30;  // what is older tells little of how these move today
    month = std::max(month, first_of(add_months(until, -12 * most_years), Period::month));
    first_ = month;
    for (; next_first(month, Period::month) - a_day <= until;
         month = next_first(month, Period::month))
      take(next_first(month, Period::month) - a_day);
  }

  [[nodiscard]] OutlookTarget channels() const {
    OutlookTarget target = begun("open-channels", "Open channels", "channels at the month's end");
    target.series.whole.support = Support::count;
    target.series.whole.values = open_;
    target.polarity = 1;
    if (!open_.empty() && open_.back())
      take_remark(target, fmt::format("{:.0f} at the end of the last whole month that is covered; "
                                      "after that, the board counts as dormant or overdue what may "
                                      "only lack an entry.",
                                      *open_.back()));
    return settled(std::move(target));
  }

  [[nodiscard]] OutlookTarget meetings() const {
    OutlookTarget target =
        begun("leaders-meeting", "A meeting of the leaders within six months", "probability");
    target.series.whole.support = Support::binary;
    target.series.whole.values = met_;
    target.series.whole.companions = {since_, announced_};
    if (leaders_.empty()) target.refusal = "the case has no channel of the level \"leaders\"";
    return settled(std::move(target));
  }

 private:
  void take(Day day) {
    const Case known = known_on(lean_, day);
    int open = 0;
    for (const ChannelStatus& status : channel_board(known, day))
      open += status.band.state == ChannelState::open ? 1 : 0;
    open_.emplace_back(open);
    std::optional<Day> last;
    for (const Event& event : known.events)
      if (is_leaders_meeting(event, leaders_) && event.date.last() <= day)
        last = std::max(last.value_or(event.date.last()), event.date.last());
    const Day month = first_of(day, Period::month);
    const int months =
        last ? periods_between(first_of(*last, Period::month), month, Period::month) : 600;
    met_.emplace_back(months < half_a_year ? 1 : 0);
    since_.emplace_back(std::log1p(months));
    announced_.emplace_back(is_announced(known, day, leaders_) ? 1 : 0);
    known_.push_back(day);
  }

  [[nodiscard]] OutlookTarget begun(std::string id, std::string title, std::string unit) const {
    OutlookTarget target{.id = std::move(id), .title = std::move(title), .unit = std::move(unit)};
    target.remark = "As the record stood at the end of each month.";
    target.series.whole.first = first_;
    target.series.whole.period = Period::month;
    target.series.known = known_;
    return target;
  }

  [[nodiscard]] static OutlookTarget settled(OutlookTarget target) {
    if (target.refusal.empty() && target.series.whole.values.empty())
      target.refusal = "the record tells of no channel over a whole month";
    if (!target.refusal.empty()) target.series = {};
    return target;
  }

  Case lean_;
  std::set<std::string, std::less<>> leaders_;
  Day first_{};
  Values open_, met_, since_, announced_;
  std::vector<Day> known_;
};

}  // namespace

Result<std::vector<OutlookTarget>> outlook_targets(const Case& record, Day as_of) {
  std::vector<OutlookTarget> targets = series_targets(record);
  auto coded = coded_targets(record);
  if (!coded) return tl::unexpected(coded.error());
  std::ranges::move(*coded, std::back_inserter(targets));
  const RecordMonths months(record, as_of);
  targets.push_back(months.channels());
  targets.push_back(months.meetings());
  return targets;
}

}  // namespace detente
