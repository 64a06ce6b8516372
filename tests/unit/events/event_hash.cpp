// SPDX-License-Identifier: Apache-2.0
#include "events/event_hash.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace detente {

namespace {

using Verdict = Deduper::Verdict;

CodedEvent event(std::string_view source, std::string_view target, std::string_view story = "s",
                 std::string_view code = "042") {
  return {.day = Day{},
          .source = source,
          .target = target,
          .source_actor = source,
          .target_actor = target,
          .code = code,
          .root = 4,
          .quad = 1,
          .story = story};
}

std::string verdicts(Deduper deduper, const std::vector<CodedEvent>& events) {
  std::string said;
  for (const CodedEvent& one : events) {
    const auto verdict = deduper.judge(one);
    said += verdict == Verdict::event ? 'e' : verdict == Verdict::repeat ? 'r' : 'm';
  }
  return said;
}

TEST(Dedupe, HasThreeWords) {
  for (const auto* word : {"none", "story", "one-a-day"})
    EXPECT_EQ(to_string(dedupe_of(word).value()), word);
  EXPECT_FALSE(dedupe_of("day"));
}

TEST(Dedupe, OneStoryCountsOnce) {
  const std::vector events{event("USA", "CHN", "s"), event("USA", "CHN", "s"),
                           event("USA", "CHN", "t"), event("USA", "CHN", "s")};
  EXPECT_EQ(verdicts({Dedupe::none, false}, events), "eeee");
  EXPECT_EQ(verdicts({Dedupe::story, false}, events), "erer");
  EXPECT_EQ(verdicts({Dedupe::one_a_day, false}, events), "errr");
}

TEST(Dedupe, NothingIsDroppedWhereThereIsNoStory) {
  const std::vector events{event("USA", "CHN", ""), event("USA", "CHN", "")};
  EXPECT_EQ(verdicts({Dedupe::story, false}, events), "ee");
  EXPECT_EQ(verdicts({Dedupe::one_a_day, false}, events), "er");
}

TEST(Dedupe, TellsApartWhatDiffersInOneField) {
  const auto first = event("USA", "CHN");
  std::vector<CodedEvent> others(6, first);
  others[0].day += std::chrono::days(1);
  others[1].source = "GBR";
  others[2].target = "TWN";
  others[3].source_actor = "USAGOV";
  others[4].target_actor = "CHNGOV";
  others[5].code = "043";
  for (const auto dedupe : {Dedupe::story, Dedupe::one_a_day})
    for (const CodedEvent& other : others)
      EXPECT_EQ(verdicts({dedupe, false}, {first, other}), "ee");
  auto joined = event("A", "BC");
  auto apart = event("AB", "C");
  EXPECT_NE(hash_of(joined, Dedupe::story), hash_of(apart, Dedupe::story));
}

TEST(Dedupe, TellsPloverEventsByRootAndClass) {
  auto first = event("USA", "CHN", "s", "");
  auto second = first;
  second.quad = 2;
  auto third = first;
  third.root = 5;
  EXPECT_EQ(verdicts({Dedupe::one_a_day, false}, {first, second, third, first}), "eeer");
}

TEST(Mirrors, AreMatchedOneForOne) {
  const auto there = event("USA", "CHN", "");
  const auto back = event("CHN", "USA", "");
  EXPECT_EQ(verdicts({Dedupe::none, true}, {there, back}), "em");
  EXPECT_EQ(verdicts({Dedupe::none, true}, {there, there, back, back, back, there}), "eemmem");
  EXPECT_EQ(verdicts({Dedupe::none, true}, {there, back, there, back}), "emem");
  EXPECT_EQ(verdicts({Dedupe::none, true}, {back, back, there, there, there}), "eemme");
  EXPECT_EQ(verdicts({Dedupe::none, false}, {there, back}), "ee");
}

TEST(Mirrors, HaveTheSameDayCodeAndStory) {
  const auto there = event("USA", "CHN");
  auto later = event("CHN", "USA");
  later.day += std::chrono::days(1);
  for (const auto& other :
       {event("CHN", "USA", "t"), event("CHN", "USA", "s", "043"), event("CHN", "TWN"), later})
    EXPECT_EQ(verdicts({Dedupe::story, true}, {there, other}), "ee");
  auto official = event("CHN", "USA");
  official.source_actor = "CHNGOV";
  EXPECT_EQ(verdicts({Dedupe::story, true}, {there, official}), "em") << "states, not actors";
}

TEST(Mirrors, AreBetweenTwoStates) {
  EXPECT_EQ(verdicts({Dedupe::none, true}, {event("USA", "USA"), event("USA", "USA")}), "ee");
  EXPECT_EQ(verdicts({Dedupe::none, true}, {event("", "USA"), event("USA", "")}), "ee");
  EXPECT_EQ(verdicts({Dedupe::none, true}, {event("", ""), event("", "")}), "ee");
}

TEST(Mirrors, OfARepeatAreNotCounted) {
  const auto there = event("USA", "CHN");
  const auto back = event("CHN", "USA");
  EXPECT_EQ(verdicts({Dedupe::story, true}, {there, there, back, back}), "ermr");
}

TEST(HashTable, KeepsANumberForEachHash) {
  HashTable table;
  constexpr std::uint64_t many = 20'000;
  for (std::uint64_t i = 0; i < many; ++i)
    table[EventHash{.low = i * 1024, .high = i}] = static_cast<std::int32_t>(i);
  EXPECT_EQ(table.size(), many);
  for (std::uint64_t i = 0; i < many; ++i)
    ASSERT_EQ((table[EventHash{.low = i * 1024, .high = i}]), static_cast<std::int32_t>(i));
  EXPECT_EQ((table[EventHash{.low = 0, .high = 1}]), 0) << "half of a hash is none";
  EXPECT_EQ(table.size(), many + 1);
}

}  // namespace

}  // namespace detente
