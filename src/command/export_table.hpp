// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/types.hpp"
#include "store/table.hpp"

namespace detente {

/// The date that a row is about: beside the day and the text it has a column for the precision.
struct MainDate {
  Date date;
};

/// Makes one table of an export. A column's cells, in each row, are put in the order in which the
/// columns were named. An empty text is an absent value, as in the record.
class TableMaker {
 public:
  TableMaker(std::string name, std::string description)
      : table_{.name = std::move(name), .description = std::move(description), .columns = {}} {}

  TableMaker& text(std::string name, std::string description);
  TableMaker& integer(std::string name, std::string description);
  TableMaker& number(std::string name, std::string description);
  TableMaker& boolean(std::string name, std::string description);
  TableMaker& day(std::string name, std::string description);
  /// NAME, the first day that the date may mean, and NAME_text, the date as it is stated.
  TableMaker& date(const std::string& name, const std::string& description);
  /// The same as "date", and date_precision.
  TableMaker& main_date(const std::string& description);
  /// NAME_at_least, NAME_at_most, NAME_about and NAME_unit.
  TableMaker& quantity(const std::string& name, const std::string& description);

  template <typename... Values>
  void row(const Values&... values) {
    std::vector<Cell> cells;
    (put(cells, values), ...);
    table_.rows.push_back(std::move(cells));
  }

  StoreTable finish() && { return std::move(table_); }

 private:
  TableMaker& column(std::string name, StoreColumn::Type type, std::string description);

  static void put(std::vector<Cell>& cells, std::string_view text);
  static void put(std::vector<Cell>& cells, std::same_as<int> auto number) {
    cells.emplace_back(std::int64_t{number});
  }
  static void put(std::vector<Cell>& cells, std::same_as<bool> auto truth) {
    cells.emplace_back(truth);
  }
  static void put(std::vector<Cell>& cells, const std::optional<int>& number);
  static void put(std::vector<Cell>& cells, const std::optional<double>& number);
  static void put(std::vector<Cell>& cells, const std::optional<Day>& day);
  static void put(std::vector<Cell>& cells, const std::optional<Date>& date);
  static void put(std::vector<Cell>& cells, const MainDate& date);
  static void put(std::vector<Cell>& cells, const std::optional<Quantity>& quantity);

  StoreTable table_;
};

/// A table of two columns: for each record one row for each of its ids in `list`.
template <typename Record>
StoreTable link_table(TableMaker table, const std::vector<Record>& records,
                      std::vector<std::string> Record::*list) {
  for (const Record& record : records) {
    for (const std::string& item : record.*list) table.row(record.id, item);
  }
  return std::move(table).finish();
}

}  // namespace detente
