// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>

#include <csignal>
#include <filesystem>

#include "support/event_store.hpp"
#include "support/program.hpp"
#include "support/schema.hpp"
#include "support/update_server.hpp"

/// The program follows a list, and is told to end or killed.
namespace detente {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::Ran;
using testing::UpdateServer;

class FollowProgram : public ::testing::Test {
 protected:
  FollowProgram() : place_(testing::small_cases()) { ::setenv("no_proxy", "127.0.0.1", 1); }

  [[nodiscard]] Ran follow(const std::string& options) const {
    return place_.run("detente ingest auto --follow " + server_.list_url() + " -o events " +
                      options);
  }
  /// Starts it without a round's end; gives its process.
  [[nodiscard]] pid_t start() const {
    const std::string store = store_.string();
    const std::string url = server_.list_url();
    const std::string out = (place_.path() / "out").string();
    std::vector<const char*> words{DETENTE_PROGRAM, "ingest",  "auto",        "--follow",
                                   url.c_str(),     "-o",      store.c_str(), "--format",
                                   "csv",           "--quiet", nullptr};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t process = 0;
    EXPECT_EQ(posix_spawn(&process, DETENTE_PROGRAM, &files, nullptr,
                          const_cast<char**>(words.data()), environ),
              0);
    posix_spawn_file_actions_destroy(&files);
    return process;
  }
  /// The exit status, or 128 and the signal.
  static int end_of(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  template <typename Condition>
  static void wait_until(const Condition& holds) {
    for (int i = 0; i < 3000 && !holds(); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_TRUE(holds());
  }
  [[nodiscard]] std::size_t files() const {
    return read_manifest(store_).value_or(std::nullopt).value_or(Manifest()).files.size();
  }

  testing::Workplace place_;
  UpdateServer server_;
  fs::path store_ = place_.work() / "events";
};

TEST_F(FollowProgram, LooksOnceAndSaysWhatItRead) {
  server_.publish("20240101000000");
  const Ran ran = follow("--once --format csv");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.err, "detente: files of the kind \"gkg\" are not read here, and left out\n");
  EXPECT_THAT(ran.out, HasSubstr(server_.url("/20240101000000.export.CSV.zip,read,2,0,2,")));
  server_.publish("20240101001500");
  server_.set("/20240101001500.export.CSV.zip", {{.status = 404}});
  const Ran json = follow("--once --quiet --format json");
  EXPECT_EQ(testing::faults_of_document(json.out), "");
  EXPECT_THAT(json.out, HasSubstr("\"what\": \"HTTP 404\""));
  EXPECT_THAT(json.out,
              HasSubstr("\"file\": \"" + server_.url("/20240101001500.mentions.CSV.zip")));
  EXPECT_EQ(files(), 3U);
}

TEST_F(FollowProgram, LooksAsOftenAsItIsTold) {
  server_.publish("20240101000000");
  const Ran ran = follow("--rounds 2 --every 1");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("detente: 2 taken, 0 missing; next round in "));
  EXPECT_EQ(server_.asked("/lastupdate.txt"), 2U);
}

TEST_F(FollowProgram, EndsWithOneWhereAFileIsMissing) {
  server_.publish("20240101000000");
  server_.set("/20240101000000.export.CSV.zip", {{.status = 404}});
  const Ran ran = follow("--once --quiet");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.err, "detente: " + server_.url("/20240101000000.export.CSV.zip") +
                         ": HTTP 404; tried again when this is run again\n");
  EXPECT_EQ(files(), 1U);
}

class FollowSignals : public FollowProgram, public ::testing::WithParamInterface<int> {};

TEST_P(FollowSignals, EndItBetweenRounds) {
  server_.publish("20240101000000");
  const pid_t process = start();
  wait_until([&] { return files() == 2; });
  ::kill(process, GetParam());
  EXPECT_EQ(end_of(process), 0);
  EXPECT_THAT(testing::read(place_.path() / "out"), HasSubstr("20240101000000.export.CSV.zip"));
}

TEST_P(FollowSignals, EndItInADownload) {
  server_.publish("20240101000000");
  server_.set("/20240101000000.mentions.CSV.zip", {{.silent = true}});
  const pid_t process = start();
  wait_until([&] { return server_.asked("/20240101000000.mentions.CSV.zip") > 0; });
  ::kill(process, GetParam());
  ::kill(process, GetParam());
  EXPECT_EQ(end_of(process), 0);
  EXPECT_EQ(files(), 1U) << "what had come is in";
  EXPECT_EQ(testing::names_in(store_ / ".fetch"), std::vector<std::string>{".lock"});
}

INSTANTIATE_TEST_SUITE_P(Each, FollowSignals, ::testing::Values(SIGINT, SIGTERM),
                         [](const auto& test) { return test.param == SIGINT ? "Int" : "Term"; });

/// Killed at any time, it leaves whole files or none, and the next run brings the rest.
TEST_F(FollowProgram, LosesAndDoublesNothingWhenItIsKilled) {
  constexpr int updates = 6;
  std::string list;
  for (int i = 0; i < updates; ++i)
    list += server_.publish("202401010" + std::to_string(i) + "0000", 50);
  server_.set_list(list);
  const std::string dripping = "/20240101030000.export.CSV.zip";
  const std::string whole = server_.body(dripping);
  for (int kill = 0; kill < 8; ++kill) {
    // Every second time in the middle of that file, else by the clock.
    server_.set(dripping, {{.body = whole, .drip = kill % 2 == 0 ? 30ms : 0ms}});
    const pid_t process = start();
    if (kill % 2 == 0) {
      wait_until([&] { return server_.asked(dripping) > 0 || files() == 2 * updates; });
    } else {
      std::this_thread::sleep_for(kill * 100ms);
    }
    ::kill(process, SIGKILL);
    EXPECT_EQ(end_of(process), 128 + SIGKILL);
    if (!fs::exists(store_ / "manifest.json")) continue;
    const auto counts = testing::counts_of_store(store_, Dedupe::none);
    std::uint64_t events = 0;
    for (const auto& [feed, rows] : counts)
      for (const CountRow& row : rows) events += row.counts.events;
    EXPECT_EQ(events % 50, 0U) << "half a file";
  }
  server_.set(dripping, {{.body = whole}});
  const Ran ran = follow("--once --quiet");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(files(), 2U * updates);
  std::vector<fs::path> all;
  for (int i = 0; i < updates; ++i) {
    all.push_back(place_.work() / (std::to_string(i) + ".zip"));
    testing::write(all.back(),
                   server_.body("/202401010" + std::to_string(i) + "0000.export.CSV.zip"));
  }
  EXPECT_EQ(testing::counts_of_store(store_, Dedupe::none),
            testing::counts_of_files(all, Dedupe::none, false));
  EXPECT_EQ(testing::names_in(store_ / ".fetch"), std::vector<std::string>{".lock"});
}

}  // namespace
}  // namespace detente
