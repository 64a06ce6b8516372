// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/coded_event.hpp"
#include "events/counts.hpp"

namespace detente {

/// A CountKey in 64 bits: the day, two states of three letters at most, the root, the class.
using PackedKey = std::uint64_t;
/// Nothing where a state is longer than three capital letters.
std::optional<PackedKey> pack(Day day, std::string_view source, std::string_view target,
                              std::uint8_t root, std::uint8_t quad);
/// The part of a key that a state has: 1 to 19,682 for one to three capital letters, 0 for none; -1
/// for any other text.
std::int32_t pack_state(std::string_view state);
PackedKey pack_parts(Day day, std::uint32_t source, std::uint32_t target, std::uint8_t root,
                     std::uint8_t quad);

struct PackedCount {
  PackedKey key = 0;  ///< no real key is 0
  Counts counts{};
};

/// Counts by key. Each day has a table of its own: rows that come together are mostly of one day,
/// whose counts stay in the processor's cache.
class CountTable {
 public:
  void add(PackedKey key, const Counts& counts) { table_of(key).add(key, counts); }
  /// Brings the key's cell near, for an add that comes soon.
  void prefetch(PackedKey key) { table_of(key).prefetch(key); }
  /// All counts in the order of the keys; the table is empty then.
  std::vector<PackedCount> take();

 private:
  /// An open hash table, 32 bytes a cell; a key of 0 is a free cell.
  class DayTable {
   public:
    void add(PackedKey key, const Counts& counts);
    void prefetch(PackedKey key) const { __builtin_prefetch(&cells_[place_of(key)], 1); }
    [[nodiscard]] std::size_t size() const { return size_; }
    void append_to(std::vector<PackedCount>& counts) const;

   private:
    [[nodiscard]] std::size_t place_of(PackedKey key) const;
    void grow();

    std::vector<PackedCount> cells_ = std::vector<PackedCount>(64);
    std::size_t size_ = 0;
  };
  DayTable& table_of(PackedKey key);

  std::unordered_map<PackedKey, DayTable> days_;
  PackedKey last_day_ = 0;  ///< no real day is 0
  DayTable* last_ = nullptr;
};

/// The sums of what several tables gave, in the order of the keys.
std::vector<CountRow> sum_rows(const std::vector<std::vector<PackedCount>>& taken);

/// One table for each source, by its number: the events of different sources are never added up.
using CountTables = std::array<CountTable, event_source_count>;

}  // namespace detente
