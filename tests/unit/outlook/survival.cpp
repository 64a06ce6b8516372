// SPDX-License-Identifier: Apache-2.0
#include "outlook/survival.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace detente {
namespace {

/// Weeks of remission of 21 patients with the drug 6-MP and 21 without: Freireich et al. (1963,
/// Blood 21:699-716), the example of every textbook; the figures below are those of Kleinbaum and
/// Klein (Survival Analysis) and of R's survival package for these data.
std::vector<Spell> with_drug() {
  std::vector<Spell> out;
  for (const double time : {6, 6, 6, 7, 10, 13, 16, 22, 23}) out.push_back({time, 1});
  for (const double time : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) out.push_back({time, 0});
  return out;
}

std::vector<Spell> without_drug() {
  std::vector<Spell> out;
  for (const double time : {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23})
    out.push_back({time, 1});
  return out;
}

TEST(Survival, KaplanMeierOfThePublishedRemissionTimes) {
  const auto curve = kaplan_meier(with_drug());
  const std::vector<double> shares{0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
  const std::vector<double> errors{0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
  ASSERT_EQ(curve.size(), shares.size());
  for (std::size_t i = 0; i < curve.size(); ++i) {
    EXPECT_NEAR(curve[i].share, shares[i], 5e-4) << i;
    EXPECT_NEAR(curve[i].error, errors[i], 5e-5) << i;
    EXPECT_LT(curve[i].interval.low, curve[i].share);
    EXPECT_GT(curve[i].interval.high, curve[i].share);
  }
  EXPECT_EQ(median_time(curve), 23);
  EXPECT_EQ(median_time(kaplan_meier(without_drug())), 8);
}

TEST(Survival, LogRankOfThePublishedRemissionTimes) {
  const LogRank test = log_rank(with_drug(), without_drug());
  EXPECT_EQ(test.first_ends, 9);
  EXPECT_NEAR(test.first_expected, 19.3, 0.05);
  EXPECT_NEAR(test.chi_square, 16.79, 0.005);
  EXPECT_NEAR(test.p, 4.17e-5, 5e-7);
}

TEST(Survival, WithoutCensoringTheCurveIsTheShareThatLasts) {
  Random random(3);
  std::vector<Spell> spells;
  for (int i = 0; i < 40; ++i) spells.push_back({std::floor(random.uniform() * 12), 1});
  for (const SurvivalPoint& point : kaplan_meier(spells)) {
    double longer = 0;
    for (const Spell& spell : spells) longer += spell.time > point.time ? 1.0 / 40 : 0;
    EXPECT_NEAR(point.share, longer, 1e-12);
    EXPECT_NEAR(point.error, std::sqrt(longer * (1 - longer) / 40), 1e-12);
  }
}

TEST(Survival, IncidencesAndWhatLastsAddUpToOne) {
  Random random(5);
  std::vector<Spell> spells;
  for (int i = 0; i < 60; ++i)
    spells.push_back({std::floor(random.uniform() * 15), static_cast<int>(random.below(3))});
  const auto curve = kaplan_meier(spells);
  for (double time = 0; time < 15; ++time) {
    const double all = at_time(curve, spells, time).share +
                       cumulative_incidence(spells, 1, time).share +
                       cumulative_incidence(spells, 2, time).share;
    EXPECT_NEAR(all, 1, 1e-12);
  }
}

TEST(Survival, OneCauseAloneIsTheComplementWithGreenwoodsError) {
  const auto spells = with_drug();
  const auto curve = kaplan_meier(spells);
  for (const double time : {6.0, 12.0, 22.0, 30.0}) {
    const SurvivalPoint lasts = at_time(curve, spells, time);
    const SurvivalPoint ended = cumulative_incidence(spells, 1, time);
    EXPECT_NEAR(ended.share, 1 - lasts.share, 1e-12);
    EXPECT_NEAR(ended.error, lasts.error, 1e-9);
    EXPECT_NEAR(ended.interval.low, 1 - lasts.interval.high, 1e-9);
  }
}

TEST(Survival, NothingToTell) {
  EXPECT_TRUE(kaplan_meier({}).empty());
  EXPECT_EQ(log_rank({}, with_drug()).p, 1);
  const std::vector<Spell> lasting{{4, 0}, {5, 0}};
  EXPECT_TRUE(kaplan_meier(lasting).empty());
  EXPECT_EQ(at_time({}, lasting, 5).share, 1);
  EXPECT_EQ(at_time({}, lasting, 5).at_risk, 1);
  EXPECT_TRUE(std::isinf(median_time({})));
}

TEST(Survival, ItsIntervalsHoldTheTruthAsOftenAsTheySay) {
  Random random(11);
  int held = 0;
  int incidence_held = 0;
  constexpr int worlds = 400;
  for (int world = 0; world < worlds; ++world) {
    std::vector<Spell> spells;
    for (int i = 0; i < 60; ++i) {  // rates 0.1 and 0.05 for the two ends, censored at 4 to 20
      const double end = -std::log(1 - random.uniform()) / 0.15;
      const double censored = 4 + 16 * random.uniform();
      const int cause = random.uniform() < 2.0 / 3 ? 1 : 2;
      spells.push_back({std::min(end, censored), end <= censored ? cause : 0});
    }
    const auto at = at_time(kaplan_meier(spells), spells, 6).interval;
    const double truth = std::exp(-0.9);
    held += at.low <= truth && truth <= at.high ? 1 : 0;
    const auto incidence = cumulative_incidence(spells, 1, 6).interval;
    const double share = (1 - truth) * 2 / 3;
    incidence_held += incidence.low <= share && share <= incidence.high ? 1 : 0;
  }
  EXPECT_NEAR(held / double{worlds}, 0.9, 0.05);
  EXPECT_NEAR(incidence_held / double{worlds}, 0.9, 0.05);
}

}  // namespace
}  // namespace detente
