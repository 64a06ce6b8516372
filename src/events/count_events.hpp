// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "events/counts.hpp"
#include "events/dedupe.hpp"
#include "events/input.hpp"
#include "events/read_events.hpp"

namespace detente {

struct CountOptions {
  SourceChoice choice{};
  Dedupe dedupe = Dedupe::story;
  bool drop_mirrors = false;
  int threads = 1;  ///< at least 1; changes no number. Where rows may repeat each other, each reads
                    ///< ahead, and they judge in turn
  std::size_t most_rejects = 1000;  ///< kept, with the first `most_text` bytes of their rows; all
                                    ///< are counted
  /// At least 64 KiB. Plain files of twice that or more are read in pieces of it, so that several
  /// threads can share one; changes no number.
  std::uint64_t piece_size = std::uint64_t{32} << 20U;
  static constexpr std::size_t most_text = 4096;
};

struct FileReject {
  std::string file;  ///< InputPart::name
  Reject reject;
};

/// Counts of everything that was read: for each source, by day, states, root and class. Rows
/// without a state count under an empty one: the sums by day are the source's totals.
struct CountedEvents {
  std::map<EventSource, std::vector<CountRow>> rows;
  ReadReport report;
  std::uint64_t repeats = 0, mirrors = 0;  ///< rows that were no events of their own
  std::vector<FileReject> rejects;         ///< in the order of files and lines
};

/// Reads the texts and counts their events. In memory are the counts (64 to 128 bytes each in each
/// thread's tables; in the end 80, sorted and as rows), up to 10 MB a thread, and 32 to 64 bytes
/// for each row that deduplication must remember, as much again to drop mirrors; nothing else
/// grows with the input. Mentions are not counted. Fails where a text cannot be read.
Result<CountedEvents> count_events(std::span<const InputPart> parts, const CountOptions& options,
                                   const Progress& progress = {});

}  // namespace detente
