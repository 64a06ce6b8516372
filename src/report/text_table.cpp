// SPDX-License-Identifier: Apache-2.0
#include "report/text_table.hpp"

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "report/show.hpp"
#include "report/wrap.hpp"

namespace detente {

namespace {

constexpr std::size_t gap = 2;  // columns between two columns
constexpr std::size_t detail_indent = 4;

struct Column {
  Field field;
  bool is_numeric = false;
  std::size_t width = 0;
};

using Lines = std::vector<std::string>;

/// The lines of a cell, each of which may still be too wide.
Lines cell_lines(const Json& row, const Field& field) {
  Lines lines;
  for (const ShownLine& line : shown_cell(row, field, false)) {
    lines.push_back(plain_text({line}));
  }
  return lines;
}

Lines wrapped(const Lines& lines, std::size_t width) {
  Lines all;
  for (const std::string& line : lines) {
    for (std::string& part : wrap(line, width)) all.push_back(std::move(part));
  }
  return all;
}

TextExtent extent_of_column(const Table& table, const Field& field) {
  TextExtent widest = extent_of(field.title);
  for (const Json& row : table.rows) {
    for (const std::string& line : cell_lines(row, field)) {
      const TextExtent extent = extent_of(line);
      widest = {std::max(widest.whole, extent.whole), std::max(widest.word, extent.word)};
    }
  }
  return widest;
}

/// Empty where the columns do not fit.
std::vector<Column> columns_of(const Table& table, std::size_t width) {
  std::vector<Column> columns;
  std::vector<TextExtent> extents;
  for (Field& field : fields_shown(table, Field::Show::column, Marks::without)) {
    extents.push_back(extent_of_column(table, field));
    const bool numeric = is_numeric(table, field);
    columns.push_back({std::move(field), numeric});
  }
  const std::size_t gaps = columns.empty() ? 0 : gap * (columns.size() - 1);
  if (gaps >= width) return {};
  const std::vector<std::size_t> widths = share_width(extents, width - gaps);
  if (widths.empty()) return {};
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].width = widths[i];
  return columns;
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

/// The cells side by side, each wrapped in its column.
Lines lay_out(const std::vector<Column>& columns, const std::vector<Lines>& cells) {
  std::vector<Lines> parts;
  std::size_t height = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    parts.push_back(wrapped(cells[i], columns[i].width));
    height = std::max(height, parts.back().size());
  }
  Lines lines;
  for (std::size_t y = 0; y < height; ++y) {
    std::string line;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string part = y < parts[i].size() ? parts[i][y] : std::string();
      const std::string pad(columns[i].width - display_width(part), ' ');
      line += (i > 0 ? std::string(gap, ' ') : "");
      line += columns[i].is_numeric ? pad + part : part + pad;
    }
    lines.push_back(without_trailing_blanks(std::move(line)));
  }
  return lines;
}

/// "Title: value" lines, nothing where there is no value.
Lines titled_lines(const Json& row, const Field& field, std::size_t indent, std::size_t width) {
  const Lines values = cell_lines(row, field);
  if (values.empty()) return {};
  Lines lines;
  const auto add = [&](const std::string& text, std::size_t at) {
    const std::size_t hang = at + 2;
    bool is_first = true;
    for (const std::string& part : wrap(text, width - hang)) {
      lines.push_back(std::string(is_first ? at : hang, ' ') + part);
      is_first = false;
    }
  };
  if (values.size() == 1) {
    add(field.title + ": " + values[0], indent);
    return lines;
  }
  add(field.title + ":", indent);
  for (const std::string& value : values) add(value, indent + 2);
  return lines;
}

void append_details(Lines& lines, const Table& table, const Json& row, std::size_t indent,
                    std::size_t width) {
  for (const Field& field : fields_shown(table, Field::Show::detail, Marks::without)) {
    for (std::string& line : titled_lines(row, field, indent, width)) {
      lines.push_back(std::move(line));
    }
  }
}

Lines heading_lines(const std::vector<Column>& columns) {
  std::vector<Lines> titles;
  std::string rule;
  for (const Column& column : columns) {
    titles.push_back({column.field.title});
    if (!rule.empty()) rule += std::string(gap, ' ');
    for (std::size_t i = 0; i < column.width; ++i) rule += "─";
  }
  Lines lines = lay_out(columns, titles);
  if (!lines.empty()) lines.push_back(without_trailing_blanks(std::move(rule)));
  return lines;
}

Lines row_lines(const Table& table, const Json& row, const std::vector<Column>& columns,
                std::size_t width) {
  std::vector<Lines> cells;
  cells.reserve(columns.size());
  for (const Column& column : columns) cells.push_back(cell_lines(row, column.field));
  Lines lines = lay_out(columns, cells);
  append_details(lines, table, row, detail_indent, width);
  return lines;
}

/// For a table of more columns than fit.
Lines row_as_list(const Table& table, const Json& row, std::size_t width) {
  Lines lines;
  for (const Field& field : fields_shown(table, Field::Show::column, Marks::without)) {
    for (std::string& line : titled_lines(row, field, 0, width)) lines.push_back(std::move(line));
  }
  append_details(lines, table, row, 0, width);
  return lines;
}

}  // namespace

std::string hanging_text(std::string_view text, std::size_t width, std::size_t hang) {
  std::string out;
  for (const std::string& line : wrap(text, width - hang)) {
    out += (out.empty() ? std::string() : std::string(hang, ' ')) + line + '\n';
  }
  return out;
}

std::string table_text(const Table& table, std::size_t width) {
  if (!shows_rows(table)) {
    return hanging_text(table.empty.empty() ? "None." : table.empty, width, 0);
  }
  const std::vector<Column> columns = columns_of(table, width);
  std::vector<Lines> rows;
  rows.reserve(table.rows.size());
  for (const Json& row : table.rows) {
    rows.push_back(columns.empty() ? row_as_list(table, row, width)
                                   : row_lines(table, row, columns, width));
  }
  // Rows of one line stand close together; taller ones would run into each other.
  const bool is_spaced = std::ranges::any_of(rows, [](const Lines& r) { return r.size() > 1; });
  std::string text;
  for (const std::string& line : heading_lines(columns)) text += line + '\n';
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && is_spaced) text += '\n';
    for (const std::string& line : rows[i]) text += line + '\n';
  }
  return text;
}

}  // namespace detente
