// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/follow.hpp"
#include "support/event_store.hpp"
#include "support/update_server.hpp"

namespace detente::testing {

/// A server, a store that follows it, and a world whose time goes by when it is waited for.
class FollowTest : public ::testing::Test {
 protected:
  FollowTest() {
    ::setenv("no_proxy", "127.0.0.1", 1);
    host_.now = [this] { return now_; };
    host_.pause = [this](FollowHost::Time time) {
      now_ += time;
      pauses_.push_back(time / std::chrono::seconds(1));
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
    EXPECT_THAT(names_in(store_ / ".fetch"), ::testing::ElementsAre(".lock"));
  }
  /// The address of an update's file.
  [[nodiscard]] std::string events_of(const std::string& time) const {
    return server_.url("/" + time + ".export.CSV.zip");
  }
  std::string path_of_events() const { return "/" + time_ + ".export.CSV.zip"; }

  const std::string time_ = "20240101000000";
  UpdateServer server_;
  TemporaryFolder folder_;
  std::filesystem::path store_ = folder_.path() / "events";
  EventOptions events_;
  FollowOptions follow_;
  FollowHost host_;
  FollowHost::Time now_{0};
  bool stopped_ = false;
  std::function<void(std::size_t)> on_pause_;
  std::vector<std::int64_t> pauses_;
  std::vector<std::string> warnings_, notes_;
};

}  // namespace detente::testing
