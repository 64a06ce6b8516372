// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/survival_table.hpp"

namespace detente {
namespace {

// R's survival package on spells with ties and censoring, of which the longest ended: survival,
// competing ends, the log-rank test. bench/check_survival.sh computes the tables anew.
TEST(Survival, IsThatOfR) {
  const std::string folder = std::string(DETENTE_SOURCE_DIR) + "/tests/data/outlook/survival_";
  const testing::PeerTable spells = testing::read_peer_table(folder + "spells.csv");
  const testing::PeerTable curves = testing::read_peer_table(folder + "curves.csv");
  const testing::PeerTable test = testing::read_peer_table(folder + "log_rank.csv");
  ASSERT_EQ(spells.rows.size(), 70);
  ASSERT_EQ(curves.rows.size(), 164);
  ASSERT_EQ(test.rows.size(), 1);
  EXPECT_LE(testing::worst_of_curves(spells, curves), 1e-10);
  EXPECT_LE(testing::worst_of_log_rank(spells, test), 1e-10);
}

}  // namespace
}  // namespace detente
