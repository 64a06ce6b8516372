// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
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

/// Counts by key: an open hash table, 32 bytes a cell.
class CountTable {
 public:
  void add(PackedKey key, const Counts& counts);
  /// Brings the key's cell near, for an add that comes soon.
  void prefetch(PackedKey key) const;
  void merge(const CountTable& other);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// In the order of the keys.
  [[nodiscard]] std::vector<CountRow> rows() const;

 private:
  struct Cell {
    PackedKey key = 0;  ///< 0: free; no real key is
    Counts counts{};
  };
  [[nodiscard]] std::size_t place_of(PackedKey key) const;
  void grow();

  std::vector<Cell> cells_;  ///< none before the first count
  std::size_t size_ = 0;
};

/// One table for each source, by its number: the events of different sources are never added up.
using CountTables = std::array<CountTable, event_source_count>;

}  // namespace detente
