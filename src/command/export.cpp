// SPDX-License-Identifier: Apache-2.0
#include "command/export.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/version.hpp"
#include "command/export_tables.hpp"
#include "store/write_tables.hpp"

namespace detente {

namespace {

std::string or_unstated(const std::string& text) { return text.empty() ? "not stated" : text; }

std::string facts(const Common& common, const Case& record) {
  return fmt::format(
      "- Case: {0}{1}\n- Sides: {2}\n- Authors: {3}\n- Case version: {4}\n"
      "- Licence of the case's own words: {5}\n- As of: {6}; nothing is in here that was not known "
      "on that day\n"
      "- Vintage (SHA-256 of the case's files): {7}\n- Written by: Détente {8}\n",
      record.name, record.summary.empty() ? "" : ". " + record.summary, join_list(record.sides),
      or_unstated(join_list(record.authors)), or_unstated(record.version),
      or_unstated(record.licence), to_string(common.as_of), record.vintage, program_version);
}

std::string how_to_read(const std::string& database) {
  return fmt::format(
      "## How to read it\n\n"
      "- Stata: `import delimited using events.csv, varnames(1) bindquotes(strict) "
      "maxquotedrows(unlimited) "
      "encoding(\"UTF-8\") clear`\n"
      "- R: `events <- arrow::read_parquet(\"events.parquet\")`\n"
      "- Python: `events = pandas.read_parquet(\"events.parquet\")`\n"
      "- DuckDB: `duckdb -readonly {0} 'FROM events'`, or in R and Python connect to `{0}` "
      "read-only\n\n"
      "The names end, from, to, table and column are words of SQL: write them in double quotes "
      "there.\n"
      "An empty field is an absent value. Dates are first days: where the record states only a "
      "month or a "
      "year,\n`…_text` and `date_precision` say so. Text is UTF-8.\n\n",
      database);
}

std::string readme_of(const Common& common, const Case& record,
                      const std::vector<StoreTable>& tables) {
  std::string text = fmt::format(
      "# {}: data\n\n"
      "The record of this case as long, tidy tables. Each table is there as CSV and as Parquet, "
      "and all of "
      "them\nare in `{}.duckdb`. `dictionary.csv` says what each column holds. Each side's account "
      "stands in "
      "a row of\nits own in `accounts`; they are never merged.\n\n{}\n{}## Tables\n\n| table | "
      "rows | one row "
      "is |\n|---|---|---|\n",
      record.title, record.name, facts(common, record), how_to_read(record.name + ".duckdb"));
  for (const StoreTable& table : tables) {
    text += fmt::format("| {} | {} | {} |\n", table.name, table.rows.size(), table.description);
  }
  return text;
}

Table list_of(const std::vector<StoreTable>& tables) {
  Table list{.key = "tables",
             .title = "Tables",
             .fields = {{"table", "Table"},
                        {"rows", "Rows"},
                        {"columns", "Columns"},
                        {"description", "What it holds"}}};
  for (const StoreTable& table : tables) {
    list.rows.push_back(Json{{"table", table.name},
                             {"rows", table.rows.size()},
                             {"columns", table.columns.size()},
                             {"description", table.description}});
  }
  return list;
}

}  // namespace

Result<Output> run_export(const Common& common, const std::filesystem::path& target, int threads) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  const auto tables = export_tables(*record, common.as_of);
  const auto written = write_tables({.folder = target,
                                     .database_name = record->name,
                                     .readme = readme_of(common, *record, tables),
                                     .threads = threads},
                                    tables, common.progress);
  if (!written) return tl::unexpected(written.error());
  Output output{.document = make_document("export", record->title + ": export", common, *record)};
  output.document.blocks.emplace_back(list_of(tables));
  return output;
}

}  // namespace detente
