// SPDX-License-Identifier: Apache-2.0
#include "events/separators.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/count_both_ways.hpp"

namespace detente {

namespace {

RC_GTEST_PROP(Separators, OfBothKernelsAreTheSame, ()) {
  const auto alphabet =
      *rc::gen::element(std::string("\t\nab"), std::string("\n"), std::string("\0\t\n\xFF", 4));
  const auto size = *rc::gen::inRange<std::size_t>(0, 700);
  const auto text = *rc::gen::container<std::string>(
      size, rc::gen::oneOf(rc::gen::elementOf(alphabet), rc::gen::arbitrary<char>()));
  const auto delimiter = *rc::gen::oneOf(rc::gen::element('\t', ';', ',', '\n', '\0', '\x01'),
                                         rc::gen::arbitrary<char>());
  // From any address, and into room that held something else.
  const auto skipped = std::min(text.size(), *rc::gen::inRange<std::size_t>(0, 64));
  const auto part = std::string_view(text).substr(skipped);
  static Separators plain;
  static Separators fast;
  find_separators_plain(part, delimiter, plain);
  if (has_avx2()) {
    find_separators_avx2(part, delimiter, fast);
    RC_ASSERT(testing::same_separators(plain, fast));
  }
  std::vector<std::uint32_t> want;
  for (std::size_t i = 0; i < part.size(); ++i)
    if (part[i] == delimiter || part[i] == '\n') want.push_back(static_cast<std::uint32_t>(i));
  RC_ASSERT(want == std::vector(plain.at(), plain.at() + plain.count()));
  for (std::size_t i = 0; i < plain.line_count(); ++i)
    RC_ASSERT(part[want[plain.lines()[i]]] == '\n');
  RC_ASSERT(static_cast<std::ptrdiff_t>(plain.line_count()) == std::ranges::count(part, '\n'));
}

}  // namespace

}  // namespace detente
