// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <sstream>

#include "base/text.hpp"
#include "report/document.hpp"
#include "report/number.hpp"
#include "report/wrap.hpp"

namespace detente {
namespace {

using Show = Field::Show;

Document document_of(Block block) {
  return {.schema = "test/1", .title = "The board", .blocks = {std::move(block)}};
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) {
    widest = std::max(widest, display_width(line));
    EXPECT_FALSE(line.ends_with(' ')) << "trailing blank: " << line;
  }
  return widest;
}

TEST(NumberText, HasThousandsMarksFourSignificantDigitsAndNoTrailingZeros) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(12.5), "12.5");
  EXPECT_EQ(number_text(100), "100");
  EXPECT_EQ(number_text(1.0 / 3), "0.3333");
  EXPECT_EQ(number_text(12043.477), "12,043");
  EXPECT_EQ(number_text(-1234567.8), "-1,234,568");
  EXPECT_EQ(number_text(118.1234, 6), "118.123");
  EXPECT_EQ(number_text(0.000012345678), "0.00001235");
  EXPECT_EQ(number_text(1e-7), "1e-07");
  EXPECT_EQ(number_text(2e20), "2e+20");
  EXPECT_EQ(number_text(1.0 / 0.0), "");
}

TEST(FiguresText, SetsTheFiguresInATextAsNumbersAreSet) {
  EXPECT_EQ(figures_text("at least 11000"), "at least 11,000");
  EXPECT_EQ(figures_text("between 1234.56 and 20000"), "between 1,235 and 20,000");
  EXPECT_EQ(figures_text("7329 (2.6 %)"), "7,329 (2.6 %)");
  EXPECT_EQ(figures_text("-6.8"), "-6.8");
  EXPECT_EQ(figures_text("0.60"), "0.60");  // its digits are its maker's choice
  EXPECT_EQ(figures_text("0.616755"), "0.6168");
  EXPECT_EQ(figures_text("1e-07"), "1e-07");
  EXPECT_EQ(figures_text(""), "");
  EXPECT_EQ(count_text(1234567), "1,234,567");
}

TEST(ToText, SetsAColumnOfFiguresToTheRight) {
  Table table{.key = "t", .title = "", .fields = {{"n", "N"}, {"f", "Figure"}}};
  table.fields[1].is_figure = true;
  table.rows = {Json{{"n", "a"}, {"f", "at least 11000"}}, Json{{"n", "b"}, {"f", "5"}}};
  const std::string text = to_text(document_of(table), 80);
  EXPECT_NE(text.find("\na  at least 11,000\nb                5\n"), std::string::npos) << text;
  EXPECT_NE(to_csv(document_of(table)).find("at least 11000"), std::string::npos);
}

TEST(GroupDigits, PutsCommasBeforeThePointOnly) {
  EXPECT_EQ(group_digits("123"), "123");
  EXPECT_EQ(group_digits("-1234.5678"), "-1,234.5678");
  EXPECT_EQ(group_digits("1234567"), "1,234,567");
  EXPECT_EQ(group_digits("1e+20"), "1e+20");
}

TEST(Wrap, EndsLinesBetweenWords) {
  EXPECT_EQ(wrap("one two  three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_TRUE(wrap(" \n ", 10).empty());
}

TEST(Wrap, CutsAWordThatIsLongerThanALine) {
  EXPECT_EQ(wrap("a 12345678", 4), (std::vector<std::string>{"a", "1234", "5678"}));
}

TEST(Wrap, MayEndALineBetweenChineseCharactersButNotBeforeTheirPunctuation) {
  EXPECT_EQ(wrap("台湾问题，核心", 8), (std::vector<std::string>{"台湾问", "题，核心"}));
  EXPECT_EQ(wrap("因（暂停）故", 4), (std::vector<std::string>{"因", "（暂", "停）", "故"}));
}

TEST(Wrap, LetsNoControlCharacterThrough) {
  EXPECT_EQ(wrap("a\x1b[31mb\tc\xff", 20), (std::vector<std::string>{"a[31mb c\uFFFD"}));
}

TEST(ShareWidth, GivesShortColumnsAllAndLongOnesAnEvenShare) {
  EXPECT_EQ(share_width({{3, 3}, {10, 5}, {90, 8}, {90, 8}}, 60),
            (std::vector<std::size_t>{3, 10, 24, 23}));
  EXPECT_EQ(share_width({{4, 4}, {5, 5}}, 60), (std::vector<std::size_t>{4, 5}));
  EXPECT_TRUE(share_width({{30, 9}, {30, 9}}, 17).empty());
}

TEST(ToText, AlignsColumnsWithChineseAndRightAlignsNumbers) {
  Table table{"rows", "", {{"name", "Name"}, {"count", "Count"}, {"on", "On"}}};
  table.rows = {Json{{"name", "取消"}, {"count", 7}, {"on", "2022-08-05"}},
                Json{{"name", "open"}, {"count", 12.5}, {"on", nullptr}}};
  EXPECT_EQ(to_text(document_of(table), 80),
            "The board\n\n"
            "Name  Count  On\n"
            "────  ─────  ──────────\n"
            "取消      7  2022-08-05\n"
            "open   12.5\n");
}

TEST(ToText, ShowsDetailsBelowTheirRowAndLeavesOutEmptyOnes) {
  Table table{"rows", "Rows", {{"name", "Name"}, {"word", "Word", Show::detail}}};
  table.fields.push_back({"accounts", "Accounts", Show::detail});
  table.fields.push_back({"hidden", "Hidden", Show::data});
  table.rows = {Json{{"name", "A"},
                     {"word", "取消"},
                     {"accounts",
                      {{"USA", {{"text", "Held."}, {"source", "s1"}}}, {"CHN", {{"text", "No."}}}}},
                     {"hidden", "secret"}},
                Json{{"name", "B"}, {"word", nullptr}, {"accounts", nullptr}, {"hidden", 1}}};
  EXPECT_EQ(to_text(document_of(table), 80),
            "The board\n\nRows\n\n"
            "Name\n────\n"
            "A\n    Word: 取消\n    Accounts:\n      USA: Held.\n      CHN: No.\n\n"
            "B\n");
}

TEST(ToText, SaysTheEmptyTablesSentenceAndItsNote) {
  const Table table{"rows", "Rows", {{"a", "A"}}, {}, "Nothing is open.", "A rule."};
  EXPECT_EQ(to_text(document_of(table), 80), "The board\n\nRows\n\nNothing is open.\n\nA rule.\n");
}

TEST(ToText, SaysASentenceInPlaceOfRowsThatAreDataAlone) {
  Table table{.key = "t", .title = "", .fields = {{"n", "N"}}, .empty = "Not yet."};
  table.rows = {Json{{"n", "a"}}};
  table.is_data = true;
  EXPECT_EQ(to_text(document_of(table), 80), "The board\n\nNot yet.\n");
  EXPECT_EQ(to_csv(document_of(table)), "n\na\n");
  EXPECT_EQ(to_json(document_of(table), "0")["t"].size(), 1U);
}

TEST(ToText, TurnsATableOfTooManyColumnsIntoAList) {
  Table table{"rows", "", {}};
  Json row;
  for (int i = 0; i < 12; ++i) {
    const std::string key = "f" + std::to_string(i);
    table.fields.push_back({key, "Field " + std::to_string(i)});
    if (i != 3) row[key] = "a value of some length";
  }
  table.rows = {row, row};
  const std::string text = to_text(document_of(table), 80);
  EXPECT_NE(text.find("\nField 0: a value of some length\nField 1: a value"), std::string::npos);
  EXPECT_EQ(text.find("Field 3"), std::string::npos);
  EXPECT_LE(widest_line(text), 80U);
}

TEST(ToText, CutsAddressesToTheWidth) {
  Table table{"rows", "", {{"name", "Name"}, {"address", "Address"}}};
  table.rows = {Json{{"name", "x"}, {"address", "https://example.org/" + std::string(200, 'a')}}};
  EXPECT_LE(widest_line(to_text(document_of(table), 50)), 50U);
  EXPECT_LE(widest_line(to_text(document_of(table), 1)), 40U) << "40 is the least";
}

TEST(ToText, NamesTheDayOnceAndJoinsSentences) {
  Document document = document_of(Paragraph{"summary", "Summary", {{"One."}, {"Two.", {"s1"}}}});
  document.as_of = "2022-09-01";
  EXPECT_EQ(to_text(document, 80), "The board, as of 2022-09-01\n\nSummary\nOne. Two.\n");
  document.title = "The board on 2022-09-01";
  EXPECT_TRUE(to_text(document, 80).starts_with("The board on 2022-09-01\n"));
}

TEST(ToText, GivesEachItemOfAListItsOwnLine) {
  const Paragraph list{
      .key = "p", .title = "By one", .sentences = {{"A first one."}, {"B."}}, .is_list = true};
  EXPECT_EQ(to_text(document_of(list), 80), "The board\n\nBy one\n- A first one.\n- B.\n");
  EXPECT_NE(
      to_text(document_of(Paragraph{
                  .key = "p", .title = "", .sentences = {{std::string(60, 'a')}}, .is_list = true}),
              40)
          .find("\n  aaa"),
      std::string::npos);
}

TEST(ToText, ShowsAChartAsItsSummaryAndExtremes) {
  Chart chart{.key = "visas", .title = "Visas", .unit = "a year", .summary = "They fell."};
  chart.lines = {{"F-1",
                  {{*parse_day("2021-01-01"), 5.0},
                   {*parse_day("2020-01-01"), 284000.0},
                   {*parse_day("2022-01-01"), {}, {}, 3.0},
                   {*parse_day("2023-01-01"), {}, 7.0, {}}}}};
  chart.breaks = {{*parse_day("2020-03-20"), "Consulates closed."}};
  EXPECT_EQ(to_text(document_of(chart), 100),
            "The board\n\nVisas (a year)\nThey fell.\n\n"
            "Line  First                 Lowest                  Highest               Last\n"
            "────  ────────────────────  ──────────────────────  ────────────────────  "
            "───────────────────────\n"
            "F-1   284,000 (2020-01-01)  at most 3 (2022-01-01)  284,000 (2020-01-01)  "
            "at least 7 (2023-01-01)\n\n"
            "Break 2020-03-20: Consulates closed.\n");
}

}  // namespace
}  // namespace detente
