// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "events/dedupe.hpp"

namespace detente {

/// What an event store keeps of its files, and how it counts them: given with the first ingest, the
/// same for all that follow.
struct StoreRules {
  std::string source = "auto";      ///< the word of the command line
  std::string codes = "auto";       ///< auto, cameo, weis
  Dedupe dedupe = Dedupe::story;    ///< how its events are counted, where nobody says otherwise
  bool drop_mirrors = false;        ///< likewise
  std::vector<std::string> dyad{};  ///< two states: only rows of the one towards the other are kept
  std::vector<std::string> actors{};  ///< states: only rows with one of them are kept
  std::optional<Day> from{}, to{};    ///< only rows of these days are kept

  bool operator==(const StoreRules&) const = default;
};

/// One file of an event store.
struct StoredFile {
  /// Absolute path; the address that it was downloaded from; or "standard input" and the beginning
  /// of its hash.
  std::string file;
  std::uint64_t size = 0;  ///< bytes
  std::int64_t modified =
      0;  ///< nanoseconds since 1970, as the file system has it; 0 of a download
  std::string sha256{};
  std::string md5{};          ///< by which update lists name it; empty where it came through a pipe
  std::uint64_t rows = 0;     ///< that should be events
  std::uint64_t rejects = 0;  ///< of them, could not be read: in rejects/
  std::uint64_t kept = 0;     ///< are in the store
  std::map<std::string, std::uint64_t> feeds{};    ///< good rows by source
  std::map<std::string, std::uint64_t> repairs{};  ///< what was mended, how often
  std::map<std::string, std::uint64_t> unknown_states{};
  std::vector<std::string> pieces{};  ///< its Parquet files, relative to the store
  std::string totals{};               ///< its Parquet file of the source's totals
  std::string reject_file{};          ///< empty where there is no reject
};

/// The list of what belongs to an event store: a Parquet file that it does not name is a leftover.
struct Manifest {
  StoreRules rules{};
  std::string counts{};     ///< "day", "month" or "year" where it holds imported counts, not events
  bool undirected = false;  ///< imported counts of both directions together
  std::vector<StoredFile> files{};  ///< in order of their names
};

inline constexpr const char* manifest_name = "manifest.json";

/// Nothing where the folder has no manifest. Fails with Kind::input where it is damaged or of a
/// later version, with Kind::io.
Result<std::optional<Manifest>> read_manifest(const std::filesystem::path& store);
/// Whole or not at all. Kind::io.
Result<void> write_manifest(const std::filesystem::path& store, const Manifest& manifest);
/// SHA-256 over what the files held and the rules: the same for the same content, wherever it lies.
std::string vintage_of(const Manifest& manifest);

}  // namespace detente
