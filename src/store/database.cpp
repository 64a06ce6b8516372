// SPDX-License-Identifier: Apache-2.0
#include "store/database.hpp"

#include <duckdb.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/library.hpp"

namespace detente {

namespace {

// The functions of DuckDB that are used here. They are looked up by name, so that nothing links
// libduckdb.
// clang-format off
#define DETENTE_DUCKDB_FUNCTIONS(X) \
  X(create_config) X(set_config) X(destroy_config) X(open_ext) X(close) X(connect) \
  X(disconnect) X(free) X(query) X(result_error) X(result_error_type) X(destroy_result) \
  X(column_count) X(column_type) X(fetch_chunk) X(destroy_data_chunk) X(data_chunk_get_size) \
  X(data_chunk_get_vector) X(vector_get_data) X(vector_get_validity) X(validity_row_is_valid) \
  X(string_t_length) X(string_t_data) X(appender_create) X(appender_destroy) X(appender_close) \
  X(appender_end_row) X(appender_error_data) X(error_data_message) X(error_data_error_type) \
  X(destroy_error_data) X(append_null) X(append_varchar_length) X(append_date) X(append_int64) \
  X(append_double) X(append_bool)
// clang-format on

struct Functions {
// NOLINTNEXTLINE(bugprone-macro-parentheses): a name cannot stand in parentheses here
#define DETENTE_MEMBER(name) decltype(&duckdb_##name) name = nullptr;
  DETENTE_DUCKDB_FUNCTIONS(DETENTE_MEMBER)
#undef DETENTE_MEMBER
};

template <typename Function>
Result<void> look_up(const Library& library, const char* name, Function& function) {
  const auto address = library.function(name);
  if (!address) return tl::unexpected(address.error());
  function = reinterpret_cast<Function>(*address);
  return {};
}

Result<Functions> load_functions() {
  const auto library = Library::load("libduckdb.so");
  if (!library) return tl::unexpected(library.error());
  Functions functions;
  Result<void> found;
#define DETENTE_LOOK_UP(name) \
  if (found) found = look_up(*library, "duckdb_" #name, functions.name);
  DETENTE_DUCKDB_FUNCTIONS(DETENTE_LOOK_UP)
#undef DETENTE_LOOK_UP
  if (!found) return tl::unexpected(found.error());
  return functions;
}

const Result<Functions>& the_functions() {
  static const Result<Functions> functions = load_functions();
  return functions;
}

/// Is the machine at fault? With one connection no transaction can conflict with another: a commit
/// fails, and a checkpoint makes the database unusable ("fatal"), only where the disk does.
bool machines_fault(duckdb_error_type type) {
  return type == DUCKDB_ERROR_IO || type == DUCKDB_ERROR_OUT_OF_MEMORY ||
         type == DUCKDB_ERROR_PERMISSION || type == DUCKDB_ERROR_TRANSACTION ||
         type == DUCKDB_ERROR_FATAL;
}

tl::unexpected<Error> failure(duckdb_error_type type, const char* message) {
  return fail(machines_fault(type) ? Error::Kind::io : Error::Kind::bug,
              message == nullptr ? "DuckDB failed and did not say why" : message);
}

tl::unexpected<Error> misuse(std::string what) { return fail(Error::Kind::bug, std::move(what)); }

/// The result of a query, freed at the end.
class QueryResult {
 public:
  explicit QueryResult(const Functions& duckdb) : duckdb_(duckdb) {}
  ~QueryResult() { duckdb_.destroy_result(&result_); }
  QueryResult(const QueryResult&) = delete;
  QueryResult& operator=(const QueryResult&) = delete;

  Result<void> run(duckdb_connection connection, const std::string& sql) {
    if (duckdb_.query(connection, sql.c_str(), &result_) == DuckDBSuccess) return {};
    return failure(duckdb_.result_error_type(&result_), duckdb_.result_error(&result_));
  }
  /// Adds the rows of the next chunk; false after the last.
  Result<bool> fetch(std::vector<std::vector<Cell>>& rows);

 private:
  Result<Cell> cell(duckdb_vector vector, duckdb_type type, idx_t row) const;

  const Functions& duckdb_;
  duckdb_result result_{};
};

template <typename T>
T value_at(const void* data, idx_t row) {
  return static_cast<const T*>(data)[row];
}

Result<Cell> QueryResult::cell(duckdb_vector vector, duckdb_type type, idx_t row) const {
  if (!duckdb_.validity_row_is_valid(duckdb_.vector_get_validity(vector), row)) return Cell();
  void* data = duckdb_.vector_get_data(vector);
  switch (type) {
    case DUCKDB_TYPE_VARCHAR: {
      duckdb_string_t* text = static_cast<duckdb_string_t*>(data) + row;
      return Cell(std::string(duckdb_.string_t_data(text), duckdb_.string_t_length(*text)));
    }
    case DUCKDB_TYPE_DATE:
      return Cell(Day(std::chrono::days(value_at<duckdb_date>(data, row).days)));
    case DUCKDB_TYPE_BIGINT:
      return Cell(value_at<std::int64_t>(data, row));
    case DUCKDB_TYPE_DOUBLE:
      return Cell(value_at<double>(data, row));
    case DUCKDB_TYPE_BOOLEAN:
      return Cell(value_at<bool>(data, row));
    default:
      return misuse(fmt::format("a query gives a column of DuckDB's type {}; cast it", int{type}));
  }
}

Result<bool> QueryResult::fetch(std::vector<std::vector<Cell>>& rows) {
  duckdb_data_chunk chunk = duckdb_.fetch_chunk(result_);
  if (chunk == nullptr) return false;
  const idx_t size = duckdb_.data_chunk_get_size(chunk);
  const idx_t columns = duckdb_.column_count(&result_);
  Result<bool> more = size > 0;
  for (idx_t row = 0; more && row < size; ++row) {
    std::vector<Cell>& cells = rows.emplace_back();
    for (idx_t column = 0; more && column < columns; ++column) {
      auto value = cell(duckdb_.data_chunk_get_vector(chunk, column),
                        duckdb_.column_type(&result_, column), row);
      if (value) {
        cells.push_back(*std::move(value));
      } else {
        more = tl::unexpected(value.error());
      }
    }
  }
  duckdb_.destroy_data_chunk(&chunk);
  return more;
}

/// Appends rows to a table. After a failure some rows may be there: the caller rolls back.
class Appender {
 public:
  explicit Appender(const Functions& duckdb) : duckdb_(duckdb) {}
  ~Appender() { duckdb_.appender_destroy(&appender_); }
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  Result<void> open(duckdb_connection connection, const std::string& table) {
    return checked(duckdb_.appender_create(connection, nullptr, table.c_str(), &appender_));
  }
  Result<void> add(const StoreTable& table, const std::vector<Cell>& row) {
    if (row.size() != table.columns.size()) {
      return misuse(fmt::format("a row of the table {} has {} cells, not {}", table.name,
                                row.size(), table.columns.size()));
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      // The variant's alternatives stand in the order of the types.
      if (row[i].index() != 0 &&
          row[i].index() != static_cast<std::size_t>(table.columns[i].type) + 1) {
        return misuse(fmt::format("a cell of {}.{} is not a {}", table.name, table.columns[i].name,
                                  to_string(table.columns[i].type)));
      }
      auto added = checked(std::visit([this](const auto& value) { return put(value); }, row[i]));
      if (!added) return added;
    }
    return checked(duckdb_.appender_end_row(appender_));
  }
  Result<void> finish() { return checked(duckdb_.appender_close(appender_)); }

 private:
  duckdb_state put(std::monostate) { return duckdb_.append_null(appender_); }
  duckdb_state put(const std::string& text) {
    return duckdb_.append_varchar_length(appender_, text.data(), text.size());
  }
  duckdb_state put(Day day) {
    return duckdb_.append_date(appender_,
                               {static_cast<std::int32_t>(day.time_since_epoch().count())});
  }
  duckdb_state put(std::int64_t number) { return duckdb_.append_int64(appender_, number); }
  duckdb_state put(double number) { return duckdb_.append_double(appender_, number); }
  duckdb_state put(bool truth) { return duckdb_.append_bool(appender_, truth); }

  Result<void> checked(duckdb_state state) {
    if (state == DuckDBSuccess) return {};
    duckdb_error_data error = duckdb_.appender_error_data(appender_);
    Result<void> failed =
        failure(duckdb_.error_data_error_type(error), duckdb_.error_data_message(error));
    duckdb_.destroy_error_data(&error);
    return failed;
  }

  const Functions& duckdb_;
  duckdb_appender appender_ = nullptr;
};

std::string doubled(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) result.append(c == quote ? 2 : 1, c);
  return result + quote;
}

}  // namespace

struct Database::Handles {
  explicit Handles(const Functions& functions) : duckdb(functions) {}
  ~Handles() {
    duckdb.disconnect(&connection);
    duckdb.close(&database);
    duckdb.destroy_config(&config);
  }
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;

  Result<void> configure(const DatabaseOptions& options) {
    if (duckdb.create_config(&config) != DuckDBSuccess)
      return misuse("DuckDB made no configuration");
    for (const auto& [name, value] :
         {std::pair<const char*, std::string>{"access_mode",
                                              options.read_only ? "READ_ONLY" : "AUTOMATIC"},
          {"threads", std::to_string(std::max(1, options.threads))},
          {"memory_limit", fmt::format("{}MB", options.memory_mb)},
          {"preserve_insertion_order", "true"},  // whatever the threads do
          {"autoinstall_known_extensions", "false"},
          {"autoload_known_extensions", "false"}}) {
      if (duckdb.set_config(config, name, value.c_str()) != DuckDBSuccess) {
        return misuse(fmt::format("DuckDB does not take {} = {}", name, value));
      }
    }
    return {};
  }

  Result<void> connect(const std::string& file) {
    char* reason = nullptr;
    if (duckdb.open_ext(file.empty() ? nullptr : file.c_str(), &database, config, &reason) !=
        DuckDBSuccess) {
      Result<void> failed = failure(DUCKDB_ERROR_IO, reason);  // all that is left to fail here
      duckdb.free(reason);
      return failed;
    }
    if (duckdb.connect(database, &connection) != DuckDBSuccess)
      return misuse("DuckDB gave no connection");
    return {};
  }

  const Functions& duckdb;
  duckdb_config config = nullptr;
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
};

Database::Database(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const std::filesystem::path& file, const DatabaseOptions& options) {
  const auto& functions = the_functions();
  if (!functions) return tl::unexpected(functions.error());
  auto handles = std::make_unique<Handles>(*functions);
  if (const auto done = handles->configure(options); !done) return tl::unexpected(done.error());
  if (const auto done = handles->connect(file.string()); !done) return tl::unexpected(done.error());
  return Database(std::move(handles));
}

Result<void> Database::run(const std::string& sql) {
  return QueryResult(handles_->duckdb).run(handles_->connection, sql);
}

Result<void> Database::append(const StoreTable& table) {
  Appender appender(handles_->duckdb);
  if (auto opened = appender.open(handles_->connection, table.name); !opened) return opened;
  for (const std::vector<Cell>& row : table.rows) {
    if (auto added = appender.add(table, row); !added) return added;
  }
  return appender.finish();
}

Result<std::vector<std::vector<Cell>>> Database::rows(const std::string& sql) {
  QueryResult result(handles_->duckdb);
  if (const auto done = result.run(handles_->connection, sql); !done)
    return tl::unexpected(done.error());
  std::vector<std::vector<Cell>> rows;
  for (;;) {
    const auto more = result.fetch(rows);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return rows;
  }
}

std::string sql_name(std::string_view name) { return doubled(name, '"'); }
std::string sql_text(std::string_view text) { return doubled(text, '\''); }

}  // namespace detente
