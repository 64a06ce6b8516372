// SPDX-License-Identifier: Apache-2.0
// Rows that cannot be read: what is said of them, and that the others are read all the same.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "support/event_rows.hpp"

namespace detente {

namespace {

using testing::Changes;
using testing::line_of;
using testing::read_text;

struct Faulty {
  Changes changes;
  std::string field, reason;
};

/// Each fault alone, between two good rows.
void expect_faults(const std::string& header,
                   const std::function<std::vector<std::string>(const Changes&)>& row,
                   const std::vector<Faulty>& faults) {
  const std::uint64_t line = header.empty() ? 2 : 3;
  for (const auto& [changes, field, reason] : faults) {
    const auto all =
        read_text(header + line_of(row({})) + line_of(row(changes)) + line_of(row({})));
    EXPECT_EQ(all.report.rows, 3U) << reason;
    EXPECT_EQ(all.report.bad, 1U) << reason;
    EXPECT_EQ(all.events.size() + all.mentions.size(), 2U) << reason;
    ASSERT_EQ(all.rejects.size(), 1U) << reason;
    EXPECT_EQ(all.rejects[0].field, field);
    EXPECT_EQ(all.rejects[0].reason, reason);
    EXPECT_EQ(all.rejects[0].line, line);
    EXPECT_EQ(all.rejects[0].text + '\n', line_of(row(changes)));
    EXPECT_EQ(all.report.bad_by_field,
              (std::map<std::string, std::uint64_t>{{field.empty() ? "row" : field, 1}}));
  }
}

TEST(FaultyRows, OfGdelt) {
  const std::string code = "is no CAMEO code, or not of the EventRootCode ";
  expect_faults("", testing::gdelt2_row,
                {{{{1, "20210431"}, {2, "202104"}}, "SQLDATE", "\"20210431\" is no day"},
                 {{{7, "US"}}, "Actor1CountryCode", "\"US\" is no code of three letters"},
                 {{{7, "usa"}}, "Actor1CountryCode", "\"usa\" is no code of three letters"},
                 {{{17, "CHINA"}}, "Actor2CountryCode", "\"CHINA\" is no code of three letters"},
                 {{{26, ""}}, "EventCode", "\"\" " + code + "\"04\""},
                 {{{26, "---"}}, "EventCode", "\"---\" " + code + "\"04\""},
                 {{{26, "051"}}, "EventCode", "\"051\" " + code + "\"04\""},
                 {{{26, "042"}, {28, ""}}, "EventCode", "\"042\" " + code + "\"\""},
                 {{{26, "210"}, {28, "21"}}, "EventCode", "\"210\" " + code + "\"21\""},
                 {{{29, "5"}}, "QuadClass", "\"5\" is none of 1 to 4"},
                 {{{29, "0"}}, "QuadClass", "\"0\" is none of 1 to 4"},
                 {{{29, ""}}, "QuadClass", "\"\" is none of 1 to 4"},
                 {{{30, "-10.5"}}, "GoldsteinScale", "\"-10.5\" is no score of -10 to 10"},
                 {{{30, "x"}}, "GoldsteinScale", "\"x\" is no score of -10 to 10"},
                 {{{31, "-1"}}, "NumMentions", "\"-1\" is no number"},
                 {{{31, ""}}, "NumMentions", "\"\" is no number"},
                 {{{59, ""}}, "DATEADDED", "\"\" is no day"},
                 {{{59, "20210406"}, {60, "x"}, {31, "4294967296"}},
                  "NumMentions",
                  "\"4294967296\" is no number"},
                 {{{59, "2021040610150"}}, "DATEADDED", "\"2021040610150\" is no day"},
                 {{{0, "x1"}}, "", "has 61 columns, and is no row of a source that is known"},
                 {{{3, "2020"}}, "", "has 61 columns, and is no row of a source that is known"}});
  expect_faults("", [](const Changes& changes) { return testing::gdelt1_row(changes, 57); },
                {{{{56, "2021-04-06"}}, "DATEADDED", "\"2021-04-06\" is no day"}});
}

TEST(FaultyRows, OfMentions) {
  expect_faults("", testing::mention_row,
                {{{{1, "20210431101500"}}, "EventTimeDate", "\"20210431101500\" is no time"},
                 {{{2, "00000101101500"}}, "MentionTimeDate", "\"00000101101500\" is no time"},
                 {{{0, ""}}, "", "has 16 columns, and is no row of a source that is known"}});
}

TEST(FaultyRows, OfIcews) {
  expect_faults(line_of(testing::icews_header()), testing::icews_row,
                {{{{1, "2018-02-30"}}, "Event Date", "\"2018-02-30\" is no day"},
                 {{{6, "2142"}}, "CAMEO Code", "\"2142\" is no CAMEO code"},
                 {{{6, ""}}, "CAMEO Code", "\"\" is no CAMEO code"},
                 {{{6, "00"}}, "CAMEO Code", "\"00\" is no CAMEO code"},
                 {{{6, "4x"}}, "CAMEO Code", "\"4x\" is no CAMEO code"},
                 {{{7, "-11"}}, "Intensity", "\"-11\" is no score of -10 to 10"},
                 {{{19, "116.4\tx"}}, "", "has 21 columns; the header has 20"}});
}

TEST(FaultyRows, OfPhoenix) {
  const std::string code = "is no CAMEO code, or not of the root ";
  expect_faults("", testing::phoenix_row,
                {{{{1, "20161325"}}, "date", "\"20161325\" is no day"},
                 {{{14, "NA"}}, "code", "\"043\" " + code + "\"NA\""},
                 {{{13, "NA"}}, "code", "\"NA\" " + code + "\"4\""},
                 {{{14, "5"}}, "code", "\"043\" " + code + "\"5\""},
                 {{{15, "5"}}, "QuadClass", "\"5\" is none of 0 to 4"},
                 {{{16, "high"}}, "Goldstein", "\"high\" is no score of -10 to 10"}});
}

TEST(FaultyRows, OfPolecat) {
  expect_faults(line_of(testing::polecat_header()), testing::polecat_row,
                {{{{1, ""}}, "Event Date", "\"\" is no day"},
                 {{{2, "042"}}, "Event Type", "\"042\" is no PLOVER type"},
                 {{{4, "none"}}, "Intensity", "\"none\" is no score of -10 to 10"}});
}

TEST(FaultyRows, OfKeds) {
  const auto row = [](const Changes& changes) {
    return testing::changed({"950105", "ISR", "PAL", "042"}, changes);
  };
  const std::string weis = "is no CAMEO code; if the file is coded in WEIS, say --codes weis";
  expect_faults("", row,
                {{{{0, "950230"}}, "date", "\"950230\" is no day"},
                 {{{3, "---"}}, "code", "\"---\" is no code"},
                 {{{3, "42"}}, "code", "\"42\" is no code"},
                 {{{3, ""}}, "code", "\"\" is no code"},
                 {{{0, "95"}}, "", "has 4 columns, and is no row of a source that is known"}});
  auto choice = source_choice("keds").value();
  choice.codes = CodeSystem::cameo;
  testing::MemoryStream stream("950105\tISR\tPAL\t223\n");
  testing::Everything all;
  const RejectSink keep = [&](const Reject& reject) { all.rejects.push_back(reject); };
  ASSERT_TRUE(read_events(stream, {.choice = choice}, all, keep));
  ASSERT_EQ(all.rejects.size(), 1U);
  EXPECT_EQ(all.rejects[0].reason, "\"223\" " + weis);
}

TEST(FaultyRows, OfGenericFiles) {
  const auto row = [](const Changes& changes) {
    return testing::changed({"2021-04-05", "USA", "CHN", "042", "1.9", "3"}, changes);
  };
  expect_faults("date\tsource\ttarget\tcode\tgoldstein\tmentions\n", row,
                {{{{0, "5 April"}}, "date", "\"5 April\" is no day"},
                 {{{3, "consult"}}, "code", "\"consult\" is no code"},
                 {{{4, "1.9.0"}}, "goldstein", "\"1.9.0\" is no score of -10 to 10"},
                 {{{5, "many"}}, "mentions", "\"many\" is no number"}});
}

TEST(FaultyRows, ThatAreCutOrHoldNul) {
  const auto row = line_of(testing::gdelt2_row());
  const auto all =
      read_text(row + row.substr(0, 60) + '\n' +
                line_of(testing::gdelt2_row({{60, std::string("a\0b", 3)}})) + "\n\r\n" + row);
  ASSERT_EQ(all.rejects.size(), 2U);
  EXPECT_EQ(all.report.rows, 4U) << "blank lines are no rows";
  EXPECT_NE(all.rejects[0].reason.find("is no row of a source"), std::string::npos);
  EXPECT_EQ(all.rejects[1].reason, "has a NUL byte");
  EXPECT_EQ(all.rejects[1].line, 3U);
  ASSERT_EQ(all.events.size(), 2U);
  EXPECT_EQ(all.events[1].event.line, 6U);
}

TEST(FaultyRows, WhoseQuotesDoNotEnd) {
  const auto all = read_text(
      "date,source,target,code\n2021-04-05,\"USA,CHN,042\n"
      "2021-04-05,USA,CHN,042\n");
  ASSERT_EQ(all.rejects.size(), 1U);
  EXPECT_EQ(all.rejects[0].reason, "has a quoted field that does not end");
  EXPECT_EQ(all.events.size(), 1U);
}

TEST(FaultyRows, ThatAreTooLong) {
  const auto row = line_of(testing::gdelt2_row());
  const auto all = read_text(row + std::string(std::size_t{3} << 20U, 'x') + '\n' + row);
  ASSERT_EQ(all.rejects.size(), 1U);
  EXPECT_EQ(all.rejects[0].reason, "is longer than 1 MiB");
  EXPECT_EQ(all.rejects[0].line, 2U);
  EXPECT_EQ(all.rejects[0].text.size(), std::size_t{64} << 10U);
  EXPECT_EQ(all.events.size(), 2U);
}

TEST(FaultyRows, AreToldInUtf8WhereTheyAreNot) {
  for (const bool texts : {true, false}) {
    std::string many(60, '\xE7');
    const auto all =
        read_text(line_of(testing::gdelt2_row({{30, many}, {28, "0\xFF"}})) +
                      line_of(testing::gdelt2_row({{30, "中国中国中国中国中国中国中国"}})),
                  "auto", SIZE_MAX, texts);
    ASSERT_EQ(all.rejects.size(), 2U);
    for (const Reject& reject : all.rejects) {
      EXPECT_EQ(find_invalid_utf8(reject.reason), std::string::npos);
      EXPECT_EQ(find_invalid_utf8(reject.text), std::string::npos);
    }
    EXPECT_EQ(all.rejects[1].reason, "\"中国中国中国中国中国中国中…\" is no score of -10 to 10");
  }
}

TEST(Report, HoldsAThousandUnknownNamesAndTheirBeginnings) {
  std::string text = "date,source,target,code\n";
  for (int i = 0; i < 1500; ++i)
    text += "2021-04-05,nowhere" + std::to_string(i) + std::string(200, 'x') + ",CHN,042\n";
  auto all = read_text(text);
  EXPECT_EQ(all.report.rows, 1500U);
  EXPECT_EQ(all.report.unknown_states.size(), 1000U);
  EXPECT_EQ(all.report.unknown_states.begin()->first.size(), 100U);
  ReadReport other;
  other.unknown_states = {{"another", 1}, {all.report.unknown_states.begin()->first, 2}};
  all.report.add(other);
  EXPECT_EQ(all.report.unknown_states.size(), 1000U);
  EXPECT_EQ(all.report.unknown_states.begin()->second, 3U);
}

TEST(Report, AddsUp) {
  auto one = read_text(line_of(testing::gdelt2_row()) + "x\n").report;
  const auto other = read_text(line_of(testing::gdelt2_row({{29, "9"}})) +
                               line_of(testing::gdelt1_row({{26, "42"}})))
                         .report;
  one.add(other);
  EXPECT_EQ(one.rows, 4U);
  EXPECT_EQ(one.bad, 2U);
  EXPECT_EQ(one.by_source.at(EventSource::gdelt2), 1U);
  EXPECT_EQ(one.by_source.at(EventSource::gdelt1), 1U);
  EXPECT_EQ(one.repairs.at("leading zero given back to a code"), 1U);
  EXPECT_EQ(one.bad_by_field, (std::map<std::string, std::uint64_t>{{"QuadClass", 1}, {"row", 1}}));
}

TEST(Report, IsTheSameWithoutASinkForRejects) {
  testing::MemoryStream stream("x\ny\n");
  testing::Everything all;
  const auto report = read_events(stream, {}, all, nullptr);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->bad, 2U);
}

TEST(Report, OfNothingIsEmpty) {
  for (const std::string text : {"", "\n", "\r\n\r\n"}) {
    const auto all = read_text(text);
    EXPECT_EQ(all.report.rows, 0U);
    EXPECT_TRUE(all.report.repairs.empty()) << text;
  }
}

}  // namespace

}  // namespace detente
