// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "report/document.hpp"
#include "report/show.hpp"

namespace detente {

namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json number_or_null(const std::optional<double>& number) {
  return number && std::isfinite(*number) ? Json(*number) : Json();
}

/// nlohmann writes a number that is not finite as null: then it must be null in the value, too, or
/// the object in memory and the file would differ.
Json without_infinities(Json value) {
  if (value.is_number_float()) return number_or_null(value.get<double>());
  if (value.is_structured()) {
    for (Json& item : value) item = without_infinities(std::move(item));
  }
  return value;
}

Json block_json(const Paragraph& paragraph) {
  Json sentences = Json::array();
  for (const Sentence& sentence : paragraph.sentences) {
    sentences.push_back(Json{{"text", sentence.text}, {"sources", sentence.sources}});
  }
  return sentences;
}

Json block_json(const Table& table) {
  Json rows = Json::array();
  for (const Json& row : table.rows) {
    Json object = Json::object();
    for (const Field& field : table.fields) {
      if (field.show == Field::Show::people) continue;
      object[field.key] = without_infinities(member(row, field.key));
    }
    rows.push_back(std::move(object));
  }
  if (!table.single) return rows;
  return rows.empty() ? Json() : rows[0];
}

Json point_json(const ChartPoint& point) {
  return Json{{"date", to_string(point.date)},
              {"value", number_or_null(point.value)},
              {"low", number_or_null(point.low)},
              {"high", number_or_null(point.high)}};
}

Json line_json(const ChartLine& line) {
  Json points = Json::array();
  for (const ChartPoint& point : line.points) points.push_back(point_json(point));
  return Json{{"name", line.name}, {"points", std::move(points)}};
}

Json block_json(const Chart& chart) {
  Json lines = Json::array();
  for (const ChartLine& line : chart.lines) lines.push_back(line_json(line));
  Json breaks = Json::array();
  for (const ChartBreak& at : chart.breaks) {
    breaks.push_back(Json{{"date", to_string(at.date)}, {"text", at.text}});
  }
  Json revisions = Json::array();
  for (const ChartRevision& old : chart.revisions) {
    Json revision{{"line", old.line}};
    revision.update(point_json(old.point));
    revision["until"] = to_string(old.until);
    revisions.push_back(std::move(revision));
  }
  return Json{{"title", chart.title},
              {"unit", chart.unit},
              {"summary", chart.summary},
              {"form", chart.steps ? "step" : "line"},
              {"lines", std::move(lines)},
              {"breaks", std::move(breaks)},
              {"revisions", std::move(revisions)},
              {"sources", chart.sources},
              {"note", chart.note}};
}

Json block_json(const IntervalChart& chart) {
  Json panels = Json::array();
  for (const IntervalPanel& panel : chart.panels) {
    Json rows = Json::array();
    for (const IntervalRow& row : panel.rows) {
      rows.push_back(Json{{"name", row.name},
                          {"value", number_or_null(row.value)},
                          {"low", number_or_null(row.low)},
                          {"high", number_or_null(row.high)},
                          {"firm", row.is_firm}});
    }
    panels.push_back(Json{{"title", panel.title},
                          {"unit", panel.unit},
                          {"threshold", panel.threshold},
                          {"left", panel.left},
                          {"right", panel.right},
                          {"rows", std::move(rows)}});
  }
  return Json{{"title", chart.title},
              {"summary", chart.summary},
              {"panels", std::move(panels)},
              {"sources", chart.sources},
              {"note", chart.note}};
}

}  // namespace

Json to_json(const Document& document, std::string_view version) {
  Json json{{"schema", document.schema},
            {"version", version},
            {"as_of", text_or_null(document.as_of)},
            {"vintage", text_or_null(document.vintage)}};
  for (const Block& block : document.blocks) {
    std::visit([&](const auto& b) { json[b.key] = block_json(b); }, block);
  }
  return json;
}

}  // namespace detente
