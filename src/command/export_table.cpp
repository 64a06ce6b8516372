// SPDX-License-Identifier: Apache-2.0
#include "command/export_table.hpp"

namespace detente {

using Type = StoreColumn::Type;

TableMaker& TableMaker::column(std::string name, Type type, std::string description) {
  table_.columns.push_back({std::move(name), type, std::move(description)});
  return *this;
}

TableMaker& TableMaker::text(std::string name, std::string description) {
  return column(std::move(name), Type::text, std::move(description));
}

TableMaker& TableMaker::integer(std::string name, std::string description) {
  return column(std::move(name), Type::integer, std::move(description));
}

TableMaker& TableMaker::number(std::string name, std::string description) {
  return column(std::move(name), Type::number, std::move(description));
}

TableMaker& TableMaker::boolean(std::string name, std::string description) {
  return column(std::move(name), Type::boolean, std::move(description));
}

TableMaker& TableMaker::day(std::string name, std::string description) {
  return column(std::move(name), Type::date, std::move(description));
}

TableMaker& TableMaker::date(const std::string& name, const std::string& description) {
  day(name, description + "; the first day of it where only the month or year is stated");
  return text(name + "_text", name + " as it is stated: 2022-08-05, 2022-08 or 2022");
}

TableMaker& TableMaker::main_date(const std::string& description) {
  date("date", description);
  return text("date_precision", "How much of the date is stated: day, month or year");
}

TableMaker& TableMaker::quantity(const std::string& name, const std::string& description) {
  number(name + "_at_least",
         description + ": the lower bound; equal to the upper one where it is exact");
  number(name + "_at_most", description + ": the upper bound");
  boolean(name + "_about", "Is it stated as an approximate value?");
  return text(name + "_unit", "Unit of it: m km ft yd nm");
}

void TableMaker::put(std::vector<Cell>& cells, std::string_view text) {
  text.empty() ? cells.emplace_back() : cells.emplace_back(std::string(text));
}

void TableMaker::put(std::vector<Cell>& cells, const std::optional<int>& number) {
  number ? cells.emplace_back(std::int64_t{*number}) : cells.emplace_back();
}

void TableMaker::put(std::vector<Cell>& cells, const std::optional<double>& number) {
  number ? cells.emplace_back(*number) : cells.emplace_back();
}

void TableMaker::put(std::vector<Cell>& cells, const std::optional<Day>& day) {
  day ? cells.emplace_back(*day) : cells.emplace_back();
}

void TableMaker::put(std::vector<Cell>& cells, const std::optional<Date>& date) {
  put(cells, date ? std::optional(date->first()) : std::nullopt);
  put(cells, date ? std::string_view(to_string(*date)) : std::string_view());
}

void TableMaker::put(std::vector<Cell>& cells, const MainDate& date) {
  put(cells, std::optional(date.date));
  put(cells, to_string(date.date.precision()));
}

void TableMaker::put(std::vector<Cell>& cells, const std::optional<Quantity>& quantity) {
  put(cells, quantity ? quantity->low : std::nullopt);
  put(cells, quantity ? quantity->high : std::nullopt);
  quantity ? cells.emplace_back(quantity->about) : cells.emplace_back();
  put(cells, quantity ? std::string_view(quantity->unit) : std::string_view());
}

}  // namespace detente
