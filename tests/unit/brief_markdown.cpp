// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "brief/brief.hpp"
#include "brief/markdown_inline.hpp"

namespace detente {
namespace {

using Show = Field::Show;

TEST(EscapeMarkdown, GuardsSignsWhereTheyMeanSomething) {
  EXPECT_EQ(escape_markdown("a|b\n*c* _d_ [e] <f> `g` \\"),
            "a\\|b \\*c\\* \\_d\\_ \\[e\\] \\<f\\> \\`g\\` \\\\");
  EXPECT_EQ(escape_markdown("1. One"), "1\\. One");
  EXPECT_EQ(escape_markdown("- item"), "\\- item");
  EXPECT_EQ(escape_markdown("---"), "\\---");
  EXPECT_EQ(escape_markdown("10.5"), "10.5");
  EXPECT_EQ(escape_markdown("-20"), "-20");
}

Brief sample() {
  Table table{"rows", "Rows", {{"name", "Name"}, {"n", "Number"}}};
  table.fields.push_back({"word", "Word", Show::detail});
  table.note = "A rule.";
  table.rows = {
      Json{{"name", "A|B"}, {"n", 1.5}, {"word", "取消"}, {"sources", {"s2", "lost"}}},
      Json{{"name", {{"text", "C"}, {"source", "s1"}}}, {"n", nullptr}, {"word", nullptr}}};
  Brief brief{.title = "T",
              .subtitle = "",
              .as_of = "2022-09-01",
              .version = "0.1.0",
              .sections = {},
              .references = {}};
  brief.references = {{"s1", "One", "https://example.org/1", "https://example.org/a", "zh"},
                      {"s2", "Two", "", "", "en"}};
  brief.sections = {{"rows", {.schema = "r/1", .title = "All", .blocks = {table}}}};
  return brief;
}

TEST(ToMarkdown, IsTablesListsAndFootnotes) {
  EXPECT_EQ(to_markdown(sample()),
            "# T\n\nAs of 1 September 2022.\n\n## All\n\n### Rows\n\n"
            "| Name | Number |\n| --- | ---: |\n"
            "| A\\|B[^1]\\[lost\\] | 1.5 |\n"
            "| C[^2] |  |\n\n"
            "- A\\|B\n  - Word: 取消\n\n"
            "A rule.\n\n"
            "## Sources\n\n"
            "[^1]: Two\n"
            "[^2]: One (in Chinese), <https://example.org/1>, archived: <https://example.org/a>\n\n"
            "Détente 0.1.0.\n");
}

TEST(ToMarkdown, MakesAParagraphAListWhereItIsOne) {
  Brief brief = sample();
  const Paragraph list{
      .key = "p", .title = "", .sentences = {{"- A.", {"s1"}}, {"B."}}, .is_list = true};
  brief.sections = {{"p", {.schema = "p/1", .title = "P", .blocks = {list}}}};
  EXPECT_NE(to_markdown(brief).find("## P\n\n- \\- A.[^1]\n- B.\n\n"), std::string::npos);
  EXPECT_NE(to_html(brief).find("<ul>\n<li>- A.<sup"), std::string::npos);
  EXPECT_NE(to_html(brief).find("</li>\n<li>B.</li>\n</ul>"), std::string::npos);
}

TEST(ToMarkdown, ShowsAChartAsSentenceAndExtremes) {
  Brief brief = sample();
  Chart chart{.key = "v", .title = "Visas", .unit = "a year", .summary = "They fell."};
  chart.lines = {{"", {{*parse_day("2020-01-01"), 2000.0}, {*parse_day("2021-01-01"), 10.0}}}};
  chart.breaks = {{*parse_day("2020-06-01"), "New form."}};
  chart.sources = {"s1"};
  brief.sections = {{"v", {.schema = "v/1", .title = "V", .blocks = {chart, Table{"t", "", {}}}}}};
  const std::string text = to_markdown(brief);
  EXPECT_NE(text.find("### Visas (a year)\n\nThey fell.[^1]\n\n"
                      "| First | Lowest | Highest | Last |\n| --- | --- | --- | --- |\n"
                      "| 2,000 (2020-01-01) | 10 (2021-01-01) | 2,000 (2020-01-01) | "
                      "10 (2021-01-01) |\n\n- Break 2020-06-01: New form.\n\nNone.\n\n"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace detente
