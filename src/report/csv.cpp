// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <cmath>

#include "report/document.hpp"
#include "report/show.hpp"

namespace detente {

namespace {

struct CsvColumn {
  std::string name;
  std::string key;
  std::string path;  ///< of the member inside the value; empty for the value itself
};

std::string member_column(const std::string& key, const std::string& path) {
  std::string name = key + '_' + path;
  for (char& c : name) {
    const auto byte = static_cast<unsigned char>(c);
    c = byte < 0x80 && std::isalnum(byte) != 0 ? static_cast<char>(std::tolower(byte)) : '_';
  }
  return name;
}

std::vector<CsvColumn> columns_of(const Table& table) {
  std::vector<CsvColumn> columns;
  for (const Field& field : table.fields) {
    if (field.show == Field::Show::json || field.show == Field::Show::people) continue;
    if (field.members.empty()) columns.push_back({field.key, field.key, ""});
    for (const std::string& path : field.members) {
      columns.push_back({member_column(field.key, path), field.key, path});
    }
  }
  return columns;
}

const Json& at_path(const Json& value, const std::string& path) {
  if (path.empty()) return value;
  const std::size_t dot = path.find('.');
  const Json& inner = member(value, path.substr(0, dot));
  return dot == std::string::npos ? inner : at_path(inner, path.substr(dot + 1));
}

std::string json_text(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string cell_text(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_float() && !std::isfinite(value.get<double>())) return {};
  if (value.is_array()) {
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
      text += (i > 0 ? ";" : "") + cell_text(value[i]);
    }
    return text;
  }
  if (value.is_object() && value.contains("text")) return cell_text(value["text"]);
  return json_text(value);
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string record(const std::vector<std::string>& cells) {
  // An empty line is no record to most readers, so a lone empty cell is written as "".
  if (cells.size() == 1 && cells[0].empty()) return "\"\"\n";
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "," : "") + csv_cell(cells[i]);
  return line + '\n';
}

std::string table_csv(const Table& table) {
  const std::vector<CsvColumn> columns = columns_of(table);
  std::vector<std::string> cells;
  cells.reserve(columns.size());
  for (const CsvColumn& column : columns) cells.push_back(column.name);
  std::string csv = record(cells);
  for (const Json& row : table.rows) {
    cells.clear();
    for (const CsvColumn& column : columns) {
      cells.push_back(cell_text(at_path(member(row, column.key), column.path)));
    }
    csv += record(cells);
  }
  return csv;
}

}  // namespace

std::string to_csv(const Document& document) {
  const auto is_table = [](const Block& block) { return std::holds_alternative<Table>(block); };
  const auto found = std::ranges::find_if(document.blocks, is_table);
  return found == document.blocks.end() ? std::string() : table_csv(std::get<Table>(*found));
}

}  // namespace detente
