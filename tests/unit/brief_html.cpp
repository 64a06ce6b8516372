// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "brief/brief.hpp"
#include "report/escape.hpp"

namespace detente {
namespace {

using Show = Field::Show;

std::vector<std::string> all_of(const std::string& text, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Table board() {
  Table table{"channels", "Channels", {{"name", "Channel"}, {"state", "State"}, {"n", "Meetings"}}};
  table.fields.push_back({"needs", "Needs", Show::detail});
  table.fields.push_back({"sources", "Sources", Show::detail});
  table.note = "A rule.";
  table.rows = {Json{{"name", "Dialogue 对话"},
                     {"state", "suspended"},
                     {"n", 3},
                     {"needs",
                      {{"USA", {{"text", "Talk."}, {"source", "wh"}}},
                       {"CHN", {{"text", "尊重"}, {"source", "mfa"}}}}},
                     {"sources", {"mfa"}}},
                Json{{"name", "Hotline"},
                     {"state", nullptr},
                     {"n", nullptr},
                     {"needs", nullptr},
                     {"sources", nullptr}}};
  return table;
}

Brief sample() {
  Brief brief{.title = "A & B",
              .subtitle = "Where it stands",
              .as_of = "2022-09-01",
              .version = "0.1.0",
              .vintage = "abc",
              .sections = {},
              .references = {}};
  brief.references = {{"unused", "Never cited", "https://example.org/unused", "", "en"},
                      {"mfa", "外交部, 八项反制措施", "https://example.org/mfa?a=1&b=2",
                       "https://archive.example.org/mfa", "zh"},
                      {"wh", "The White House, Readout", "javascript:alert(1)", "", "en"}};
  const Paragraph summary{"summary", "", {{"They met.", {"wh"}}, {"Then not.", {"mfa", "lost"}}}};
  Chart chart{.key = "visas", .title = "Visas", .unit = "a year", .summary = "Fell."};
  chart.lines = {{"F-1", {{*parse_day("2020-01-01"), 1.0}, {*parse_day("2021-01-01"), 2.0}}}};
  chart.breaks = {{*parse_day("2020-06-01"), "New form."}};
  chart.sources = {"wh"};
  brief.sections = {
      {"summary", {.schema = "a/1", .title = "Summary", .blocks = {summary}}},
      {"board", {.schema = "b/1", .title = "The board", .blocks = {board(), chart}}},
      {"sources", {.schema = "c/1", .title = "On sources", .blocks = {Table{"t", "", {}}}}}};
  return brief;
}

TEST(ToHtml, BeginsAsAPageMustAndRunsNothing) {
  const std::string html = to_html(sample());
  EXPECT_TRUE(
      html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"));
  EXPECT_TRUE(has(html, "<meta name=\"viewport\""));
  EXPECT_TRUE(has(html, "<title>A &amp; B</title>"));
  EXPECT_FALSE(has(html, "<script"));
  EXPECT_TRUE(all_of(html, "\\s(on[a-z]+)=").empty());
  EXPECT_TRUE(has(html, "<time datetime=\"2022-09-01\">1 September 2022</time>"));
}

TEST(ToHtml, NumbersSourcesByTheirFirstMarkAndLinksBothWays) {
  const std::string html = to_html(sample());
  EXPECT_TRUE(has(html,
                  "They met.<sup class=\"mark\"><a href=\"#source-1\" id=\"mark-1-1\" "
                  "aria-label=\"source 1\">[1]</a></sup>"));
  EXPECT_TRUE(has(html, "<sup class=\"mark\">[lost]</sup>"));
  EXPECT_TRUE(has(html, "<li id=\"source-1\">The White House, Readout"));
  EXPECT_TRUE(has(html, "<li id=\"source-2\">"));
  EXPECT_FALSE(has(html, "Never cited"));
  EXPECT_EQ(all_of(html, "href=\"#(mark-1-[0-9]+)\"").size(), 3U) << "summary, needs, chart";
}

TEST(ToHtml, HasUniqueIdsAndNoLinkToNowhere) {
  Brief brief = sample();
  brief.sections.push_back(brief.sections[1]);
  brief.sections.push_back({"main", brief.sections[0].document});
  const std::string html = to_html(brief);
  const std::vector<std::string> ids = all_of(html, "\\sid=\"([^\"]*)\"");
  const std::set<std::string> unique(ids.begin(), ids.end());
  EXPECT_EQ(unique.size(), ids.size());
  for (const std::string& target : all_of(html, "href=\"#([^\"]*)\"")) {
    EXPECT_TRUE(unique.contains(target)) << target;
  }
  for (const std::string& names : all_of(html, "aria-labelledby=\"([^\" ]*)")) {
    EXPECT_TRUE(unique.contains(names)) << names;
  }
  EXPECT_TRUE(unique.contains("sources")) << "the section keeps its own id";
  EXPECT_TRUE(unique.contains("sources-2")) << "the foot takes the next";
}

TEST(ToHtml, LinksOnlyWebAddresses) {
  const std::string html = to_html(sample());
  EXPECT_TRUE(has(html, "<a href=\"https://example.org/mfa?a=1&amp;b=2\">"));
  EXPECT_TRUE(has(html, "<a href=\"https://archive.example.org/mfa\">"));
  EXPECT_FALSE(has(html, "href=\"javascript"));
  EXPECT_TRUE(is_web_address("HTTPS://example.org/x"));
  for (const char* bad : {"", "https://", "http:///x", "ftp://a.b", "javascript:x", "https://a b",
                          "https://a\"b", " https://a.b", "https://a\nb", "data:text/html,x"}) {
    EXPECT_FALSE(is_web_address(bad)) << bad;
  }
}

TEST(ToHtml, MakesTablesThatReadAsCardsOnAPhone) {
  const std::string html = to_html(sample());
  EXPECT_TRUE(has(html,
                  "<h3 id=\"board-channels\">Channels</h3><table role=\"table\" "
                  "aria-labelledby=\"board-channels\">"));
  EXPECT_TRUE(has(html, "<th scope=\"col\" role=\"columnheader\">Channel</th>"));
  EXPECT_TRUE(has(html,
                  "<th scope=\"row\" role=\"rowheader\" data-label=\"Channel\"><span>Dialogue "
                  "<span lang=\"zh\">对话</span><sup"));
  EXPECT_TRUE(
      has(html, "<td role=\"cell\" class=\"number\" data-label=\"Meetings\"><span>3</span>"));
  EXPECT_TRUE(has(html, "<td role=\"cell\" data-label=\"State\"></td>")) << "empty stays empty";
  EXPECT_EQ(all_of(html, "(class=\"details\")").size(), 1U) << "only the row that has them";
  EXPECT_TRUE(has(html, "<dt>Needs</dt>"));
  EXPECT_FALSE(has(html, "<dt>Sources</dt>")) << "the marks say it";
  EXPECT_TRUE(has(html, "<p class=\"note\">A rule.</p>"));
  EXPECT_TRUE(has(html, "<p class=\"empty\">None.</p>"));
}

TEST(ToHtml, PutsBreaksAndMarksIntoTheCaptionOfAChart) {
  const std::string html = to_html(sample());
  EXPECT_TRUE(has(html, "<figure><h3 id=\"board-visas\">Visas</h3>"));
  EXPECT_TRUE(has(html, "<figcaption><p>Fell.<sup class=\"mark\">"));
  EXPECT_TRUE(has(html, "<p><b>1</b> 2020-06-01: New form.</p>"));
}

TEST(ToHtml, EscapesWhateverACaseSays) {
  const std::string evil = "<img src=x onerror=\"alert('1')\">&amp;";
  Brief brief = sample();
  brief.title = brief.subtitle = brief.as_of = brief.version = brief.vintage = brief.language =
      evil;
  brief.references[1] = {"mfa", evil, evil, evil, evil};
  Table table{"t" + evil, evil, {{"a", evil}, {"b", evil, Show::detail}}, {}, evil, evil};
  table.rows = {Json{{"a", evil}, {"b", {{evil, evil}}}, {"sources", {"mfa", evil}}}};
  Chart chart{.key = evil, .title = evil, .unit = evil, .summary = evil};
  chart.lines = {{evil, {{*parse_day("2020-01-01"), 1.0}}}, {evil + evil, {}}};
  chart.breaks = {{*parse_day("2020-06-01"), evil}};
  brief.sections.push_back({evil, {.schema = evil, .title = evil, .blocks = {table, chart}}});
  brief.sections.push_back(
      {"e", {.schema = evil, .title = evil, .blocks = {Table{"t", "", {}, {}, evil}}}});
  const std::string html = to_html(brief);
  EXPECT_FALSE(has(html, "<img"));
  EXPECT_FALSE(has(html, "onerror=\""));
}

TEST(ToHtml, LetsLongWordsBreakAndDatesNot) {
  Brief brief = sample();
  brief.sections[0].document.blocks = {
      Paragraph{"p", "", {{"On 2022-08-05, " + std::string(100, 'w') + " it ended."}}}};
  const std::string html = to_html(brief);
  EXPECT_TRUE(has(html, "On <span class=\"day\">2022-08-05,</span> wwwwwwwwwwww<wbr>w"));
}

TEST(ToHtml, LetsAnAddressBreakThatEndsWithADate) {
  Brief brief = sample();
  brief.sections[0].document.blocks = {
      Paragraph{"p", "", {{"See https://example.org/statement_1994-10-04.htm."}}}};
  const std::string html = to_html(brief);
  EXPECT_FALSE(has(html, "<span class=\"day\">https"));
  EXPECT_TRUE(has(html, "https:<wbr>//exa"));
}

TEST(ToHtml, OfNothingIsStillAPage) {
  const std::string html = to_html(Brief{.title = "T", .sections = {}, .references = {}});
  EXPECT_TRUE(has(html, "No source is cited."));
  EXPECT_TRUE(html.ends_with("</html>\n"));
}

TEST(BriefToJson, HasTheDocumentsAndTheSourcesOfTheFoot) {
  const Json json = to_json(sample());
  EXPECT_EQ(json["schema"], "detente.brief/1");
  EXPECT_EQ(json["sections"].size(), 3U);
  EXPECT_EQ(json["sections"][1]["schema"], "b/1");
  EXPECT_EQ(json["sections"][1]["version"], "0.1.0");
  ASSERT_EQ(json["sources"].size(), 2U);
  const Json first{{"number", 1},
                   {"id", "wh"},
                   {"text", "The White House, Readout"},
                   {"address", "javascript:alert(1)"},
                   {"archive", nullptr},
                   {"language", "en"}};
  EXPECT_EQ(json["sources"][0], first);
}

}  // namespace
}  // namespace detente
