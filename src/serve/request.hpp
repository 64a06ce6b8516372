// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

/// What a client sends, read strictly: whatever two readers could understand in two ways is
/// refused.
namespace detente {

/// The most bytes of a request's head, and of the target in its first line.
inline constexpr std::size_t most_head = 16384;
inline constexpr std::size_t most_target = 4096;
inline constexpr std::size_t most_headers = 64;

/// The head of a request (RFC 9112), which is all that is ever read of one.
struct Request {
  std::string method;
  std::string path;   ///< as it was sent, percent signs and all; begins with "/"
  std::string query;  ///< what stands after "?", as it was sent
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  bool has_body = false;    ///< a body follows, which nobody will read
  bool keep_alive = false;  ///< the client would like to ask again
};

/// Why a head is none: the status to answer with.
struct HeadFault {
  int status = 400;
  std::string what;
};

/// Where the head in `bytes` ends, its blank line included; nothing where more must come. A fault
/// where the head is too long already.
tl::expected<std::optional<std::size_t>, HeadFault> find_head_end(std::string_view bytes);

/// The head, with its blank line: 400 for what the standard does not allow, 414 and 431 for what is
/// too long, 505 for another version than 1.0 and 1.1. One Host there must be.
tl::expected<Request, HeadFault> parse_head(std::string_view head);

/// The header's value; empty where it was not sent, the values joined by ", " where it was sent
/// more than once.
std::string header(const Request& request, std::string_view name);

/// The name in a Host header: "example.org", "[::1]"; lower case, without the port. Nothing where
/// it is none.
std::optional<std::string> host_name(std::string_view host);

using QueryValues = std::vector<std::pair<std::string, std::string>>;
/// "a=1&b=x%20y" decoded. Nothing where a percent sign is at fault, or what comes out is no UTF-8
/// or has a control character.
std::optional<QueryValues> parse_query(std::string_view query);

/// Whether the client takes gzip (Accept-Encoding).
bool accepts_gzip(std::string_view accept_encoding);

/// Whether If-None-Match names the tag, which has its quotation marks (weak comparison).
bool names_tag(std::string_view if_none_match, std::string_view tag);

/// The value of a cookie in the Cookie header, or empty.
std::string cookie(std::string_view cookies, std::string_view name);

}  // namespace detente
