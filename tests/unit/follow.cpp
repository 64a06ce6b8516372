// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "store/store_lock.hpp"
#include "support/follow_world.hpp"

namespace detente {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::FollowTest;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_F(FollowTest, ReadsWhatTheListNamesByItsAddress) {
  server_.publish(time_, 3);
  EXPECT_TRUE(runs_well());
  EXPECT_THAT(stored(),
              ElementsAre(events_of(time_), server_.url("/" + time_ + ".mentions.CSV.zip")));
  EXPECT_EQ(rows(), 6U);
  EXPECT_EQ(manifest().files[0].modified, 0);
  EXPECT_EQ(server_.asked("/" + time_ + ".gkg.csv.zip"), 0U);
  EXPECT_THAT(notes_, ElementsAre("files of the kind \"gkg\" are not read here, and left out"));
  EXPECT_THAT(warnings_, IsEmpty());
  expect_no_downloads_left();
}

TEST_F(FollowTest, DownloadsNothingTwice) {
  server_.publish(time_);
  EXPECT_TRUE(runs_well());
  follow_.rounds = 3;
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(server_.asked("/lastupdate.txt"), 4U);
  EXPECT_EQ(server_.asked(path_of_events()), 1U);
  EXPECT_EQ(stored().size(), 2U);
  EXPECT_THAT(notes_, Contains(HasSubstr("0 taken, 0 missing; next round in 900 s")));
}

TEST_F(FollowTest, TakesUpdatesAsTheyComeEveryQuarterOfAnHour) {
  server_.publish(time_);
  follow_.rounds = 3;
  on_pause_ = [&](std::size_t round) {
    server_.publish(round == 1 ? "20240101001500" : "20240101003000");
  };
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(stored().size(), 6U);
  EXPECT_EQ(rows(), 12U);
  EXPECT_THAT(pauses_, ElementsAre(900, 900));
  EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(FollowTest, BeginsARoundSoLongAfterTheBeginningOfTheLast) {
  server_.publish(time_);
  server_.set(path_of_events(), {{.status = 503}});
  follow_.rounds = 2;
  follow_.every = std::chrono::seconds(100);
  EXPECT_FALSE(runs_well());
  EXPECT_THAT(pauses_, ElementsAre(1, 2, 4, 93, 1, 2, 4));
  follow_.every = std::chrono::seconds(5);
  EXPECT_FALSE(runs_well());
  EXPECT_THAT(pauses_, ElementsAre(1, 2, 4, 0, 1, 2, 4)) << "at once, where a round took longer";
}

TEST_F(FollowTest, ReadsAFileAgainThatTheListHasWithAnotherMd5) {
  server_.publish(time_, 2);
  EXPECT_TRUE(runs_well());
  const auto before = testing::counts_of_store(store_, Dedupe::none);
  server_.publish(time_, 5);
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(stored().size(), 2U);
  EXPECT_EQ(rows(), 10U);
  EXPECT_NE(testing::counts_of_store(store_, Dedupe::none), before);
}

TEST_F(FollowTest, DoesNotDownloadWhatWasReadFromAFile) {
  server_.publish(time_);
  testing::write(folder_.path() / "a.zip", server_.body(path_of_events()));
  testing::ingested(store_, {folder_.path() / "a.zip"});
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(server_.asked(path_of_events()), 0U);
  EXPECT_EQ(rows(), 4U);
  // And the other way round.
  testing::write(folder_.path() / "b.zip", server_.body("/" + time_ + ".mentions.CSV.zip"));
  EXPECT_THAT(testing::done_with(testing::ingested(store_, {folder_.path() / "b.zip"})),
              ElementsAre("same content as " + server_.url("/" + time_ + ".mentions.CSV.zip")));
  EXPECT_EQ(rows(), 4U);
}

TEST_F(FollowTest, NamesTheAddressInTheTableOfBadRows) {
  std::string rows = "bad\n";
  for (int i = 0; i < 200; ++i)
    rows += testing::line_of(testing::gdelt2_row({{0, std::to_string(i + 1)}}));
  server_.set_list(
      server_.put("x.export.CSV.zip", testing::zip_bytes({{.name = "x.CSV", .text = rows}})));
  EXPECT_TRUE(runs_well());
  ASSERT_EQ(manifest().files.size(), 1U);
  EXPECT_THAT(testing::read(store_ / manifest().files[0].reject_file),
              HasSubstr("\n" + server_.url("/x.export.CSV.zip:x.CSV\t1\t")));
}

TEST_F(FollowTest, KeepsToDaysByTheNamesOfFilesAndNotByEvents) {
  std::string list;
  for (const char* time : {"20231231234500", "20240101000000", "20240102000000"})
    list += server_.publish(time);
  server_.set_list(list);
  events_.from = events_.to = "2024-01-01";
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(stored().size(), 2U);
  EXPECT_EQ(rows(), 4U) << "whatever the days of the events";
  EXPECT_FALSE(manifest().rules.from);
  events_.from = events_.to = "";
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(stored().size(), 6U);
}

TEST_F(FollowTest, KeepsTheDaysOfAStoreThatHasSome) {
  testing::ingested(store_, {}, {.from = parse_day("2100-01-01")});
  server_.publish(time_);
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(manifest().rules.from, parse_day("2100-01-01"));
}

TEST_F(FollowTest, SaysThatUpdatesMayBeMissing) {
  server_.publish(time_);
  EXPECT_TRUE(runs_well());
  server_.publish("20240101003000");
  EXPECT_TRUE(runs_well());
  ASSERT_EQ(warnings_.size(), 1U);
  EXPECT_EQ(warnings_[0], server_.list_url() +
                              ": begins with 2024-01-01 00:30, but the store ends with 2024-01-01 "
                              "00:00: updates in between may be missing; follow the list of all "
                              "files, as masterfilelist.txt, once, with --from 2024-01-01");
}

TEST_F(FollowTest, TakesALongListInBatches) {
  std::string list;
  for (int i = 0; i < 8; ++i) {
    const std::string id = std::to_string(1000 + i);
    list += server_.put(id + ".export.CSV", testing::line_of(testing::gdelt2_row({{0, id}})));
  }
  server_.set_list(list);
  follow_.batch = 3;
  std::set<std::size_t> sizes;
  host_.stopped = [&] {
    sizes.insert(stored().size());
    return false;
  };
  EXPECT_TRUE(runs_well());
  EXPECT_THAT(sizes, ElementsAre(0, 3, 6, 8));
  EXPECT_EQ(rows(), 8U);
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(server_.asked("/1000.export.CSV"), 1U);
}

TEST_F(FollowTest, EndsWhenItIsToldToAndKeepsWhatHasCome) {
  server_.publish(time_);
  server_.set("/" + time_ + ".mentions.CSV.zip", {{.silent = true}});
  follow_.rounds = 0;
  host_.stopped = [&] { return server_.asked("/" + time_ + ".mentions.CSV.zip") > 0; };
  const auto output = run();
  ASSERT_TRUE(output);
  EXPECT_FALSE(output->faulty);
  EXPECT_THAT(stored(), ElementsAre(events_of(time_)));
  expect_no_downloads_left();
}

TEST_F(FollowTest, EndsBetweenTwoTriesAndTwoRounds) {
  follow_.rounds = 0;
  on_pause_ = [&](std::size_t) { stopped_ = true; };
  EXPECT_TRUE(runs_well()) << "there is no list, but that is not why it ended";
  EXPECT_THAT(pauses_, ElementsAre(900));
  stopped_ = false;
  server_.set("/lastupdate.txt", {{.status = 500}});
  EXPECT_TRUE(runs_well());
  EXPECT_THAT(pauses_, ElementsAre(1));
}

TEST_F(FollowTest, WaitsForAnotherWriterUntilTheNextRound) {
  server_.publish(time_);
  follow_.rounds = 2;
  std::optional<StoreLock> other;
  host_.note = [&](const std::string& text) {
    // Said between the list and its files.
    if (text.starts_with("files of the kind")) other.emplace(StoreLock::of(store_).value());
  };
  on_pause_ = [&](std::size_t) { other.reset(); };
  EXPECT_TRUE(runs_well());
  ASSERT_EQ(warnings_.size(), 1U);
  EXPECT_THAT(warnings_[0], HasSubstr("another process is writing to it"));
  EXPECT_EQ(stored().size(), 2U);
  expect_no_downloads_left();
}

TEST_F(FollowTest, RefusesWhatIsAtFaultBeforeItAsksAnybody) {
  const auto expect_usage = [&](const std::string& what) {
    const auto output = run();
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().kind, Error::Kind::usage);
    EXPECT_THAT(output.error().what, HasSubstr(what));
  };
  follow_.lists = {"file:///etc/passwd"};
  expect_usage("is no address of http or https");
  follow_.lists = {server_.list_url()};
  events_.from = "yesterday";
  expect_usage("--from");
  events_.from = "";
  testing::ingested(store_, {std::filesystem::path(DETENTE_SOURCE_DIR) /
                             "tests/data/events/gdelt/20210406101500.export.CSV"});
  events_.dedupe = "none";
  expect_usage("was made with other options");
  EXPECT_EQ(server_.asked("/lastupdate.txt"), 0U);
}

TEST_F(FollowTest, IsOneAtATime) {
  testing::ingested(store_, {});
  const auto other = StoreLock::of(store_ / ".fetch");
  ASSERT_TRUE(other);
  const auto output = run();
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().kind, Error::Kind::io);
}

}  // namespace
}  // namespace detente
