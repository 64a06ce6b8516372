// SPDX-License-Identifier: Apache-2.0
#include "report/show.hpp"

#include <algorithm>
#include <iterator>

#include "report/number.hpp"

namespace detente {

namespace {

const std::string text_key = "text";

std::string scalar_text(const Json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_number_float()) return number_text(value.get<double>());
  if (value.is_string()) return value.get<std::string>();
  return group_digits(value.dump());  // integers
}

bool is_pairs(const Json& value) { return value.is_object() && !value.contains(text_key); }

void append(ShownLine& line, ShownLine more) { std::ranges::move(more, std::back_inserter(line)); }

ShownLine on_one_line(Shown lines, const std::string& between) {
  ShownLine line;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) line.push_back(Sentence{between});
    append(line, std::move(lines[i]));
  }
  return line;
}

Shown shown_list(const Json& list) {
  Shown items;
  for (const Json& item : list) {
    Shown lines = shown(item);
    if (!lines.empty()) items.push_back(on_one_line(std::move(lines), "; "));
  }
  if (items.empty() || std::ranges::any_of(list, is_pairs)) return items;
  return {on_one_line(std::move(items), ", ")};
}

/// A degree of latitude has more digits than a figure.
Shown exact(const Json& number) {
  constexpr int significant = 6;
  return {ShownLine{Sentence{number_text(number.get<double>(), significant)}}};
}

Shown shown_pairs(const Json& object) {
  Shown lines;
  for (const auto& [key, value] : object.items()) {
    Shown of_value = value.is_number_float() ? exact(value) : shown(value);
    if (of_value.empty()) continue;
    ShownLine line{Sentence{key + ": "}};
    append(line, on_one_line(std::move(of_value), "; "));
    lines.push_back(std::move(line));
  }
  return lines;
}

void add_sources(std::vector<std::string>& ids, const std::vector<std::string>& more) {
  for (const std::string& id : more) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
}

Shown shown_text(const Json& object) {
  Shown lines = shown(object.at(text_key));
  if (lines.empty()) return lines;
  std::vector<std::string>& ids = lines.back().back().sources;
  add_sources(ids, source_ids(member(object, "source")));
  add_sources(ids, source_ids(member(object, "sources")));
  return lines;
}

}  // namespace

Shown shown(const Json& value) {
  if (value.is_array()) return shown_list(value);
  if (value.is_object()) return is_pairs(value) ? shown_pairs(value) : shown_text(value);
  if (value.is_null()) return {};
  std::string text = scalar_text(value);
  if (text.empty()) return {};
  return {ShownLine{Sentence{std::move(text)}}};
}

std::string plain_text(const Shown& lines, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) text += between;
    for (const Sentence& piece : lines[i]) text += piece.text;
  }
  return text;
}

std::vector<std::string> source_ids(const Json& value) {
  std::vector<std::string> ids;
  if (value.is_string()) ids.push_back(value.get<std::string>());
  if (value.is_array()) {
    for (const Json& item : value) {
      if (item.is_string()) add_sources(ids, {item.get<std::string>()});
    }
  }
  return ids;
}

const Json& member(const Json& row, const std::string& key) {
  static const Json null;
  if (!row.is_object()) return null;
  const auto found = row.find(key);
  return found == row.end() ? null : *found;
}

Shown shown_cell(const Json& row, const Field& field, bool is_first_column) {
  Shown lines = shown(member(row, field.key));
  if (field.is_figure) {
    for (ShownLine& line : lines)
      for (Sentence& piece : line) piece.text = figures_text(piece.text);
  }
  const std::vector<std::string> ids =
      is_first_column ? source_ids(member(row, "sources")) : std::vector<std::string>{};
  if (ids.empty()) return lines;
  if (lines.empty()) lines.push_back(ShownLine{Sentence{""}});
  add_sources(lines.back().back().sources, ids);
  return lines;
}

bool shows_rows(const Table& table) { return !table.rows.empty() && !table.is_data; }

std::vector<Field> fields_shown(const Table& table, Field::Show show, Marks marks) {
  std::vector<Field> fields;
  const auto also = show == Field::Show::detail ? Field::Show::people : show;
  std::ranges::copy_if(table.fields, std::back_inserter(fields), [&](const Field& field) {
    return (field.show == show || field.show == also) &&
           (marks == Marks::without || field.key != "sources");
  });
  return fields;
}

bool is_for_people(const Table& table) {
  if (table.fields.empty() || (!shows_rows(table) && !table.empty.empty())) return true;
  return !fields_shown(table, Field::Show::column, Marks::with).empty() ||
         !fields_shown(table, Field::Show::detail, Marks::with).empty();
}

bool is_numeric(const Table& table, const Field& field) {
  const auto value = [&](const Json& row) -> const Json& { return member(row, field.key); };
  if (field.is_figure) return true;
  return std::ranges::any_of(table.rows, [&](const Json& row) { return value(row).is_number(); }) &&
         std::ranges::all_of(table.rows, [&](const Json& row) {
           return value(row).is_number() || value(row).is_null();
         });
}

}  // namespace detente
