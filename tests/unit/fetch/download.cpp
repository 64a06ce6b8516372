// SPDX-License-Identifier: Apache-2.0
#include "fetch/download.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/files.hpp"
#include "support/http_server.hpp"

namespace detente {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::HttpServer;
using testing::Reply;
using Kind = DownloadFailure::Kind;
using Clock = std::chrono::steady_clock;

class DownloadTest : public ::testing::Test {
 protected:
  DownloadTest() { ::setenv("no_proxy", "127.0.0.1", 1); }

  std::optional<DownloadFailure> get(const std::string& url) {
    return downloader_.download(url, file_, limits_, stopped_);
  }
  /// Of what kind the failure is that these replies bring, and what it says.
  void expect_failure(const Reply& reply, Kind kind, const std::string& what) {
    server_.set("/x", {reply});
    const auto failure = get(server_.url("/x"));
    ASSERT_TRUE(failure) << what;
    EXPECT_EQ(failure->kind, kind) << failure->what;
    EXPECT_THAT(failure->what, HasSubstr(what));
  }
  [[nodiscard]] std::string got() const { return testing::read(file_); }

  HttpServer server_;
  testing::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "file";
  DownloadLimits limits_{.most_bytes = 1000, .total = 5s, .connect = 2s, .idle = 3s};
  std::function<bool()> stopped_ = [] { return false; };
  Downloader downloader_;
};

TEST_F(DownloadTest, BringsTheBytesAsTheyAre) {
  const std::string body("a\0b\r\n\xff", 6);
  server_.set("/x", {{.body = body}, {.body = "shorter", .states_length = false}, {.body = ""}});
  EXPECT_FALSE(get(server_.url("/x")));
  EXPECT_EQ(got(), body);
  EXPECT_FALSE(get(server_.url("/x")));
  EXPECT_EQ(got(), "shorter");
  EXPECT_FALSE(get(server_.url("/x")));
  EXPECT_EQ(got(), "");
}

TEST_F(DownloadTest, TakesSoManyBytesAndNoMore) {
  server_.set("/x", {{.body = std::string(1000, 'x')}});
  EXPECT_FALSE(get(server_.url("/x")));
  EXPECT_EQ(got().size(), 1000U);
  expect_failure({.body = std::string(1001, 'x')}, Kind::broken, "is longer than 1000 bytes");
  expect_failure({.body = "again ", .endless = true}, Kind::broken, "is longer than 1000 bytes");
  EXPECT_LE(got().size(), 1000U);
}

TEST_F(DownloadTest, TellsWhatMayPassFromWhatWillNot) {
  for (const int status : {400, 403, 404, 410, 451})
    expect_failure({.status = status, .body = "no"}, Kind::refused,
                   "HTTP " + std::to_string(status));
  for (const int status : {204, 206, 304, 408, 429, 500, 502, 503})
    expect_failure({.status = status}, Kind::broken, "HTTP " + std::to_string(status));
}

TEST_F(DownloadTest, SeesThatTheConnectionWasCut) {
  expect_failure({.body = std::string(500, 'x'), .cut_at = 200}, Kind::broken,
                 "the connection ended before the file did, after 200 bytes");
  expect_failure({.body = "x", .cut_at = 0}, Kind::broken, "");
}

TEST_F(DownloadTest, FollowsRedirectsButNotForEver) {
  server_.set("/end", {{.body = "there"}});
  server_.set("/x", {{.status = 302, .headers = "Location: /end\r\n"}});
  EXPECT_FALSE(get(server_.url("/x")));
  EXPECT_EQ(got(), "there");
  expect_failure({.status = 301, .headers = "Location: /x\r\n"}, Kind::broken,
                 "is redirected more than ten times");
  EXPECT_EQ(server_.asked("/x"), 11U);
}

TEST_F(DownloadTest, IsNotLedOutOfTheWeb) {
  testing::write(folder_.path() / "secret", "secret");
  for (const std::string& to :
       {"file://" + (folder_.path() / "secret").string(), std::string("ftp://127.0.0.1/x"),
        std::string("gopher://127.0.0.1/x")})
    expect_failure({.status = 302, .headers = "Location: " + to + "\r\n"}, Kind::refused,
                   "is redirected to where this program does not go");
  EXPECT_TRUE(get("file://" + (folder_.path() / "secret").string()));
  EXPECT_EQ(got(), "");
}

TEST_F(DownloadTest, WaitsForASilentServerOnlySoLong) {
  limits_.total = 300ms;
  const auto begin = Clock::now();
  expect_failure({.silent = true}, Kind::broken, "took too long; 0 bytes had come");
  EXPECT_LT(Clock::now() - begin, 3s);
}

TEST_F(DownloadTest, IsNotKeptByAServerThatDrips) {
  limits_.total = 400ms;
  const auto begin = Clock::now();
  expect_failure({.body = std::string(900, 'x'), .drip = 20ms}, Kind::broken, "took too long");
  expect_failure({.body = "x",
                  .headers = "X: " + std::string(900, 'x') + "\r\n",
                  .drip = 20ms,
                  .drips_head = true},
                 Kind::broken, "took too long");
  EXPECT_LT(Clock::now() - begin, 4s);
}

TEST_F(DownloadTest, LeavesAServerThatIsTooSlowBeforeTheTimeIsOver) {
  limits_ = {.most_bytes = 1000, .total = 60s, .connect = 2s, .idle = 1s};
  const auto begin = Clock::now();
  expect_failure({.body = std::string(900, 'x'), .drip = 50ms}, Kind::broken, "took too long");
  EXPECT_LT(Clock::now() - begin, 20s);
}

TEST_F(DownloadTest, SaysThatNobodyIsThere) {
  server_.stop();
  const auto failure = get(server_.url("/x"));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, Kind::broken);
  EXPECT_THAT(failure->what, HasSubstr("127.0.0.1"));
  server_.set("/x", {{.body = "back"}});
  server_.start();
  EXPECT_FALSE(get(server_.url("/x")));
  EXPECT_EQ(got(), "back");
}

TEST_F(DownloadTest, EndsWhenItIsToldTo) {
  const auto begin = Clock::now();
  stopped_ = [&] { return Clock::now() - begin > 100ms; };
  limits_.total = 60s;
  limits_.idle = 60s;
  expect_failure({.silent = true}, Kind::stopped, "stopped");
  EXPECT_LT(Clock::now() - begin, 5s);
}

TEST_F(DownloadTest, SaysThatTheDiskFails) {
  server_.set("/x", {{.body = "x"}});
  file_ = folder_.path() / "no" / "file";
  auto failure = get(server_.url("/x"));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, Kind::disk);
  file_ = "/dev/full";
  failure = get(server_.url("/x"));
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->kind, Kind::disk);
  EXPECT_EQ(failure->what, "No space left on device");
}

}  // namespace
}  // namespace detente
