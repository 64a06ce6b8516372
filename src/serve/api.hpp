// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "serve/access.hpp"
#include "serve/assets.hpp"
#include "serve/case_state.hpp"
#include "serve/transport.hpp"

namespace detente {

struct ApiOptions {
  std::filesystem::path folder;  ///< of the case
  std::filesystem::path lexicon{};
  std::string version;         ///< of the program
  std::function<Day()> today;  ///< called from several threads
  std::span<const Asset> pages{};
  int threads = 2;  ///< for quick answers, and as many for slow ones
};

/// Answers requests: the pages, the documents of the commands, their description, and what changes.
///
/// Nothing is computed in the caller's thread: a document that is not in the cache is made by a
/// thread of its own kind (quick or slow), once however many ask for it at a time.
class Api {
 public:
  Api(ApiOptions options, Access access, const CaseState& state);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  void handle(const Request& request, const Transport::Reply& reply);
  /// What a stream is told of the case as it is now.
  static std::string message(const CaseState::Snapshot& snapshot);
  /// Starts nothing new. What is being computed goes on until it is done.
  void stop();
  [[nodiscard]] bool is_busy() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace detente
