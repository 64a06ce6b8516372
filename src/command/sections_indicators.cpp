// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "command/lookup.hpp"
#include "command/sections.hpp"
#include "record/as_of.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// Days between two observations past which a chart's line is broken: a little over one period.
int gap_days(const Series& series) {
  static const std::map<std::string, int, std::less<>> gaps{
      {"day", 7}, {"week", 21}, {"month", 62}, {"quarter", 190}, {"year", 740}};
  const auto found = gaps.find(series.frequency);
  return found == gaps.end() ? 0 : found->second;
}

/// Of a count among units of a sample, such as sentences, the side is whose units they are; else
/// who reports the figure.
std::string line_name(const Case& record, const Series& series, const std::string& side) {
  const std::string& whose = side.empty() ? series.side : side;
  if (whose.empty()) return series.title;
  if (!series.out_of.empty() || is_sample_size(record, series)) return name_of(record, whose);
  return "as " + name_of(record, whose) + " reports it";
}

/// At the head of a sentence. A letter outside ASCII stays as it is.
std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

/// "in 2004", "on 2004-01-31"
std::string when(const Date& date) {
  return (date.precision() == Date::Precision::day ? "on " : "in ") + to_string(date);
}

/// "274460", "at least 180", "between 3 and 5"
std::string figure(const Observation& observation) {
  if (observation.value) return fmt::format("{}", *observation.value);
  if (observation.low && observation.high)
    return fmt::format("between {} and {}", *observation.low, *observation.high);
  if (observation.low) return fmt::format("at least {}", *observation.low);
  return fmt::format("at most {}", observation.high.value_or(0));
}

std::map<std::string, std::vector<const Observation*>> by_side(const Series& series) {
  std::map<std::string, std::vector<const Observation*>> sides;
  for (const Observation& observation : series.observations)
    sides[observation.side].push_back(&observation);
  return sides;
}

std::vector<std::string> sources_of(const Series& series) {
  std::vector<std::string> sources{series.source};
  for (const Observation& observation : series.observations) {
    if (!observation.source.empty() &&
        std::ranges::find(sources, observation.source) == sources.end())
      sources.push_back(observation.source);
  }
  return sources;
}

std::string chart_summary(const Case& record, const Series& series) {
  std::string text;
  for (const auto& [side, observations] : by_side(series)) {
    if (!text.empty()) text += " ";
    const Observation& first = *observations.front();
    const Observation& last = *observations.back();
    text += fmt::format("{}: {} {}", capitalised(line_name(record, series, side)),
                        figures_text(figure(first)), when(first.date));
    if (observations.size() > 1)
      text += fmt::format(", {} {}", figures_text(figure(last)), when(last.date));
    text += fmt::format(" ({} {}, {}).", count_text(observations.size()),
                        observations.size() == 1 ? "figure" : "figures", series.unit);
  }
  return text;
}

ChartPoint point_of(const Observation& o) {
  return {o.date.first(), o.value, o.low, o.high, o.date.precision()};
}

Chart chart_of(const Case& record, const Series& series) {
  Chart chart{.key = "series_" + series.id,
              .title = series.title,
              .unit = series.unit,
              .summary = chart_summary(record, series),
              .lines = {},
              .gap_days = gap_days(series),
              .steps = series.form == "step",
              .sources = sources_of(series),
              .note = series.note};
  for (const auto& [side, observations] : by_side(series)) {
    ChartLine line{line_name(record, series, side), {}};
    for (const Observation* o : observations) {
      line.points.push_back(point_of(*o));
      for (auto old = o->earlier.begin(); old != o->earlier.end(); ++old) {
        const Observation& next = old + 1 == o->earlier.end() ? *o : *(old + 1);
        chart.revisions.push_back({line.name, point_of(*old), known_from(series, next)});
      }
    }
    chart.lines.push_back(std::move(line));
  }
  for (const Break& b : series.breaks)
    chart.breaks.push_back({b.date.first(), b.text, b.date.precision()});
  return chart;
}

Table latest_table(const Case& record) {
  using enum Field::Show;
  Table table{.key = "latest",
              .title = "Latest figures",
              .fields = {{"id", "Id", data},
                         {"title", "Indicator", column},
                         {"side", "Of, or as reported by", column},
                         {"date", "Date", column},
                         {"figure", "Figure", column, {}, true},
                         {"unit", "Unit", column},
                         {"sources", "Sources", data}},
              .empty = "The case has no series with a figure known on the day."};
  for (const Series& series : record.series) {
    for (const auto& [side, observations] : by_side(series)) {
      const std::string& reporter = side.empty() ? series.side : side;
      table.rows.push_back(
          Json{{"id", series.id},
               {"title", series.title},
               {"side", reporter.empty() ? Json() : Json(name_of(record, reporter))},
               {"date", to_string(observations.back()->date)},
               {"figure", figure(*observations.back())},
               {"unit", series.unit},
               {"sources", sources_of(series)}});
    }
  }
  return table;
}

}  // namespace

Document indicators_document(const Common& common, const Case& record) {
  Document document = make_document("indicators", "Indicators", common, record);
  document.blocks.emplace_back(latest_table(record));
  for (const Series& series : record.series) {
    if (!series.observations.empty()) document.blocks.emplace_back(chart_of(record, series));
  }
  return document;
}

}  // namespace detente
