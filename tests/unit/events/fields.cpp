// SPDX-License-Identifier: Apache-2.0
#include "events/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.hpp"

namespace detente {

namespace {

using ::testing::ElementsAre;

std::vector<std::string> split(std::string_view line, char delimiter = ',', bool quoted = true) {
  FieldSplitter splitter;
  const auto fields = splitter.split(line, delimiter, quoted);
  if (!fields) return {"(does not end)"};
  return {fields->begin(), fields->end()};
}

TEST(Fields, AreSplitAtTheDelimiter) {
  EXPECT_THAT(split("a\tb\t\tc", '\t', false), ElementsAre("a", "b", "", "c"));
  EXPECT_THAT(split("", '\t', false), ElementsAre(""));
  EXPECT_THAT(split("\t", '\t', false), ElementsAre("", ""));
  EXPECT_THAT(split("a\t\"b\tc\"", '\t', false), ElementsAre("a", "\"b", "c\""));
}

TEST(Fields, InQuotesKeepDelimitersAndLoseTheirQuotes) {
  EXPECT_THAT(split("a,\"b,c\",d"), ElementsAre("a", "b,c", "d"));
  EXPECT_THAT(split("\"say \"\"no\"\"\",2"), ElementsAre("say \"no\"", "2"));
  EXPECT_THAT(split("\"\",\"\""), ElementsAre("", ""));
  EXPECT_THAT(split("\"\"\"\""), ElementsAre("\""));
  EXPECT_THAT(split("\"a\","), ElementsAre("a", ""));
  EXPECT_THAT(split(",\"a\""), ElementsAre("", "a"));
  EXPECT_THAT(split("a\"b,c"), ElementsAre("a\"b", "c")) << "only a quote in front begins a field";
}

TEST(Fields, InQuotesThatDoNotEndAreRefused) {
  for (const auto* line : {"\"a", "a,\"b", "\"a\"b,c", "\"a\"\"", "\"", "a,\"b\"\"\",\""})
    EXPECT_EQ(split(line).front(), "(does not end)") << line;
}

TEST(Fields, OfALineAreFreeOfTheLineBefore) {
  FieldSplitter splitter;
  ASSERT_EQ(splitter.split("\"a\",b,c", ',', true)->size(), 3U);
  EXPECT_EQ(splitter.split("d", ',', true)->size(), 1U);
  EXPECT_EQ(splitter.split("\"e\"", ',', true)->front(), "e");
}

TEST(Numbers, AreDigitsWithASignAndAPoint) {
  for (const auto* good : {"1", "-1", "+1", "1.5", ".5", "5.", "-.5", "0123"})
    EXPECT_TRUE(is_number(good)) << good;
  for (const auto* wrong : {"", "-", "+", ".", "-.", "1.2.3", "1e5", "a", "1a", " 1", "--1"})
    EXPECT_FALSE(is_number(wrong)) << wrong;
  EXPECT_TRUE(is_digits("0123456789"));
  EXPECT_FALSE(is_digits(""));
  EXPECT_FALSE(is_digits("1.0"));
}

TEST(Days, OfEightDigits) {
  EXPECT_EQ(parse_compact_day("20220805"), parse_day("2022-08-05"));
  EXPECT_EQ(parse_compact_day("20240229"), parse_day("2024-02-29"));
  EXPECT_EQ(parse_compact_day("00010101"), parse_day("0001-01-01"));
  EXPECT_EQ(parse_compact_day("99991231"), parse_day("9999-12-31"));
  for (const auto* wrong : {"", "2022085", "202208055", "20230229", "20221301", "20220800",
                            "20220832", "00000101", "2022-8-5", "2022080a", "-0220805"})
    EXPECT_FALSE(parse_compact_day(wrong)) << wrong;
}

TEST(Days, WithATimeBehindThem) {
  EXPECT_EQ(parse_stamp_day("20220805143000"), parse_day("2022-08-05"));
  EXPECT_EQ(parse_stamp_day("20220805"), parse_day("2022-08-05"));
  for (const auto* wrong :
       {"", "2022080514300", "2022080514300a", "202208051430000", "202208051430"})
    EXPECT_FALSE(parse_stamp_day(wrong)) << wrong;
  EXPECT_EQ(any_day("2022-08-05"), parse_day("2022-08-05"));
  EXPECT_EQ(any_day("2022-08-05 14:30"), parse_day("2022-08-05"));
  EXPECT_EQ(any_day("2022-08-05T14:30:00Z"), parse_day("2022-08-05"));
  EXPECT_EQ(any_day("20220805"), parse_day("2022-08-05"));
  for (const auto* wrong : {"", "05/08/2022", "2022-08", "2022-08-05x", "2022-8-5", "2022-08-32"})
    EXPECT_FALSE(any_day(wrong)) << wrong;
}

TEST(Counts, AreOf32Bits) {
  EXPECT_EQ(parse_count("0"), 0U);
  EXPECT_EQ(parse_count("007"), 7U);
  EXPECT_EQ(parse_count("4294967295"), 4'294'967'295U);
  for (const auto* wrong :
       {"", "-1", "+1", "1.0", "4294967296", "99999999999999999999", " 1", "1 "})
    EXPECT_FALSE(parse_count(wrong)) << wrong;
}

TEST(Scores, AreInThousandths) {
  const std::vector<std::pair<std::string, int>> good{
      {"0", 0},           {"-7.2", -7200},
      {"1.9", 1900},      {"10", 10'000},
      {"-10.0", -10'000}, {"+3.4", 3400},
      {"3,4", 3400},      {".5", 500},
      {"5.", 5000},       {"-0", 0},
      {"0.0004", 0},      {"0.0005", 1},
      {"-0.0005", -1},    {"1.23449", 1234},
      {"1.2345", 1235},   {"00007.0", 7000},
      {"9.9995", 10'000}, {"10.0004", 10'000},
      {"-5,25", -5250},   {"0.00000000000000000000000000000000001", 0}};
  for (const auto& [text, score] : good) EXPECT_EQ(parse_score(text), score) << text;
}

TEST(Scores, OutOfTheirRangeOrOtherwiseWrittenAreRefused) {
  for (const auto* wrong : {"",       "-",       "+",     ".",   "-.",       ",",
                            "10.001", "10.0005", "-10.1", "11",  "100",      "99999999999999",
                            "1.2.3",  "1,2.3",   "1e1",   "--1", "+-1",      "1-",
                            "a",      "NA",      " 1",    "1 ",  "-1,556.80"})
    EXPECT_FALSE(parse_score(wrong)) << wrong;
}

TEST(Texts, ThatAreNotUtf8AreReadAsLatin) {
  EXPECT_EQ(as_utf8("Curaçao"), "Curaçao");
  EXPECT_EQ(as_utf8("Cura\xE7"
                    "ao"),
            "Curaçao");
  EXPECT_EQ(as_utf8("\xFF"), "ÿ");
  EXPECT_EQ(as_utf8(""), "");
}

TEST(Texts, AreNotCutWithinACharacter) {
  EXPECT_EQ(beginning_of("abc", 3), "abc");
  EXPECT_EQ(beginning_of("abcd", 3), "abc");
  EXPECT_EQ(beginning_of("abç", 3), "ab");
  EXPECT_EQ(beginning_of("中国", 5), "中");
  EXPECT_EQ(beginning_of("中国", 6), "中国");
  EXPECT_EQ(beginning_of("a😀", 4), "a");
  EXPECT_EQ(beginning_of("\x80\x80\x80\x80\x80\x80", 5).size(), 5U);
  EXPECT_EQ(beginning_of("abc", 0), "");
}

}  // namespace

}  // namespace detente
