// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/request.hpp"

namespace detente {

/// The bytes of an answer, made once and sent many times.
struct Body {
  std::string bytes;
  std::string gzip{};  ///< the same, compressed; empty where that gains nothing
  std::string tag{};   ///< an ETag with its quotation marks; empty where the answer has none
};

/// Compresses and tags. Pictures and other formats that are compressed already stay as they are.
std::shared_ptr<const Body> make_body(std::string bytes, std::string_view type);

struct Response {
  int status = 200;
  std::string type{};  ///< of the body
  std::shared_ptr<const Body> body{};
  std::vector<std::pair<std::string, std::string>> headers{};
  bool stream = false;  ///< what is published follows the body until one side ends it
};

/// {"error": what, "where": where or null} with that status.
Response error_response(int status, const std::string& what, const std::string& where = {});

/// What goes over the wire, but for what a stream publishes later.
struct Prepared {
  std::string head;
  std::string_view body;  ///< in Response::body
};

/// The answer to the request as it is sent: 304 where the client has it, compressed where it can
/// read that, without the body to HEAD. Every answer has the headers that keep a browser from
/// running what is not ours. `request` is null where there was none that could be read.
Prepared prepare(const Response& response, const Request* request, bool keep_alive);

}  // namespace detente
