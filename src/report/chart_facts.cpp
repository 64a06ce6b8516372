// SPDX-License-Identifier: Apache-2.0
#include "report/chart_facts.hpp"

#include <algorithm>

#include "report/number.hpp"

namespace detente {

namespace {

bool says_something(const ChartPoint& point) { return !point_text(point).empty(); }

double least(const ChartPoint& point) {
  return point.value ? *point.value : point.low ? *point.low : *point.high;
}

double greatest(const ChartPoint& point) {
  return point.value ? *point.value : point.high ? *point.high : *point.low;
}

std::string dated(const ChartPoint& point) {
  return point_text(point) + " (" + to_string(Date(point.date, point.precision)) + ")";
}

Json facts_of(const ChartLine& line) {
  std::vector<ChartPoint> points;
  std::ranges::copy_if(line.points, std::back_inserter(points), says_something);
  Json row{{"line", line.name},
           {"first", Json()},
           {"lowest", Json()},
           {"highest", Json()},
           {"last", Json()}};
  if (points.empty()) return row;
  std::ranges::stable_sort(points, {}, &ChartPoint::date);
  row["first"] = dated(points.front());
  row["lowest"] = dated(*std::ranges::min_element(points, {}, least));
  row["highest"] = dated(*std::ranges::max_element(points, {}, greatest));
  row["last"] = dated(points.back());
  return row;
}

}  // namespace

std::string point_text(const ChartPoint& point) {
  const auto text = [](const std::optional<double>& number) {
    return number ? number_text(*number) : std::string();  // empty if not finite
  };
  std::string value = text(point.value);
  const std::string low = text(point.low);
  const std::string high = text(point.high);
  if (!value.empty()) return value;
  if (!low.empty() && !high.empty()) return low + " to " + high;
  if (!low.empty()) return "at least " + low;
  return high.empty() ? high : "at most " + high;
}

std::vector<std::string> revision_remarks(const Chart& chart) {
  constexpr std::size_t most = 10;
  if (chart.revisions.size() > most)
    return {"Revised: " + std::to_string(chart.revisions.size()) +
            " figures, each hollow where it "
            "stood before."};
  std::vector<std::string> remarks;
  remarks.reserve(chart.revisions.size());
  for (const ChartRevision& old : chart.revisions) {
    const std::string line = chart.lines.size() > 1 ? " (" + old.line + ")" : "";
    remarks.push_back("Revised " + to_string(Date(old.point.date, old.point.precision)) + line +
                      ": " + point_text(old.point) + " until " + to_string(old.until));
  }
  return remarks;
}

std::vector<std::string> chart_remarks(const Chart& chart) {
  std::vector<std::string> remarks;
  remarks.reserve(chart.breaks.size());
  for (const ChartBreak& at : chart.breaks)
    remarks.push_back("Break " + to_string(Date(at.date, at.precision)) + ": " + at.text);
  std::ranges::move(revision_remarks(chart), std::back_inserter(remarks));
  return remarks;
}

Table chart_facts(const Chart& chart) {
  const bool is_named =
      std::ranges::any_of(chart.lines, [](const ChartLine& line) { return !line.name.empty(); });
  Table table{.key = "", .title = "", .fields = {}};
  if (is_named) table.fields.push_back({"line", "Line"});
  for (const auto& [key, title] : {std::pair{"first", "First"},
                                   {"lowest", "Lowest"},
                                   {"highest", "Highest"},
                                   {"last", "Last"}}) {
    table.fields.push_back({key, title});
  }
  for (const ChartLine& line : chart.lines) table.rows.push_back(facts_of(line));
  table.empty = "No observation.";
  return table;
}

Table chart_facts(const IntervalChart& chart) {
  Table table{.key = "",
              .title = "",
              .fields = {{"panel", "Panel"},
                         {"row", "Row"},
                         {"value", "Value"},
                         {"low", "Low"},
                         {"high", "High"},
                         {"threshold", "Threshold"}},
              .empty = "Nothing to draw."};
  for (const IntervalPanel& panel : chart.panels) {
    const std::string name =
        panel.unit.empty() ? panel.title : panel.title + " (" + panel.unit + ")";
    for (const IntervalRow& row : panel.rows) {
      const auto number = [](const std::optional<double>& value) {
        return value ? Json(*value) : Json();
      };
      table.rows.push_back(Json{{"panel", name},
                                {"row", row.name},
                                {"value", number(row.value)},
                                {"low", number(row.low)},
                                {"high", number(row.high)},
                                {"threshold", panel.threshold}});
    }
  }
  return table;
}

}  // namespace detente
