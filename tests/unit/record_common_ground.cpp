// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <utility>

#include "record/as_of.hpp"
#include "record/common_ground.hpp"
#include "record/read_case.hpp"

namespace detente {
namespace {

constexpr Day day = Day{std::chrono::year{2005} / 12 / 31};

Case rivals() {
  auto read = read_case("cases/rivals");
  return known_on(std::move(read->record), day);
}

const IssueGround& of(const std::vector<IssueGround>& all, const std::string& id) {
  for (const IssueGround& one : all)
    if (one.issue->id == id) return one;
  throw std::runtime_error("no issue " + id);
}

TEST(CommonGround, FollowsTheRule) {
  Case record = rivals();
  const auto all = common_ground(record, day);
  ASSERT_EQ(all.size(), record.issues.size());
  EXPECT_EQ(of(all, "silent-issue").ground, Ground::both_silent);
  const IssueGround& strait = of(all, "strait");
  EXPECT_EQ(strait.ground, Ground::partly_agree);  // an interest, and "none was announced"
  EXPECT_FALSE(strait.together.empty());
  EXPECT_FALSE(strait.apart.empty());
}

TEST(CommonGround, WithoutWhatSpeaksAgainstItIsAgreement) {
  Case record = rivals();
  record.commitments.clear();
  record.events.clear();
  // Both hold positions of their own, of which the record does not tell whether they agree.
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::partly_agree);
  const auto positions = std::exchange(record.positions, {});
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::agree);
  record.positions = positions;
  record.interests.clear();
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::cannot_tell);
  std::erase_if(record.positions, [](const Position& p) { return p.actor == "BOR"; });
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::one_silent);
}

TEST(CommonGround, WordsThatMeanTwoThingsAreNoAgreement) {
  Case record = rivals();
  record.events.clear();
  record.positions.clear();
  record.interests.clear();
  record.commitments.resize(1);
  Commitment& words = record.commitments[0];
  words.parties = {record.sides[0], record.sides[1]};
  words.issues = {"strait"};
  words.statuses.clear();
  words.due = words.ended = std::nullopt;
  words.read_apart.clear();
  for (const std::string& side : record.sides) words.accounts[side].text = "Both keep the peace.";
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::agree);
  words.read_apart = "Each means another strait.";
  const auto apart = common_ground(record, day);
  EXPECT_EQ(of(apart, "strait").ground, Ground::read_apart);
  EXPECT_TRUE(of(apart, "strait").together.empty());
  ASSERT_EQ(of(apart, "strait").read_apart.size(), 1U);
  EXPECT_NE(of(apart, "strait").read_apart[0].text.find("another strait"), std::string::npos);
  // More that is together than read differently: in part they agree.
  record.commitments.push_back(words);
  record.commitments.push_back(words);
  record.commitments[1].read_apart.clear();
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::read_apart);
  record.commitments[2].read_apart.clear();
  EXPECT_EQ(of(common_ground(record, day), "strait").ground, Ground::partly_agree);
}

TEST(CommonGround, StepsNeedTheSupportOfBoth) {
  Case record = rivals();
  EXPECT_TRUE(cheapest_steps(record, day).empty());
  Recommendation& first = record.recommendations.at(0);
  for (const std::string& side : record.sides) first.accounts[side].supports = true;
  const auto steps = cheapest_steps(record, day);
  ASSERT_EQ(steps.size(), first.steps.size());
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const bool told = steps[i - 1].obstacles.has_value();
    EXPECT_TRUE(told || !steps[i].obstacles.has_value() || steps[i].done);
    if (told && steps[i].obstacles) {
      EXPECT_LE(*steps[i - 1].obstacles, *steps[i].obstacles);
    }
  }
}

}  // namespace
}  // namespace detente
