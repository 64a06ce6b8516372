// SPDX-License-Identifier: Apache-2.0
#include "command/lead_series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "command/dyad_choice.hpp"
#include "command/lookup.hpp"
#include "measure/balance_series.hpp"
#include "record/channel_history.hpp"

namespace detente {

namespace {

/// Values by number of the period; of several in one period the last counts.
RegularSeries from_map(const std::map<int, double>& values) {
  RegularSeries out;
  if (values.empty()) return out;
  out.first = values.begin()->first;
  out.values.resize(static_cast<std::size_t>(values.rbegin()->first - out.first + 1));
  for (const auto& [period, value] : values)
    out.values[static_cast<std::size_t>(period - out.first)] = value;
  return out;
}

int frequency_of(const Series& series) {
  if (series.frequency == "month" || series.form == "step") return 12;
  return series.frequency == "year" ? 1 : 0;
}

/// Each month has the value in force on its last day, up to the last month that the record covers.
RegularSeries in_force(const std::vector<const Observation*>& observations, Day until) {
  RegularSeries out;
  std::size_t next = 0;
  std::optional<double> value;
  out.first = month_number(observations.front()->date.first());
  for (int month = out.first; first_of_month(month + 1) <= until + std::chrono::days(1); ++month) {
    for (; next < observations.size() && month_number(observations[next]->date.first()) <= month;
         ++next)
      value = observations[next]->value;
    out.values.push_back(value);
  }
  return out;
}

LeadSeries data_of(const Series& series, const std::vector<const Observation*>& observations,
                   Day until) {
  LeadSeries out{.id = series.id, .per_year = frequency_of(series)};
  const int unit = out.per_year == 1 ? 12 : 1;
  for (const Break& b : series.breaks) out.breaks.push_back(month_number(b.date.first()) / unit);
  if (series.form == "step") {
    out.series = in_force(observations, until);
    return out;
  }
  std::map<int, double> values;
  for (const Observation* one : observations)
    if (one->value) values[month_number(one->date.first()) / unit] = *one->value;
  out.series = from_map(values);
  return out;
}

/// Each observation as a share of that of `whole` for the same date and side; without one, or where
/// it is 0, it has no value: nothing was counted from.
Series share_of(Series part, const Series& whole) {
  std::map<std::pair<std::string, std::string>, double> sizes;
  for (const Observation& one : whole.observations)
    if (one.value) sizes[{to_string(one.date), one.side}] = *one.value;
  for (Observation& one : part.observations) {
    const auto size = sizes.find({to_string(one.date), one.side});
    const bool known = one.value && size != sizes.end() && size->second > 0;
    one.value = known ? std::optional(*one.value / size->second) : std::nullopt;
  }
  return part;
}

std::vector<NamedLeadSeries> series_of(const Case& record, const Series& series, Day until) {
  std::map<std::string, std::vector<const Observation*>> sides;
  for (const Observation& one : series.observations) sides[one.side].push_back(&one);
  std::vector<NamedLeadSeries> out;
  for (const auto& [side, observations] : sides) {
    NamedLeadSeries one{.data = data_of(series, observations, until),
                        .title = series.title,
                        .domain = series.domain,
                        .sources = {series.source}};
    if (!side.empty()) {
      one.data.id += ":" + side;
      one.title += ", as " + name_of(record, side) + " reports it";
    }
    out.push_back(std::move(one));
  }
  return out;
}

/// Months of which the counts speak of fewer days than this are left out.
constexpr int fewest_days = 20;

Result<std::optional<NamedLeadSeries>> balance_measure(const MeasuredSource& source) {
  if (!source.has_quads() || source.resolution == Resolution::year)
    return std::optional<NamedLeadSeries>();
  std::vector<DyadCount> both = source.forth;
  both.insert(both.end(), source.back.begin(), source.back.end());
  const auto indices = indices_of(both, source.span, Period::month, {});
  if (!indices) return tl::unexpected(indices.error());
  const ObservedSeries balances = balance_series(*indices);
  std::map<int, double> values;
  for (std::size_t i = 0; i < balances.size(); ++i)
    if (balances[i] &&
        ((*indices)[i].days >= fewest_days || source.resolution == Resolution::month))
      values[month_number((*indices)[i].first)] = balances[i]->value;
  return NamedLeadSeries{
      .data = {.id = "balance:" + source.title, .per_year = 12, .series = from_map(values)},
      .title = "Balance, " + source.title,
      .domain = "events",
      .sources = source.ids};
}

}  // namespace

std::vector<std::string> merged_ids(std::vector<std::string> ids,
                                    const std::vector<std::string>& more) {
  for (const std::string& id : more)
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  return ids;
}

int month_number(Day day) {
  const std::chrono::year_month_day date(day);
  return 12 * static_cast<int>(date.year()) +
         static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

Day first_of_month(int month_number) {
  return std::chrono::year(month_number / 12) /
         std::chrono::month(static_cast<unsigned>(month_number % 12 + 1)) / 1;
}

Day last_covered(const Case& record, Day as_of) {
  Day last = record.events.empty() ? as_of : record.events.back().date.last();
  if (record.covered) last = record.covered->last();
  return std::min(last, as_of);
}

RegularSeries channel_openness(const Case& record, Day as_of) {
  const Day until = last_covered(record, as_of);
  const auto acts = acts_by_channel(record, until);
  std::map<int, int> begun;  // changes of the number, by the month at whose end they show
  std::map<int, int> open;
  for (const Channel& channel : record.channels) {
    const auto own = acts.find(channel.id);
    if (own == acts.end()) continue;
    const auto bands = channel_history(channel, own->second, until);
    bool was_open = false;
    bool is_begun = false;
    for (const ChannelBand& band : bands) {
      if (band.state == ChannelState::not_yet) continue;
      const int month = month_number(band.since.last());
      if (!is_begun) ++begun[month];
      is_begun = true;
      const bool is_open = band.state == ChannelState::open;
      if (is_open != was_open) open[month] += is_open ? 1 : -1;
      was_open = is_open;
    }
  }
  RegularSeries out;
  if (begun.empty()) return out;
  int channels = 0;
  int opened = 0;
  for (int month = begun.begin()->first; first_of_month(month + 1) <= until + std::chrono::days(1);
       ++month) {
    channels += begun[month];
    opened += open[month];
    if (channels < fewest_channels) continue;
    if (out.values.empty()) out.first = month;
    out.values.emplace_back(static_cast<double>(opened) / channels);
  }
  return out;
}

Result<LeadInputs> lead_inputs(const Case& record, Day as_of) {
  LeadInputs out;
  const Day until = last_covered(record, as_of);
  for (const Series& series : record.series) {
    if (series.observations.empty() || is_sample_size(record, series)) continue;
    auto& into = series.domain == "index" ? out.measures : out.indicators;
    const Series* whole = find(record.series, series.out_of);
    if (whole == nullptr && !series.out_of.empty()) continue;  // not known yet on that day
    const Series share = whole == nullptr ? series : share_of(series, *whole);
    for (NamedLeadSeries& one : series_of(record, share, until)) into.push_back(std::move(one));
  }
  const auto sources = coded_sources(record, dyad_in(record, record.sides));
  if (!sources) return tl::unexpected(sources.error());
  for (const MeasuredSource& source : *sources) {
    auto measure = balance_measure(source);
    if (!measure) return tl::unexpected(measure.error());
    if (*measure) out.measures.push_back(**std::move(measure));
  }
  if (RegularSeries openness = channel_openness(record, as_of); !openness.values.empty())
    out.measures.push_back(
        {.data = {.id = "channel-openness", .per_year = 12, .series = std::move(openness)},
         .title = "Share of the channels begun that are open",
         .domain = "channels",
         .sources = {}});
  return out;
}

}  // namespace detente
