// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace detente {

/// What a server shows to clients that speak TLS (1.2 or later).
class TlsIdentity {
 public:
  /// PEM files: the certificate with its chain, and its key. Kind::io where a file cannot be read,
  /// Kind::input where it holds no such thing or the two do not belong together.
  static Result<TlsIdentity> load(const std::filesystem::path& certificate,
                                  const std::filesystem::path& key);

  TlsIdentity(TlsIdentity&&) noexcept;
  TlsIdentity& operator=(TlsIdentity&&) noexcept;
  ~TlsIdentity();

 private:
  friend class SocketLink;
  struct State;
  explicit TlsIdentity(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One connection, with or without TLS; no call waits.
class SocketLink {
 public:
  enum class State { moved, wants_read, wants_write, closed };
  struct Moved {
    State state = State::closed;
    std::size_t bytes = 0;  ///< more than 0 where it moved
  };

  /// `socket` must not block. Plain where `identity` is null, which must outlive the link.
  SocketLink(Descriptor socket, const TlsIdentity* identity);
  SocketLink(SocketLink&&) noexcept;
  ~SocketLink();

  [[nodiscard]] int number() const { return socket_.number(); }
  Moved read(char* to, std::size_t most);
  /// Bytes have come from the socket and wait here: no event will tell of them.
  [[nodiscard]] bool holds_more() const;
  /// `more` follows at once.
  Moved write(std::string_view bytes, bool more);
  /// Says that nothing will be written any more.
  void end_writing();

 private:
  struct Tls;
  Descriptor socket_;
  std::unique_ptr<Tls> tls_;
};

}  // namespace detente
