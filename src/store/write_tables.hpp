// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "store/table.hpp"

namespace detente {

struct StoreTarget {
  std::filesystem::path folder;
  std::string database_name;  ///< the DuckDB file is NAME.duckdb
  std::string readme{};       ///< the text of README.md
  int threads = 1;            ///< at least 1; changes no byte
};

/// Writes the tables, and the dictionary that describes them, into a folder: NAME.csv and
/// NAME.parquet (zstd) for each, one DuckDB file with all of them, and README.md. An absent cell is
/// an empty field in CSV, an empty text is "". Rows keep their order; the same tables give the same
/// bytes of CSV and Parquet.
///
/// The folder appears whole or not at all (FreshFolder). One that is there is replaced if it is
/// empty or holds nothing but the files of an earlier call with the same database name, by its own
/// dictionary; else Kind::usage names what is in the way. Kind::io where the disk is full or a
/// permission is missing.
Result<void> write_tables(const StoreTarget& target, const std::vector<StoreTable>& tables,
                          const Progress& progress = {});

/// Writes one table as Parquet (zstd) into a file, which is there whole or not at all. Kind::io.
Result<void> write_parquet(const std::filesystem::path& file, const StoreTable& table, int threads);

}  // namespace detente
