// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "command/command.hpp"

namespace detente {

/// `detente export`: the case as tidy CSV, Parquet and one DuckDB file, with a data dictionary and
/// a README.md, in the folder `target`; gives back a list of the tables. The same case on the same
/// day gives the same CSV, Parquet and README.md to the byte, whatever `threads` is. Fails as
/// write_tables does.
Result<Output> run_export(const Common& common, const std::filesystem::path& target, int threads);

}  // namespace detente
