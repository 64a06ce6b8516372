// SPDX-License-Identifier: Apache-2.0
#include "cli/locate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "base/text.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// The folders that hold `what`, nearest first: the one that the variable names, then those beside
/// the program.
std::vector<fs::path> shelves(const char* variable, const char* what) {
  std::vector<fs::path> shelves;
  if (const char* named = std::getenv(variable); named != nullptr && *named != '\0')
    shelves.emplace_back(named);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    shelves.push_back(program.parent_path().parent_path() / what);
    shelves.push_back(program.parent_path().parent_path() / "share" / "detente" / what);
  }
  return shelves;
}

}  // namespace

Result<fs::path> locate_case(const std::string& name) {
  std::error_code error;
  if (fs::is_directory(name, error)) return fs::path(name);
  std::vector<std::string> known;
  for (const fs::path& shelf : shelves("DETENTE_CASES", "cases")) {
    if (name.find('/') == std::string::npos && name != "." && name != ".." &&
        fs::is_directory(shelf / name, error))
      return shelf / name;
    for (const fs::directory_entry& entry : fs::directory_iterator(shelf, error)) {
      if (entry.is_directory(error)) known.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(known);
  const auto near = nearest(name, known);
  const std::string hint = !near.empty()   ? fmt::format("; did you mean \"{}\"?", near)
                           : known.empty() ? std::string()
                                           : fmt::format("; built in: {}", join(known, ", "));
  return fail(
      Error::Kind::usage,
      fmt::format("no such case: \"{}\" is neither a folder nor a built-in case{}", name, hint));
}

bool is_built_in(const std::string& name) {
  std::error_code error;
  const auto places = shelves("DETENTE_CASES", "cases");
  return std::ranges::any_of(
      places, [&](const fs::path& shelf) { return fs::is_directory(shelf / name, error); });
}

Result<fs::path> locate_lexicon() {
  std::error_code error;
  const auto places = shelves("DETENTE_LEXICON", "lexicon");
  for (const fs::path& place : places) {
    if (fs::is_directory(place, error)) return place;
  }
  return fail(Error::Kind::usage,
              fmt::format("there is no lexicon: $DETENTE_LEXICON names none, and \"{}\" does not "
                          "exist",
                          places.empty() ? "../lexicon" : places.back().generic_string()));
}

}  // namespace detente
