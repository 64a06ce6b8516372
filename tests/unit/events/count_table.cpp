// SPDX-License-Identifier: Apache-2.0
#include "events/count_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace detente {

namespace {

PackedKey packed(const CountKey& key) {
  return pack(key.day, key.source.text(), key.target.text(), key.root, key.quad).value();
}

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
          const CountKey key{parse_day(day).value(), StateCode(source), StateCode(target), root, 4};
          const Counts counts{.events = 1, .mentions = 10, .goldstein = -10'000};
          want[key] = counts;
          table.add(packed(key), counts);
        }
  std::vector<CountRow> rows;
  rows.reserve(want.size());
  for (const auto& [key, counts] : want) rows.push_back({key, counts});
  EXPECT_EQ(sum_rows({table.take()}), rows) << "in the order of the keys";
  EXPECT_TRUE(table.take().empty()) << "once";
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
                       StateCode(std::string(3, static_cast<char>('A' + below(26)))),
                       StateCode(std::string(2, static_cast<char>('A' + below(26)))),
                       static_cast<std::uint8_t>(1 + below(20)),
                       static_cast<std::uint8_t>(1 + below(4))};
    const Counts counts{.events = 1,
                        .mentions = static_cast<std::uint64_t>(below(100)),
                        .goldstein = below(20'001) - 10'000};
    Counts& sum = want[key];
    sum.add(counts);
    table.add(packed(key), counts);
  }
  return want;
}

std::vector<CountRow> rows_of(const std::map<CountKey, Counts>& sums) {
  std::vector<CountRow> rows;
  rows.reserve(sums.size());
  for (const auto& [key, counts] : sums) rows.push_back({key, counts});
  return rows;
}

TEST(CountTable, SumsAsAMapDoes) {
  CountTable table;
  const auto want = fill(table, 1, 30'000);
  EXPECT_EQ(sum_rows({table.take()}), rows_of(want));
}

TEST(CountTable, SumsOverTablesOfAnySize) {
  for (const auto& [left_size, right_size] :
       std::vector<std::pair<int, int>>{{0, 20'000}, {20'000, 0}, {3, 20'000}, {9'000, 9'000}}) {
    CountTable left;
    CountTable right;
    auto want = fill(left, 1, left_size);
    for (const auto& [key, counts] : fill(right, 2, right_size)) {
      want[key].add(counts);
    }
    EXPECT_EQ(sum_rows({left.take(), {}, right.take()}), rows_of(want));
  }
}

}  // namespace

}  // namespace detente
