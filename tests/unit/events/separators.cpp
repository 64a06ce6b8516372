// SPDX-License-Identifier: Apache-2.0
#include "events/separators.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/count_both_ways.hpp"

namespace detente {

namespace {

TEST(Separators, AreDelimitersAndLineEnds) {
  for (const auto find : {find_separators, find_separators_plain}) {
    Separators found;
    find("a\tb\n\n\tc\n", '\t', found);
    EXPECT_EQ(std::vector(found.at(), found.at() + found.count()),
              (std::vector<std::uint32_t>{1, 3, 4, 5, 7}));
    EXPECT_EQ(std::vector(found.lines(), found.lines() + found.line_count()),
              (std::vector<std::uint32_t>{1, 2, 4}));
    find("", '\t', found);
    EXPECT_EQ(found.count(), 0U);
    EXPECT_EQ(found.line_count(), 0U);
  }
}

TEST(Separators, OfBothKernelsAreTheSameAtEachLength) {
  if (!has_avx2()) GTEST_SKIP() << "this processor has no AVX2";
  Separators plain;
  Separators fast;
  for (std::size_t size = 0; size < 200; ++size) {
    for (const char fill : {'\t', '\n', 'x', '\0'}) {
      std::string text(size, fill);
      for (std::size_t i = 0; i < size; i += 7) text[i] = '\n';
      for (const char delimiter : {'\t', '\n', '\0', '\x01', 'x'}) {
        find_separators_plain(text, delimiter, plain);
        find_separators_avx2(text, delimiter, fast);
        ASSERT_TRUE(testing::same_separators(plain, fast)) << size << ' ' << int{delimiter};
      }
    }
  }
}

}  // namespace

}  // namespace detente
