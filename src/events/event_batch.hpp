// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "events/coded_event.hpp"
#include "events/count_table.hpp"
#include "events/event_hash.hpp"

namespace detente {

/// What counting keeps of an event.
struct PackedEvent {
  PackedKey key = 0;
  EventSource feed = EventSource::generic;
  std::uint32_t mentions = 0;
  std::int32_t goldstein = 0;
};

/// Events that were read and are still to be counted, in the order of their rows.
class EventBatch final : public EventSink {
 public:
  /// The marks of the events are kept too, where there is a rule to judge them by.
  explicit EventBatch(const std::optional<DedupeRule>& rule = {}) : rule_(rule) {}

  void take(const CodedEvent& event) override;
  void take(const PackedEvent& event) { events_.push_back(event); }
  void take(const EventMarks& marks) { marks_.push_back(marks); }

  [[nodiscard]] const std::optional<DedupeRule>& rule() const { return rule_; }
  [[nodiscard]] std::size_t size() const { return events_.size(); }

  struct Dropped {
    std::uint64_t repeats = 0, mirrors = 0;
  };
  /// Leaves those that are events of their own. Once for each event.
  Dropped judge(Deduper& deduper);
  /// Counts the events, and has none then.
  void add_to(CountTables& tables);

 private:
  std::optional<DedupeRule> rule_;
  std::vector<PackedEvent> events_;
  std::vector<EventMarks> marks_;  ///< of events that were not judged
};

}  // namespace detente
