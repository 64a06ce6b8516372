// SPDX-License-Identifier: Apache-2.0
#include "outlook/fatalism.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {
namespace {

using enum Bearing;

constexpr std::array all{worse, not_worse, cannot_tell};

/// The rule of the header, written again from what is counted.
TEST(ClaimVerdict, EveryCombinationOfThreeLines) {
  for (const Bearing a : all)
    for (const Bearing b : all)
      for (const Bearing c : all) {
        const std::array lines{a, b, c};
        const auto count = [&](Bearing bearing) { return std::ranges::count(lines, bearing); };
        ClaimVerdict expected = ClaimVerdict::cannot_tell;
        if (count(cannot_tell) <= 1 && count(not_worse) == 0) expected = ClaimVerdict::doomed;
        if (count(cannot_tell) <= 1 && count(worse) == 0) expected = ClaimVerdict::not_doomed;
        EXPECT_EQ(claim_verdict(lines), expected)
            << to_string(a) << ", " << to_string(b) << ", " << to_string(c);
      }
}

TEST(ClaimVerdict, OneLineAloneDecidesNothing) {
  EXPECT_EQ(claim_verdict(std::array{worse, cannot_tell, cannot_tell}), ClaimVerdict::cannot_tell);
  EXPECT_EQ(claim_verdict(std::array{cannot_tell, not_worse, cannot_tell}),
            ClaimVerdict::cannot_tell);
  EXPECT_EQ(claim_verdict(std::array{not_worse, not_worse, worse}), ClaimVerdict::cannot_tell);
  EXPECT_EQ(claim_verdict(std::array{worse, worse, cannot_tell}), ClaimVerdict::doomed);
  EXPECT_EQ(claim_verdict(std::array{not_worse, cannot_tell, not_worse}), ClaimVerdict::not_doomed);
  EXPECT_EQ(claim_verdict({}), ClaimVerdict::cannot_tell);
}

TEST(Pieces, AgreeWhereAllThatCanTellDo) {
  EXPECT_EQ(agreed({}), cannot_tell);
  EXPECT_EQ(agreed(std::array{cannot_tell, worse}), worse);
  EXPECT_EQ(agreed(std::array{not_worse, cannot_tell}), not_worse);
  EXPECT_EQ(agreed(std::array{not_worse, worse}), cannot_tell);
}

TEST(Pieces, MostIsMoreThanHalfOfAllWithoutOpposition) {
  EXPECT_EQ(most({}), cannot_tell);
  EXPECT_EQ(most(std::array{worse}), worse);
  EXPECT_EQ(most(std::array{worse, cannot_tell}), cannot_tell) << "half is not most";
  EXPECT_EQ(most(std::array{worse, worse, cannot_tell}), worse);
  EXPECT_EQ(most(std::array{worse, worse, worse, not_worse}), cannot_tell);
  EXPECT_EQ(most(std::array{not_worse, cannot_tell, not_worse}), not_worse);
}

SpiralEvidence spiral(double low, double high, SelfSustaining verdict) {
  return {.radius = {(low + high) / 2, low, high},
          .self_sustaining = verdict,
          .floor_high = 0.5,
          .tells_conflict = true};
}

TEST(SpiralLine, TellsOnlyOffOneWithItsOwnVerdict) {
  EXPECT_EQ(judge_spiral(spiral(0.3, 0.9, SelfSustaining::no)).bearing, not_worse);
  EXPECT_EQ(judge_spiral(spiral(1.1, 1.9, SelfSustaining::yes)).bearing, worse);
  EXPECT_EQ(judge_spiral(spiral(0.9, 1.1, SelfSustaining::no)).bearing, cannot_tell);
  EXPECT_EQ(judge_spiral(spiral(0.3, 1.0, SelfSustaining::no)).bearing, cannot_tell)
      << "an interval that ends on the threshold holds it";
  EXPECT_EQ(judge_spiral(spiral(1.0, 1.5, SelfSustaining::yes)).bearing, cannot_tell);
  SpiralEvidence refitted = spiral(0.3, 0.9, SelfSustaining::cannot_tell);
  refitted.why = {"it drifts"};
  EXPECT_THAT(judge_spiral(refitted).why, ::testing::ElementsAre("it drifts"));
  EXPECT_EQ(judge_spiral(spiral(1.1, 1.9, SelfSustaining::no)).bearing, cannot_tell);
}

TEST(SpiralLine, WorseAlsoNeedsConflictToldApartAndMoreThanChance) {
  SpiralEvidence pooled = spiral(1.1, 1.9, SelfSustaining::yes);
  pooled.tells_conflict = false;
  EXPECT_EQ(judge_spiral(pooled).bearing, cannot_tell);
  SpiralEvidence chance = spiral(1.1, 1.9, SelfSustaining::yes);
  chance.floor_high = 1.1;
  EXPECT_EQ(judge_spiral(chance).bearing, cannot_tell);
  chance.floor_high = 1.0999;
  EXPECT_EQ(judge_spiral(chance).bearing, worse);
}

TEST(SpiralLine, OldCountsSayNothingOfThePresent) {
  SpiralEvidence evidence = spiral(0.3, 0.9, SelfSustaining::no);
  evidence.months_old = longest_silence;
  EXPECT_EQ(judge_spiral(evidence).bearing, not_worse);
  ++evidence.months_old;
  const Ruling ruling = judge_spiral(evidence);
  EXPECT_EQ(ruling.bearing, cannot_tell);
  EXPECT_THAT(ruling.why, ::testing::ElementsAre("the counts end 25 months before this day"));
}

SurvivalPoint share(double value, double low, double high, int at_risk = 100) {
  return {.at_risk = at_risk, .share = value, .interval = {low, high}};
}

TEST(BaseRateLine, TellsOnlyAboveOneHalf) {
  EXPECT_EQ(judge_base_rate(share(0.7, 0.51, 0.9)).bearing, not_worse);
  EXPECT_EQ(judge_base_rate(share(0.7, 0.5, 0.9)).bearing, cannot_tell);
  const Ruling lasting = judge_base_rate(share(0.2, 0.1, 0.3));
  EXPECT_EQ(lasting.bearing, cannot_tell) << "lasting is not growing worse";
  EXPECT_THAT(lasting.why, ::testing::ElementsAre(::testing::HasSubstr("not that it grows worse")));
  EXPECT_EQ(judge_base_rate(share(0, 0, 1, 0)).why.size(), 1U);
}

TEST(BaseRateLine, TheFutureOfThoseThatLastedIsAPartOfTheWholeCurve) {
  const std::vector<Spell> spells{{10, 1}, {20, 1}, {30, 0}, {40, 1}, {60, 1}, {90, 0}};
  const auto rest = after_lasting(spells, 20);
  ASSERT_EQ(rest.size(), 5U);
  const SurvivalPoint ended = share_ended(rest, 30);
  const auto whole = kaplan_meier(spells);
  // S(t) before 20 is 5/6, which all of the rest have outlived.
  EXPECT_NEAR(1 - ended.share, at_time(whole, spells, 50).share / (5.0 / 6), 1e-12);
  EXPECT_EQ(ended.at_risk, 5);
  EXPECT_EQ(ended.ended, 2);
}

TEST(BaseRateLine, AShareOfNoneOrAllIsNotCertain) {
  const std::vector<Spell> none(8, Spell{100, 0});
  const SurvivalPoint lasting = share_ended(none, 60);
  EXPECT_EQ(lasting.share, 0);
  EXPECT_EQ(lasting.interval.low, 0);
  EXPECT_NEAR(lasting.interval.high, 0.2066, 0.01) << "Jeffreys, 0 of 8, one end at 0";
  const std::vector<Spell> both(2, Spell{10, 1});
  const SurvivalPoint two = share_ended(both, 60);
  EXPECT_EQ(two.share, 1);
  EXPECT_LT(two.interval.low, 0.5);
  EXPECT_EQ(judge_base_rate(two).bearing, cannot_tell) << "two of two prove nothing";
  EXPECT_EQ(share_ended(std::vector<Spell>(3, Spell{10, 0}), 60).interval.high, 1)
      << "nobody was seen for so long";
  EXPECT_EQ(share_ended({}, 60).interval.high, 1);
}

TEST(BaseRateLine, SpellsNeededShrinkTheIntervalToOneHalf) {
  EXPECT_EQ(spells_needed(share(0.6, 0.4, 0.8, 50)), 200);
  EXPECT_EQ(spells_needed(share(0.4, 0.2, 0.6, 50)), 200);
  EXPECT_FALSE(spells_needed(share(0.51, 0.4, 0.62, 50))) << "no number at hand would";
  EXPECT_FALSE(spells_needed(share(0.7, 0.6, 0.8)));
}

ForecastEvidence forecast(double low, double median, double high, int polarity) {
  return {.today = 10,
          .median = median,
          .low = low,
          .high = high,
          .polarity = polarity,
          .as_today = false,
          .covered = 90,
          .outcomes = 100};
}

TEST(OutlookLine, TellsOnlyOffTheLatestFigure) {
  EXPECT_EQ(judge_forecast(forecast(11, 12, 13, 1)).bearing, not_worse);
  EXPECT_EQ(judge_forecast(forecast(11, 12, 13, -1)).bearing, worse);
  EXPECT_EQ(judge_forecast(forecast(7, 8, 9, 1)).bearing, worse);
  EXPECT_EQ(judge_forecast(forecast(7, 8, 9, -1)).bearing, not_worse);
  EXPECT_EQ(judge_forecast(forecast(10, 12, 13, 1)).bearing, cannot_tell);
  EXPECT_EQ(judge_forecast(forecast(7, 8, 10, 1)).bearing, cannot_tell);
}

TEST(OutlookLine, AForecastNoBetterThanPersistenceIsAsToday) {
  ForecastEvidence evidence = forecast(7, 8, 9, 1);
  evidence.as_today = true;
  EXPECT_EQ(judge_forecast(evidence).bearing, cannot_tell);
  EXPECT_FALSE(width_needed(evidence));
}

TEST(OutlookLine, IntervalsThatWereTooNarrowTellNothing) {
  ForecastEvidence evidence = forecast(7, 8, 9, 1);
  evidence.covered = 85;
  EXPECT_FALSE(is_too_narrow(evidence)) << "85 of 100 may be 90 %";
  EXPECT_EQ(judge_forecast(evidence).bearing, worse);
  evidence.covered = 83;
  EXPECT_TRUE(is_too_narrow(evidence));
  EXPECT_THAT(judge_forecast(evidence).why,
              ::testing::ElementsAre(::testing::HasSubstr("83 of 100")));
  evidence.covered = evidence.outcomes = 0;
  EXPECT_EQ(judge_forecast(evidence).bearing, cannot_tell);
}

TEST(OutlookLine, WidthNeededLeavesOutTheLatestFigure) {
  const auto above = width_needed(forecast(8, 12, 16, 1));
  ASSERT_TRUE(above);
  EXPECT_DOUBLE_EQ(*above, 0.5);
  const auto below = width_needed(forecast(4, 8, 16, 1));
  ASSERT_TRUE(below);
  EXPECT_DOUBLE_EQ(*below, 0.25);
  EXPECT_FALSE(width_needed(forecast(8, 10, 16, 1))) << "no narrower interval would";
  EXPECT_FALSE(width_needed(forecast(11, 12, 13, 1))) << "it leaves it out already";
}

}  // namespace
}  // namespace detente
