// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace detente {
namespace {

TEST(Utf8, AcceptsWhatTheStandardDoes) {
  for (const auto text : {"", "plain", "é", "取消", "\xED\x9F\xBF", "\xEE\x80\x80", "😀",
                          "\xF4\x8F\xBF\xBF", "\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80"}) {
    EXPECT_EQ(find_invalid_utf8(text), std::string_view::npos) << text;
  }
}

struct Bytes {
  const char* name;
  std::string_view text;
  std::size_t at;
};

class BadUtf8 : public ::testing::TestWithParam<Bytes> {};

TEST_P(BadUtf8, IsFoundWhereItBegins) {
  EXPECT_EQ(find_invalid_utf8(GetParam().text), GetParam().at);
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadUtf8,
    ::testing::Values(Bytes{"Continuation", "ab\x80", 2}, Bytes{"Latin1", "Caf\xE9", 3},
                      Bytes{"CutShort", "取\xE6\xB6", 3}, Bytes{"Overlong2", "\xC0\xAF", 0},
                      Bytes{"Overlong2b", "\xC1\xBF", 0}, Bytes{"Overlong3", "a\xE0\x9F\xBF", 1},
                      Bytes{"Overlong4", "\xF0\x8F\xBF\xBF", 0},
                      Bytes{"SurrogateFirst", "\xED\xA0\x80", 0},
                      Bytes{"SurrogateLast", "\xED\xBF\xBF", 0},
                      Bytes{"PastTheEnd", "\xF4\x90\x80\x80", 0},
                      Bytes{"F5", "\xF5\x80\x80\x80", 0}, Bytes{"FF", "é\xFF", 2},
                      Bytes{"LeadThenLetter", "\xE6z\x88", 0}),
    [](const auto& slip) { return std::string(slip.param.name); });

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("plain"), 5U);
  EXPECT_EQ(display_width("é"), 1U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("取消"), 4U);
  EXPECT_EQ(display_width("（，）"), 6U);
  EXPECT_EQ(display_width("ｶﾅ"), 2U);
  EXPECT_EQ(display_width("한국"), 4U);
  EXPECT_EQ(display_width("😀"), 2U);
  EXPECT_EQ(display_width("\u200B"), 0U);
}

TEST(DisplayWidth, GivesEachBadByteAColumn) { EXPECT_EQ(display_width("a\xFF\xFE"), 3U); }

TEST(IsId, FollowsTheCodebook) {
  for (const auto id : {"a", "7", "USA", "2022-08-05-visit", "R1.1", "a_b", "a."}) {
    EXPECT_TRUE(is_id(id)) << id;
  }
  for (const auto id : {"", "-a", ".a", "_a", "a b", "a/b", "é", "a\n", "取消"}) {
    EXPECT_FALSE(is_id(id)) << id;
  }
  EXPECT_TRUE(is_id(std::string(128, 'a')));
  EXPECT_FALSE(is_id(std::string(129, 'a')));
}

TEST(Nearest, SuggestsASlipOfTheFinger) {
  const std::vector<std::string> words{"suspend", "summary", "sources", "by", "to"};
  EXPECT_EQ(nearest("sumary", words), "summary");
  EXPECT_EQ(nearest("source", words), "sources");
  EXPECT_EQ(nearest("summary", words), "summary");
  EXPECT_EQ(nearest("bye", words), "by");
}

TEST(Nearest, IsSilentWhereNothingIsNear) {
  const std::vector<std::string> words{"suspend", "summary"};
  EXPECT_EQ(nearest("quantity", words), "");
  EXPECT_EQ(nearest("x", {}), "");
  EXPECT_EQ(nearest(std::string(65, 's'), std::vector{std::string(65, 's')}), "");
}

TEST(Nearest, TakesTheFirstOfEquallyNear) {
  const std::vector<std::string> words{"cat", "bat"};
  EXPECT_EQ(nearest("rat", words), "cat");
}

TEST(Join, WithSeparatorsAndALastWord) {
  const std::vector<std::string> three{"a", "b", "c"};
  EXPECT_EQ(join(three, "; "), "a; b; c");
  EXPECT_EQ(join({}, "; "), "");
  EXPECT_EQ(join_list(three), "a, b and c");
  EXPECT_EQ(join_list(std::span(three).first(2), " or "), "a or b");
  EXPECT_EQ(join_list(std::span(three).first(1)), "a");
  EXPECT_EQ(join_list({}), "");
}

}  // namespace
}  // namespace detente
