// SPDX-License-Identifier: Apache-2.0
#include "record/observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace detente {

namespace {

const std::vector<std::string> columns{"date", "value", "low", "high", "side", "known", "source"};

struct Cell {
  std::string text;
  std::uint32_t column = 1;  ///< in characters, as an editor counts
};

/// The cells of one line; quotes as in RFC 4180, except that a cell ends with its line.
std::vector<Cell> split(std::string_view line, bool& is_closed) {
  std::vector<Cell> cells(1);
  std::uint32_t column = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) ++column;
    if (c == '"') {
      const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (doubled) {
        cells.back().text += line[++i];
        ++column;
      } else {
        quoted = !quoted;
      }
    } else if (c == ',' && !quoted) {
      cells.push_back({{}, column + 1});
    } else {
      cells.back().text += c;
    }
  }
  is_closed = !quoted;
  return cells;
}

class RowReader {
 public:
  RowReader(std::string file, Index& index, Faults& faults)
      : file_(std::move(file)), index_(index), faults_(faults) {}

  /// False where the header cannot be read.
  bool header(const std::vector<Cell>& cells);
  void row(std::uint32_t line, std::string_view text);
  std::vector<Observation> take() { return std::move(observations_); }

 private:
  void fault(std::uint32_t line, std::uint32_t column, std::string message) {
    faults_.push_back({{file_, line, column}, std::move(message)});
    row_is_good_ = false;
  }
  /// Where the cell stands, be it empty.
  std::uint32_t column_of(std::string_view name, const std::vector<Cell>& cells) const {
    return cells.at(static_cast<std::size_t>(std::ranges::find(header_, name) - header_.begin()))
        .column;
  }
  const Cell* cell(std::string_view name, const std::vector<Cell>& cells) const {
    const auto found = std::ranges::find(header_, name);
    if (found == header_.end()) return nullptr;
    const Cell& cell = cells.at(static_cast<std::size_t>(found - header_.begin()));
    return cell.text.empty() ? nullptr : &cell;
  }
  std::optional<double> number(std::uint32_t line, std::string_view name,
                               const std::vector<Cell>& cells);
  std::optional<Date> date(std::uint32_t line, std::string_view name,
                           const std::vector<Cell>& cells);
  void check(const Observation& observation, const std::vector<Cell>& cells);
  /// The last one of the side so far, or null.
  Observation* last_of(const std::string& side);
  void check_order(const Observation& observation, const std::vector<Cell>& cells);

  std::string file_;
  Index& index_;
  Faults& faults_;
  std::vector<std::string> header_;
  std::vector<Observation> observations_;
  bool row_is_good_ = true;
};

bool RowReader::header(const std::vector<Cell>& cells) {
  const std::size_t faults_before = faults_.size();
  for (const Cell& cell : cells) {
    if (std::ranges::find(columns, cell.text) == columns.end()) {
      const auto near = nearest(cell.text, columns);
      fault(
          1, cell.column,
          fmt::format("unknown column \"{}\"{}", cell.text,
                      near.empty() ? std::string() : fmt::format("; did you mean \"{}\"?", near)));
    } else if (std::ranges::find(header_, cell.text) != header_.end()) {
      fault(1, cell.column, fmt::format("column \"{}\" stands twice", cell.text));
    }
    header_.push_back(cell.text);
  }
  for (const auto required : {"date", "value"}) {
    if (std::ranges::find(header_, required) == header_.end())
      fault(1, 1, fmt::format("column \"{}\" is missing from the header", required));
  }
  return faults_.size() == faults_before;
}

std::optional<double> RowReader::number(std::uint32_t line, std::string_view name,
                                        const std::vector<Cell>& cells) {
  const Cell* found = cell(name, cells);
  if (found == nullptr) return std::nullopt;
  double value = 0;
  const char* end = found->text.data() + found->text.size();
  const auto [rest, error] = std::from_chars(found->text.data(), end, value);
  if (error != std::errc() || rest != end || !std::isfinite(value)) {
    fault(line, found->column, fmt::format("\"{}\" is \"{}\", not a number", name, found->text));
    return std::nullopt;
  }
  return value;
}

std::optional<Date> RowReader::date(std::uint32_t line, std::string_view name,
                                    const std::vector<Cell>& cells) {
  const Cell* found = cell(name, cells);
  if (found == nullptr) return std::nullopt;
  const auto date = parse_date(found->text);
  if (!date)
    fault(
        line, found->column,
        fmt::format("\"{}\" is \"{}\"; a date is 2022-08-05, 2022-08 or 2022", name, found->text));
  return date;
}

void RowReader::check(const Observation& observation, const std::vector<Cell>& cells) {
  if (!observation.value && !observation.low && !observation.high) {
    fault(observation.line, 1, "has neither a value nor a bound");
  }
  const double low = observation.low.value_or(-HUGE_VAL);
  const double high = observation.high.value_or(HUGE_VAL);
  const double value = observation.value.value_or(low);
  if (low > high || value < low || value > high)
    fault(observation.line, 1, "low, value and high do not ascend");
  check_order(observation, cells);
  if (observation.known && observation.known->last() < observation.date.first()) {
    fault(observation.line, column_of("known", cells),
          fmt::format("\"known\" is {}, before {}", to_string(*observation.known),
                      to_string(observation.date)));
  }
}

Observation* RowReader::last_of(const std::string& side) {
  const auto found = std::find_if(observations_.rbegin(), observations_.rend(),
                                  [&](const Observation& o) { return o.side == side; });
  return found == observations_.rend() ? nullptr : &*found;
}

void RowReader::check_order(const Observation& observation, const std::vector<Cell>& cells) {
  const Observation* last = last_of(observation.side);
  if (last == nullptr) return;
  if (to_string(last->date) == to_string(observation.date)) {
    const Day before = last->known ? last->known->last() : last->date.last();
    if (!observation.known || observation.known->last() <= before)
      fault(
          observation.line, column_of("date", cells),
          fmt::format("{} stands twice; a revised figure has a \"known\" after that of the figure "
                      "before it",
                      to_string(observation.date)));
  } else if (observation.date.first() <= last->date.first()) {
    fault(observation.line, column_of("date", cells),
          fmt::format("{} follows {}; dates ascend", to_string(observation.date),
                      to_string(last->date)));
  }
}

void RowReader::row(std::uint32_t line, std::string_view text) {
  row_is_good_ = true;
  bool is_closed = true;
  const std::vector<Cell> cells = split(text, is_closed);
  if (!is_closed) {
    fault(line, cells.back().column, "a quotation mark is not closed on its line");
    return;
  }
  if (cells.size() != header_.size()) {
    fault(line, 1, fmt::format("has {} cells, the header {}", cells.size(), header_.size()));
    return;
  }
  Observation observation;
  observation.line = line;
  const auto day = date(line, "date", cells);
  if (!day && row_is_good_) fault(line, column_of("date", cells), "\"date\" is empty");
  observation.date = day.value_or(Date());
  observation.value = number(line, "value", cells);
  observation.low = number(line, "low", cells);
  observation.high = number(line, "high", cells);
  observation.known = date(line, "known", cells);
  if (const Cell* side = cell("side", cells)) {
    index_.refer(IdKind::side, side->text, {file_, line, side->column});
    observation.side = side->text;
  }
  if (const Cell* source = cell("source", cells)) {
    index_.refer(IdKind::source, source->text, {file_, line, source->column});
    observation.source = source->text;
  }
  if (row_is_good_) check(observation, cells);
  if (!row_is_good_) return;
  Observation* last = last_of(observation.side);
  if (last == nullptr || to_string(last->date) != to_string(observation.date)) {
    observations_.push_back(std::move(observation));
    return;
  }
  observation.earlier = std::move(last->earlier);
  last->earlier.clear();
  observation.earlier.push_back(std::move(*last));
  *last = std::move(observation);
}

}  // namespace

std::vector<Observation> read_observations(const std::string& file, std::string_view text,
                                           Index& index, Faults& faults) {
  RowReader reader(file, index, faults);
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::uint32_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (row.ends_with('\r')) row.remove_suffix(1);
    ++line;
    if (line == 1) {
      bool is_closed = true;
      if (!reader.header(split(row, is_closed))) return {};
    } else if (!row.empty()) {
      reader.row(line, row);
    }
  }
  if (line == 0) faults.push_back({{file}, "is empty; its first line is the header date,value"});
  return reader.take();
}

}  // namespace detente
