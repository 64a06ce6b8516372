// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "events/counts.hpp"
#include "events/dedupe.hpp"
#include "events/group_counts.hpp"
#include "store/database.hpp"
#include "store/manifest.hpp"

namespace detente {

/// Counts of one source.
struct FeedCounts {
  std::string feed;
  std::vector<CountRow> rows;
};

/// The days from the first to the last of which a source tells something of two states.
struct FeedSpan {
  std::string feed;
  Day first, last;
};

/// A source's total of one day: how many events there were, and of a state as source and as target,
/// before the store's filters were applied.
struct Exposure {
  std::string feed;
  Day day;
  std::string state;  ///< empty: the world, where both numbers are the day's events
  std::uint64_t as_source = 0, as_target = 0;
};

/// What a store is asked. Where dedupe or drop_mirrors are not said, the store's rules hold.
struct CountQuery {
  std::optional<Dedupe> dedupe{};
  std::optional<bool> drop_mirrors{};
  Grouping grouping{};
  CountFilter filter{};
  std::optional<Day> known{};  ///< only events that their source had by this day, where it says so
};

/// An event store, open for reading. Nothing in it changes while it is read: a Parquet file that an
/// ingest replaces meanwhile makes the call fail with Kind::io, and it can be made again.
class EventStore {
 public:
  /// Kind::usage where the folder is no event store; Kind::input where its manifest is damaged.
  static Result<EventStore> open(const std::filesystem::path& folder, int threads);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  /// By source and in the order of the keys. Imported counts have the feed "counts", and cannot be
  /// deduplicated: Kind::usage where that is asked.
  Result<std::vector<FeedCounts>> counts(const CountQuery& query);
  /// What a source tells of up to this day, and had by then, in the order of the feeds.
  Result<std::vector<FeedSpan>> spans(Day as_of);
  /// In the order of feed, day and state.
  Result<std::vector<Exposure>> exposure();
  /// Hands every event and mention to the sink, file by file in the order of the manifest.
  Result<void> replay(class EventSink& sink);

 private:
  EventStore(std::filesystem::path folder, Manifest manifest, Database database)
      : folder_(std::move(folder)),
        manifest_(std::move(manifest)),
        database_(std::move(database)) {}
  [[nodiscard]] std::vector<std::string> all_pieces() const;
  [[nodiscard]] std::string files_sql(const std::vector<std::string>& pieces) const;

  std::filesystem::path folder_;
  Manifest manifest_;
  Database database_;
};

}  // namespace detente
