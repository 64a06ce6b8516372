// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
// rapidcheck needs gtest before it.
#include <rapidcheck/gtest.h>

#include <sstream>

#include "base/text.hpp"
#include "brief/brief.hpp"
#include "report/document.hpp"
#include "report/escape.hpp"
#include "report/svg_axis.hpp"
#include "report/wrap.hpp"

namespace detente {
namespace {

/// Text of pieces that have been trouble somewhere: quotes, markup, controls, wide and combining
/// characters, long words, line ends.
rc::Gen<std::string> any_text() {
  static const std::vector<std::string> pieces = {
      "a",    "word",       " ",    "  ",  ",",       ";",
      "\"",   "\n",         "\r\n", "<b>", "&",       "'",
      "取消", "，",         "（",   "é",   "e\u0301", "https://example.org/a/long/address",
      "|",    "=1",         "\x1b", "\t",  "[1]",     "\\",
      "-",    "2022-08-05", "😀"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                      [](const std::vector<std::string>& parts) { return join(parts, ""); });
}

rc::Gen<Json> any_value() {
  const auto texts = rc::gen::map(rc::gen::container<std::vector<std::string>>(any_text()),
                                  [](const std::vector<std::string>& t) { return Json(t); });
  const auto object = rc::gen::map(rc::gen::pair(any_text(), any_text()), [](const auto& two) {
    return Json{{"text", two.first}, {"source", two.second}};
  });
  const auto pairs = rc::gen::map(rc::gen::pair(any_text(), any_text()), [](const auto& two) {
    return Json{{"k" + two.first, two.second}, {"none", nullptr}};
  });
  return rc::gen::oneOf(
      rc::gen::map(any_text(), [](const std::string& t) { return Json(t); }), texts, object, pairs,
      rc::gen::map(rc::gen::arbitrary<double>(), [](double d) { return Json(d); }),
      rc::gen::map(rc::gen::arbitrary<int>(), [](int i) { return Json(i); }), rc::gen::just(Json()),
      rc::gen::just(Json(true)));
}

Table any_table() {
  constexpr std::array kinds = {Field::Show::column, Field::Show::column, Field::Show::detail,
                                Field::Show::data, Field::Show::json};
  Table table{"rows", *any_text(), {}, {}, *any_text(), *any_text()};
  const int columns = *rc::gen::inRange(1, 14);
  for (int i = 0; i < columns; ++i) {
    table.fields.push_back({"f" + std::to_string(i), *any_text(), *rc::gen::elementOf(kinds)});
  }
  const int rows = *rc::gen::inRange(0, 4);
  for (int i = 0; i < rows; ++i) {
    Json row = Json::object();
    for (const Field& field : table.fields) row[field.key] = *any_value();
    row["sources"] = Json::array({"s1", *any_text()});
    table.rows.push_back(std::move(row));
  }
  return table;
}

Document any_document() {
  Document document{.schema = "detente.test/1", .title = *any_text(), .as_of = "2022-09-01"};
  document.blocks.emplace_back(any_table());
  document.blocks.emplace_back(Paragraph{"words", *any_text(), {{*any_text(), {"s1"}}}});
  return document;
}

/// RFC 4180, the plain way: one character after the other.
std::vector<std::vector<std::string>> parse_csv(const std::string& csv) {
  std::vector<std::vector<std::string>> records{{""}};
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const bool doubled = quoted && csv[i] == '"' && i + 1 < csv.size() && csv[i + 1] == '"';
    if (doubled)
      records.back().back() += csv[i++];
    else if (csv[i] == '"')
      quoted = !quoted;
    else if (csv[i] == ',' && !quoted)
      records.back().emplace_back();
    else if (csv[i] == '\n' && !quoted)
      records.push_back({""});
    else
      records.back().back() += csv[i];
  }
  records.pop_back();  // what follows the last line end
  return records;
}

RC_GTEST_PROP(ToCsv, GivesBackEveryCell, ()) {
  Table table{"rows", "", {}};
  const auto cells = *rc::gen::container<std::vector<std::vector<std::string>>>(
      rc::gen::container<std::vector<std::string>>(3, any_text()));
  for (int i = 0; i < 3; ++i) table.fields.push_back({"f" + std::to_string(i), "F"});
  for (const auto& c : cells) table.rows.push_back(Json{{"f0", c[0]}, {"f1", c[1]}, {"f2", c[2]}});
  const Document document{.schema = "t/1", .title = "T", .blocks = {table}};

  auto expected = cells;
  expected.insert(expected.begin(), {"f0", "f1", "f2"});
  RC_ASSERT(parse_csv(to_csv(document)) == expected);
}

RC_GTEST_PROP(ToCsv, HasARecordForEachRowWithTheSameNumberOfCells, ()) {
  const Document document = any_document();
  const auto& table = std::get<Table>(document.blocks[0]);
  const auto records = parse_csv(to_csv(document));
  if (std::ranges::all_of(table.fields,
                          [](const Field& f) { return f.show == Field::Show::json; })) {
    return;
  }
  RC_ASSERT(records.size() == table.rows.size() + 1);
  for (const auto& record : records) RC_ASSERT(record.size() == records[0].size());
}

RC_GTEST_PROP(ToJson, HasTheFieldsAndNothingElse, ()) {
  const Document document = any_document();
  const auto& table = std::get<Table>(document.blocks[0]);
  const Json json = Json::parse(to_json(document, "0.1.0").dump());
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  RC_ASSERT(
      (keys == std::vector<std::string>{"schema", "version", "as_of", "vintage", "rows", "words"}));
  RC_ASSERT(json["rows"].size() == table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Json& row = json["rows"][i];
    RC_ASSERT(row.size() == table.fields.size());
    std::size_t at = 0;
    for (const auto& [key, value] : row.items()) {
      RC_ASSERT(key == table.fields[at++].key);
      RC_ASSERT(value == table.rows[i].at(key));
    }
  }
  RC_ASSERT(json["words"][0]["sources"] == Json::array({"s1"}));
}

RC_GTEST_PROP(ToText, NeverExceedsTheWidth, ()) {
  const std::size_t width = *rc::gen::inRange<std::size_t>(40, 130);
  std::istringstream text(to_text(any_document(), width));
  for (std::string line; std::getline(text, line);) {
    RC_ASSERT(display_width(line) <= width);
    RC_ASSERT(!line.ends_with(' '));
    RC_ASSERT(line.find('\x1b') == std::string::npos);
  }
}

RC_GTEST_PROP(Wrap, LosesNothingButSpaces, ()) {
  const std::string text = *any_text();
  const auto without_blanks = [](std::string all) {
    std::erase_if(all, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
    return all;
  };
  const auto lines = wrap(text, *rc::gen::inRange<std::size_t>(2, 40));
  RC_ASSERT(without_blanks(join(lines, "")) == without_blanks(text));
}

RC_GTEST_PROP(ShareWidth, KeepsWithinWhatThereIs, ()) {
  std::vector<TextExtent> columns;
  const int count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) {
    const auto word = *rc::gen::inRange<std::size_t>(0, 40);
    columns.push_back({word + *rc::gen::inRange<std::size_t>(0, 80), word});
  }
  const auto available = *rc::gen::inRange<std::size_t>(10, 150);
  const auto widths = share_width(columns, available);
  std::size_t sum = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    RC_ASSERT(widths[i] <= columns[i].whole);
    RC_ASSERT(widths[i] >= std::min<std::size_t>(columns[i].whole, 6));
    sum += widths[i];
  }
  RC_ASSERT(sum <= available);
}

/// As a browser would read a text without tags.
std::string unescaped(std::string text) {
  for (const auto& [entity, sign] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}) {
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at) {
      text.replace(at, std::string_view(entity).size(), sign);
    }
  }
  return text;
}

RC_GTEST_PROP(EscapeMarkup, LeavesNoSignAndIsReadBackAsItWas, ()) {
  std::string text = *any_text();
  const std::string escaped = escape_markup(text);
  RC_ASSERT(escaped.find_first_of("<>\"'") == std::string::npos);
  for (char& c : text) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  std::erase(text, '\x1b');
  RC_ASSERT(unescaped(escaped) == text);
}

/// Every tag is closed in order, no attribute holds a bare sign: a small reader of our own HTML.
bool is_balanced(const std::string& html) {
  const std::vector<std::string> empty = {"meta", "br", "wbr", "!DOCTYPE"};
  std::vector<std::string> open;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = html.substr(at + 1, end - at - 1);
    if (tag.find('<') != std::string::npos) return false;
    const std::string name = tag.substr(0, tag.find(' '));
    if (std::ranges::find(empty, name) != empty.end() || tag.ends_with('/')) continue;
    if (!name.starts_with('/')) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name.substr(1)) return false;
      open.pop_back();
    }
    if (name == "style") at = html.find("</style", at) - 1;
  }
  return open.empty();
}

Brief any_brief() {
  Brief brief{.title = *any_text(), .subtitle = *any_text(), .version = "1"};
  brief.references = {{"s1", *any_text(), *any_text(), "https://example.org/", "zh"}};
  Document document = any_document();
  Chart chart{.key = "chart", .title = *any_text(), .unit = *any_text(), .summary = *any_text()};
  chart.lines = {{*any_text(), {{Day{}, *rc::gen::arbitrary<double>()}}}, {*any_text(), {}}};
  chart.breaks = {{Day{} + std::chrono::days{*rc::gen::inRange(-9999, 9999)}, *any_text()}};
  document.blocks.emplace_back(std::move(chart));
  brief.sections.push_back({*any_text(), std::move(document)});
  return brief;
}

RC_GTEST_PROP(ToHtml, IsBalancedWhateverTheTexts, ()) {
  RC_ASSERT(is_balanced(to_html(any_brief())));
}

RC_GTEST_PROP(ToMarkdown, HasTheSameNumberOfPipesInEveryLineOfATable, ()) {
  std::istringstream text(to_markdown(any_brief()));
  const auto pipes = [](const std::string& line) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\')
        ++i;
      else if (line[i] == '|')
        ++count;
    }
    return count;
  };
  std::size_t before = 0;
  for (std::string line; std::getline(text, line);) {
    const std::size_t now = line.starts_with('|') ? pipes(line) : 0;
    if (now > 0 && before > 0) RC_ASSERT(now == before);
    before = now;
  }
}

RC_GTEST_PROP(ValueAxis, HoldsItsValuesWithFewRoundTicks, (double a, double b)) {
  RC_PRE(std::abs(a) < 1e300 && std::abs(b) < 1e300);
  const auto [least, greatest] = std::minmax(a, b);
  const ValueAxis axis = value_axis(least, greatest, 6);
  const double room = 1e-6 * (axis.high - axis.low);
  RC_ASSERT(axis.low < axis.high);
  RC_ASSERT(axis.low <= least + room && axis.high >= greatest - room);
  RC_ASSERT(axis.ticks.size() >= 2 && axis.ticks.size() <= 6);
}

RC_GTEST_PROP(DateTicks, LieInTheRangeAndFitTheRoom, ()) {
  const Day first = Day{} + std::chrono::days{*rc::gen::inRange(-50000, 50000)};
  const Day last = first + std::chrono::days{*rc::gen::inRange(0, 40000)};
  const double room = *rc::gen::inRange(24, 80);
  double letters = 0;
  for (const DateTick& tick : date_ticks(first, last, room)) {
    RC_ASSERT(first <= tick.at && tick.at <= last);
    letters += static_cast<double>(tick.label.size()) + 2;
  }
  RC_ASSERT(letters > 0 && letters <= room);
}

}  // namespace
}  // namespace detente
