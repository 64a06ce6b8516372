// SPDX-License-Identifier: Apache-2.0
#include "events/count_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "events/countries.hpp"
#include "events/number_text.hpp"
#include "events/printed_date.hpp"

namespace detente {
namespace {

std::string shown_cell(std::string_view value) {
  std::string shown(value.substr(0, 40));
  while (find_invalid_utf8(shown) != std::string_view::npos) shown.pop_back();
  return '"' + shown + (shown.size() < value.size() ? "…\"" : "\"");
}

/// "USA", "usa", "United States"; empty where nobody is named; nothing for anything else.
std::optional<StateCode> state_in(std::string_view cell) {
  if (is_missing(cell)) return StateCode();
  if (const std::string_view code = state_of_name(cell); !code.empty()) return StateCode(code);
  if (cell.size() != 3) return std::nullopt;
  std::string code(cell);
  for (char& c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c < 'A' || c > 'Z') return std::nullopt;
  }
  return StateCode(code);
}

bool says_no(std::string_view cell) {
  return cell == "0" || cell == "0.0" || cell == "FALSE" || cell == "False" || cell == "false";
}

}  // namespace

bool is_missing(std::string_view cell) {
  return cell.empty() || cell == "NA" || cell == "NaN" || cell == "nan" || cell == "NULL";
}

void CountRowReader::add_bad(std::uint64_t line, const Fault& fault) {
  bad.push_back({line, shape_.header[fault.column], fault.reason});
}

std::optional<Day> CountRowReader::read_date(Cells cells, std::uint64_t line) {
  const CountColumns& columns = shape_.columns;
  std::string text(cells[columns.date]);
  if (columns.month) {
    const std::string_view cell = cells[*columns.month];
    const auto month = parse_printed_count(cell);
    if (!month || *month < 1 || *month > 12) {
      add_bad(line, {*columns.month, shown_cell(cell) + " is no month"});
      return std::nullopt;
    }
    text += (*month < 10 ? "-0" : "-") + std::to_string(*month);
  }
  const auto date = parse_printed_date(text);
  const auto day = date ? first_of_period(*date, shape_.resolution) : std::nullopt;
  if (!day) {
    add_bad(line, {columns.date,
                   shown_cell(text) + " is no " +
                       (date ? std::string(to_string(shape_.resolution)) : std::string("date"))});
    return std::nullopt;
  }
  if (static_cast<int>(date->precision()) < static_cast<int>(shape_.resolution)) {
    ++finer;
  }
  return day;
}

CountRowReader::Maybe CountRowReader::read_actor(Cells cells, const ActorColumn& actor,
                                                 StateCode& state) const {
  if (!actor.column) {
    state = StateCode(actor.state);
    return std::nullopt;
  }
  const auto code = state_in(cells[*actor.column]);
  if (!code) return Fault{*actor.column, shown_cell(cells[*actor.column]) + " is no state we know"};
  state = *code;
  return std::nullopt;
}

CountRowReader::Maybe CountRowReader::read_key(Cells cells, CountKey& key) const {
  if (auto fault = read_actor(cells, shape_.columns.source, key.source)) return fault;
  if (auto fault = read_actor(cells, shape_.columns.target, key.target)) return fault;
  const auto small = [&](std::optional<std::size_t> column, std::uint64_t most, std::uint8_t& to,
                         std::string_view what) -> Maybe {
    if (!column || is_missing(cells[*column])) return std::nullopt;
    const auto number = parse_printed_count(cells[*column]);
    if (!number || *number > most) {
      return Fault{*column, shown_cell(cells[*column]) + " is no " + std::string(what)};
    }
    to = static_cast<std::uint8_t>(*number);
    return std::nullopt;
  };
  if (auto fault = small(shape_.columns.root, 20, key.root, "CAMEO root, 1 to 20")) return fault;
  return small(shape_.columns.quad, 4, key.quad, "quad class, 1 to 4");
}

CountRowReader::Maybe CountRowReader::read_goldstein(Cells cells, Counts& counts_of_row) const {
  const auto column = shape_.columns.goldstein;
  if (!column || is_missing(cells[*column])) return std::nullopt;
  const auto number = parse_printed_number(cells[*column]);
  if (!number) return Fault{*column, shown_cell(cells[*column]) + " is no number"};
  double sum = *number;
  const auto events = static_cast<double>(counts_of_row.events);
  if (shape_.columns.goldstein_form == GoldsteinForm::mean) sum *= events;
  if (shape_.columns.goldstein_form == GoldsteinForm::thousandths) sum /= 1000;
  const auto thousandths = in_thousandths(sum);
  // Sums that were printed with few digits may be a little over.
  if (!thousandths || std::abs(sum) > 10 * events + 0.01) {
    return Fault{*column, shown_cell(cells[*column]) + " cannot come from " +
                              std::to_string(counts_of_row.events) + " scores of -10 to 10"};
  }
  counts_of_row.goldstein = *thousandths;
  return std::nullopt;
}

CountRowReader::Maybe CountRowReader::read_numbers(Cells cells, bool split,
                                                   Counts& counts_of_row) const {
  const CountColumns& columns = shape_.columns;
  const auto number = [&](std::size_t column, std::uint64_t& to) -> Maybe {
    const auto count = parse_printed_count(cells[column]);
    if (!count) return Fault{column, shown_cell(cells[column]) + " is no count"};
    to = *count;
    return std::nullopt;
  };
  if (columns.events) {
    if (auto fault = number(*columns.events, counts_of_row.events)) return fault;
  } else if (split) {
    for (const std::size_t column : *columns.quads) {
      std::uint64_t part = 0;
      if (auto fault = number(column, part)) return fault;
      counts_of_row.events += part;
    }
  } else {
    return Fault{columns.quads->front(), "no quad class has a count"};
  }
  if (columns.mentions) {
    if (auto fault = number(*columns.mentions, counts_of_row.mentions)) return fault;
  }
  return read_goldstein(cells, counts_of_row);
}

/// Up to five counts: each class with its events, and at class 0 what the file does not split.
CountRowReader::Maybe CountRowReader::add_split(Cells cells, const CountKey& key,
                                                const Counts& of_row, std::uint64_t line) {
  const bool shares = shape_.quads == QuadForm::shares;
  const double scale = shares ? static_cast<double>(of_row.events) : 1.0;
  std::array<std::uint64_t, 4> parts{};
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t column = shape_.columns.quads->at(i);
    const auto number = parse_printed_number(cells[column]);
    if (!number || *number < 0 || *number > (shares ? 1.0 : 1e15)) {
      return Fault{column, shown_cell(cells[column]) + (shares ? " is no share" : " is no count")};
    }
    parts.at(i) = static_cast<std::uint64_t>(std::llround(*number * scale));
    sum += parts.at(i);
  }
  if (sum != of_row.events) {
    return Fault{shape_.columns.quads->front(), "the four quad classes have " +
                                                    std::to_string(sum) + " events, the row " +
                                                    std::to_string(of_row.events)};
  }
  CountKey part = key;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    part.quad = static_cast<std::uint8_t>(i + 1);
    add(part, {.events = parts.at(i)}, line);
  }
  add(key, {.events = 0, .mentions = of_row.mentions, .goldstein = of_row.goldstein}, line);
  return std::nullopt;
}

void CountRowReader::add(CountKey key, const Counts& of_row, std::uint64_t line) {
  if (of_row == Counts{}) return;
  const bool turned = shape_.undirected && key.target < key.source;
  if (turned) std::swap(key.source, key.target);
  counts.push_back({{key, of_row}, line, turned});
}

CountRowReader::Maybe CountRowReader::take_long(Cells cells, Day day, std::uint64_t line) {
  CountKey key{.day = day, .source = {}, .target = {}};
  if (auto fault = read_key(cells, key)) return fault;
  const auto& quads = shape_.columns.quads;
  const bool split = quads && std::any_of(quads->begin(), quads->end(), [&](std::size_t column) {
                       return !is_missing(cells[column]);
                     });
  Counts of_row;
  if (auto fault = read_numbers(cells, split, of_row)) return fault;
  if (split) return add_split(cells, key, of_row, line);
  if (quads) ++unsplit;
  add(key, of_row, line);
  return std::nullopt;
}

void CountRowReader::take_wide(Cells cells, Day day, std::uint64_t line) {
  for (const DyadColumn& dyad : shape_.columns.dyads) {
    if (is_missing(cells[dyad.column])) {
      ++missing;
      continue;
    }
    const auto events = parse_printed_count(cells[dyad.column]);
    if (!events) {
      add_bad(line, {dyad.column, shown_cell(cells[dyad.column]) + " is no count"});
      continue;
    }
    add({.day = day, .source = StateCode(dyad.source), .target = StateCode(dyad.target)},
        {.events = *events}, line);
  }
}

void CountRowReader::take(Cells cells, std::uint64_t line) {
  const auto day = read_date(cells, line);
  if (!day) return;
  if (shape_.columns.complete && says_no(cells[*shape_.columns.complete])) {
    left_out.push_back(*day);
    return;
  }
  if (!shape_.columns.dyads.empty()) {
    take_wide(cells, *day, line);
  } else if (const auto fault = take_long(cells, *day, line)) {
    add_bad(line, *fault);
    return;
  }
  periods.push_back(*day);
}

}  // namespace detente
