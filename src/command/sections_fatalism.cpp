// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "base/text.hpp"
#include "command/sections.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

Json piece_json(const FatalismPiece& piece) {
  return Json{{"name", piece.name},
              {"answer", std::string(to_string(piece.ruling.bearing))},
              {"of", piece.remark.empty() ? Json() : Json(piece.remark)},
              {"estimate", four_digits(piece.figure.estimate)},
              {"low", four_digits(piece.figure.low)},
              {"high", four_digits(piece.figure.high)},
              {"threshold", four_digits(piece.threshold)},
              {"why", piece.ruling.why},
              {"sources", piece.sources}};
}

/// "192 in 2026-06, forecast for 2027-06: 399 (197 to 559)"
std::string piece_text(const FatalismPiece& piece) {
  return piece.remark.empty() ? piece.text : piece.remark + ": " + piece.text;
}

Json row_of(const FatalismLine& line) {
  Json figure;
  Json pieces = Json::array();
  Json words = Json::object();
  for (const FatalismPiece& piece : line.pieces) {
    pieces.push_back(piece_json(piece));
    words[piece.name] = piece_text(piece) + "; " + std::string(to_string(piece.ruling.bearing)) +
                        since(piece.ruling.why);
  }
  if (line.shown) {
    const FatalismPiece& piece = line.pieces[*line.shown];
    figure = Json{{"text", piece.name + ": " + piece_text(piece)},
                  {"name", piece.name},
                  {"estimate", four_digits(piece.figure.estimate)},
                  {"low", four_digits(piece.figure.low)},
                  {"high", four_digits(piece.figure.high)},
                  {"threshold", four_digits(piece.threshold)}};
  }
  return Json{{"line", line.title},
              {"question", line.question},
              {"answer", std::string(to_string(line.bearing))},
              {"figure", std::move(figure)},
              {"otherwise", line.otherwise},
              {"why", line.why},
              {"change", line.change},
              {"pieces", std::move(pieces)},
              {"each", std::move(words)},
              {"sources", line.sources}};
}

Table lines_table(const Fatalism& fatalism) {
  using enum Field::Show;
  Table table{.key = "lines",
              .title = "Three lines of evidence side by side",
              .fields = {{"line", "Line"},
                         {"question", "Asked"},
                         {"answer", "Answer"},
                         {"figure", "Figure", column, {"estimate", "low", "high", "threshold"}},
                         {"otherwise", "Says otherwise at", detail},
                         {"why", "Why", detail},
                         {"change", "What would change it", detail},
                         {"pieces", "Pieces", json},
                         {"each", "Each piece", people},
                         {"sources", "Sources", data}},
              .note =
                  "Figures with 90 % intervals. The figure is that of the piece of evidence "
                  "which says what the line says; where none can tell, of the headline's "
                  "source, the population, or the measure that comes nearest to telling. Which "
                  "measures there are, and which of their directions is the worse, the case's "
                  "series say: where more of them tell of one side's conduct than of the other's, "
                  "the line hears more of that side."};
  for (const FatalismLine& line : fatalism.lines) table.rows.push_back(row_of(line));
  return table;
}

IntervalRow plain_row(const FatalismPiece& piece) {
  return {piece.name, piece.figure.estimate, piece.figure.low, piece.figure.high,
          piece.ruling.bearing != Bearing::cannot_tell};
}

/// A forecast as its distance from today's figure, better to the right.
IntervalRow forecast_row(const FatalismPiece& piece) {
  if (piece.scale == 0) return {piece.name, {}, {}, {}, false};
  const auto at = [&](double value) { return (value - piece.threshold) / piece.scale; };
  const double low = at(piece.figure.low);
  const double high = at(piece.figure.high);
  return {piece.name, at(piece.figure.estimate), std::min(low, high), std::max(low, high),
          piece.ruling.bearing != Bearing::cannot_tell};
}

IntervalChart lines_chart(const Fatalism& fatalism) {
  const auto& [spiral, rates, outlook] = fatalism.lines;
  IntervalChart chart{
      .key = "chart",
      .title = "Three lines of evidence against their thresholds",
      .summary = fmt::format(
          "Dots are estimates and bars their 90 % intervals, of {}, {} and {}; a hollow dot is a "
          "piece of evidence that cannot tell.",
          counted(spiral.pieces.size(), "radius", "radii"),
          counted(rates.pieces.size(), "share", "shares"),
          counted(outlook.pieces.size(), "forecast", "forecasts")),
      .panels = {{.title = "Spiral: radius",
                  .threshold = 1,
                  .left = "grows",
                  .right = "dies out",
                  .greater_is_left = true,
                  .from = 0,
                  .to = 2,
                  .empty = "No radius on this day."},
                 {.title = "Base rates: share that ended within 60 months",
                  .threshold = 0.5,
                  .left = "most lasted",
                  .right = "most ended",
                  .from = 0,
                  .to = 1,
                  .empty = "No open spell of these two."},
                 {.title = "Outlook: forecast against the latest figure",
                  .unit = "standard deviations",
                  .threshold = 0,
                  .left = "worse",
                  .right = "better",
                  .from = -1,
                  .to = 1,
                  .empty = "No forecast on this day."}},
      .note =
          "Standard deviations of each measure's last 60 figures. Why a bar that leaves out its "
          "dashed line cannot tell, the table says."};
  for (const FatalismPiece& piece : spiral.pieces) chart.panels[0].rows.push_back(plain_row(piece));
  for (const FatalismPiece& piece : rates.pieces) chart.panels[1].rows.push_back(plain_row(piece));
  for (const FatalismPiece& piece : outlook.pieces)
    chart.panels[2].rows.push_back(forecast_row(piece));
  for (IntervalPanel& panel : chart.panels)
    for (IntervalRow& row : panel.rows)
      for (auto* number : {&row.value, &row.low, &row.high})
        if (*number) *number = four_digits(**number);
  chart.sources = fatalism.sentences.front().sources;
  return chart;
}

}  // namespace

Document fatalism_document(const Common& common, const Case& record, const Fatalism& fatalism) {
  Document document =
      make_document("fatalism", "Is the relationship doomed to get worse?", common, record);
  Table verdict{.key = "verdict",
                .title = {},
                .fields = {{"answer", "Answer", Field::Show::data}},
                .single = true};
  verdict.rows.push_back(Json{{"answer", std::string(to_string(fatalism.verdict))}});
  document.blocks.emplace_back(Paragraph{"sentences", {}, fatalism.sentences, true});
  document.blocks.emplace_back(lines_chart(fatalism));
  document.blocks.emplace_back(lines_table(fatalism));
  document.blocks.emplace_back(std::move(verdict));
  return document;
}

}  // namespace detente
