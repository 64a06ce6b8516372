// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/commitment_state.hpp"

namespace detente {
namespace {

const Day today = std::chrono::year(2026) / 11 / 30;

Date date(const char* text) { return *parse_date(text); }

Case dyad() {
  Case record;
  record.sides = {"USA", "CHN"};
  return record;
}

Commitment binding(std::vector<std::string> parties) {
  Commitment commitment;
  commitment.parties = std::move(parties);
  return commitment;
}

void state(Commitment& commitment, const char* side, const char* by, int level, const char* on) {
  commitment.statuses.push_back({.side = side,
                                 .by = by,
                                 .text = "",
                                 .source = "",
                                 .level = level,
                                 .date = date(on),
                                 .known = {}});
}

TEST(CommitmentState, IsOpenWithoutADateOrAStatement) {
  EXPECT_EQ(commitment_state(dyad(), binding({"USA", "CHN"}), today), CommitmentState::open);
}

TEST(CommitmentState, IsPastItsDateFromTheDayAfterIt) {
  Commitment commitment = binding({"USA"});
  commitment.due = date("2026-11-30");
  EXPECT_EQ(commitment_state(dyad(), commitment, today), CommitmentState::open);
  EXPECT_EQ(commitment_state(dyad(), commitment, today + std::chrono::days(1)),
            CommitmentState::past);
  commitment.due = date("2026");  // a year's last day
  EXPECT_EQ(commitment_state(dyad(), commitment, today), CommitmentState::open);
}

TEST(CommitmentState, EndedGoesBeforeAllElse) {
  Commitment commitment = binding({"USA"});
  commitment.due = date("2020-01-01");
  commitment.ended = date("2026-11-30");
  EXPECT_EQ(commitment_state(dyad(), commitment, today), CommitmentState::ended);
  EXPECT_EQ(commitment_state(dyad(), commitment, today - std::chrono::days(1)),
            CommitmentState::past);
}

TEST(CommitmentState, IsCarriedOutOnlyWhereItHasNoDateToCome) {
  Commitment commitment = binding({"CHN"});
  state(commitment, "CHN", "CHN", 3, "2025-01-01");
  EXPECT_EQ(commitment_state(dyad(), commitment, today), CommitmentState::kept);
  commitment.due = date("2028-12-31");
  EXPECT_EQ(commitment_state(dyad(), commitment, today), CommitmentState::open);
}

TEST(FullForAll, WantsEachSideThatIsBound) {
  Commitment commitment = binding({"USA", "CHN"});
  state(commitment, "CHN", "CHN", 3, "2025-01-01");
  EXPECT_FALSE(full_for_all(dyad(), commitment));
  state(commitment, "USA", "USA", 3, "2025-01-01");
  EXPECT_TRUE(full_for_all(dyad(), commitment));
  EXPECT_FALSE(full_for_all(dyad(), binding({"RUS"})));
}

TEST(FullForAll, WantsEachActorsLatestStatement) {
  Commitment commitment = binding({"USA"});
  state(commitment, "USA", "USA", 3, "2025-01-01");
  state(commitment, "USA", "CHN", 1, "2024-01-01");
  EXPECT_FALSE(full_for_all(dyad(), commitment));
  state(commitment, "USA", "CHN", 3, "2024-06");
  EXPECT_TRUE(full_for_all(dyad(), commitment));
  state(commitment, "USA", "CHN", 0, "2023");  // stands last, but is older
  EXPECT_TRUE(full_for_all(dyad(), commitment));
}

}  // namespace
}  // namespace detente
