// SPDX-License-Identifier: Apache-2.0
#include "command/follow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/store_lock.hpp"
#include "support/event_store.hpp"
#include "support/update_server.hpp"

namespace detente {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Reply;
using testing::UpdateServer;

/// A server, a store that follows it, and a world whose time goes by when it is waited for.
class FollowTest : public ::testing::Test {
 protected:
  FollowTest() {
    ::setenv("no_proxy", "127.0.0.1", 1);
    host_.now = [this] { return now_; };
    host_.pause = [this](FollowHost::Time time) {
      now_ += time;
      pauses_.push_back(time / 1s);
      if (on_pause_) on_pause_(pauses_.size());
      return !stopped_;
    };
    host_.stopped = [this] { return stopped_; };
    host_.warn = [this](const std::string& text) { warnings_.push_back(text); };
    host_.note = [this](const std::string& text) { notes_.push_back(text); };
    follow_.lists = {server_.list_url()};
    follow_.rounds = 1;
    events_.max_bad = 0.01;
    events_.threads = 1;
  }

  Result<Output> run() {
    warnings_.clear();
    notes_.clear();
    pauses_.clear();
    return run_follow({}, events_, follow_, host_, store_.string());
  }
  /// Runs, and gives whether all went well.
  bool runs_well() {
    const auto output = run();
    if (!output) ADD_FAILURE() << output.error().where << ": " << output.error().what;
    return output && !output->faulty;
  }
  [[nodiscard]] Manifest manifest() const {
    return read_manifest(store_).value_or(std::nullopt).value_or(Manifest());
  }
  [[nodiscard]] std::vector<std::string> stored() const {
    std::vector<std::string> names;
    for (const StoredFile& file : manifest().files) names.push_back(file.file);
    return names;
  }
  [[nodiscard]] std::uint64_t rows() const {
    std::uint64_t sum = 0;
    for (const StoredFile& file : manifest().files) sum += file.kept;
    return sum;
  }
  void expect_no_downloads_left() const {
    EXPECT_THAT(testing::names_in(store_ / ".fetch"), ElementsAre(".lock"));
  }
  /// The address of an update's file.
  [[nodiscard]] std::string events_of(const std::string& time) const {
    return server_.url("/" + time + ".export.CSV.zip");
  }
  std::string path_of_events() const { return "/" + time_ + ".export.CSV.zip"; }

  const std::string time_ = "20240101000000";
  UpdateServer server_;
  testing::TemporaryFolder folder_;
  fs::path store_ = folder_.path() / "events";
  EventOptions events_;
  FollowOptions follow_;
  FollowHost host_;
  FollowHost::Time now_{0};
  bool stopped_ = false;
  std::function<void(std::size_t)> on_pause_;
  std::vector<std::int64_t> pauses_;
  std::vector<std::string> warnings_, notes_;
};

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
  follow_.every = 100s;
  EXPECT_FALSE(runs_well());
  EXPECT_THAT(pauses_, ElementsAre(1, 2, 4, 93, 1, 2, 4));
  follow_.every = 5s;
  EXPECT_FALSE(runs_well());
  EXPECT_THAT(pauses_, ElementsAre(1, 2, 4, 0, 1, 2, 4)) << "at once, where a round took longer";
}

TEST_F(FollowTest, TriesFourTimesAndSaysWhen) {
  const std::string list = server_.publish(time_);
  const std::string good =
      testing::zip_bytes({{.name = "x", .text = testing::line_of(testing::gdelt2_row())}});
  server_.set_list(server_.line("x.export.CSV.zip", good));
  std::string other = good;
  other.back() ^= 1;
  server_.set("/x.export.CSV.zip",
              {{.status = 500}, {.body = good, .cut_at = 20}, {.body = other}, {.body = good}});
  EXPECT_TRUE(runs_well());
  const std::string url = server_.url("/x.export.CSV.zip");
  EXPECT_THAT(
      warnings_,
      ElementsAre(url + ": HTTP 500; tried again in 1 s (2 of 4)",
                  url + ": the connection ended before the file did, after 20 bytes; tried "
                        "again in 2 s (3 of 4)",
                  url + ": has the MD5 " + testing::md5_of(other) + " instead of the list's " +
                      testing::md5_of(good) + "; tried again in 4 s (4 of 4)"));
  EXPECT_EQ(rows(), 1U);
}

/// What the file is, and what is said of it.
struct BadAnswer {
  const char* name;
  Reply reply;
  const char* says;
  std::size_t asked;
};
class FollowFaults : public FollowTest, public ::testing::WithParamInterface<BadAnswer> {};

TEST_P(FollowFaults, LetNothingOfTheFileIntoTheStoreAndAreTriedAgain) {
  server_.publish(time_);
  const std::string good = testing::zip_bytes(
      {{.name = "x", .text = testing::line_of(testing::gdelt2_row({{0, "123456789"}}))}});
  Reply reply = GetParam().reply;
  if (reply.body == "good") reply.body = good;
  if (reply.body == "longer") reply.body = good + "x";
  if (reply.body == "shorter") reply.body = good.substr(0, good.size() - 1);
  if (reply.body == "other") reply.body = std::string(good.size(), 'x');
  server_.put("lastupdate.txt", server_.line(time_ + ".export.CSV.zip", good));
  server_.set(path_of_events(), {reply});
  follow_.rounds = 2;
  on_pause_ = [&](std::size_t) {
    EXPECT_THAT(stored(), IsEmpty());
    // The next list does not name it any more.
    if (pauses_.back() < 800) return;
    server_.publish("20240101001500");
    server_.set(path_of_events(), {{.body = good}});
  };
  EXPECT_TRUE(runs_well());
  EXPECT_THAT(warnings_, Contains(events_of(time_) + ": " + GetParam().says +
                                  "; tried again in the next round"));
  EXPECT_EQ(warnings_.size(), GetParam().asked);
  EXPECT_THAT(stored(), Contains(events_of(time_)));
  EXPECT_EQ(rows(), 5U);
  expect_no_downloads_left();
}

INSTANTIATE_TEST_SUITE_P(
    Each, FollowFaults,
    ::testing::Values(
        BadAnswer{"Missing", {.status = 404}, "HTTP 404", 1},
        BadAnswer{"ServerError", {.status = 500}, "HTTP 500", 4},
        BadAnswer{"Cut",
                  {.body = "good", .cut_at = 30},
                  "the connection ended before the file did, after 30 bytes",
                  4},
        BadAnswer{"CutWithoutLength",
                  {.body = "good", .states_length = false, .cut_at = 30},
                  "has 30 bytes instead of the 239 of the list",
                  4},
        BadAnswer{"Longer", {.body = "longer"}, "is longer than 239 bytes", 4},
        BadAnswer{"Endless", {.body = "good", .endless = true}, "is longer than 239 bytes", 4},
        BadAnswer{
            "Shorter", {.body = "shorter"}, "has 238 bytes instead of the 239 of the list", 4}),
    [](const auto& test) { return test.param.name; });

TEST_F(FollowTest, TakesTheOthersWhereOneIsMissing) {
  server_.publish(time_);
  server_.set(path_of_events(), {{.status = 404}});
  const auto output = run();
  ASSERT_TRUE(output);
  EXPECT_TRUE(output->faulty);
  EXPECT_THAT(stored(), ElementsAre(server_.url("/" + time_ + ".mentions.CSV.zip")));
  EXPECT_THAT(warnings_,
              ElementsAre(events_of(time_) + ": HTTP 404; tried again when this is run again"));
}

TEST_F(FollowTest, ComesBackToAServerThatWentAway) {
  server_.publish(time_);
  follow_.rounds = 4;
  on_pause_ = [&](std::size_t) {
    if (pauses_.back() < 800) return;
    if (stored().empty()) return server_.start();
    if (stored().size() == 2) {
      server_.publish("20240101001500");
    }
  };
  server_.stop();
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(stored().size(), 4U);
  EXPECT_THAT(warnings_, Contains(HasSubstr("tried again in 4 s (4 of 4)")));
  EXPECT_THAT(warnings_.back(), EndsWith("; tried again in the next round"));
}

TEST_F(FollowTest, StopsARoundAfterThreeFilesThatCouldNotBeHad) {
  std::string list;
  for (int i = 0; i < 6; ++i) {
    const std::string name = std::to_string(i) + ".zip";
    list += server_.put(name, name);
    server_.set("/" + name, {{.status = i == 0 ? 404 : 503}});
  }
  server_.set_list(list);
  EXPECT_FALSE(runs_well());
  EXPECT_EQ(server_.asked("/3.zip"), 4U);
  EXPECT_EQ(server_.asked("/4.zip"), 0U);
  EXPECT_EQ(warnings_.back(),
            "3 files in a row could not be had: the others are tried again when this is run again");
}

TEST_F(FollowTest, SaysWhichLinesOfTheListAreNoneOnce) {
  const std::string list = server_.publish(time_);
  server_.set_list("\r\ngarbage\r\n" + list + "12 x http://a\r\n");
  follow_.rounds = 2;
  EXPECT_TRUE(runs_well());
  EXPECT_THAT(warnings_, ElementsAre(server_.list_url() + ":2: is not \"SIZE MD5 URL\"; left out",
                                     server_.list_url() +
                                         ":6: its MD5 is not 32 hexadecimal digits; left out"));
  EXPECT_EQ(stored().size(), 2U);
}

TEST_F(FollowTest, SaysThatAListIsNone) {
  server_.set("/lastupdate.txt", {{.body = ""}});
  auto output = run();
  ASSERT_TRUE(output);
  EXPECT_TRUE(output->faulty);
  EXPECT_THAT(warnings_.back(), HasSubstr(": is empty; tried again"));
  server_.set("/lastupdate.txt", {{.body = "<html>Log in</html>"}});
  output = run();
  ASSERT_TRUE(output);
  EXPECT_TRUE(output->faulty);
  EXPECT_THAT(warnings_.back(), HasSubstr(": names no file; tried again"));
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

TEST_F(FollowTest, LeavesAloneWhatIsAsListedAndCannotBeRead) {
  std::string list = server_.put("20240101000000.export.CSV.zip", "PK no archive");
  list += server_.put("20240101001500.export.CSV.zip",
                      testing::zip_bytes({{.name = "x", .text = "bad\nrows\n"}}));
  list += server_.put(
      "20240101003000.export.CSV.zip",
      testing::zip_bytes({{.name = "x", .text = testing::line_of(testing::gdelt2_row())}}));
  server_.set_list(list);
  follow_.rounds = 3;
  const auto output = run();
  ASSERT_TRUE(output);
  EXPECT_TRUE(output->faulty);
  EXPECT_EQ(server_.asked(path_of_events()), 1U);
  EXPECT_EQ(server_.asked("/20240101001500.export.CSV.zip"), 1U);
  EXPECT_THAT(stored(), ElementsAre(events_of("20240101003000")));
  ASSERT_EQ(warnings_.size(), 2U);
  EXPECT_THAT(warnings_[0], HasSubstr(path_of_events()));
  EXPECT_THAT(warnings_[1], HasSubstr("not taken: 2 of its 2 rows are bad, more than 1 %"));
  EXPECT_THAT(warnings_[1], EndsWith("not tried again until its list states another MD5"));
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
  for (int i = 0; i < 450; ++i) {
    const std::string id = std::to_string(1000 + i);
    list += server_.put(id + ".export.CSV", testing::line_of(testing::gdelt2_row({{0, id}})));
  }
  server_.set_list(list);
  EXPECT_TRUE(runs_well());
  EXPECT_EQ(rows(), 450U);
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

TEST_F(FollowTest, GivesUpAFileAfterADay) {
  server_.publish(time_);
  server_.set(path_of_events(), {{.status = 404}});
  follow_.rounds = 100;
  const auto output = run();
  ASSERT_TRUE(output);
  EXPECT_TRUE(output->faulty);
  EXPECT_EQ(server_.asked(path_of_events()), 96U);
  EXPECT_EQ(warnings_.back(), events_of(time_) + ": HTTP 404; given up after 96 rounds");
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
  testing::ingested(store_, {});
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
