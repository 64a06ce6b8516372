// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "events/coded_event.hpp"
#include "events/event_hash.hpp"

namespace detente {

/// How many events one choice of filter leaves to each direction of the dyad under study.
struct FilterEffect {
  std::string filter;  ///< "none", "story", …
  /// By direction (the dyad's first state towards its second, and back) and quad class 1 to 4.
  std::array<std::array<std::uint64_t, 4>, 2> events{};

  [[nodiscard]] std::uint64_t total(std::size_t direction) const;
  /// (cooperation - conflict) / (both) of the direction, from -1 to 1; nothing without events.
  [[nodiscard]] std::optional<double> balance(std::size_t direction) const;
};

/// An event that came into its source long after it happened, or before.
struct LateDates {
  std::uint64_t with_both = 0;  ///< rows that state both days
  std::uint64_t month = 0;      ///< 28 to 31 days after the event
  std::uint64_t year = 0;       ///< 364 to 367 days
  std::uint64_t decade = 0;     ///< 3,650 to 3,655 days
  std::uint64_t other = 0;      ///< more than 7 days, none of these
  std::uint64_t before = 0;     ///< more than a day before the event
};

struct PublisherShare {
  std::string publisher;  ///< or the host of the address
  std::uint64_t rows = 0, in_dyad = 0;
};

/// What is the matter with the rows of one source.
struct FeedAudit {
  std::uint64_t rows = 0, mentions = 0;
  std::optional<Day> first_day{}, last_day{}, first_added{}, last_added{};
  std::uint64_t no_source = 0, no_target = 0, no_state = 0;  ///< no_state: neither
  std::uint64_t no_story = 0;  ///< rows without a story: never repeats by story
  std::uint64_t story_repeats =
      0;  ///< rows that repeat day, actors, code and story of an earlier one
  std::uint64_t day_repeats = 0;  ///< rows that repeat day, actors and code
  std::uint64_t mirrors = 0;      ///< rows that mirror an earlier one, after repeats by story
  std::uint64_t not_root = 0;     ///< GDELT's IsRootEvent is 0
  LateDates late{};
  std::vector<PublisherShare> publishers{};  ///< the largest first, ten at the most
  std::vector<FilterEffect> filters{};
};

/// Looks through events for what makes their counts wrong. Memory grows by some 130 bytes a row,
/// since it must know repeats again.
class Auditor final : public EventSink {
 public:
  /// The dyad whose counts are compared under each filter.
  explicit Auditor(std::array<std::string, 2> dyad) : dyad_(std::move(dyad)) {}
  void take(const CodedEvent& event) override;
  void take_mention(const CodedEvent& mention) override;
  /// By source. To be called once, at the end.
  std::map<EventSource, FeedAudit> finish();

 private:
  struct Feed {
    FeedAudit audit;
    Deduper story{Dedupe::story, false}, day{Dedupe::one_a_day, false}, mirrors{Dedupe::none, true},
        both{Dedupe::story, true};
    std::unordered_map<std::string, PublisherShare> publishers;
  };
  void count_dates(const CodedEvent& event, FeedAudit& audit) const;
  void count_publisher(const CodedEvent& event, bool in_dyad, Feed& feed) const;

  std::array<std::string, 2> dyad_;
  std::map<EventSource, Feed> feeds_;
};

/// Files of a source that come at fixed times, by their names.
struct Coverage {
  std::string kind;         ///< "GDELT 2.0 events, every 15 minutes", …
  std::string first, last;  ///< stamps: YYYYMMDD or YYYYMMDDhhmmss
  std::uint64_t expected = 0, present = 0;
  std::vector<std::string> missing;  ///< stamps between first and last, a thousand at the most
  std::uint64_t missing_count = 0;
};

/// What is missing between the first and the last of the files whose names say their time: GDELT's
/// YYYYMMDDhhmmss.export.CSV and .mentions.CSV, GDELT 1.0's YYYYMMDD.export.CSV, ICEWS's
/// YYYYMMDD-icews-events.tab, each perhaps with .zip, .gz or .zst. Names of no such form are left
/// out.
std::vector<Coverage> coverage_of(const std::vector<std::string>& names);

}  // namespace detente
