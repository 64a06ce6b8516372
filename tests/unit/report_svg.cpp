// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "report/svg.hpp"
#include "report/svg_axis.hpp"

namespace detente {
namespace {

Day day(const char* text) { return *parse_day(text); }

std::vector<std::string> labels(const auto& ticks) {
  std::vector<std::string> texts;
  texts.reserve(ticks.size());
  for (const auto& tick : ticks) texts.push_back(tick.label);
  return texts;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++found;
  }
  return found;
}

using Texts = std::vector<std::string>;

TEST(ValueAxis, HasRoundNumbersAndBeginsAtZeroWhereSensible) {
  EXPECT_EQ(labels(value_axis(4800, 284000, 6).ticks),
            (Texts{"0", "100,000", "200,000", "300,000"}));
  EXPECT_EQ(labels(value_axis(81, 88, 6).ticks), (Texts{"80", "82", "84", "86", "88"}));
  EXPECT_EQ(labels(value_axis(-0.31, 0.42, 6).ticks),
            (Texts{"−0.4", "−0.2", "0.0", "0.2", "0.4", "0.6"}));
}

TEST(ValueAxis, CountsMillionsAndBillions) {
  const ValueAxis axis = value_axis(1e10, 6.5e10, 6);
  EXPECT_EQ(axis.scale, "billion");
  EXPECT_EQ(labels(axis.ticks), (Texts{"0", "20", "40", "60", "80"}));
  EXPECT_EQ(value_axis(0, 2e7, 6).scale, "million");
}

TEST(ValueAxis, CopesWithOneValue) {
  EXPECT_EQ(value_axis(0, 0, 6).high, 1);
  const ValueAxis axis = value_axis(100, 100, 6);
  EXPECT_EQ(axis.low, 0);
  EXPECT_EQ(axis.high, 100);
  const ValueAxis huge = value_axis(-1e299, 1e299, 6);
  EXPECT_LE(huge.ticks.size(), 6U);
  const ValueAxis tiny = value_axis(1e-300, 2e-300, 6);
  EXPECT_LT(tiny.low, tiny.high);
}

TEST(DateTicks, AreYearsMonthsOrDaysByTheRoom) {
  EXPECT_EQ(labels(date_ticks(day("2014-06-30"), day("2022-06-30"), 36)),
            (Texts{"2016", "2018", "2020", "2022"}));
  EXPECT_EQ(labels(date_ticks(day("2022-11-15"), day("2023-05-20"), 36)),
            (Texts{"2023-01", "2023-03", "2023-05"}));
  EXPECT_EQ(labels(date_ticks(day("2022-11-15"), day("2022-11-17"), 40)),
            (Texts{"2022-11-15", "2022-11-16", "2022-11-17"}));
  EXPECT_EQ(labels(date_ticks(day("2022-11-15"), day("2022-11-15"), 40)), (Texts{"2022-11-15"}));
  EXPECT_LE(date_ticks(day("0002-01-01"), day("9990-01-01"), 36).size(), 6U);
}

Chart two_lines() {
  Chart chart{.key = "visas", .title = "Visas <issued>", .unit = "a year", .summary = "\"Fell\"."};
  chart.lines = {{"USA", {{day("2020-01-01"), 10.0}, {day("2020-02-01"), 20.0}}},
                 {"CHN", {{day("2020-01-01"), 30.0}, {day("2020-02-01"), 25.0}}}};
  return chart;
}

TEST(ToSvg, NamesItselfForScreenReadersAndEscapes) {
  const std::string svg = to_svg(two_lines(), {.id = "s-visas"});
  EXPECT_NE(svg.find(R"(role="img" aria-labelledby="s-visas-title s-visas-desc")"),
            std::string::npos);
  EXPECT_NE(svg.find(R"(<title id="s-visas-title">Visas &lt;issued&gt;</title>)"),
            std::string::npos);
  EXPECT_NE(svg.find(R"(<desc id="s-visas-desc">&quot;Fell&quot;.</desc>)"), std::string::npos);
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg.find("<style"), std::string::npos);
}

TEST(ToSvg, DrawsLinesThatDifferWithoutColour) {
  const std::string svg = to_svg(two_lines(), {});
  EXPECT_EQ(count(svg, "stroke-dasharray=\"7 4\""), 1U);
  EXPECT_NE(svg.find(">USA</text>"), std::string::npos);
  EXPECT_NE(svg.find(">CHN</text>"), std::string::npos);
  EXPECT_EQ(svg.find('#'), std::string::npos) << "no colour of its own";
}

TEST(ToSvg, DrawsARuleInForceAsSteps) {
  Chart chart{.key = "k", .title = "a rule", .unit = "", .summary = ""};
  chart.lines = {{"", {{*parse_day("2020-01-01"), 10.0}, {*parse_day("2021-01-01"), 20.0}}}};
  EXPECT_EQ(count(to_svg(chart, {}), "L"), 1U) << "a slope";
  chart.steps = true;
  const std::string svg = to_svg(chart, {});
  EXPECT_EQ(count(svg, "L"), 0U);
  const auto line = svg.find("<path d=\"M");
  ASSERT_NE(line, std::string::npos);
  const std::string path = svg.substr(line, svg.find('"', line + 9) - line);
  EXPECT_LT(path.find('H'), path.find('V')) << path;
}

TEST(ToSvg, PutsLongNamesIntoALegend) {
  Chart chart = two_lines();
  chart.lines[0].name = "Student visas issued abroad to nationals";
  const std::string svg = to_svg(chart, {});
  EXPECT_EQ(count(svg, "stroke-dasharray=\"7 4\""), 2U) << "in the plot and in the legend";
  chart.lines[0].name = "Student visas issued abroad to nationals of the People's Republic";
  EXPECT_NE(to_svg(chart, {}).find("Republic</text>"), std::string::npos) << "in full";
}

TEST(ToSvg, BreaksTheLineAtAGap) {
  Chart chart = two_lines();
  chart.lines.pop_back();
  chart.lines[0].points.push_back({day("2020-03-01"), 30.0});
  chart.lines[0].points.push_back({day("2021-03-01"), 40.0});
  const auto moves = [&](int gap_days) {
    chart.gap_days = gap_days;
    const std::string svg = to_svg(chart, {});
    const std::size_t path = svg.find("<path d=\"M");
    return count(svg.substr(path, svg.find("/>", path) - path), "M");
  };
  EXPECT_EQ(moves(0), 1U);
  EXPECT_EQ(moves(45), 2U);
}

TEST(ToSvg, DrawsABoundAsABarAndAnOpenOneWithAnArrow) {
  Chart chart = two_lines();
  chart.lines.pop_back();
  chart.lines[0].points[1] = {day("2020-02-01"), {}, 12.0, 18.0};
  EXPECT_EQ(count(to_svg(chart, {}), "fill=\"none\""), 3U) << "the line, the bar, its hollow signs";
  chart.lines[0].points[1] = {day("2020-02-01"), {}, 12.0, {}};
  EXPECT_NE(to_svg(chart, {}), to_svg(two_lines(), {}));
  EXPECT_EQ(count(to_svg(chart, {}), "fill=\"none\""), 3U);
}

TEST(ToSvg, DrawsClosedIntervalsInARowAsAnArea) {
  const auto with = [](std::vector<ChartPoint> points, int gap_days) {
    const Chart chart{.key = "k",
                      .title = "a forecast",
                      .unit = "",
                      .summary = "",
                      .lines = {{"", std::move(points)}},
                      .gap_days = gap_days};
    return to_svg(chart, {});
  };
  const auto area = [](const std::string& svg) { return count(svg, "fill-opacity"); };
  const auto caps = [](const std::string& svg) { return count(svg, "stroke-width=\"1.6\""); };
  std::vector<ChartPoint> fan{{day("2026-01-01"), 5.0, 4.0, 6.0},
                              {day("2026-01-02"), 5.0, 3.0, 7.0},
                              {day("2026-01-03"), 5.0, 2.0, 8.0}};
  EXPECT_EQ(area(with(fan, 0)), 1U);
  EXPECT_EQ(caps(with(fan, 0)), 0U) << "an area and bars as well";
  fan.push_back({day("2026-03-01"), 5.0, 2.0, 8.0});
  EXPECT_EQ(area(with(fan, 7)), 1U);
  EXPECT_EQ(caps(with(fan, 7)), 1U) << "an area does not reach over a gap";
  fan[1].high.reset();
  EXPECT_EQ(area(with(fan, 0)), 0U) << "nor over an open end";
  EXPECT_EQ(caps(with(fan, 0)), 4U);
}

TEST(ToSvg, DrawsWhatWasRevisedHollow) {
  Chart chart = two_lines();
  const auto hollow = [&] { return count(to_svg(chart, {}), "fill=\"none\"><circle"); };
  EXPECT_EQ(hollow(), 0U);
  chart.revisions = {{"USA", {day("2020-02-01"), 250.0}, day("2021-01-01")}};
  EXPECT_EQ(hollow(), 1U);
  EXPECT_NE(to_svg(chart, {}).find(">250</text>"), std::string::npos) << "the axis reaches it";
}

TEST(ToSvg, DrawsTheEdgesOfAnAreaThatHasNoLine) {
  Chart chart{.key = "k", .title = "a forecast", .unit = "", .summary = ""};
  chart.lines = {{"", {}}};
  for (const char* date : {"2026-01-01", "2026-01-02", "2026-01-03"})
    chart.lines[0].points.push_back({day(date), std::nullopt, 3.0, 7.0});
  EXPECT_EQ(count(to_svg(chart, {}), "opacity=\"0.5\""), 1U);
  EXPECT_EQ(count(to_svg(chart, {}), "<circle"), 0U);
  for (ChartPoint& at : chart.lines[0].points) at.value = 5.0;
  EXPECT_EQ(count(to_svg(chart, {}), "opacity=\"0.5\""), 0U);
}

TEST(ToSvg, NumbersTheBreaks) {
  Chart chart = two_lines();
  chart.breaks = {{day("2020-01-15"), "Form"}, {day("2020-01-20"), "Law"}};
  const std::string svg = to_svg(chart, {});
  EXPECT_EQ(count(svg, "stroke-dasharray=\"3 4\""), 2U);
  EXPECT_NE(svg.find(">1</text>"), std::string::npos);
  EXPECT_NE(svg.find(">2</text>"), std::string::npos);
}

TEST(ToSvg, SaysThatThereIsNothingToDraw) {
  Chart chart{.key = "k", .title = "Flights", .unit = "", .summary = ""};
  EXPECT_NE(to_svg(chart, {}).find("No observation to draw."), std::string::npos);
  chart.lines = {{"a", {{day("2020-01-01"), 0.0 / 0.0}}}};
  EXPECT_NE(to_svg(chart, {}).find("No observation to draw."), std::string::npos);
  chart.lines = {{"a", {{day("2020-01-01"), 3.0}}}};
  EXPECT_EQ(count(to_svg(chart, {}), "<circle"), 1U) << "a lone point is drawn";
}

IntervalChart two_panels() {
  return {.key = "c",
          .title = "A < B",
          .summary = "Dots.",
          .panels = {{.title = "Radius",
                      .threshold = 1,
                      .left = "grows",
                      .right = "dies out",
                      .greater_is_left = true,
                      .rows = {{"wire", 0.5, 0.25, 0.75}, {"press", 1.5, 0.5, 2, false}}},
                     {.title = "Share",
                      .threshold = 0.5,
                      .left = "few",
                      .right = "most",
                      .from = 0,
                      .to = 1,
                      .empty = "No share."}}};
}

TEST(IntervalChart, DrawsABarAndADotForEachRowOnItsOwnScale) {
  const std::string svg = to_svg(two_panels(), {});
  EXPECT_EQ(count(svg, "<circle"), 2U);
  EXPECT_EQ(count(svg, "stroke-dasharray"), 2U) << "a piece of the threshold for each row";
  EXPECT_EQ(count(svg, "<g fill=\"none\" stroke=\"currentColor\""), 1U) << "one is hollow";
  EXPECT_NE(svg.find("No share."), std::string::npos);
  EXPECT_NE(svg.find("A &lt; B"), std::string::npos);
  const auto first = svg.find("<circle cx=\"");
  const double small = std::stod(svg.substr(first + 12));
  const double great = std::stod(svg.substr(svg.find("<circle cx=\"", first + 1) + 12));
  EXPECT_GT(small, great) << "the greater lies left";
}

TEST(IntervalChart, LeavesOutWhatIsNoNumber) {
  IntervalChart chart = two_panels();
  chart.panels[0].rows[0].high = std::numeric_limits<double>::infinity();
  chart.panels[0].rows[1].value.reset();
  const std::string svg = to_svg(chart, {});
  EXPECT_EQ(count(svg, "<circle"), 0U);
  EXPECT_NE(svg.find("wire"), std::string::npos);
  EXPECT_EQ(svg.find("inf"), std::string::npos);
}

TEST(IntervalChart, IsATableWhereThereIsNoPicture) {
  const Document document{.schema = "x/1", .title = "X", .blocks = {two_panels()}};
  const std::string text = to_text(document, 80);
  EXPECT_NE(text.find("press"), std::string::npos);
  const Json json = to_json(document, "0.0.0")["c"];
  EXPECT_EQ(json["panels"][0]["rows"][1]["firm"], false);
  EXPECT_EQ(json["panels"][0]["threshold"], 1);
  EXPECT_TRUE(json["panels"][1]["rows"].empty());
}

}  // namespace
}  // namespace detente
