// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

/// Real files that lie beside the checkout; tests that need them are skipped where they are not.
namespace detente::testing {

/// `path` in the folder data of the shared files, whether it is there or not.
inline std::filesystem::path shared_data(const std::string& path) {
  const char* const given = std::getenv("DETENTE_SHARED");  // NOLINT(concurrency-mt-unsafe)
  const std::filesystem::path shared =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(DETENTE_SOURCE_DIR) / ".." / "shared";
  return shared / "data" / path;
}

/// The same in the folder data/events.
inline std::filesystem::path shared_events(const std::string& path) {
  return shared_data("events/" + path);
}

}  // namespace detente::testing

/// Leaves the test where the file is not there.
#define DETENTE_NEEDS(path)                                                      \
  if (!std::filesystem::exists(path))                                            \
  GTEST_SKIP() << (path).string() << " is not there: set DETENTE_SHARED to the " \
               << "folder that has data/events"
