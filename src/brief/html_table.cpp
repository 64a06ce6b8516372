// SPDX-License-Identifier: Apache-2.0
#include "brief/html_blocks.hpp"
#include "report/escape.hpp"

namespace detente {

namespace {

/// More columns than this do not fit on paper: each row is a card at any width.
constexpr std::size_t most_columns = 7;

struct Columns {
  std::vector<Field> fields;
  std::vector<bool> numeric;
  std::vector<Field> details;
};

Columns columns_of(const Table& table) {
  Columns columns{fields_shown(table, Field::Show::column, Marks::with),
                  {},
                  fields_shown(table, Field::Show::detail, Marks::with)};
  for (const Field& field : columns.fields) columns.numeric.push_back(is_numeric(table, field));
  return columns;
}

std::string head_html(const Columns& columns, const HtmlInline& page) {
  std::string cells;
  for (std::size_t i = 0; i < columns.fields.size(); ++i) {
    const std::string& title = columns.fields[i].title;
    if (title.empty()) {
      cells += "<td role=\"cell\"></td>";  // over the names of rows, which need none
      continue;
    }
    cells += std::string("<th scope=\"col\" role=\"columnheader\"") +
             (columns.numeric[i] ? " class=\"number\">" : ">") + page.text(title) + "</th>";
  }
  return "<thead role=\"rowgroup\"><tr role=\"row\">" + cells + "</tr></thead>\n";
}

std::string cell_html(const Json& row, const Columns& columns, std::size_t i, HtmlInline& page) {
  const bool is_first = i == 0;
  const std::string tag = is_first ? "th" : "td";
  const std::string role = is_first ? " scope=\"row\" role=\"rowheader\"" : " role=\"cell\"";
  const std::string kind = columns.numeric[i] ? " class=\"number\"" : "";
  const std::string label = " data-label=\"" + escape_markup(columns.fields[i].title) + '"';
  const std::string value = page.value(shown_cell(row, columns.fields[i], is_first));
  // On a phone the label and the value are the two halves of a line: the value is one element.
  const std::string inside = value.empty() ? value : "<span>" + value + "</span>";
  return '<' + tag + role + kind + label + '>' + inside + "</" + tag + '>';
}

std::string details_html(const Json& row, const Columns& columns, HtmlInline& page) {
  std::string items;
  for (const Field& field : columns.details) {
    const Shown lines = shown_cell(row, field, false);
    if (lines.empty()) continue;
    items += "<div><dt>" + page.text(field.title) +
             (lines.size() > 1 ? "</dt><dd class=\"lines\">" : "</dt><dd>") + page.value(lines) +
             "</dd></div>";
  }
  if (items.empty()) return {};
  return "<tr class=\"details\" role=\"row\"><td role=\"cell\" colspan=\"" +
         std::to_string(columns.fields.size()) + "\"><dl>" + items + "</dl></td></tr>\n";
}

/// A row and its details are one <tbody>, which a page break does not part.
std::string row_html(const Json& row, const Columns& columns, HtmlInline& page) {
  std::string cells;
  for (std::size_t i = 0; i < columns.fields.size(); ++i) cells += cell_html(row, columns, i, page);
  return "<tbody role=\"rowgroup\"><tr role=\"row\">" + cells + "</tr>\n" +
         details_html(row, columns, page) + "</tbody>\n";
}

}  // namespace

std::string block_html(const Table& table, HtmlInline& page, const BlockPlace& place) {
  if (!is_for_people(table)) return {};
  const std::string id = page.unique_id(place.section_id + '-' + table.key);
  const std::string title =
      table.title.empty() ? "" : "<h3 id=\"" + id + "\">" + page.text(table.title) + "</h3>";
  const std::string note =
      table.note.empty() ? "" : "<p class=\"note\">" + page.text(table.note) + "</p>\n";
  if (!shows_rows(table)) {
    const std::string sentence = table.empty.empty() ? "None." : table.empty;
    return title + "<p class=\"empty\">" + page.text(sentence) + "</p>\n" + note;
  }
  const Columns columns = columns_of(table);
  const std::string kind = columns.fields.size() > most_columns ? " class=\"cards\"" : "";
  // A heading inside a caption would be no child that a table may have.
  const std::string name = title.empty() ? "" : " aria-labelledby=\"" + id + '"';
  const std::string caption =
      title.empty() ? "<caption class=\"unseen\">" + page.text(place.section_title) + "</caption>\n"
                    : "\n";
  std::string html =
      title + "<table role=\"table\"" + name + kind + '>' + caption + head_html(columns, page);
  for (const Json& row : table.rows) html += row_html(row, columns, page);
  return html + "</table>\n" + note;
}

}  // namespace detente
