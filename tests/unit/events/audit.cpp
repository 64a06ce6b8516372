// SPDX-License-Identifier: Apache-2.0
#include "events/audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {

namespace {

using ::testing::ElementsAre;

Day day(const std::string& text) { return parse_day(text).value_or(Day{}); }

CodedEvent event() {
  return {.feed = EventSource::gdelt2,
          .day = day("2021-04-05"),
          .added = day("2021-04-06"),
          .source = "USA",
          .target = "CHN",
          .source_actor = "USAGOV",
          .target_actor = "CHN",
          .code = "042",
          .root = 4,
          .quad = 1,
          .goldstein = 1900,
          .story = "https://www.example.org/a"};
}

FeedAudit audit_of(const std::vector<CodedEvent>& events) {
  Auditor auditor({"USA", "CHN"});
  for (const CodedEvent& one : events) auditor.take(one);
  return auditor.finish()[EventSource::gdelt2];
}

std::vector<std::uint64_t> left(const FeedAudit& audit, std::size_t direction) {
  std::vector<std::uint64_t> totals;
  for (const FilterEffect& effect : audit.filters) totals.push_back(effect.total(direction));
  return totals;
}

TEST(Auditor, CountsRepeatsAndMirrors) {
  CodedEvent other_story = event();
  other_story.story = "https://example.net/b";
  CodedEvent mirror = event();
  std::swap(mirror.source, mirror.target);
  std::swap(mirror.source_actor, mirror.target_actor);
  CodedEvent without_story = event();
  without_story.story = {};
  const auto audit =
      audit_of({event(), event(), other_story, mirror, mirror, without_story, without_story});
  EXPECT_EQ(audit.rows, 7U);
  EXPECT_EQ(audit.story_repeats, 2U) << "rows without a story repeat none";
  EXPECT_EQ(audit.day_repeats, 5U);
  EXPECT_EQ(audit.mirrors, 1U) << "one for one, after the repeats";
  EXPECT_EQ(audit.no_story, 2U);
  // none, story, one-a-day, drop-mirrors, both, root events, on time
  EXPECT_THAT(left(audit, 0), ElementsAre(5, 4, 1, 5, 4, 5, 5));
  EXPECT_THAT(left(audit, 1), ElementsAre(2, 1, 1, 0, 0, 2, 2));
}

TEST(Auditor, TellsSpansApart) {
  struct Case {
    int days;
    std::uint64_t LateDates::*counted;
  };
  const std::vector<Case> cases{
      {-2, &LateDates::before},   {8, &LateDates::other},    {27, &LateDates::other},
      {28, &LateDates::month},    {31, &LateDates::month},   {32, &LateDates::other},
      {363, &LateDates::other},   {364, &LateDates::year},   {367, &LateDates::year},
      {368, &LateDates::other},   {3649, &LateDates::other}, {3650, &LateDates::decade},
      {3655, &LateDates::decade}, {3656, &LateDates::other}};
  for (const auto& [days, counted] : cases) {
    CodedEvent one = event();
    one.added = one.day + std::chrono::days(days);
    const LateDates late = audit_of({one}).late;
    EXPECT_EQ(late.*counted, 1U) << days;
    EXPECT_EQ(late.before + late.month + late.year + late.decade + late.other, 1U) << days;
  }
  for (const int days : {-1, 0, 7}) {
    CodedEvent one = event();
    one.added = one.day + std::chrono::days(days);
    const LateDates late = audit_of({one}).late;
    EXPECT_EQ(late.with_both, 1U);
    EXPECT_EQ(late.before + late.month + late.year + late.decade + late.other, 0U) << days;
  }
  CodedEvent undated = event();
  undated.added.reset();
  EXPECT_EQ(audit_of({undated}).late.with_both, 0U);
}

TEST(Auditor, LeavesLateAndMinorEventsOutOfTheirFilters) {
  CodedEvent late = event();
  late.added = late.day + std::chrono::days(8);
  CodedEvent minor = event();
  minor.root_event = false;
  minor.code = "043";
  const auto audit = audit_of({late, minor});
  EXPECT_THAT(left(audit, 0), ElementsAre(2, 2, 2, 2, 2, 1, 1));
  EXPECT_EQ(audit.not_root, 1U);
}

TEST(Auditor, GivesTheBalanceByClass) {
  CodedEvent conflict = event();
  conflict.code = "190";
  conflict.root = 19;
  conflict.quad = 4;
  CodedEvent praise = event();
  praise.code = "051";
  praise.root = 5;
  const auto audit = audit_of({event(), praise, conflict});
  ASSERT_FALSE(audit.filters.empty());
  EXPECT_DOUBLE_EQ(audit.filters[0].balance(0).value_or(9), 1.0 / 3);
  EXPECT_EQ(audit.filters[0].balance(1), std::nullopt);
}

TEST(Auditor, CountsActorsWithoutAState) {
  CodedEvent no_source = event();
  no_source.source = {};
  CodedEvent no_target = event();
  no_target.target = {};
  CodedEvent neither = no_source;
  neither.target = {};
  const auto audit = audit_of({event(), no_source, no_target, neither});
  EXPECT_EQ(audit.no_source, 2U);
  EXPECT_EQ(audit.no_target, 2U);
  EXPECT_EQ(audit.no_state, 1U);
}

TEST(Auditor, NamesPublishersByTheirHosts) {
  std::vector<CodedEvent> events;
  for (const char* story :
       {"https://www.example.org/a", "http://example.org:80/b?c", "https://example.org#d",
        "https://example.net", "The Example, 5 April", "40000001", ""}) {
    CodedEvent one = event();
    one.story = story;
    events.push_back(one);
  }
  CodedEvent named = event();
  named.publisher = "The Example";
  named.target = "JPN";
  events.push_back(named);
  const auto audit = audit_of(events);
  ASSERT_EQ(audit.publishers.size(), 5U);
  EXPECT_EQ(audit.publishers[0].publisher, "example.org");
  EXPECT_EQ(audit.publishers[0].rows, 3U);
  EXPECT_EQ(audit.publishers[0].in_dyad, 3U);
  for (const PublisherShare& publisher : audit.publishers)
    EXPECT_EQ(publisher.in_dyad, publisher.publisher == "The Example" ? 0U : publisher.rows);
}

TEST(Auditor, ShowsTenPublishersAtTheMostTheLargestFirst) {
  std::vector<std::string> names;
  for (char c = 'a'; c <= 'z'; ++c) names.emplace_back(1, c);
  std::vector<CodedEvent> events;
  for (const std::string& name : names) {
    CodedEvent one = event();
    one.publisher = name;
    events.push_back(one);
    if (name == "q") events.push_back(one);
  }
  const auto audit = audit_of(events);
  ASSERT_EQ(audit.publishers.size(), 10U);
  EXPECT_EQ(audit.publishers[0].publisher, "q");
  EXPECT_EQ(audit.publishers[1].publisher, "a") << "equal ones by their names";
}

TEST(Auditor, CountsMentionsBesideEvents) {
  Auditor auditor({"USA", "CHN"});
  CodedEvent mention{.feed = EventSource::mentions,
                     .day = day("2021-04-05"),
                     .added = day("2021-05-05"),
                     .id = "900000001",
                     .story = "https://example.org/b",
                     .publisher = "example.org"};
  auditor.take_mention(mention);
  const auto all = auditor.finish();
  ASSERT_EQ(all.size(), 1U);
  const FeedAudit& audit = all.at(EventSource::mentions);
  EXPECT_EQ(audit.rows, 0U);
  EXPECT_EQ(audit.mentions, 1U);
  EXPECT_EQ(audit.late.month, 1U);
  EXPECT_EQ(audit.publishers.at(0).publisher, "example.org");
}

}  // namespace

}  // namespace detente
