// SPDX-License-Identifier: Apache-2.0
#include "events/separators.hpp"

namespace detente {

void Separators::make_room(std::size_t bytes) {
  // The AVX2 kernel stores eight offsets at a time, and may store up to eight too many.
  const std::size_t room = bytes + 64;
  count_ = line_count_ = 0;
  if (room <= room_) return;
  at_ = std::make_unique_for_overwrite<std::uint32_t[]>(room);
  lines_ = std::make_unique_for_overwrite<std::uint32_t[]>(room);
  room_ = room;
}

void find_separators_plain(std::string_view text, char delimiter, Separators& found) {
  found.make_room(text.size());
  std::size_t count = 0;
  std::size_t lines = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != delimiter && text[i] != '\n') continue;
    if (text[i] == '\n') found.lines_[lines++] = static_cast<std::uint32_t>(count);
    found.at_[count++] = static_cast<std::uint32_t>(i);
  }
  found.count_ = count;
  found.line_count_ = lines;
}

void find_separators(std::string_view text, char delimiter, Separators& found) {
  static const bool fast = has_avx2();
  if (fast) {
    find_separators_avx2(text, delimiter, found);
  } else {
    find_separators_plain(text, delimiter, found);
  }
}

}  // namespace detente
