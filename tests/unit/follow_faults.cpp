// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/follow_world.hpp"

namespace detente {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::FollowTest;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Reply;

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

  friend void PrintTo(const BadAnswer& answer, std::ostream* to) { *to << answer.name; }
};
std::string with_sizes(std::string text, std::size_t size) {
  const auto put = [&](const std::string& word, std::size_t number) {
    if (const auto at = text.find(word); at != std::string::npos)
      text.replace(at, word.size(), std::to_string(number));
  };
  put("SIZE", size);
  put("LESS", size - 1);
  return text;
}

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
  EXPECT_THAT(warnings_,
              Contains(events_of(time_) + ": " + with_sizes(GetParam().says, good.size()) +
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
                  "has 30 bytes instead of the SIZE of the list",
                  4},
        BadAnswer{"Longer", {.body = "longer"}, "is longer than SIZE bytes", 4},
        BadAnswer{"Endless", {.body = "good", .endless = true}, "is longer than SIZE bytes", 4},
        BadAnswer{
            "Shorter", {.body = "shorter"}, "has LESS bytes instead of the SIZE of the list", 4}),
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

}  // namespace
}  // namespace detente
