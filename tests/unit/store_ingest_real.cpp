// SPDX-License-Identifier: Apache-2.0
// Real files through an event store: what it counts is what the files hold.
#include <gtest/gtest.h>

#include "events/audit.hpp"
#include "support/event_store.hpp"
#include "support/shared_data.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;

class RealFiles : public ::testing::TestWithParam<const char*> {};

TEST_P(RealFiles, CountInAStoreAsTheyDoAlone) {
  const fs::path input = testing::shared_events(GetParam());
  DETENTE_NEEDS(input);
  const testing::TemporaryFolder folder;
  const fs::path store = folder.path() / "store";
  const auto files = testing::files_below(input);
  ASSERT_FALSE(files.empty());
  EXPECT_FALSE(testing::ingested(store, files, {}, {.threads = 2, .max_bad = 0.01}).too_many_bad);
  EXPECT_EQ(testing::difference_of_store(store, files), "");
}

INSTANTIATE_TEST_SUITE_P(Each, RealFiles,
                         ::testing::Values("gdelt-raw/20191024143000.export.CSV",
                                           "gdelt-raw/luka-20201114-gov-events-csv.csv",
                                           "gdelt-raw/reed9999-events-v1-57-58col.tsv",
                                           "icews-raw-bkitej/20181203-icews-events.tab", "phoenix",
                                           "keds/tabari-demo.keds"));

TEST(RealIcews, AllDaysInOneStore) {
  const fs::path input = testing::shared_events("icews-raw-bkitej/daily-gz");
  DETENTE_NEEDS(input);
  const testing::TemporaryFolder folder;
  const auto report =
      testing::ingested(folder.path() / "store", testing::files_below(input), {}, {.threads = 2});
  EXPECT_EQ(report.rows, 279'042U);
  auto store = EventStore::open(folder.path() / "store", 2);
  ASSERT_TRUE(store);
  const auto counts = store->counts({.dedupe = Dedupe::none, .filter = {.dyad = {"USA", "CHN"}}});
  ASSERT_TRUE(counts);
  ASSERT_EQ(counts->size(), 1U);
  const auto& rows = counts->at(0).rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].key.source, "CHN");
  EXPECT_EQ(rows[0].counts.events, 1781U);
  EXPECT_EQ(rows[1].counts.events, 2106U);
}

}  // namespace

}  // namespace detente
