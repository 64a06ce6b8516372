// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"

/// What a command gives back: a document that can be shown in a terminal, laid out in a brief, and
/// written as JSON or CSV. All four come from the same fields, so they cannot disagree.
namespace detente {

using Json = nlohmann::ordered_json;

/// One field of every row of a table.
struct Field {
  enum class Show {
    column,  ///< a column for people; also in JSON and CSV
    detail,  ///< a line below the row for people, where it is not empty; also in JSON and CSV
    data,    ///< JSON and CSV only
    json,    ///< JSON only: what does not fit in a flat table
    people,  ///< a detail for people only: in words what a field of data holds
  };
  std::string key;    ///< snake_case: the JSON member, the CSV column
  std::string title;  ///< what a person reads
  Show show = Show::column;
  /// Only where the value is an object: its members that CSV spreads over columns, as paths:
  /// "USA.text" of the field "accounts" is the column accounts_usa_text.
  std::vector<std::string> members{};
  /// A text that holds a figure, "at least 11000", and no date: for people it is set to the right
  /// with thousands marks, as numbers are.
  bool is_figure = false;
};

/// Rows are objects with the fields' keys, in the fields' order; an absent value is null. A member
/// without a field is not written, so a command that wants its "sources" in JSON has such a field.
///
/// How a value is shown to a person: null as nothing; a truth value as yes or no; a list as its
/// items joined by ", ", or on a line each where they are objects of pairs; an object with a member
/// "text" as that text, followed by a mark for each source id in its member "source" (an id) or
/// "sources" (ids), where the medium has marks; other objects as "key: value" pairs, on a line each
/// where the medium has lines.
///
/// A row with a member "sources" carries the marks at the end of its first column. Where there are
/// marks, they stand for that member, and a field "sources" is not shown a second time.
struct Table {
  std::string key;    ///< the JSON member; unique in the document
  std::string title;  ///< may be empty where the document's title says it
  std::vector<Field> fields;
  std::vector<Json> rows{};
  std::string empty{};   ///< the sentence shown where there is no row
  std::string note{};    ///< how to read it: a rule, a unit; shown below
  bool single = false;   ///< one row at most: in JSON that object itself, or null, and no list
  bool is_data = false;  ///< people are shown `empty` in place of the rows; JSON and CSV have them
};

struct Sentence {
  std::string text;
  std::vector<std::string> sources{};  ///< ids
};

/// Sentences that belong together. In JSON: {"text", "sources"} of each, under `key`.
struct Paragraph {
  std::string key;
  std::string title;  ///< may be empty
  std::vector<Sentence> sentences;
  bool is_list = false;  ///< for people each sentence is an item of a list
};

/// `value` is what is known to the point; `low` and `high` bound it. A point with one bound alone
/// says "at least" or "at most".
struct ChartPoint {
  Day date;  ///< where it is drawn: the first day of its period
  std::optional<double> value{}, low{}, high{};
  Date::Precision precision = Date::Precision::day;  ///< of the date, as people read it
};

struct ChartLine {
  std::string name;
  std::vector<ChartPoint> points;  ///< in any order
};

struct ChartBreak {
  Day date;
  std::string text;
  Date::Precision precision = Date::Precision::day;
};

/// A figure that a later one of the same date replaced on the day `until`.
struct ChartRevision {
  std::string line;  ///< its name
  ChartPoint point;
  Day until;
};

/// A line chart over time. A gap of more than `gap_days` between points breaks the line; a point
/// that has only a bound is drawn as a bound, and breaks the line as well. Three points or more in
/// a row whose intervals are closed make an area; fewer, and those of a chart in steps, are bars.
///
/// In JSON: {"title", "unit", "summary", "form": "line" or "step", "lines": [{"name", "points":
/// [{"date", "value", "low", "high"}]}], "breaks": [{"date", "text"}], "revisions": [{"line",
/// "date", "value", "low", "high", "until"}], "sources", "note"}, under `key`.
struct Chart {
  std::string key;
  std::string title;
  std::string unit;
  std::string summary;  ///< what the picture shows, in a sentence or two; its alternative text
  std::vector<ChartLine> lines{};
  std::vector<ChartBreak> breaks{};
  std::vector<ChartRevision> revisions{};  ///< drawn hollow
  int gap_days = 0;                        ///< 0: never
  bool steps = false;  ///< a value holds until the next one: the line goes in steps
  std::vector<std::string> sources{};
  std::string note{};
};

/// A figure with its interval, a row of a panel.
struct IntervalRow {
  std::string name;
  std::optional<double> value{}, low{}, high{};  ///< all three, or none: then the row is empty
  bool is_firm = true;                           ///< else its dot is hollow
};

/// Rows on one scale, with a threshold that parts them into two sides.
struct IntervalPanel {
  std::string title;
  std::string unit{};  ///< may be empty
  double threshold = 0;
  std::string left, right;         ///< what it means to lie on that side in the picture
  bool greater_is_left = false;    ///< the scale runs from right to left
  std::optional<double> from, to;  ///< the scale reaches so far at least
  std::vector<IntervalRow> rows{};
  std::string empty{};  ///< shown where there is no row
};

/// Dots with intervals against thresholds, in panels below each other, each on a scale of its own.
///
/// In JSON: {"title", "summary", "panels": [{"title", "unit", "threshold", "left", "right",
/// "rows": [{"name", "value", "low", "high", "firm"}]}], "sources", "note"}, under `key`.
struct IntervalChart {
  std::string key;
  std::string title;
  std::string summary;  ///< what the picture shows, in a sentence or two; its alternative text
  std::vector<IntervalPanel> panels{};
  std::vector<std::string> sources{};
  std::string note{};
};

using Block = std::variant<Paragraph, Table, Chart, IntervalChart>;

struct Document {
  std::string schema;  ///< "detente.status/1"
  std::string title;
  std::string as_of{};    ///< "2022-09-01"; empty where the document has none: null in JSON
  std::string vintage{};  ///< hash of the inputs; null in JSON where empty
  std::vector<Block> blocks{};
};

/// {"schema", "version", "as_of", "vintage", then one member for each block}. `version` is the
/// program's. A number that is not finite is null.
Json to_json(const Document& document, std::string_view version);

/// The first table as RFC 4180 CSV with a header, LF line ends, UTF-8; lists joined by ";", an
/// object with a member "text" as that text, other objects as JSON; numbers to full precision.
/// Without a table there is nothing: an empty string. A cell that a spreadsheet would take for a
/// formula keeps its bytes: the file is data, and import as text is the reader's choice.
std::string to_csv(const Document& document);

/// For a terminal of `width` columns (less than 40 is taken for 40): cells wrap at words, wide East
/// Asian characters count two columns, a table of more columns than fit becomes a list. Control
/// characters do not reach the terminal.
std::string to_text(const Document& document, std::size_t width);

}  // namespace detente
