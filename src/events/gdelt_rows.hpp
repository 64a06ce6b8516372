// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace detente {

/// Where the fields lie that counting needs, in one line of GDELT's event tables. Places are
/// offsets in the text.
struct GdeltRow {
  /// The fields whose ends are looked for, from 0. What counting needs besides stands close by.
  static constexpr std::array<unsigned, 4> fields{6, 16, 25, 27};
  static constexpr std::size_t head = 256;

  std::uint32_t begin = 0, end = 0;  ///< the line without its '\n'
  /// How many fields it has. 0 where the last of `fields` does not end in its first `head` bytes,
  /// and the rest is 0 then too: rows of GDELT need 150 up to there.
  std::uint32_t width = 0;
  std::uint32_t last = 0;  ///< where the last field begins
  std::array<std::uint32_t, fields.size()> ends{};

  auto operator<=>(const GdeltRow&) const = default;
};

/// Finds the rows of `text`, lines that each end with '\n', together less than 4 GiB, and says
/// whether it has a NUL. The fastest kernel that the processor has; both give the same.
bool find_gdelt_rows(std::string_view text, std::vector<GdeltRow>& rows);

bool find_gdelt_rows_plain(std::string_view text, std::vector<GdeltRow>& rows);
/// Needs a processor with AVX2, BMI 1 and 2, and POPCNT: has_avx2().
bool find_gdelt_rows_avx2(std::string_view text, std::vector<GdeltRow>& rows);
bool has_avx2();

}  // namespace detente
