// SPDX-License-Identifier: Apache-2.0
#include "events/read_counts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/text.hpp"
#include "events/count_columns.hpp"
#include "events/count_row.hpp"
#include "events/fields.hpp"
#include "events/layout.hpp"
#include "events/number_text.hpp"
#include "events/printed_date.hpp"

namespace detente {
namespace {

/// The rows of a delimited text, cut into cells. Empty lines are left out.
class Rows {
 public:
  Rows(std::string_view text, char delimiter) : rest_(text), delimiter_(delimiter) {}

  /// False at the end. The cells are valid until the next call.
  bool next() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find('\n'), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      ++line_;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty()) continue;
      cells_ = splitter_.split(line, delimiter_, true);
      return true;
    }
    return false;
  }
  /// Nothing where a quote does not end in the line.
  [[nodiscard]] const std::optional<Cells>& cells() const { return cells_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  std::string_view rest_;
  char delimiter_;
  std::uint64_t line_ = 0;
  FieldSplitter splitter_;
  std::optional<Cells> cells_;
};

struct Opened {
  std::string_view text;  ///< from the header on
  char delimiter;
};

Result<Opened> read_header(std::string_view text, const CountsFormat& format, CountsShape& shape) {
  if (const auto at = find_invalid_utf8(text); at != std::string_view::npos) {
    const auto line = 1 + std::count(text.data(), text.data() + at, '\n');
    return fail(Error::Kind::input, "this is not UTF-8", std::to_string(line));
  }
  const Layout layout = detect_layout(text.substr(0, 65536), SourceChoice{});
  text.remove_prefix(layout.bom);
  Rows rows(text, layout.delimiter);
  if (!rows.next()) return fail(Error::Kind::input, "there is nothing in it");
  if (!rows.cells()) {
    return fail(Error::Kind::input, "a quote does not end in the header",
                std::to_string(rows.line()));
  }
  shape.header.assign(rows.cells()->begin(), rows.cells()->end());
  auto columns = find_count_columns(shape.header, format.columns);
  if (!columns) return tl::unexpected(columns.error());
  shape.columns = *std::move(columns);
  shape.resolution = format.resolution;
  shape.undirected = format.undirected;
  return Opened{text, layout.delimiter};
}

/// What the numbers of a file tell where its names do not.
class Survey {
 public:
  explicit Survey(const CountsShape& shape) : shape_(shape) {}

  [[nodiscard]] bool is_needed() const { return quads_unclear() || goldstein_unclear(); }
  void take(Cells cells);
  void decide(CountsShape& shape, std::vector<std::string>& notes) const;

 private:
  [[nodiscard]] bool quads_unclear() const { return shape_.columns.quads && shape_.columns.events; }
  [[nodiscard]] bool goldstein_unclear() const {
    return shape_.columns.goldstein && shape_.columns.goldstein_form == GoldsteinForm::unclear;
  }

  const CountsShape& shape_;
  std::uint64_t shares_ = 0, counts_ = 0;
  bool over_ten_ = false;
};

void Survey::take(Cells cells) {
  if (goldstein_unclear()) {
    const auto score = parse_printed_number(cells[*shape_.columns.goldstein]);
    over_ten_ = over_ten_ || (score && std::abs(*score) > 10);
  }
  if (!quads_unclear()) return;
  double sum = 0;
  for (const std::size_t column : *shape_.columns.quads) {
    sum += parse_printed_number(cells[column]).value_or(0);
  }
  const auto events = parse_printed_count(cells[*shape_.columns.events]);
  if (!events || *events < 2) return;
  if (std::abs(sum - 1) < 0.01) ++shares_;
  if (std::abs(sum - static_cast<double>(*events)) < 0.01) ++counts_;
}

/// Shares add up to one, counts to the count; a mean of scores is never over ten.
void Survey::decide(CountsShape& shape, std::vector<std::string>& notes) const {
  if (quads_unclear() && shares_ > counts_) {
    shape.quads = QuadForm::shares;
    notes.emplace_back("The quad classes are shares of the count; they were turned into counts.");
  }
  if (!goldstein_unclear()) return;
  notes.push_back("The column " + shape.header[*shape.columns.goldstein] + " was taken as the " +
                  (over_ten_ ? "sum of the scores, since some are over 10"
                             : "mean of the scores, since none is over 10") +
                  "; name goldstein_sum or goldstein_mean with --columns to decide otherwise.");
  shape.columns.goldstein_form = over_ten_ ? GoldsteinForm::sum : GoldsteinForm::mean;
}

/// A dyad of one period that stands both ways although its counts have no direction.
std::optional<Error> both_directions(const std::vector<TakenCount>& sorted) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const TakenCount &a = sorted[i - 1], &b = sorted[i];
    const CountKey& key = b.row.key;
    if (a.turned == b.turned || a.row.key.day != key.day || a.row.key.source != key.source ||
        a.row.key.target != key.target) {
      continue;
    }
    return Error{Error::Kind::input,
                 std::string(key.source) + " and " + std::string(key.target) +
                     " stand in both orders in one period (the "
                     "other is in line " +
                     std::to_string(std::min(a.line, b.line)) +
                     "): the counts are directed, or each is there twice. Leave --undirected out, "
                     "or leave one order out of the file",
                 std::to_string(std::max(a.line, b.line))};
  }
  return std::nullopt;
}

/// "2006-01 to 2006-03, 2007-05"
std::string spans_of(std::vector<Day> days, Resolution resolution) {
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  std::vector<std::string> spans;
  for (std::size_t i = 0; i < days.size();) {
    std::size_t last = i;
    while (last + 1 < days.size() && days[last + 1] == next_period(days[last], resolution)) ++last;
    std::string span = name_of_period(days[i], resolution);
    if (last > i) span += " to " + name_of_period(days[last], resolution);
    spans.push_back(std::move(span));
    i = last + 1;
  }
  return join(spans, ", ");
}

/// Adds up what has the same key; `taken` is sorted by key.
std::vector<CountRow> merged(const std::vector<TakenCount>& taken) {
  std::vector<CountRow> rows;
  for (const TakenCount& count : taken) {
    if (rows.empty() || rows.back().key != count.row.key) {
      rows.push_back(count.row);
      continue;
    }
    rows.back().counts.events += count.row.counts.events;
    rows.back().counts.mentions += count.row.counts.mentions;
    rows.back().counts.goldstein += count.row.counts.goldstein;
  }
  return rows;
}

void write_notes(const CountRowReader& reader, const CountsShape& shape, std::uint64_t added_up,
                 std::vector<std::string>& notes) {
  const auto note = [&](std::uint64_t count, std::string_view sentence) {
    if (count > 0) notes.push_back(std::to_string(count) + std::string(sentence));
  };
  if (!reader.left_out.empty()) {
    note(reader.left_out.size(),
         " rows are marked as incomplete (" + shape.header[*shape.columns.complete] +
             " = 0) and were left out: " + spans_of(reader.left_out, shape.resolution) + ".");
  }
  note(reader.finer, " rows have dates that are finer than a " +
                         std::string(to_string(shape.resolution)) +
                         "; they count for the one they lie in.");
  note(reader.unsplit, " rows have no quad classes.");
  note(reader.missing, " cells are empty: they are unknown, not zero.");
  note(added_up, " counts were added to another with the same period, states, root and class.");
  if (shape.columns.goldstein && shape.columns.goldstein_form == GoldsteinForm::mean) {
    notes.emplace_back("Sums of scores are the mean times the count, rounded to thousandths.");
  }
  if (shape.undirected) {
    notes.emplace_back(
        "The counts are of both directions together; source and target are in "
        "alphabetical order and say nothing of who acted.");
  }
}

}  // namespace

namespace {

/// The line at which a second source begins in a column "feed" at the front; 0 where there is none.
std::uint64_t second_feed(const Opened& opened, const CountsShape& shape) {
  if (shape.header.empty() || shape.header.front() != "feed") return 0;
  std::optional<std::string> first;
  Rows rows(opened.text, opened.delimiter);
  for (rows.next(); rows.next();) {
    if (!rows.cells() || rows.cells()->empty()) continue;
    const std::string feed(rows.cells()->front());
    if (!first) first = feed;
    if (feed != *first) return rows.line();
  }
  return 0;
}

}  // namespace

Result<ReadCounts> read_counts(std::string_view text, const CountsFormat& format) {
  CountsShape shape;
  const auto opened = read_header(text, format, shape);
  if (!opened) return tl::unexpected(opened.error());
  if (const std::uint64_t line = second_feed(*opened, shape); line > 0)
    return fail(
        Error::Kind::input,
        "holds several sources (feed), whose events are not to be added up; make a file of each",
        std::to_string(line));
  ReadCounts result{.undirected = format.undirected, .notes = shape.columns.notes};
  const auto each = [&](const auto& take) {
    Rows rows(opened->text, opened->delimiter);
    for (rows.next(); rows.next();) take(rows);
  };
  const auto fits = [&](const Rows& rows) {
    return rows.cells() && rows.cells()->size() == shape.header.size();
  };
  Survey survey(shape);
  if (survey.is_needed()) {
    each([&](const Rows& rows) {
      if (fits(rows)) survey.take(*rows.cells());
    });
    survey.decide(shape, result.notes);
  }
  CountRowReader reader(shape);
  each([&](const Rows& rows) {
    if (fits(rows)) {
      reader.take(*rows.cells(), rows.line());
      return;
    }
    std::string reason = "a quote does not end in the line";
    if (rows.cells()) {
      reason = std::to_string(rows.cells()->size()) + " fields, but the header has " +
               std::to_string(shape.header.size());
    }
    reader.bad.push_back({rows.line(), {}, std::move(reason)});
  });
  std::sort(reader.counts.begin(), reader.counts.end(),
            [](const TakenCount& a, const TakenCount& b) { return a.row.key < b.row.key; });
  if (auto error = both_directions(reader.counts)) return tl::unexpected(*std::move(error));
  const std::size_t taken = reader.counts.size();
  result.rows = merged(reader.counts);
  write_notes(reader, shape, taken - result.rows.size(), result.notes);
  result.periods = std::move(reader.periods);
  std::sort(result.periods.begin(), result.periods.end());
  result.periods.erase(std::unique(result.periods.begin(), result.periods.end()),
                       result.periods.end());
  result.bad = std::move(reader.bad);
  return result;
}

}  // namespace detente
