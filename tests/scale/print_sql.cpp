// SPDX-License-Identifier: Apache-2.0
// print_sql --sql DIALECT --source SOURCE --dedupe MODE [--drop-mirrors] WHERE: stands in for "detente reduce" in
// tests/scale/run.py where the program has no such command.
#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "events/reduce_sql.hpp"

int main(int argc, char** argv) {
  using namespace detente;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  std::map<std::string, std::string> given;
  SqlOptions options;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--drop-mirrors") {
      options.drop_mirrors = true;
    } else if (arguments[i].starts_with("--") && i + 1 < arguments.size()) {
      given[arguments[i]] = arguments[i + 1];
      ++i;
    } else {
      options.where = arguments[i];
    }
  }
  const auto dialect = sql_dialect_of(given["--sql"]);
  options.source = given["--source"] == "gdelt1" ? EventSource::gdelt1 : EventSource::gdelt2;
  options.dedupe = given["--dedupe"] == "none"    ? Dedupe::none
                   : given["--dedupe"] == "story" ? Dedupe::story
                                                  : Dedupe::one_a_day;
  const auto sql = dialect ? reduce_sql(*dialect, options)
                           : fail(Error::Kind::usage, "no dialect " + given["--sql"]);
  if (!sql) {
    fmt::print(stderr, "print_sql: {}\n", sql.error().what);
    return 2;
  }
  fmt::print("{}", *sql);
  return 0;
}
