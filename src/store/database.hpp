// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/table.hpp"

namespace detente {

struct DatabaseOptions {
  int threads = 1;      ///< at least 1
  int memory_mb = 512;  ///< what DuckDB may hold before it spills to the disk
  bool read_only = false;
};

/// A DuckDB database with one connection. It never fetches an extension. libduckdb is loaded when
/// the first database is opened, not when the program starts: that takes 10 ms, which the commands
/// without a database need not spend.
///
/// Every call fails with DuckDB's own sentence: Kind::io where the disk, a permission or the memory
/// is at fault, else Kind::bug, since no statement comes from a user.
class Database {
 public:
  /// The database in `file`, made where there is none; in memory where the path is empty.
  static Result<Database> open(const std::filesystem::path& file, const DatabaseOptions& options);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// One or several statements whose rows are of no interest.
  Result<void> run(const std::string& sql);
  /// Appends the rows to the table of that name, which must be there. In one transaction only if
  /// the caller began one.
  Result<void> append(const StoreTable& table);
  /// The rows of a query whose columns are VARCHAR, DATE, BIGINT, DOUBLE or BOOLEAN; cast others in
  /// the query.
  Result<std::vector<std::vector<Cell>>> rows(const std::string& sql);

 private:
  struct Handles;
  explicit Database(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

std::string sql_name(std::string_view name);  ///< "name"
std::string sql_text(std::string_view text);  ///< 'text'

}  // namespace detente
