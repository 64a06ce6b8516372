// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/document.hpp"

/// How the values of a table are shown to people: the rules of Table, once for all media.
namespace detente {

/// A value as a person reads it: sentences with the sources that belong to each, by lines.
using ShownLine = std::vector<Sentence>;
using Shown = std::vector<ShownLine>;

/// No line where there is nothing to show.
Shown shown(const Json& value);

/// The text alone, lines joined by `between`.
std::string plain_text(const Shown& lines, std::string_view between = "; ");

/// A string as one id, a list of strings as ids; anything else none.
std::vector<std::string> source_ids(const Json& value);

/// The row's member, or null.
const Json& member(const Json& row, const std::string& key);

/// The row's value for a person, its first column with the row's own sources at the end.
Shown shown_cell(const Json& row, const Field& field, bool is_first_column);

/// Is there a row for people? Else they read the table's sentence `empty`.
bool shows_rows(const Table& table);

enum class Marks { without, with };

/// In their order. With marks there is no field "sources": the marks say it.
std::vector<Field> fields_shown(const Table& table, Field::Show show, Marks marks);

/// Has it a field for people, or a sentence in place of rows? One whose fields are all data they
/// are not shown at all.
bool is_for_people(const Table& table);

/// Every value of the column is a number or null, and one is a number; or the field is of figures.
bool is_numeric(const Table& table, const Field& field);

}  // namespace detente
