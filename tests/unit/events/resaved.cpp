// SPDX-License-Identifier: Apache-2.0
// Files that another program has written anew: they are read, and what was mended is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/event_rows.hpp"

namespace detente {

namespace {

using testing::line_of;
using ::testing::Pair;
using testing::quoted_line_of;
using testing::read_text;
using ::testing::UnorderedElementsAre;

std::string crlf(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.insert(at, 1, '\r');
  return text;
}

constexpr auto* crlf_told = "CRLF line end taken for LF";
constexpr auto* index_told = "column before the row left out";
constexpr auto* behind_told = "column behind the row left out";
constexpr auto* bom_told = "byte order mark left out";
constexpr auto* latin_told = "text that is not UTF-8 read as ISO 8859-1";

TEST(Resaved, WithSemicolonsAndCrLf) {
  const auto text = line_of(testing::gdelt2_row({{52, "Beijing, China"}}), ';');
  const auto all = read_text(crlf(text + text));
  ASSERT_EQ(all.events.size(), 2U);
  EXPECT_EQ(all.events[0].story, "https://example.org/a");
  EXPECT_THAT(all.report.repairs, UnorderedElementsAre(Pair(crlf_told, 2)));
}

TEST(Resaved, WithCommasQuotesAnIndexAndMore) {
  auto row = testing::gdelt2_row({{16, "PEOPLE'S \"REPUBLIC\""}});
  row.insert(row.begin(), "0");
  row.emplace_back("USA,CHN");
  const auto all = read_text(quoted_line_of(row, ','));
  ASSERT_EQ(all.events.size(), 1U);
  EXPECT_EQ(all.events[0].id, "900000001");
  EXPECT_THAT(all.report.repairs, UnorderedElementsAre(Pair(index_told, 1), Pair(behind_told, 1)));
}

TEST(Resaved, GdeltWithAHeaderOfItsOwn) {
  auto header = testing::gdelt1_row();
  for (std::size_t i = 0; i < header.size(); ++i) header[i] = "Column" + std::to_string(i);
  const auto all =
      read_text(line_of(header, ',') + line_of(testing::gdelt1_row({{50, "Beijing"}}), ','));
  EXPECT_EQ(all.report.rows, 1U);
  EXPECT_EQ(all.events.size(), 1U);
}

TEST(Resaved, WithAByteOrderMark) {
  const std::string mark = "\xEF\xBB\xBF";
  const auto rows = read_text(mark + line_of(testing::gdelt2_row()));
  ASSERT_EQ(rows.events.size(), 1U);
  EXPECT_EQ(rows.events[0].id, "900000001");
  EXPECT_THAT(rows.report.repairs, UnorderedElementsAre(Pair(bom_told, 1)));
  const auto header =
      read_text(mark + line_of(testing::icews_header()) + line_of(testing::icews_row()));
  ASSERT_EQ(header.events.size(), 1U);
  EXPECT_EQ(header.events[0].id, "30000001");
}

TEST(Resaved, IcewsAsCsvInAnotherOrder) {
  auto header = testing::icews_header();
  auto row = testing::icews_row();
  std::ranges::reverse(header);
  std::ranges::reverse(row);
  const auto all = read_text(crlf(quoted_line_of(header, ',') + quoted_line_of(row, ',')));
  ASSERT_EQ(all.events.size(), 1U);
  EXPECT_EQ(all.events[0].source, "USA");
  EXPECT_EQ(all.events[0].target_actor, "John \"Jack\" Doe");
  EXPECT_EQ(all.events[0].event.day, parse_day("2018-10-05"));
  EXPECT_THAT(all.report.repairs, UnorderedElementsAre(Pair(crlf_told, 1)));
}

TEST(Resaved, PolecatInAnotherOrder) {
  auto header = testing::polecat_header();
  auto row = testing::polecat_row();
  header[4] = "Event Intensity";
  std::ranges::rotate(header, header.begin() + 7);
  std::ranges::rotate(row, row.begin() + 7);
  const auto all = read_text(line_of(header) + line_of(row));
  ASSERT_EQ(all.events.size(), 1U);
  EXPECT_EQ(all.events[0].source, "CHN");
  EXPECT_EQ(all.events[0].event.root, 16);
  EXPECT_EQ(all.events[0].event.goldstein, -8000);
}

TEST(Resaved, WithTheRowsNumbersOfR) {
  auto row = testing::icews_row();
  row.insert(row.begin(), "1");
  const auto all =
      read_text(quoted_line_of(testing::icews_header(), ',') + quoted_line_of(row, ','));
  ASSERT_EQ(all.events.size(), 1U);
  EXPECT_EQ(all.events[0].id, "30000001");
  EXPECT_THAT(all.report.repairs, UnorderedElementsAre(Pair(index_told, 1)));
  const auto generic = read_text("date,source,target,code\n1,2021-04-05,USA,CHN,042\n");
  ASSERT_EQ(generic.events.size(), 1U);
  EXPECT_EQ(generic.events[0].source, "USA");
}

TEST(Resaved, AsLatinLetters) {
  for (const bool texts : {true, false}) {
    const auto all = read_text(line_of(testing::icews_header()) +
                                   line_of(testing::icews_row({{2, "Jos\xE9"},
                                                               {4,
                                                                "Cura\xE7"
                                                                "ao"},
                                                               {10, "N\xE9"}})) +
                                   line_of(testing::icews_row({{2, "José"}, {4, "Curaçao"}})),
                               "auto", SIZE_MAX, texts);
    ASSERT_EQ(all.events.size(), 2U);
    EXPECT_EQ(all.events[0].source, "CUW");
    EXPECT_EQ(all.events[1].source, "CUW");
    EXPECT_THAT(all.report.unknown_states, UnorderedElementsAre(Pair("Né", 1)));
    if (!texts) continue;
    EXPECT_EQ(all.events[0].source_actor, "José");
    EXPECT_THAT(all.report.repairs, UnorderedElementsAre(Pair(latin_told, 1)));
  }
}

TEST(Resaved, WeisIsOnlyForWhatCanBeWeis) {
  auto choice = source_choice("auto").value();
  choice.codes = CodeSystem::weis;
  const std::string text = line_of(testing::gdelt2_row({{26, "213"}, {27, "213"}, {28, "21"}})) +
                           "890402\tYUG\tKSV\t213\n";
  testing::MemoryStream stream(text);
  testing::Everything all;
  const RejectSink keep = [&](const Reject& reject) { all.rejects.push_back(reject); };
  const auto report = read_events(stream, {.choice = choice}, all, keep);
  ASSERT_TRUE(report);
  EXPECT_EQ(all.events.size(), 1U);
  ASSERT_EQ(all.rejects.size(), 1U);
  EXPECT_EQ(all.rejects[0].field, "EventCode");
}

}  // namespace

}  // namespace detente
