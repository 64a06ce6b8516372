// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "support/hhh4_model.hpp"

namespace detente {
namespace {

// hhh4 of R's surveillance at seeded parameters: Poisson and negative binomial, two streams and
// four, with a volume and without. bench/check_hhh4.sh computes the table anew.
TEST(StreamLikelihood, IsThatOfHhh4) {
  const std::string folder = std::string(DETENTE_SOURCE_DIR) + "/tests/data/dynamics/";
  const testing::PeerTable counts = testing::read_peer_table(folder + "hhh4_counts.csv");
  const testing::PeerTable values = testing::read_peer_table(folder + "hhh4_values.csv");
  ASSERT_EQ(counts.rows.size(), 300);
  ASSERT_EQ(values.rows.size(), 72);
  for (std::size_t row = 0; row < values.rows.size(); ++row) {
    const double theirs = values.at(row, "log_likelihood");
    EXPECT_NEAR(testing::log_likelihood_for(counts, values, row), theirs, 1e-8 * std::abs(theirs))
        << row;
  }
}

}  // namespace
}  // namespace detente
