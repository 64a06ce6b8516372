// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "serve/request.hpp"
#include "serve/response.hpp"

namespace detente {

/// Who may ask: only what was meant for this server by its name, and where there is a token, only
/// who has it.
class Access {
 public:
  /// `token` may be empty. `host` is what --host says; `is_secure` where TLS is spoken.
  Access(const std::string& host, const std::string& token, bool is_secure);

  /// The answer to a request that may not go on: 421, 405, 413, 401, or 303 to who brings the token
  /// in the address of the first page (/?token=…), with a cookie that stands for it. Nothing where
  /// the request may go on.
  [[nodiscard]] std::optional<Response> refusal(const Request& request) const;

 private:
  [[nodiscard]] std::optional<Response> ask_for_token(const Request& request) const;

  std::string host_;
  std::string token_digest_;  ///< hexadecimal; empty where none is needed
  std::string cookie_;        ///< what the cookie must hold
  bool is_secure_;
};

/// The token in a file: its first line, without spaces around it. Kind::io where it cannot be read,
/// Kind::input where it has fewer than 16 characters or others than visible ASCII.
Result<std::string> read_token(const std::filesystem::path& file);

/// Whether the name stands for this machine alone: localhost, 127.x.x.x or ::1.
bool is_loopback(const std::string& host);

/// The host as it stands in an address: an IPv6 address in brackets.
std::string address_host(const std::string& host);

}  // namespace detente
