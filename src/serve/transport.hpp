// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "serve/link.hpp"
#include "serve/response.hpp"

/// Connections: who may open how many, how long each may take, what is read and what is not.
///
/// One thread looks after all of them and never waits for any, so that a client that is slow, says
/// nothing or listens to a stream costs a few kilobytes and no thread.
namespace detente {

struct TransportLimits {
  using Time = std::chrono::milliseconds;
  Time head{10'000};     ///< for a head, from its first byte or the connection's beginning
  Time idle{60'000};     ///< until the next request of a connection
  Time write{10'000};    ///< without a byte taken by the client
  Time answer{300'000};  ///< for a whole answer to be taken
  Time linger{2'000};    ///< for a client that is being refused to hear why
  Time beat{15'000};     ///< between two signs of life of a stream
  Time end{2'000};       ///< for answers that are under way when the server ends
  std::size_t connections = 700;
  std::size_t streams = 400;
};

class Transport {
 public:
  /// Called once, from any thread, at once or later.
  using Reply = std::function<void(Response)>;
  /// Called in the thread of `run`, which it must not hold up.
  using Handler = std::function<void(const Request&, Reply)>;

  /// Opens the port (0: any free one) at the address that `host` is the name of. Kind::io where it
  /// is in use or may not be opened, Kind::usage where there is no such host.
  static Result<std::unique_ptr<Transport>> open(const std::string& host, int port,
                                                 std::optional<TlsIdentity> identity,
                                                 const TransportLimits& limits = {});
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  [[nodiscard]] int port() const;
  /// Looks after connections until `stop`.
  void run(const Handler& handler);
  /// From any thread, at any time.
  void stop();
  /// Sends the text to every stream. From any thread.
  void publish(std::string text);

 private:
  class Loop;
  explicit Transport(std::unique_ptr<Loop> loop);
  std::unique_ptr<Loop> loop_;
};

}  // namespace detente
