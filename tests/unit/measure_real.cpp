// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "command/measure_results.hpp"
#include "support/event_store.hpp"
#include "support/shared_data.hpp"

/// What is known from history must be found in real counts.
namespace detente {
namespace {

// The Gulf set of KEDS, Reuters 1979 to 1999. Iran accepted Security Council resolution 598 on 18
// July 1988, and the fighting ended on 20 August.
TEST(MeasuredHistory, FindsTheEndOfTheWarOfIranAndIraq) {
  const auto file = testing::shared_events("keds/derived-gulf.cameo.tsv.gz");
  DETENTE_NEEDS(file);
  const testing::TemporaryFolder folder;
  const auto store_folder = folder.path() / "gulf";
  testing::ingested(store_folder, {file});
  auto store = EventStore::open(store_folder, 2);
  ASSERT_TRUE(store);
  const MeasuredDyad dyad{.states = {"IRQ", "IRN"}, .names = {"Iraq", "Iran"}};
  auto sources = stored_sources(*store, dyad, *parse_day("2000-01-01"));
  ASSERT_TRUE(sources);
  const auto all = measured(*std::move(sources), dyad, Period::month);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 1);
  const MeasuredDirection& both = all->front().directions.at(2);
  ASSERT_TRUE(both.changes);
  ASSERT_FALSE(both.changes->changes.empty());
  const Change& end = both.changes->changes.back();
  EXPECT_GE(both.indices[end.earliest].first, *parse_day("1988-05-01"));
  EXPECT_LE(both.indices[end.latest].first, *parse_day("1988-09-01"));
  EXPECT_LT(both.changes->none, 0.01);
}

}  // namespace
}  // namespace detente
