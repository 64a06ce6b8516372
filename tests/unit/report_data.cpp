// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <limits>

#include "report/document.hpp"
#include "report/show.hpp"

namespace detente {
namespace {

using Show = Field::Show;

Document document_of(Block block) {
  return {.schema = "detente.test/1", .title = "T", .blocks = {std::move(block)}};
}

TEST(ToCsv, SpreadsTheMembersOfAnObjectOverColumns) {
  Table table{"rows", "", {{"id", "Id"}}};
  table.fields.push_back(
      {"accounts", "Accounts", Show::detail, {"USA.text", "USA.source", "CHN.text"}});
  table.fields.push_back({"tree", "Tree", Show::json});
  table.rows = {Json{{"id", "e1"},
                     {"accounts", {{"USA", {{"text", "a, b"}, {"source", "s1"}}}}},
                     {"tree", {1, 2}}},
                Json{{"id", "e2"}, {"accounts", nullptr}, {"tree", nullptr}}};
  EXPECT_EQ(to_csv(document_of(table)),
            "id,accounts_usa_text,accounts_usa_source,accounts_chn_text\n"
            "e1,\"a, b\",s1,\n"
            "e2,,,\n");
}

TEST(ToCsv, QuotesOnlyWhatNeedsIt) {
  Table table{"rows", "", {{"a", "A"}, {"b", "B"}}};
  table.rows = {Json{{"a", "say \"no\""}, {"b", "two\nlines"}}, Json{{"a", "=1+1"}, {"b", "取消"}},
                Json{{"a", Json::array({"x", 2, nullptr})}, {"b", true}},
                Json{{"a", {{"text", "t"}, {"source", "s"}}}, {"b", {{"k", 1}}}},
                Json{{"a", 0.1}, {"b", 1234567.891}}};
  EXPECT_EQ(to_csv(document_of(table)),
            "a,b\n"
            "\"say \"\"no\"\"\",\"two\nlines\"\n"
            "=1+1,取消\n"
            "x;2;,true\n"
            "t,\"{\"\"k\"\":1}\"\n"
            "0.1,1234567.891\n");
}

TEST(ToCsv, KeepsARowOfOneEmptyCell) {
  Table table{"rows", "", {{"a", "A"}}};
  table.rows = {Json{{"a", nullptr}}};
  EXPECT_EQ(to_csv(document_of(table)), "a\n\"\"\n");
}

TEST(ToCsv, OfAnEmptyTableIsItsHeadAndOfNoTableNothing) {
  EXPECT_EQ(to_csv(document_of(Table{"rows", "", {{"a", "A"}, {"b", "B"}}})), "a,b\n");
  EXPECT_EQ(to_csv(document_of(Paragraph{"p", "", {{"One."}}})), "");
}

TEST(ToJson, HasTheFieldsInTheirOrderAndNullForWhatIsAbsent) {
  Table table{"channels", "", {{"b", "B"}, {"a", "A", Show::data}, {"c", "C", Show::json}}};
  table.rows = {Json{{"a", 1}, {"b", "x"}, {"no_field", 2}}};
  Document document = document_of(table);
  document.as_of = "2022-09-01";
  document.vintage = "abc";
  document.blocks.emplace_back(Paragraph{"summary", "S", {{"One.", {"s1"}}}});
  EXPECT_EQ(to_json(document, "0.1.0").dump(),
            R"({"schema":"detente.test/1","version":"0.1.0","as_of":"2022-09-01","vintage":"abc",)"
            R"("channels":[{"b":"x","a":1,"c":null}],)"
            R"("summary":[{"text":"One.","sources":["s1"]}]})");
}

TEST(ToJson, AndCsvLeaveOutWhatIsForPeopleAlone) {
  Table table{"rows", "", {{"a", "A"}, {"said", "Said", Show::people}}};
  table.rows = {Json{{"a", 1}, {"said", "nothing on record"}}};
  EXPECT_EQ(to_json(document_of(table), "1")["rows"].dump(), R"([{"a":1}])");
  EXPECT_EQ(to_csv(document_of(table)), "a\n1\n");
  EXPECT_NE(to_text(document_of(table), 80).find("Said: nothing on record"), std::string::npos);
}

TEST(ToJson, OfEmptyBlocksHasEmptyLists) {
  Document document = document_of(Table{"rows", "", {{"a", "A"}}});
  document.blocks.emplace_back(Paragraph{"p", "", {}});
  EXPECT_EQ(to_json(document, "1").dump(),
            R"({"schema":"detente.test/1","version":"1","as_of":null,"vintage":null,)"
            R"("rows":[],"p":[]})");
}

TEST(ToJson, WritesAChartWithNullsWhereANumberIsMissingOrNotFinite) {
  Chart chart{.key = "visas", .title = "Visas", .unit = "a year", .summary = "Fell."};
  const double infinity = std::numeric_limits<double>::infinity();
  chart.lines = {{"F-1", {{*parse_day("2020-01-02"), 1.5, {}, infinity}}}};
  chart.breaks = {{*parse_day("2021-01-01"), "New form."}};
  const Json json = to_json(document_of(chart), "1")["visas"];
  EXPECT_EQ(json["lines"].dump(),
            R"([{"name":"F-1","points":[{"date":"2020-01-02","value":1.5,"low":null,)"
            R"("high":null}]}])");
  EXPECT_EQ(json["breaks"].dump(), R"([{"date":"2021-01-01","text":"New form."}])");
}

TEST(Shown, FollowsTheRulesOfTheTable) {
  EXPECT_TRUE(shown(nullptr).empty());
  EXPECT_TRUE(shown(Json::array()).empty());
  EXPECT_EQ(plain_text(shown(Json::array({"a", 2, 0.5}))), "a, 2, 0.5");
  EXPECT_EQ(plain_text(shown(true)), "yes");
  EXPECT_EQ(plain_text(shown(Json{{"x", 1}, {"y", nullptr}, {"z", "w"}})), "x: 1; z: w");
}

TEST(Shown, CarriesTheSourcesWithTheirText) {
  const Json value = Json::array(
      {Json{{"text", "a"}, {"source", "s1"}}, Json{{"text", "b"}, {"sources", {"s2", "s3"}}}});
  const Shown lines = shown(value);
  ASSERT_EQ(lines.size(), 1U);
  ASSERT_EQ(lines[0].size(), 3U) << "a, the comma, b";
  EXPECT_EQ(lines[0][0].sources, (std::vector<std::string>{"s1"}));
  EXPECT_EQ(lines[0][2].sources, (std::vector<std::string>{"s2", "s3"}));
}

TEST(Shown, PutsTheRowsSourcesAtTheEndOfItsFirstColumnOnce) {
  const Json row{{"a", {{"text", "t"}, {"source", "s2"}}}, {"sources", {"s1", "s2"}}};
  EXPECT_EQ(shown_cell(row, {"a", "A"}, true).at(0).at(0).sources,
            (std::vector<std::string>{"s2", "s1"}));
  EXPECT_EQ(shown_cell(row, {"a", "A"}, false).at(0).at(0).sources,
            (std::vector<std::string>{"s2"}));
}

}  // namespace
}  // namespace detente
