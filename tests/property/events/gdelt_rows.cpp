// SPDX-License-Identifier: Apache-2.0
#include "events/gdelt_rows.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace detente {

namespace {

RC_GTEST_PROP(GdeltRows, OfBothKernelsAreTheSame, ()) {
  // Mostly tabs and letters, so that rows with all their fields come up too.
  const auto letters = *rc::gen::element(std::string("\tab"), std::string("\tabcdefgh"),
                                         std::string("\t\t\na"), std::string("\0\t\n\xFF", 4));
  const auto size = *rc::gen::inRange<std::size_t>(0, 2000);
  auto text = *rc::gen::container<std::string>(size, rc::gen::elementOf(letters));
  text += '\n';
  // From any address, and into room that held something else.
  const auto skipped = std::min(text.size() - 1, *rc::gen::inRange<std::size_t>(0, 64));
  const auto part = std::string_view(text).substr(skipped);
  static std::vector<GdeltRow> plain;
  static std::vector<GdeltRow> fast;
  const bool nul = find_gdelt_rows_plain(part, plain);
  if (has_avx2()) {
    RC_ASSERT(find_gdelt_rows_avx2(part, fast) == nul);
    RC_ASSERT(fast == plain);
  }
  RC_ASSERT(nul == (part.find('\0') != std::string_view::npos));
  RC_ASSERT(static_cast<std::ptrdiff_t>(plain.size()) == std::ranges::count(part, '\n'));
  for (const GdeltRow& row : plain) {
    const auto line = part.substr(row.begin, row.end - row.begin);
    RC_ASSERT(part[row.end] == '\n' && line.find('\n') == std::string_view::npos);
    const auto tabs = std::ranges::count(line, '\t');
    RC_ASSERT(row.width == 0 || row.width == static_cast<std::size_t>(tabs) + 1);
    for (std::size_t i = 0; row.width > 0 && i < GdeltRow::fields.size(); ++i) {
      RC_ASSERT(part[row.ends[i]] == '\t');
      RC_ASSERT(std::ranges::count(line.substr(0, row.ends[i] - row.begin), '\t') ==
                static_cast<std::ptrdiff_t>(GdeltRow::fields[i]));
    }
  }
}

}  // namespace

}  // namespace detente
