// SPDX-License-Identifier: Apache-2.0
#include "store/write_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file_bytes.hpp"
#include "store/database.hpp"
#include "store/fresh_folder.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view dictionary_head = "table,column,type,description\n";
constexpr std::size_t largest_dictionary = 16U << 20U;

std::string_view sql_type(StoreColumn::Type type) {
  switch (type) {
    case StoreColumn::Type::text:
      return "VARCHAR";
    case StoreColumn::Type::date:
      return "DATE";
    case StoreColumn::Type::integer:
      return "BIGINT";
    case StoreColumn::Type::number:
      return "DOUBLE";
    case StoreColumn::Type::boolean:
      return "BOOLEAN";
  }
  return "";
}

std::string create_statements(const StoreTable& table) {
  const std::string name = sql_name(table.name);
  std::string columns;
  std::string comments =
      fmt::format("COMMENT ON TABLE {} IS {};", name, sql_text(table.description));
  for (const StoreColumn& column : table.columns) {
    columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", sql_name(column.name),
                           sql_type(column.type));
    comments += fmt::format("COMMENT ON COLUMN {}.{} IS {};", name, sql_name(column.name),
                            sql_text(column.description));
  }
  return fmt::format("CREATE TABLE {} ({});{}", name, columns, comments);
}

/// The files that an export with these tables consists of.
std::set<std::string, std::less<>> files_of(const std::set<std::string, std::less<>>& tables,
                                            const std::string& database_name) {
  std::set<std::string, std::less<>> files{"README.md", database_name + ".duckdb"};
  for (const std::string& table : tables) {
    files.insert(table + ".csv");
    files.insert(table + ".parquet");
  }
  return files;
}

/// The tables that the folder's dictionary names; none where it has no dictionary of ours.
std::set<std::string, std::less<>> tables_in(const fs::path& folder) {
  std::set<std::string, std::less<>> tables;
  const auto bytes = read_bytes(folder / "dictionary.csv", largest_dictionary);
  if (!bytes || !bytes->starts_with(dictionary_head)) return tables;
  // A table's name begins its lines and needs no quotes; descriptions have one line.
  for (std::size_t at = dictionary_head.size(); at < bytes->size();) {
    tables.insert(bytes->substr(at, bytes->find(',', at) - at));
    const std::size_t end = bytes->find('\n', at);
    at = end == std::string::npos ? bytes->size() : end + 1;
  }
  return tables;
}

/// An export may be replaced, and nothing that somebody else put there.
Result<void> may_replace(const fs::path& folder, const std::string& database_name) {
  const auto ours = files_of(tables_in(folder), database_name);
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    const bool file = fs::is_regular_file(entry->symlink_status(ignored));
    if (file && ours.size() > 2 && ours.contains(name)) continue;
    return fail(
        Error::Kind::usage,
        fmt::format("is not empty, and {} is not from an earlier export of {}; name another folder",
                    name, database_name),
        folder.string());
  }
  if (error) return fail(Error::Kind::io, error.message(), folder.string());
  return {};
}

Result<void> fill(Database& database, const std::vector<StoreTable>& tables,
                  const Progress& progress) {
  if (auto begun = database.run("BEGIN"); !begun) return begun;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (progress) progress("writing tables", i, tables.size());
    if (auto created = database.run(create_statements(tables[i])); !created) return created;
    if (auto appended = database.append(tables[i]); !appended) return appended;
  }
  return database.run("COMMIT");
}

Result<void> copy_out(Database& database, const StoreTable& table, const fs::path& folder) {
  const auto file = [&](std::string_view ending) {
    return sql_text((folder / (table.name + std::string(ending))).string());
  };
  return database.run(
      fmt::format("COPY {0} TO {1} (FORMAT csv, HEADER);"
                  "COPY {0} TO {2} (FORMAT parquet, COMPRESSION zstd);",
                  sql_name(table.name), file(".csv"), file(".parquet")));
}

/// All files of the folder; the database is closed at the end.
Result<void> write_files(const StoreTarget& target, const std::vector<StoreTable>& tables,
                         const fs::path& folder, const Progress& progress) {
  auto database =
      Database::open(folder / (target.database_name + ".duckdb"), {.threads = target.threads});
  if (!database) return tl::unexpected(database.error());
  if (auto filled = fill(*database, tables, progress); !filled) return filled;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (progress) progress("writing files", i, tables.size());
    if (auto copied = copy_out(*database, tables[i], folder); !copied) return copied;
  }
  // Closing would do it as well, but could not say that it failed.
  if (auto saved = database->run("CHECKPOINT"); !saved) return saved;
  return replace_file(folder / "README.md", target.readme);
}

}  // namespace

Result<void> write_tables(const StoreTarget& target, const std::vector<StoreTable>& tables,
                          const Progress& progress) {
  const auto& name = target.database_name;
  auto folder = FreshFolder::for_target(
      target.folder, [&](const fs::path& existing) { return may_replace(existing, name); });
  if (!folder) return tl::unexpected(folder.error());
  std::vector<StoreTable> all = tables;
  all.push_back(dictionary_of(tables));
  if (auto written = write_files(target, all, folder->path(), progress); !written) {
    // The person knows the folder that they named, not the one that it is made in.
    if (written.error().where.empty()) written.error().where = target.folder.string();
    return written;
  }
  return folder->publish();
}

Result<void> write_parquet(const fs::path& file, const StoreTable& table, int threads) {
  auto database = Database::open({}, {.threads = threads});
  if (!database) return tl::unexpected(database.error());
  if (auto created = database->run(create_statements(table)); !created) return created;
  if (auto appended = database->append(table); !appended) return appended;
  const fs::path part = file.string() + ".part";
  auto done = database->run(fmt::format("COPY {} TO {} (FORMAT parquet, COMPRESSION zstd)",
                                        sql_name(table.name), sql_text(part.string())));
  std::error_code error;
  if (done) fs::rename(part, file, error);
  if (error) done = fail(Error::Kind::io, error.message(), file.string());
  if (!done) fs::remove(part, error);
  return done;
}

}  // namespace detente
