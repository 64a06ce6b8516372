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
  int threads = 1;  ///< at least 1; changes no number. Deduplication goes through the rows in
                    ///< order, and so takes one
  std::size_t most_rejects = 1000;  ///< kept; all are counted
};

struct FileReject {
  std::string file;  ///< InputPart::name
  Reject reject;
};

/// Counts of everything that was read: for each source, by day, states, root and class. Rows without a state count
/// under an empty one: the sums by day are the source's totals.
struct CountedEvents {
  std::map<EventSource, std::vector<CountRow>> rows;
  ReadReport report;
  std::uint64_t repeats = 0, mirrors = 0;  ///< rows that were no events of their own
  std::vector<FileReject> rejects;         ///< in the order of files and lines
};

/// Reads the texts and counts their events. In memory are the counts (32 bytes each, twice that at
/// the most), a few MB a thread, and 24 to 48 bytes for each row that deduplication must remember;
/// nothing else grows with the input. Mentions are not counted. Fails where a text cannot be read.
Result<CountedEvents> count_events(std::span<const InputPart> parts, const CountOptions& options,
                                   const Progress& progress = {});

}  // namespace detente
