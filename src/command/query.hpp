// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "command/command.hpp"
#include "command/measure.hpp"
#include "command/spiral.hpp"
#include "command/typed.hpp"
#include "store/table.hpp"

/// The commands that only read, as a table: what each may be told, and how what was typed becomes a
/// call. The command line and the server are made from the same rows, so that they cannot differ.
namespace detente {

/// One thing that a command may be told.
struct Parameter {
  enum class Form {
    text,
    date,      ///< a day, a month or a year
    number,    ///< a whole one
    flag,      ///< there or not
    several,   ///< values of their own
    by_comma,  ///< values in one text, between commas
    two_days,  ///< exactly two days
  };
  std::string name;  ///< "half-lives": the option --half-lives, the query's half_lives
  std::string what;  ///< for --help and OpenAPI
  std::string type;  ///< "DATE", as --help has it
  Form form = Form::text;
  bool positional = false;  ///< on the command line
  bool required = false;
};

/// What every one of these commands is told besides.
struct Asked {
  Common common;
  std::string_view version;  ///< of the program
  bool as_of_given = false;  ///< common.as_of was typed, and is not simply today
  bool csv = false;          ///< CSV alone is wanted
  std::uint64_t seed = 1;
  int threads = 0;                  ///< 0: as many as the machine has
  std::filesystem::path lexicon{};  ///< its folder; empty where there is none
};

struct Query {
  std::string name;     ///< of the command
  std::string what;     ///< one line
  std::string example;  ///< works as typed
  std::vector<Parameter> parameters;
  std::vector<std::string> schemas;  ///< of the documents that it can give: "detente.status.1"
  bool slow = false;                 ///< may take more than a second
  bool reads_folder = false;         ///< of the folder more than the record, as its files are now
  /// Kind::usage where what was typed cannot be meant.
  Result<Output> (*run)(const Asked& asked, const Typed& typed) = nullptr;
  /// The document as a table of typed columns, for Parquet; null where it has none.
  Result<StoreTable> (*table)(const Asked& asked, const Output& output) = nullptr;
};

/// All, in the order of --help.
const std::vector<Query>& queries();

/// Null where there is none of that name.
const Query* find_query(std::string_view name);

/// What measure and spiral were told; the input is left out. Kind::usage.
Result<MeasureOptions> measure_options(const Asked& asked, const Typed& typed);
Result<SpiralCommandOptions> spiral_options(const Asked& asked, const Typed& typed);

}  // namespace detente
