// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "events/read_counts.hpp"

namespace detente {

/// Puts counts that someone else made into an event store, which then holds counts alone: of one
/// resolution, and either directed or not. Counts of the same file take the place of its old ones;
/// counts of several files are added up where their keys are the same. `text` is the file's, for
/// its hash.
///
/// Fails with Kind::usage where the folder holds events, or counts of another resolution or
/// directedness, or where another process writes to it; with Kind::io where the system does.
Result<void> import_counts(const std::filesystem::path& store, const std::filesystem::path& file,
                           std::string_view text, const CountsFormat& format,
                           const ReadCounts& counts);

}  // namespace detente
