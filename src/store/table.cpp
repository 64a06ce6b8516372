// SPDX-License-Identifier: Apache-2.0
#include "store/table.hpp"

namespace detente {

namespace {

void describe(const StoreTable& table, StoreTable& dictionary) {
  dictionary.rows.push_back({table.name, {}, "table", table.description});
  for (const StoreColumn& column : table.columns) {
    dictionary.rows.push_back(
        {table.name, column.name, std::string(to_string(column.type)), column.description});
  }
}

}  // namespace

std::string_view to_string(StoreColumn::Type type) {
  switch (type) {
    case StoreColumn::Type::text:
      return "text";
    case StoreColumn::Type::date:
      return "date";
    case StoreColumn::Type::integer:
      return "integer";
    case StoreColumn::Type::number:
      return "number";
    case StoreColumn::Type::boolean:
      return "boolean";
  }
  return "";
}

StoreTable dictionary_of(const std::vector<StoreTable>& tables) {
  using enum StoreColumn::Type;
  StoreTable dictionary{
      .name = "dictionary",
      .description = "What each table and each column holds",
      .columns = {{"table", text, "Name of the table and of its files"},
                  {"column", text, "Name of the column; absent where the row is about the table"},
                  {"type", text, "table, or the column's type: text date integer number boolean"},
                  {"description", text, "What it holds"}}};
  const StoreTable itself = dictionary;
  describe(itself, dictionary);
  for (const StoreTable& table : tables) describe(table, dictionary);
  return dictionary;
}

}  // namespace detente
