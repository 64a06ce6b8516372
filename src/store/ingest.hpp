// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "store/manifest.hpp"

namespace detente {

struct IngestOptions {
  int threads = 1;         ///< at least 1; changes no byte
  double max_bad = 0.001;  ///< of the rows read in this run
  /// What files are called that do not stay where they lie: the address that each came from.
  std::map<std::filesystem::path, std::string> names{};
};

/// What one ingest did.
struct IngestReport {
  struct File {
    std::string file;
    std::string what;  ///< "read", "read again", "unchanged", "same content as …", "moved from …",
                       ///< or why it failed
    bool failed = false;
    StoredFile stored{};
  };
  std::vector<File> files;                        ///< in the order given
  std::uint64_t rows = 0, rejects = 0, kept = 0;  ///< of the files read in this run
  bool too_many_bad =
      false;  ///< over max_bad: what was read since the last commit is not in the store
};

/// Reads files of coded events into an event store: a folder of Parquet files with a manifest.
///
/// A file that the store has and that did not change is not read; one that changed is read again,
/// and its rows take the place of the old ones. Every few files the manifest is replaced, which is
/// when their rows are in the store: whenever the process is killed, the store is what it was at
/// such a moment, and the next ingest reads the rest and removes what lies about. A file that
/// cannot be read whole leaves the store as it was, and does not stop the others.
///
/// Content that the store has by another name is not read again; where nothing has that name any
/// more, the file was moved. What a pipe holds is kept beside what earlier ones held, once. A file
/// with a name of its own (`names`) may be gone after the call: it is known by the name.
///
/// `rules` must be those of the store where it exists. Fails with Kind::usage where they are not,
/// or where the folder is something else; with Kind::io where another process is writing to it, the
/// disk is full or a permission is missing, and then removes what it had not yet committed.
Result<IngestReport> ingest(const std::filesystem::path& store,
                            const std::vector<std::filesystem::path>& files,
                            const StoreRules& rules, const IngestOptions& options,
                            const Progress& progress = {});

}  // namespace detente
