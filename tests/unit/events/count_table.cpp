// SPDX-License-Identifier: Apache-2.0
#include "events/count_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace detente {

namespace {

TEST(PackedKey, HoldsUpToThreeCapitalLetters) {
  EXPECT_EQ(pack_state(""), 0);
  EXPECT_EQ(pack_state("ZZZ"), 27 * 27 * 27 - 1);
  EXPECT_NE(pack_state("A"), pack_state("AA"));
  for (const auto* wrong : {"usa", "USAG", "U1", " ", "U A", "\xC3\x9C"})
    EXPECT_EQ(pack_state(wrong), -1) << wrong;
  EXPECT_FALSE(pack(Day{}, "USAGOV", "CHN", 1, 1));
  EXPECT_FALSE(pack(Day{}, "USA", "chn", 1, 1));
}

TEST(CountTable, GivesKeysBackAsTheyWere) {
  CountTable table;
  std::map<CountKey, Counts> want;
  for (const auto* day : {"0001-01-01", "1979-01-01", "2021-04-05", "9999-12-31"})
    for (const auto* source : {"", "A", "AB", "ABC", "USA", "ZZZ"})
      for (const auto* target : {"", "CHN", "ZZ"})
        for (const auto root : {std::uint8_t{1}, std::uint8_t{20}, std::uint8_t{22}}) {
          const CountKey key{parse_day(day).value(), source, target, root, 4};
          const Counts counts{.events = 1, .mentions = 10, .goldstein = -10'000};
          want[key] = counts;
          table.add(pack(key.day, key.source, key.target, key.root, key.quad).value(), counts);
        }
  std::vector<CountRow> rows;
  for (const auto& [key, counts] : want) rows.push_back({key, counts});
  EXPECT_EQ(table.rows(), rows) << "in the order of the keys";
  EXPECT_EQ(table.size(), want.size());
}

/// Random counts, many of them of one key.
std::map<CountKey, Counts> fill(CountTable& table, unsigned seed, int count) {
  std::mt19937 random(seed);
  const auto below = [&](int limit) {
    return std::uniform_int_distribution<int>(0, limit - 1)(random);
  };
  std::map<CountKey, Counts> want;
  for (int i = 0; i < count; ++i) {
    const CountKey key{parse_day("2021-01-01").value() + std::chrono::days(below(60)),
                       std::string(3, static_cast<char>('A' + below(26))),
                       std::string(2, static_cast<char>('A' + below(26))),
                       static_cast<std::uint8_t>(1 + below(20)),
                       static_cast<std::uint8_t>(1 + below(4))};
    const Counts counts{.events = 1,
                        .mentions = static_cast<std::uint64_t>(below(100)),
                        .goldstein = below(20'001) - 10'000};
    Counts& sum = want[key];
    sum.events += counts.events;
    sum.mentions += counts.mentions;
    sum.goldstein += counts.goldstein;
    table.add(pack(key.day, key.source, key.target, key.root, key.quad).value(), counts);
  }
  return want;
}

std::vector<CountRow> rows_of(const std::map<CountKey, Counts>& sums) {
  std::vector<CountRow> rows;
  for (const auto& [key, counts] : sums) rows.push_back({key, counts});
  return rows;
}

TEST(CountTable, SumsAsAMapDoes) {
  CountTable table;
  const auto want = fill(table, 1, 30'000);
  EXPECT_EQ(table.rows(), rows_of(want));
}

TEST(CountTable, MergesTablesOfAnySize) {
  for (const auto& [left_size, right_size] :
       std::vector<std::pair<int, int>>{{0, 20'000}, {20'000, 0}, {3, 20'000}, {9'000, 9'000}}) {
    CountTable left;
    CountTable right;
    auto want = fill(left, 1, left_size);
    for (const auto& [key, counts] : fill(right, 2, right_size)) {
      Counts& sum = want[key];
      sum.events += counts.events;
      sum.mentions += counts.mentions;
      sum.goldstein += counts.goldstein;
    }
    left.merge(right);
    EXPECT_EQ(left.rows(), rows_of(want));
  }
}

TEST(CountTable, MergesALargeOneIntoASmallOneInLinearTime) {
  // Where keys crowd at the beginning of the smaller table this takes minutes.
  CountTable small;
  CountTable large;
  constexpr std::uint32_t many = 400'000;
  for (std::uint32_t i = 0; i < many; ++i)
    large.add(pack_parts(Day{} + std::chrono::days(i / 400), i % 400, 7, 1, 1), {.events = 1});
  small.merge(large);
  EXPECT_EQ(small.size(), many);
}

}  // namespace

}  // namespace detente
