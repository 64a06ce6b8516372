// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/progress.hpp"
#include "base/result.hpp"

namespace detente {

enum class AddedKind { event, source };

struct Added {
  std::string id;
  std::string file;  ///< below the case's folder
  std::uint32_t line = 1;
};

/// Puts one record, a TOML fragment with a single [[event]] or [[source]], into the case: an event
/// into the file of its year, before the first of a later date; a source at the end of
/// sources.toml. Comments and the order of everything else stay as they are.
///
/// The case is read as it would be afterwards, and nothing is written where that has a fault:
/// Kind::input, with each fault as "input:line:col" where it lies in the fragment. A case that is
/// faulty already is refused. One file is replaced in one rename, so that a kill at any moment
/// leaves it whole; a lock on the folder keeps two such writers apart.
Result<Added> add_record(const std::filesystem::path& folder, AddedKind kind,
                         std::string_view fragment, const Progress& progress = {});

}  // namespace detente
