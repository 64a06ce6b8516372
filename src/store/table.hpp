// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace detente {

/// A value of a table; the first alternative is an absent one.
using Cell = std::variant<std::monostate, std::string, Day, std::int64_t, double, bool>;

struct StoreColumn {
  enum class Type { text, date, integer, number, boolean };
  std::string name;
  Type type = Type::text;
  std::string description;  ///< one line, for the data dictionary
};

/// Each row has one cell for each column, absent or of the column's type.
struct StoreTable {
  std::string name;
  std::string description;
  std::vector<StoreColumn> columns;
  std::vector<std::vector<Cell>> rows{};
};

std::string_view to_string(StoreColumn::Type type);  ///< "text", "date", …

/// The data dictionary: a table "dictionary" with the columns table, column, type and description.
/// Each table, the dictionary first, has a row of type "table" without a column, then a row for
/// each of its columns.
StoreTable dictionary_of(const std::vector<StoreTable>& tables);

}  // namespace detente
