// SPDX-License-Identifier: Apache-2.0
#include "events/gdelt_rows.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace detente {

namespace {

/// So many fields of one letter each, but for the last, which fills the line up to `size` bytes.
std::string line_of_fields(std::size_t fields, std::size_t size) {
  std::string line;
  for (std::size_t i = 1; i < fields; ++i) line += "x\t";
  line.resize(std::max(size, line.size()), 'u');
  return line + '\n';
}

TEST(GdeltRows, TellWhereFieldsEnd) {
  for (const auto find : {find_gdelt_rows, find_gdelt_rows_plain}) {
    std::vector<GdeltRow> rows;
    const auto text = line_of_fields(61, 400) + '\n' + line_of_fields(57, 150);
    EXPECT_FALSE(find(text, rows));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(
        rows[0],
        (GdeltRow{.begin = 0, .end = 400, .width = 61, .last = 120, .ends = {13, 33, 51, 55}}));
    EXPECT_EQ(rows[1], (GdeltRow{.begin = 401, .end = 401}));
    EXPECT_EQ(
        rows[2],
        (GdeltRow{
            .begin = 402, .end = 552, .width = 57, .last = 514, .ends = {415, 435, 453, 457}}));
    EXPECT_FALSE(find("", rows));
    EXPECT_TRUE(rows.empty());
  }
}

TEST(GdeltRows, LeaveOutRowsThatLackFieldsOrBeginWithLongOnes) {
  for (const auto find : {find_gdelt_rows, find_gdelt_rows_plain}) {
    std::vector<GdeltRow> rows;
    find(line_of_fields(61, 0), rows);
    EXPECT_EQ(rows.at(0).width, 61U) << "without anything in the last";
    find(line_of_fields(28, 300), rows);
    EXPECT_EQ(rows.at(0), (GdeltRow{.begin = 0, .end = 300})) << "field 27 has no end";
    find(line_of_fields(29, 300), rows);
    EXPECT_EQ(rows.at(0).width, 29U);
    for (const std::size_t longer : {200U, 201U}) {  // field 27 ends at byte 255, at byte 256
      find(std::string(longer, 'a') + line_of_fields(61, 400), rows);
      EXPECT_EQ(rows.at(0).width, longer == 200 ? 61U : 0U);
    }
  }
}

TEST(GdeltRows, TellOfANul) {
  for (const auto find : {find_gdelt_rows, find_gdelt_rows_plain}) {
    std::vector<GdeltRow> rows;
    const auto sound = line_of_fields(61, 400) + line_of_fields(3, 20);
    for (std::size_t i = 0; i + 1 < sound.size(); ++i) {
      if (sound[i] == '\n') continue;
      auto text = sound;
      text[i] = '\0';
      ASSERT_TRUE(find(text, rows)) << i;
    }
  }
}

TEST(GdeltRows, OfBothKernelsAreTheSameAtEachLength) {
  if (!has_avx2()) GTEST_SKIP() << "this processor has no AVX2";
  std::vector<GdeltRow> plain;
  std::vector<GdeltRow> fast;
  for (std::size_t size = 1; size < 700; ++size) {
    for (const char fill : {'\t', '\n', 'x', '\0'}) {
      std::string text(size, fill);
      for (std::size_t i = 0; i < size; i += 5) text[i] = '\t';
      text.back() = '\n';
      ASSERT_EQ(find_gdelt_rows_plain(text, plain), find_gdelt_rows_avx2(text, fast)) << size;
      ASSERT_EQ(plain, fast) << size << ' ' << int{fill};
    }
  }
}

}  // namespace

}  // namespace detente
