// SPDX-License-Identifier: Apache-2.0
#include "events/gdelt_rows.hpp"

namespace detente {

bool find_gdelt_rows_plain(std::string_view text, std::vector<GdeltRow>& rows) {
  rows.clear();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    GdeltRow row{.begin = static_cast<std::uint32_t>(begin),
                 .end = static_cast<std::uint32_t>(end)};
    GdeltRow full = row;
    full.width = 1;
    full.last = row.begin;
    std::size_t found = 0;
    for (std::uint32_t at = row.begin; at < row.end; ++at) {
      if (text[at] != '\t') continue;
      if (found < GdeltRow::fields.size() && full.width - 1 == GdeltRow::fields.at(found) &&
          at - row.begin < GdeltRow::head)
        full.ends.at(found++) = at;
      ++full.width;
      full.last = at + 1;
    }
    rows.push_back(found == GdeltRow::fields.size() ? full : row);
    begin = end + 1;
  }
  return text.find('\0') != std::string_view::npos;
}

bool find_gdelt_rows(std::string_view text, std::vector<GdeltRow>& rows) {
  static const bool fast = has_avx2();
  return fast ? find_gdelt_rows_avx2(text, rows) : find_gdelt_rows_plain(text, rows);
}

}  // namespace detente
