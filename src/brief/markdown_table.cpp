// SPDX-License-Identifier: Apache-2.0
#include "brief/markdown_table.hpp"

#include <set>

#include "brief/markdown_inline.hpp"
#include "report/show.hpp"

namespace detente {

namespace {

std::string heading(const Table& table, const std::vector<Field>& columns) {
  std::string titles = "|";
  std::string rule = "|";
  for (const Field& field : columns) {
    titles += ' ' + escape_markdown(field.title) + " |";
    rule += is_numeric(table, field) ? " ---: |" : " --- |";
  }
  return titles + '\n' + rule + '\n';
}

std::string row_line(const Json& row, const std::vector<Field>& columns,
                     const References& references) {
  std::string line = "|";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    line += ' ' + markdown_value(shown_cell(row, columns[i], i == 0), references) + " |";
  }
  return line + '\n';
}

std::string first_cell(const Json& row, const std::vector<Field>& columns) {
  return columns.empty() ? std::string() : plain_text(shown(member(row, columns[0].key)));
}

/// What more than one row begins with.
std::set<std::string> shared_names(const Table& table, const std::vector<Field>& columns) {
  std::set<std::string> seen;
  std::set<std::string> shared;
  for (const Json& row : table.rows) {
    std::string name = first_cell(row, columns);
    if (!seen.insert(name).second) shared.insert(std::move(name));
  }
  return shared;
}

/// The row's name, without its marks: they stand in the table. A date or an indicator that several
/// rows begin with does not tell them apart, and an id tells nobody anything: then the second
/// column goes with it.
std::string row_name(const Json& row, const std::vector<Field>& columns,
                     const std::set<std::string>& shared) {
  std::string name = first_cell(row, columns);
  const bool says_little = columns.size() > 1 && (shared.contains(name) || columns[0].key == "id");
  const std::string second = says_little ? plain_text(shown(member(row, columns[1].key))) : "";
  if (!second.empty()) name += ", " + second;
  return name.empty() ? "-" : escape_markdown(name);
}

std::string details_list(const Json& row, const std::vector<Field>& columns,
                         const std::set<std::string>& shared, const std::vector<Field>& details,
                         const References& references) {
  std::string items;
  for (const Field& field : details) {
    const Shown lines = shown_cell(row, field, false);
    if (lines.empty()) continue;
    items +=
        "  - " + escape_markdown(field.title) + ": " + markdown_value(lines, references) + '\n';
  }
  return items.empty() ? items : "- " + row_name(row, columns, shared) + '\n' + items;
}

}  // namespace

std::string markdown_table(const Table& table, const References& references) {
  if (!shows_rows(table)) {
    return escape_markdown(table.empty.empty() ? "None." : table.empty) + '\n';
  }
  const std::vector<Field> columns = fields_shown(table, Field::Show::column, Marks::with);
  const std::vector<Field> details = fields_shown(table, Field::Show::detail, Marks::with);
  std::string text = columns.empty() ? "" : heading(table, columns);
  std::string lists;
  const std::set<std::string> shared = shared_names(table, columns);
  for (const Json& row : table.rows) {
    if (!columns.empty()) text += row_line(row, columns, references);
    lists += details_list(row, columns, shared, details, references);
  }
  if (lists.empty() || text.empty()) return text + lists;
  return text + '\n' + lists;
}

}  // namespace detente
