// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace detente {

/// The unsigned number that `size` (at most 8) bytes of `bytes` from `at` on hold, the lowest
/// first. They must lie in `bytes`.
inline std::uint64_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

inline std::uint16_t two_bytes(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(little_endian(bytes, at, 2));
}

inline std::uint32_t four_bytes(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(little_endian(bytes, at, 4));
}

inline std::uint64_t eight_bytes(std::string_view bytes, std::size_t at) {
  return little_endian(bytes, at, 8);
}

}  // namespace detente
