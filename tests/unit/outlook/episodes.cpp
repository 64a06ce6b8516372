// SPDX-License-Identifier: Apache-2.0
#include "outlook/episodes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {
namespace {

/// Ten years of months at 0.5, with these values from month 50 on.
RegularSeries balance_with(const std::vector<std::optional<double>>& middle) {
  RegularSeries out{1000, std::vector<std::optional<double>>(120, 0.5)};
  for (std::size_t i = 0; i < out.values.size(); i += 2) out.values[i] = 0.45;
  for (std::size_t i = 0; i < 14; ++i) out.values[i] = 0.1;  // so that the tenth's bound is 0.1
  for (std::size_t i = 0; i < middle.size(); ++i) out.values[50 + i] = middle[i];
  return out;
}

TEST(Episodes, EndByRecoveryByGrowingWorseOrNotYet) {
  const auto recovered = episodes_of(balance_with({0.05, 0.2, 0.3, 0.5}), 12);
  ASSERT_EQ(recovered.all.size(), 2U);
  EXPECT_EQ(recovered.all[0].start, 1000);
  EXPECT_EQ(recovered.all[1].start, 1050);
  EXPECT_EQ(recovered.all[1].end, 1053);
  EXPECT_EQ(recovered.all[1].cause, 1);
  const auto worse = episodes_of(balance_with({0.05, 0.05, 0.05, -0.9, -0.9, 0.05, 0.6}), 12);
  ASSERT_EQ(worse.all.size(), 2U) << "no other begins before it has recovered";
  EXPECT_EQ(worse.all[1].cause, 2);
  EXPECT_EQ(worse.all[1].end, 1053);
  const auto deep = episodes_of(balance_with({0.05, -0.9, -0.9, -0.9, 0.6}), 12);
  EXPECT_EQ(deep.all[1].cause, 1) << "how deep it is shows in its first three months";
  auto series = balance_with({});
  for (std::size_t i = 100; i < 120; ++i) series.values[i] = 0.08;
  const auto open = episodes_of(series, 12);
  EXPECT_EQ(open.all.back().cause, 0);
  EXPECT_EQ(open.all.back().end, 1119);
}

TEST(Episodes, SilenceEndsWhatIsKnownOfThem) {
  std::vector<std::optional<double>> middle(20, std::nullopt);
  middle[0] = 0.05;
  middle[1] = 0.06;
  const auto episodes = episodes_of(balance_with(middle), 12);
  ASSERT_EQ(episodes.all.size(), 2U);
  EXPECT_EQ(episodes.all[1].end, 1051);
  EXPECT_EQ(episodes.all[1].cause, 0);
}

TEST(Episodes, NeedThreeYearsAndSomethingThatVaries) {
  EXPECT_TRUE(episodes_of({0, std::vector<std::optional<double>>(35, 0.5)}, 12).all.empty());
  EXPECT_TRUE(episodes_of({0, std::vector<std::optional<double>>(100, 0.5)}, 12).all.empty());
}

TEST(Episodes, AYearsEndLiesSomewhereInTheYear) {
  const std::vector<Episode> episodes{{1990, 1992, 1}, {1995, 1999, 0}};
  const auto late = spells_of(episodes, 1, true);
  const auto early = spells_of(episodes, 1, false);
  EXPECT_EQ(late[0].time, 36);
  EXPECT_EQ(early[0].time, 12);
  EXPECT_EQ(late[1].time, 48);
  EXPECT_EQ(early[1].time, 48);
}

TEST(Episodes, TheBalanceIsOfThreeMonthsWithEventsEnough) {
  PairHistory history{100, std::vector<PairCounts>(4)};
  for (PairCounts& counts : history.periods) {
    counts.cooperation = 3;
    counts.conflict = 1;
  }
  history.periods[0].conflict = 9;
  const auto balance = trailing_balance(history, 12);
  EXPECT_FALSE(balance.at(101));
  EXPECT_NEAR(*balance.at(102), (9.0 - 11) / 20, 1e-12);
  EXPECT_NEAR(*balance.at(103), 6.0 / 12, 1e-12);
}

TEST(Episodes, WhatGrewBeforeARecovery) {
  PairHistory history{0, std::vector<PairCounts>(20)};
  for (std::size_t i = 12; i < 18; ++i) history.periods[i].roots[4] = 2;
  history.periods[3].roots[5] = 7;
  const Episode episode{2, 18, 1};
  const std::vector<int> talks{4};
  const std::vector<int> agreements{5};
  EXPECT_EQ(rose_before_recovery(history, episode, talks), true);
  EXPECT_EQ(rose_before_recovery(history, episode, agreements), false);
  EXPECT_FALSE(rose_before_recovery(history, {2, 8, 1}, talks));
}

TEST(Populations, AreThoseOfTheirSources) {
  const auto all = other_populations(*parse_day("2020-12-31"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].spells.size(), 242U);
  EXPECT_EQ(all[1].spells.size(), 486U);
  EXPECT_EQ(all[2].spells.size(), 2174U);
  // The rivalry of the United States and China of 1949 to 1972 is in its list, as are the crises of
  // the Taiwan Strait.
  const auto own = own_spells();
  EXPECT_TRUE(std::ranges::any_of(own, [](const OwnSpell& spell) {
    return spell.population == "rivalries" && spell.year == 1949 && spell.months == 276;
  }));
}

TEST(Populations, AreThereWhenTheirLastYearIsOver) {
  const auto known = [](std::string_view day) { return other_populations(*parse_day(day)).size(); };
  EXPECT_EQ(known("2010-12-30"), 0U);
  EXPECT_EQ(known("2010-12-31"), 1U);
  EXPECT_EQ(known("2017-12-31"), 2U);
  EXPECT_EQ(known("2020-12-30"), 2U);
}

}  // namespace
}  // namespace detente
