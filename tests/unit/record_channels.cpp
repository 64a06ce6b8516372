// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "record/as_of.hpp"
#include "support/record_story.hpp"

namespace detente::testing {
namespace {

constexpr Form meeting = Form::meeting;
constexpr Form standing = Form::standing;

/// `states`: "2020-01-14 not yet, 2020-01-15 open": a state on each of these days.
struct Row {
  const char* name;
  Form form;
  int cadence;  ///< in months, 0 where none is stated
  const char* acts;
  const char* states;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class ChannelTable : public ::testing::TestWithParam<Row> {};

TEST_P(ChannelTable, HoldsOnTheDay) {
  Story story(GetParam().form, GetParam().cadence);
  story.tell(GetParam().acts);
  std::istringstream states(GetParam().states);
  std::string on, state;
  while (states >> on && std::getline(states >> std::ws, state, ',')) {
    EXPECT_EQ(story.state(testing::day(on)), state) << on;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ChannelTable,
    ::testing::Values(
        Row{"None", meeting, 6, "", "2022-01-01 not yet"},
        Row{"NoneStanding", standing, 0, "", "2022-01-01 not yet"},
        Row{"AnnounceOnly", meeting, 6, "announce 2020-01-15",
            "2020-01-15 not yet, 2030-01-01 not yet"},
        Row{"Suspend", meeting, 6, "suspend 2020-01-15",
            "2020-01-14 not yet, 2020-01-15 suspended, 2099-01-01 suspended"},
        Row{"Cancel", meeting, 0, "hold 2020-01-15, cancel 2020-02-01",
            "2020-01-31 open, 2020-02-01 suspended, 2030-01-01 suspended"},
        Row{"Close", standing, 0, "open 2020-01-15, close 2020-02-01",
            "2020-01-31 open, 2020-02-01 closed, 2030-01-01 closed"},
        Row{"End", meeting, 6, "hold 2020-01-15, end 2020-02-01",
            "2020-01-31 open, 2020-02-01 closed"},
        Row{"Standing", standing, 0, "open 2020-01-15",
            "2020-01-14 not yet, 2020-01-15 open, 2099-12-31 open"},
        Row{"StandingResumed", standing, 0,
            "open 2020-01-15, suspend 2020-02-01, resume 2020-03-01",
            "2020-02-29 suspended, 2020-03-01 open, 2099-12-31 open"},
        Row{"Cadence6", meeting, 6, "hold 2020-01-15",
            "2020-10-15 open, 2020-10-16 overdue, 2021-07-15 overdue, 2021-07-16 dormant"},
        Row{"Cadence1", meeting, 1, "hold 2020-01-15", "2020-05-15 open, 2020-05-16 dormant"},
        Row{"Cadence2", meeting, 2, "hold 2020-01-15",
            "2020-06-15 open, 2020-06-16 overdue, 2020-07-15 overdue, 2020-07-16 dormant"},
        Row{"NoCadence", meeting, 0, "hold 2020-01-15", "2022-01-15 open, 2022-01-16 dormant"},
        Row{"EndOfMonth", meeting, 0, "hold 2020-02-29", "2022-02-28 open, 2022-03-01 dormant"},
        Row{"OpenRuns", meeting, 6, "open 2020-01-15", "2020-10-15 open, 2020-10-16 overdue"},
        Row{"ResumeRuns", meeting, 6, "suspend 2019-01-01, resume 2020-01-15",
            "2020-10-15 open, 2020-10-16 overdue"},
        Row{"AnnounceDoesNotRun", meeting, 6, "hold 2020-01-15, announce 2020-10-01",
            "2020-10-15 open, 2020-10-16 overdue"},
        Row{"HeldAgain", meeting, 6, "hold 2020-01-15, hold 2020-10-15",
            "2020-10-16 open, 2021-07-15 open, 2021-07-16 overdue"},
        Row{"HeldWhileOverdue", meeting, 6, "hold 2020-01-15, hold 2020-12-01",
            "2020-11-30 overdue, 2020-12-01 open"},
        Row{"HeldWhileDormant", meeting, 6, "hold 2020-01-15, hold 2025-12-01",
            "2025-11-30 dormant, 2025-12-01 open"},
        Row{"SuspendedWhileDormant", meeting, 6, "hold 2020-01-15, suspend 2025-12-01",
            "2025-11-30 dormant, 2025-12-01 suspended"},
        Row{"HoldLiftsSuspension", meeting, 6, "suspend 2020-01-15, hold 2020-03-01",
            "2020-02-29 suspended, 2020-03-01 open"},
        Row{"HoldLiftsClosure", meeting, 6, "close 2020-01-15, hold 2020-03-01",
            "2020-02-29 closed, 2020-03-01 open"},
        Row{"CloseAfterSuspension", meeting, 6, "suspend 2020-01-15, close 2020-03-01",
            "2020-03-01 closed"},
        Row{"SuspendAfterClosure", meeting, 6, "close 2020-01-15, suspend 2020-03-01",
            "2020-03-01 suspended"},
        Row{"SameDaySuspendLast", meeting, 6, "hold 2020-01-15, suspend 2020-01-15",
            "2020-01-14 not yet, 2020-01-15 suspended"},
        Row{"SameDayHoldLast", meeting, 6, "suspend 2020-01-15, hold 2020-01-15",
            "2020-01-15 open"},
        Row{"Month", meeting, 6, "hold 2020-02",
            "2020-02-28 not yet, 2020-02-29 open, 2020-11-29 open, 2020-11-30 overdue"},
        Row{"Year", meeting, 6, "hold 2020",
            "2020-12-30 not yet, 2020-12-31 open, 2021-09-30 open, 2021-10-01 overdue"},
        Row{"DayWithinAMonthComesFirst", meeting, 6, "hold 2020-02, suspend 2020-02-10",
            "2020-02-10 suspended, 2020-02-29 open"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ChannelHistory, TellsWhatBeganEachBand) {
  Story story(meeting, 6);
  story.tell("hold 2020-01-15, hold 2020-02-15, suspend 2020-03");
  const auto bands = story.history(testing::day("2021-01-01"));
  ASSERT_EQ(bands.size(), 3U);
  EXPECT_EQ(bands[0].state, ChannelState::not_yet);
  EXPECT_EQ(bands[1].since, testing::date("2020-01-15"));
  EXPECT_EQ(bands[1].began_by.event, &story.record.events[0]);
  EXPECT_EQ(bands[2].since, testing::date("2020-03"));
  EXPECT_EQ(bands[2].began_by.act->kind, ActKind::suspend);
}

TEST(ChannelHistory, ClockBeginsBandsByItself) {
  Story story(meeting, 6);
  story.tell("hold 2020-01-15");
  const auto bands = story.history(testing::day("2022-01-01"));
  ASSERT_EQ(bands.size(), 4U);
  EXPECT_EQ(bands[2].since, testing::date("2020-10-16"));
  EXPECT_EQ(bands[2].began_by.event, nullptr);
  EXPECT_EQ(bands[3].since, testing::date("2021-07-16"));
}

TEST(ActsByChannel, StandInOrderOfTheDayTheyCountFrom) {
  Story story(meeting, 6);
  story.tell("hold 2020-02, suspend 2020-02-10, resume 2020-02-29, close 2020-03-01");
  const auto acts = acts_by_channel(story.record, testing::day("2020-02-29"));
  std::string kinds;
  for (const ChannelAct& act : acts.at("c")) kinds += std::string(to_string(act.act->kind)) + ' ';
  EXPECT_EQ(kinds, "suspend hold resume ");
}

// --- board ---

ChannelStatus status(const Story& story, std::string_view on) {
  return channel_board(story.record, testing::day(on)).front();
}

TEST(Board, CountsTheSessionsOfTwelveMonths) {
  Story story(meeting, 6);
  story.tell(
      "hold 2021-08-05, hold 2021-08-06, announce 2022-01-01, hold 2022-08-05, hold 2022-08-06");
  const ChannelStatus on = status(story, "2022-08-05");
  EXPECT_EQ(on.held_12m, 2);  // not the one of a year ago to the day, and none of tomorrow
  EXPECT_EQ(on.last_held, &story.record.events[3]);
  EXPECT_EQ(on.acts.size(), 4U);
}

TEST(Board, CountsTheDaysOverdueFromTheCadence) {
  Story story(meeting, 6);
  story.tell("hold 2020-01-15");
  EXPECT_EQ(status(story, "2020-01-14").overdue_days, std::nullopt);
  EXPECT_EQ(status(story, "2020-07-15").overdue_days, 0);
  EXPECT_EQ(status(story, "2020-07-16").overdue_days, 1);
  EXPECT_EQ(status(story, "2021-07-15").overdue_days, 365);
  story.tell("suspend 2021-01-01");
  EXPECT_EQ(status(story, "2021-07-15").overdue_days, 365);
  story.tell("close 2021-02-01");
  EXPECT_EQ(status(story, "2021-07-15").overdue_days, std::nullopt);
  EXPECT_EQ(status(Story(meeting, 0).tell("hold 2020-01-15"), "2030-01-01").overdue_days,
            std::nullopt);
}

TEST(Board, ShowsTheNextMeetingAnnounced) {
  Story story(meeting, 6);
  story.add("2022-01-01", ActKind::announce).acts[0].planned = testing::date("2022-06");
  story.add("2022-02-01", ActKind::announce).acts[0].planned = testing::date("2022-04-10");
  EXPECT_EQ(status(story, "2021-12-31").planned, std::nullopt);
  EXPECT_EQ(status(story, "2022-01-31").planned, testing::date("2022-06"));
  EXPECT_EQ(status(story, "2022-04-10").planned, testing::date("2022-04-10"));
  EXPECT_EQ(status(story, "2022-04-11").planned, testing::date("2022-06"));
  story.add("2022-06-03", ActKind::hold);
  EXPECT_EQ(status(story, "2022-06-02").planned, testing::date("2022-06"));
  EXPECT_EQ(status(story, "2022-06-03").planned, std::nullopt);
}

TEST(Board, ForgetsAMeetingThatWasCalledOff) {
  Story story(meeting, 6);
  story.add("2022-01-01", ActKind::announce).acts[0].planned = testing::date("2022-06-01");
  story.add("2022-02-01", ActKind::cancel);
  EXPECT_EQ(status(story, "2022-01-31").planned, testing::date("2022-06-01"));
  EXPECT_EQ(status(story, "2022-02-01").planned, std::nullopt);
  story.add("2022-03-01", ActKind::announce).acts[0].planned = testing::date("2022-07-01");
  EXPECT_EQ(status(story, "2022-03-01").planned, testing::date("2022-07-01"));
}

TEST(Board, ShowsNeedsAsLongAsTheyStand) {
  Story story(meeting, 6);
  Need need;
  need.side = "CHN";
  need.date = testing::date("2022-01-01");
  need.until = testing::date("2022-06-30");
  story.record.channels[0].needs = {need};
  EXPECT_EQ(status(story, "2022-06-29").needs.size(), 1U);
  EXPECT_EQ(status(story, "2022-06-30").needs.size(), 0U);
}

TEST(Board, ChangesBetweenTwoDays) {
  Story story(meeting, 6);
  story.tell("hold 2020-01-15, suspend 2021-08-05");
  story.record.events[1].known = testing::date("2021-09-01");
  const auto changes =
      channel_changes(story.record, testing::day("2020-10-15"), testing::day("2021-08-05"));
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].to.state, ChannelState::overdue);
  EXPECT_EQ(changes[1].to.state, ChannelState::dormant);
  EXPECT_EQ(changes[2].from, ChannelState::dormant);
  EXPECT_EQ(changes[2].to.state, ChannelState::suspended);
  EXPECT_FALSE(changes[1].came_out);
  EXPECT_EQ(changes[2].came_out, testing::day("2021-09-01"));
}

TEST(Board, WhatTimeBroughtAboutIsKnownNoSoonerThanTheSessionItRunsFrom) {
  Story story(meeting, 0);
  story.tell("hold 2020-01-15");
  story.record.events[0].known = testing::date("2022-06-01");
  const auto changes =
      channel_changes(story.record, testing::day("2020-01-01"), testing::day("2022-12-31"));
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1].to.state, ChannelState::dormant);
  EXPECT_EQ(changes[1].to.since, testing::date("2022-01-16"));
  EXPECT_EQ(changes[1].came_out, testing::day("2022-06-01"));
}

}  // namespace
}  // namespace detente::testing
