// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/hawkes_table.hpp"

namespace detente {
namespace {

// tick and hawkeslib at ten points each, from slow to fast fading, observed up to the end and
// beyond. bench/check_hawkes.sh computes the table anew.
TEST(HawkesLikelihood, IsThatOfTickAndHawkeslib) {
  const std::string folder = std::string(DETENTE_SOURCE_DIR) + "/tests/data/dynamics/hawkes_";
  const testing::PeerTable events = testing::read_peer_table(folder + "events.csv");
  const testing::PeerTable values = testing::read_peer_table(folder + "values.csv");
  ASSERT_EQ(events.rows.size(), 587);
  ASSERT_EQ(values.rows.size(), 20);
  for (std::size_t row = 0; row < values.rows.size(); ++row)
    EXPECT_NEAR(testing::hawkes_log_likelihood_for(events, values, row),
                values.at(row, "log_likelihood"), 1e-9)
        << row;
}

}  // namespace
}  // namespace detente
