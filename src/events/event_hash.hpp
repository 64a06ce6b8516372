// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "events/coded_event.hpp"
#include "events/dedupe.hpp"

namespace detente {

/// 128 bits in place of what makes two rows one event: among a billion rows the chance that two
/// different ones share them is under 10^-20.
struct EventHash {
  std::uint64_t low = 0, high = 0;
  auto operator<=>(const EventHash&) const = default;
};

/// Of the source, the day, the actors, their states and the code; and the story under
/// Dedupe::story.
EventHash hash_of(const CodedEvent& event, Dedupe dedupe);
/// Of the source, the day, the two states in alphabetical order, the code and the story.
EventHash mirror_hash_of(const CodedEvent& event);

/// A small number for each hash: an open table of 24 bytes a cell.
class HashTable {
 public:
  HashTable();
  /// The number of `hash`, 0 where it is new.
  std::int32_t& operator[](const EventHash& hash);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Brings the cell of `hash` near, for a look that comes soon.
  void prefetch(const EventHash& hash) const {
    __builtin_prefetch(&cells_[hash.low & (cells_.size() - 1)], 1);
  }

 private:
  struct Cell {
    EventHash hash{};
    std::int32_t number = 0;
    bool used = false;
  };
  static Cell& find(std::vector<Cell>& cells, const EventHash& hash);

  std::vector<Cell> cells_;
  std::size_t size_ = 0;
};

/// What deduplication needs of a row.
struct EventMarks {
  EventHash same{};    ///< of rows that are one event, where `can_repeat`
  EventHash mirror{};  ///< of rows that may mirror each other, where `step` is not 0
  bool can_repeat = false;
  std::int8_t step = 0;  ///< 1 where the states stand in alphabetical order, -1 where they do not
};
EventMarks marks_of(const CodedEvent& event, const DedupeRule& rule);

/// Tells which rows are events of their own.
class Deduper {
 public:
  explicit Deduper(const DedupeRule& rule) : rule_(rule) {}
  Deduper(Dedupe dedupe, bool drop_mirrors) : rule_{dedupe, drop_mirrors} {}
  enum class Verdict { event, repeat, mirror };
  /// The first of several rows of one event is it; of A→B and B→A on the same day with the same
  /// code and story the first is it, one for one. Rows must come in the order of the files.
  Verdict judge(const CodedEvent& event) { return judge(marks_of(event, rule_)); }
  /// The same, where marks_of() was called elsewhere.
  Verdict judge(const EventMarks& marks);
  /// Brings what tells of the marks near, for a judgement that comes soon.
  void prefetch(const EventMarks& marks) const;

 private:
  DedupeRule rule_;
  HashTable seen_;
  HashTable
      unanswered_;  ///< more A→B than B→A so far: positive, in alphabetical order of the states
};

}  // namespace detente
