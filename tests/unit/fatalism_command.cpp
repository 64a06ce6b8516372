// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/fatalism.hpp"
#include "command/sections.hpp"

/// What the brief says of claim C2, from evidence made for each test.
namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Case of_sides(const char* first, const char* second) {
  Case record;
  record.sides = {first, second};
  return record;
}

Day on(const char* day) { return *parse_day(day); }

const FatalismLine& line(const Fatalism& fatalism, std::size_t i) { return fatalism.lines.at(i); }

TEST(Fatalism, ACaseThatLacksEverythingCannotTellThreeTimesWithReasons) {
  const Case record = of_sides("ALB", "BEL");
  const Fatalism fatalism = fatalism_of(record, on("2005-12-31"), {});
  EXPECT_EQ(fatalism.verdict, ClaimVerdict::cannot_tell);
  for (const FatalismLine& one : fatalism.lines) {
    EXPECT_EQ(one.bearing, Bearing::cannot_tell) << one.id;
    EXPECT_EQ(one.why.size(), 1U) << one.id;
    EXPECT_FALSE(one.change.empty()) << one.id;
    EXPECT_FALSE(one.shown) << one.id;
  }
  EXPECT_THAT(line(fatalism, 0).why.front(), HasSubstr("no counts of coded events"));
  EXPECT_THAT(line(fatalism, 1).why.front(),
              HasSubstr("none of the populations has an open spell"));
  EXPECT_THAT(line(fatalism, 2).why.front(), HasSubstr("no measure"));
  EXPECT_EQ(fatalism.sentences.size(), 7U);
  const Document document =
      fatalism_document({.folder = {}, .as_of = on("2005-12-31")}, record, fatalism);
  const Json json = to_json(document, "0.0.0");
  EXPECT_EQ(json["verdict"]["answer"], "cannot tell");
  for (const Json& panel : json["chart"]["panels"]) EXPECT_TRUE(panel["rows"].empty());
  for (const Json& row : json["lines"]) EXPECT_TRUE(row["figure"].is_null());
}

TEST(Fatalism, ASourceThatBearsNoModelIsTheReason) {
  Evidence evidence;
  evidence.spirals.push_back({.source = {.counts = {.title = "Wire", .ids = {"wire"}}},
                              .refusal = "its counts do not tell who acts towards whom"});
  const Fatalism fatalism = fatalism_of(of_sides("ALB", "BEL"), on("2005-12-31"), evidence);
  EXPECT_THAT(line(fatalism, 0).why,
              ElementsAre("the source \"Wire\" bears no model (its counts do not tell who acts "
                          "towards whom)"));
  EXPECT_THAT(line(fatalism, 0).sources, ElementsAre("wire"));
  EXPECT_THAT(fatalism.sentences[0].sources, ElementsAre("wire"));
}

SpiralRun fitted(const char* title, Estimate radius, SelfSustaining verdict, const char* last) {
  SpiralRun run{.source = {.counts = {.title = title, .ids = {"wire"}}}};
  run.source.counts.span = {on("2001-01-01"), on(last)};
  run.spiral = Spiral{};
  run.spiral->dyad.radius = radius;
  run.spiral->floor = {0.1, 0.2};
  run.spiral->verdict.self_sustaining = verdict;
  return run;
}

TEST(Fatalism, TheSourceThatTellsStandsForTheSpiral) {
  Evidence evidence;
  evidence.spirals.push_back(fitted("Old", {0.5, 0.4, 0.6}, SelfSustaining::no, "2002-12-31"));
  evidence.spirals.push_back(fitted("New", {0.7, 0.6, 0.8}, SelfSustaining::no, "2005-06-30"));
  const Fatalism fatalism = fatalism_of(of_sides("ALB", "BEL"), on("2005-12-31"), evidence);
  EXPECT_EQ(line(fatalism, 0).bearing, Bearing::not_worse);
  ASSERT_TRUE(line(fatalism, 0).shown);
  EXPECT_EQ(line(fatalism, 0).pieces[*line(fatalism, 0).shown].name, "New");
  EXPECT_TRUE(line(fatalism, 0).why.empty());
  EXPECT_EQ(fatalism.verdict, ClaimVerdict::cannot_tell) << "one line decides nothing";
}

TEST(Fatalism, ThePresentSpellIsTheOneOpenOnTheDay) {
  const Case record = of_sides("USA", "CHN");
  const auto now = base_rate_line(record, on("2026-11-30")).line;
  ASSERT_EQ(now.pieces.size(), 1U);
  EXPECT_EQ(now.pieces[0].remark, "106 spells that lasted 288 months or more");
  // By hand from the table: 1 - 104/106 * 99/100 * 94/98 * 92/94 * 90/91 * 85/88.
  EXPECT_NEAR(now.pieces[0].figure.estimate, 0.1289, 1e-4);
  EXPECT_EQ(now.bearing, Bearing::cannot_tell);
  const auto turned = base_rate_line(of_sides("CHN", "USA"), on("2020-12-31")).line;
  ASSERT_EQ(turned.pieces.size(), 1U);
  EXPECT_THAT(turned.pieces[0].remark, HasSubstr("lasted 288 months"));
  EXPECT_TRUE(base_rate_line(record, on("2020-12-30")).line.pieces.empty())
      << "the list counts 2020, which is not over";
  EXPECT_TRUE(base_rate_line(of_sides("USA", "BEL"), on("2026-11-30")).line.pieces.empty());
}

/// Monthly figures 10, forecast by three models from which the first is "persistence".
OutlookRun forecast_run(const char* id, int polarity, double low, double high) {
  OutlookRun run;
  run.target.id = run.target.title = id;
  run.target.sources = {id};
  run.target.polarity = polarity;
  History& whole = run.target.series.whole;
  whole.first = on("2000-01-01");
  for (int i = 0; i < 72; ++i) whole.values.emplace_back(i % 2 == 0 ? 9 : 10);
  Backtest tested;
  tested.models = models_for(whole);
  const std::size_t count = tested.models.size() + 1;
  for (int i = 0; i < 40; ++i) {
    Outcome outcome{.origin = add_months(on("2002-01-31"), i),
                    .first = add_months(on("2002-02-01"), i),
                    .horizon = 1,
                    .value = 10,
                    .scores = std::vector<Score>(count, Score{.crps = 2, .covered = true})};
    outcome.scores.back().crps = 1 + 0.01 * (i % 3);
    tested.outcomes.push_back(std::move(outcome));
  }
  Forecast forecast;
  for (int i = 0; i <= 100; ++i) forecast.draws.push_back(low + (high - low) * i / 100);
  forecast.median = (low + high) / 2;
  tested.issued.push_back({on("2006-12-01"), 12, std::vector<Forecast>(count, forecast)});
  run.backtest = std::move(tested);
  run.choice.model = run.backtest->combination();
  run.open = {&run.backtest->issued.front()};
  return run;
}

Fatalism with_forecasts(std::vector<OutlookRun> runs) {
  Evidence evidence;
  evidence.outlook = std::move(runs);
  return fatalism_of(of_sides("ALB", "BEL"), on("2005-12-31"), evidence);
}

TEST(Fatalism, TheOutlookTellsWhereMostMeasuresDo) {
  std::vector<OutlookRun> runs;
  runs.push_back(forecast_run("trade", 1, 5, 8));
  runs.push_back(forecast_run("patrols", -1, 12, 15));
  runs.push_back(forecast_run("score", 1, 5, 15));
  runs.push_back(forecast_run("volume", 0, 5, 8));
  const Fatalism fatalism = with_forecasts(std::move(runs));
  const FatalismLine& outlook = line(fatalism, 2);
  ASSERT_EQ(outlook.pieces.size(), 3U) << "what has no direction is no measure of it";
  EXPECT_EQ(outlook.bearing, Bearing::worse);
  EXPECT_EQ(outlook.pieces[*outlook.shown].name, "trade");
  EXPECT_EQ(outlook.pieces[2].ruling.bearing, Bearing::cannot_tell);
  EXPECT_THAT(outlook.sources, ElementsAre("trade", "patrols", "score"));
  const Json json = to_json(fatalism_document({.folder = {}, .as_of = on("2005-12-31")},
                                              of_sides("ALB", "BEL"), fatalism),
                            "0.0.0");
  const Json& rows = json["chart"]["panels"][2]["rows"];
  for (const std::size_t i : {0U, 1U}) {
    EXPECT_LT(rows[i]["high"], 0) << "worse lies left, whichever way the figures go";
    EXPECT_LT(rows[i]["low"], rows[i]["high"]);
    EXPECT_EQ(rows[i]["firm"], true);
  }
  EXPECT_EQ(rows[2]["firm"], false);
}

TEST(Fatalism, AForecastThatIsNotBetterThanPersistenceIsAsToday) {
  std::vector<OutlookRun> runs;
  runs.push_back(forecast_run("trade", 1, 5, 8));
  for (Outcome& outcome : runs[0].backtest->outcomes) outcome.scores.back().crps = 2;
  runs.push_back(forecast_run("score", 1, 5, 8));
  runs[1].choice.model = 0;
  ASSERT_EQ(runs[1].backtest->name_of(0), "persistence");
  const Fatalism fatalism = with_forecasts(std::move(runs));
  for (const FatalismPiece& piece : line(fatalism, 2).pieces)
    EXPECT_THAT(piece.ruling.why, ElementsAre(HasSubstr("repeating the latest figure")));
  EXPECT_THAT(line(fatalism, 2).change.front(), HasSubstr("2 or more of 2 measures"));
}

TEST(Fatalism, WhatHasNoForecastIsNamedWithItsLastFigure) {
  std::vector<OutlookRun> runs;
  runs.push_back(forecast_run("score", 1, 5, 8));
  runs[0].refusal = "the data reach until 2005-12-31";
  runs[0].backtest.reset();
  runs[0].open.clear();
  const Fatalism fatalism = with_forecasts(std::move(runs));
  EXPECT_TRUE(line(fatalism, 2).pieces.empty());
  const Sentence& silent = fatalism.sentences[fatalism.sentences.size() - 3];
  EXPECT_EQ(silent.text, "No forecast reaches beyond this day for score (figures until 2005-12).");
  EXPECT_THAT(silent.sources, ElementsAre("score"));
}

}  // namespace
}  // namespace detente
