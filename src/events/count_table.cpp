// SPDX-License-Identifier: Apache-2.0
#include "events/count_table.hpp"

#include <algorithm>
#include <bit>
#include <string>

namespace detente {

namespace {

// From the low end: class 3 bits, root 5, target 15, source 15, day 22 (days since 0001-01-01, +1,
// so that no key is 0). Keys ascend as their days, then their states do.
constexpr Day calendar_start = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);

std::string state_of_part(std::uint32_t part) {
  std::string state;
  for (std::uint32_t unit = 27 * 27; unit > 0; unit /= 27) {
    const std::uint32_t letter = part / unit % 27;
    if (letter > 0) state += static_cast<char>('A' + letter - 1);
  }
  return state;
}

CountKey unpack(PackedKey key) {
  const auto part = [&](unsigned shift, unsigned bits) {
    return static_cast<std::uint32_t>(key >> shift & ((1U << bits) - 1));
  };
  return {.day = calendar_start + std::chrono::days(part(38, 22) - 1),
          .source = state_of_part(part(23, 15)),
          .target = state_of_part(part(8, 15)),
          .root = static_cast<std::uint8_t>(part(3, 5)),
          .quad = static_cast<std::uint8_t>(part(0, 3))};
}

}  // namespace

std::int32_t pack_state(std::string_view state) {
  if (state.size() > 3) return -1;
  std::int32_t part = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    part *= 27;
    if (i >= state.size()) continue;
    if (state[i] < 'A' || state[i] > 'Z') return -1;
    part += state[i] - 'A' + 1;
  }
  return part;
}

PackedKey pack_parts(Day day, std::uint32_t source, std::uint32_t target, std::uint8_t root,
                     std::uint8_t quad) {
  const auto days = static_cast<PackedKey>((day - calendar_start).count()) + 1;
  return days << 38U | static_cast<PackedKey>(source) << 23U |
         static_cast<PackedKey>(target) << 8U | static_cast<PackedKey>(root) << 3U |
         static_cast<PackedKey>(quad);
}

std::optional<PackedKey> pack(Day day, std::string_view source, std::string_view target,
                              std::uint8_t root, std::uint8_t quad) {
  const std::int32_t from = pack_state(source);
  const std::int32_t to = pack_state(target);
  if (from < 0 || to < 0) return std::nullopt;
  return pack_parts(day, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), root,
                    quad);
}

std::size_t CountTable::place_of(PackedKey key) const {
  const auto bits = static_cast<unsigned>(std::countr_zero(cells_.size()));
  return (key * 0x9E3779B97F4A7C15ULL) >> (64U - bits);
}

void CountTable::prefetch(PackedKey key) const {
  if (!cells_.empty()) __builtin_prefetch(&cells_[place_of(key)], 1);
}

void CountTable::add(PackedKey key, const Counts& counts) {
  if (cells_.empty()) cells_.resize(1U << 12U);
  std::size_t place = place_of(key);
  while (cells_[place].key != key) {
    if (cells_[place].key == 0) {
      if ((size_ + 1) * 2 > cells_.size()) {
        grow();
        return add(key, counts);
      }
      cells_[place].key = key;
      ++size_;
      break;
    }
    place = (place + 1) & (cells_.size() - 1);
  }
  Counts& sum = cells_[place].counts;
  sum.events += counts.events;
  sum.mentions += counts.mentions;
  sum.goldstein += counts.goldstein;
}

void CountTable::grow() {
  std::vector<Cell> old(cells_.size() * 2);
  old.swap(cells_);
  for (const Cell& cell : old) {
    if (cell.key == 0) continue;
    std::size_t place = place_of(cell.key);
    while (cells_[place].key != 0) place = (place + 1) & (cells_.size() - 1);
    cells_[place] = cell;
  }
}

void CountTable::merge(const CountTable& other) {
  if (cells_.empty()) {
    *this = other;
    return;
  }
  // Keys come in the order of their places: in a smaller table all would crowd at its beginning,
  // and each add would take as long as those before it together.
  while (cells_.size() < other.cells_.size()) grow();
  for (const Cell& cell : other.cells_)
    if (cell.key != 0) add(cell.key, cell.counts);
}

std::vector<CountRow> CountTable::rows() const {
  std::vector<Cell> used;
  used.reserve(size_);
  std::copy_if(cells_.begin(), cells_.end(), std::back_inserter(used),
               [](const Cell& cell) { return cell.key != 0; });
  std::sort(used.begin(), used.end(),
            [](const Cell& left, const Cell& right) { return left.key < right.key; });
  std::vector<CountRow> rows;
  rows.reserve(used.size());
  for (const Cell& cell : used) rows.push_back({unpack(cell.key), cell.counts});
  return rows;
}

}  // namespace detente
