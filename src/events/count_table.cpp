// SPDX-License-Identifier: Apache-2.0
#include "events/count_table.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

namespace detente {

namespace {

// From the low end: class 3 bits, root 5, target 15, source 15, day 22 (days since 0001-01-01, +1,
// so that no key is 0). Keys ascend as their days, then their states do.
constexpr unsigned day_shift = 38;
constexpr Day calendar_start = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);

StateCode state_of_part(std::uint32_t part) {
  std::array<char, StateCode::longest> state{};
  std::size_t size = 0;
  for (std::uint32_t unit = 27 * 27; unit > 0; unit /= 27) {
    const std::uint32_t letter = part / unit % 27;
    if (letter > 0) state.at(size++) = static_cast<char>('A' + letter - 1);
  }
  return StateCode({state.data(), size});
}

CountKey unpack(PackedKey key) {
  const auto part = [&](unsigned shift, unsigned bits) {
    return static_cast<std::uint32_t>(key >> shift & ((1U << bits) - 1));
  };
  return {.day = calendar_start + std::chrono::days(part(day_shift, 22) - 1),
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
  return days << day_shift | static_cast<PackedKey>(source) << 23U |
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

std::size_t CountTable::DayTable::place_of(PackedKey key) const {
  const auto bits = static_cast<unsigned>(std::countr_zero(cells_.size()));
  return (key * 0x9E3779B97F4A7C15ULL) >> (64U - bits);
}

void CountTable::DayTable::add(PackedKey key, const Counts& counts) {
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
  cells_[place].counts.add(counts);
}

void CountTable::DayTable::grow() {
  std::vector<PackedCount> old(cells_.size() * 2);
  old.swap(cells_);
  for (const PackedCount& cell : old) {
    if (cell.key == 0) continue;
    std::size_t place = place_of(cell.key);
    while (cells_[place].key != 0) place = (place + 1) & (cells_.size() - 1);
    cells_[place] = cell;
  }
}

void CountTable::DayTable::append_to(std::vector<PackedCount>& counts) const {
  const auto first = static_cast<std::ptrdiff_t>(counts.size());
  for (const PackedCount& cell : cells_)
    if (cell.key != 0) counts.push_back(cell);
  std::sort(counts.begin() + first, counts.end(),
            [](const PackedCount& left, const PackedCount& right) { return left.key < right.key; });
}

CountTable::DayTable& CountTable::table_of(PackedKey key) {
  const PackedKey day = key >> day_shift;
  if (day != last_day_) {
    last_ = &days_[day];
    last_day_ = day;
  }
  return *last_;
}

std::vector<PackedCount> CountTable::take() {
  std::vector<PackedKey> days;
  std::size_t size = 0;
  for (const auto& [day, table] : days_) {
    days.push_back(day);
    size += table.size();
  }
  std::sort(days.begin(), days.end());
  std::vector<PackedCount> counts;
  counts.reserve(size);
  for (const PackedKey day : days) {
    const auto table = days_.extract(day);
    table.mapped().append_to(counts);
  }
  last_day_ = 0;
  return counts;
}

std::vector<CountRow> sum_rows(const std::vector<std::vector<PackedCount>>& taken) {
  // What each has left, the lowest key at the heap's front.
  std::vector<std::span<const PackedCount>> left;
  for (const auto& one : taken)
    if (!one.empty()) left.emplace_back(one);
  const auto later = [](std::span<const PackedCount> one, std::span<const PackedCount> other) {
    return one.front().key > other.front().key;
  };
  std::make_heap(left.begin(), left.end(), later);
  std::vector<CountRow> rows;
  std::size_t most = 0;
  for (const auto& one : taken) most += one.size();
  rows.reserve(most);
  PackedKey last = 0;
  while (!left.empty()) {
    std::pop_heap(left.begin(), left.end(), later);
    auto lowest = left.back();
    left.pop_back();
    // Tables mostly have days of their own: long runs come from one of them.
    const PackedKey next = left.empty() ? ~PackedKey{0} : left.front().front().key;
    for (; !lowest.empty() && lowest.front().key <= next; lowest = lowest.subspan(1)) {
      const PackedCount& count = lowest.front();
      if (count.key != last) rows.push_back({unpack(count.key), {}});
      last = count.key;
      rows.back().counts.add(count.counts);
    }
    if (lowest.empty()) continue;
    left.push_back(lowest);
    std::push_heap(left.begin(), left.end(), later);
  }
  return rows;
}

}  // namespace detente
