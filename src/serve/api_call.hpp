// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "command/query.hpp"

namespace detente {

enum class ApiFormat { json, csv, parquet };

/// A command as the API is asked for it: /api/v1/timeline?from=2022&as_of=2022-09-01&format=csv.
struct ApiCall {
  const Query* query = nullptr;
  Typed typed{};  ///< by the options' names on the command line
  std::optional<Day> as_of{};
  std::uint64_t seed = 1;
  ApiFormat format = ApiFormat::json;
};

/// "half-lives" as the API has it: "half_lives".
std::string api_name(std::string_view option);

/// What a query string asks a command for. Kind::usage, naming the parameter: one that the command
/// does not have, one given twice that may be given once, an empty or an impossible value. Values
/// that only the case can judge are left to the command.
Result<ApiCall> parse_call(const Query& query, std::string_view query_string);

/// The same for all calls that give the same bytes: what they ask for in one order, with the day
/// that is meant where none was given.
std::string key_of(const ApiCall& call, Day today);

}  // namespace detente
