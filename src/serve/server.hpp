// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/date.hpp"
#include "serve/api.hpp"
#include "serve/assets.hpp"
#include "serve/transport.hpp"

namespace detente {

/// What `detente serve` is told.
struct ServeOptions {
  std::filesystem::path folder;                ///< of the case
  std::string host = "127.0.0.1";              ///< an address, or a name that leads to one
  int port = 0;                                ///< 0: any that is free
  std::filesystem::path certificate{}, key{};  ///< PEM; both for TLS, or neither
  std::filesystem::path token_file{};          ///< needed where other machines can reach the host
  std::filesystem::path lexicon{};
  std::string version{};
  std::function<Day()> today{};
  std::span<const Asset> pages = page_assets();
  int threads = 2;
  std::chrono::milliseconds pause{250};  ///< between two looks at the case's files
  TransportLimits limits{};
};

/// The pages and the API of one case, which is only read.
class Server {
 public:
  /// Reads the case and opens the port. Kind::usage where the call cannot be meant, Kind::input
  /// where the case, the token or the certificate is at fault, Kind::io where the port is in use or
  /// a file cannot be read.
  static Result<std::unique_ptr<Server>> open(const ServeOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// "http://127.0.0.1:8642/"
  [[nodiscard]] std::string address() const;
  /// Answers until `stop`; ends within the limit for it, whoever is still connected.
  void run();
  /// From any thread.
  void stop();
  /// Something is still being computed, which nobody waits for after `run`.
  [[nodiscard]] bool is_busy() const;

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace detente
