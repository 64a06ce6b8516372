// SPDX-License-Identifier: Apache-2.0
// What a client sends, on any bytes: a head that is taken reads the same when it is written anew,
// and a call that is taken asks for what the command may be told.
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/text.hpp"
#include "serve/api_call.hpp"
#include "serve/response.hpp"
#include "support/require.hpp"

namespace {

using namespace detente;
using testing::require;

void look_at(const Request& request) {
  require(request.path.starts_with('/') && !request.method.empty());
  require(request.headers.size() <= most_headers);
  require(request.path.size() + request.query.size() <= most_target);
  std::string again = request.method + ' ' + request.path;
  if (!request.query.empty()) again += '?' + request.query;
  again += " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) {
    require(value.find_first_of("\r\n") == std::string::npos);
    again += name + ": " + value + "\r\n";
  }
  const auto second = parse_head(again + "\r\n");
  require(second && second->path == request.path && second->headers == request.headers &&
          second->has_body == request.has_body);
  const Prepared answer = prepare(error_response(404, request.path), &request, true);
  require(answer.head.ends_with("\r\n\r\n"));
  require(answer.head.find("\r\n\r\n") == answer.head.size() - 4);
}

void look_at(const Query& query, std::string_view query_string) {
  const auto call = parse_call(query, query_string);
  if (!call) {
    require(call.error().kind == Error::Kind::usage && !call.error().what.empty());
    return;
  }
  for (const auto& [name, values] : call->typed) {
    require(std::ranges::find(query.parameters, name, &Parameter::name) != query.parameters.end());
    require(!values.empty());
    for (const std::string& value : values)
      require(!value.empty() && find_invalid_utf8(value) == std::string::npos &&
              value.find('\n') == std::string::npos);
  }
  require(!key_of(*call, Day{}).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto end = find_head_end(bytes);
  if (end && *end) {
    require(**end <= size && **end <= most_head + 4);
    if (const auto request = parse_head(bytes.substr(0, **end))) {
      look_at(*request);
      for (const Query& query : queries()) look_at(query, request->query);
    }
  }
  host_name(bytes);
  cookie(bytes, "detente");
  names_tag(bytes, "\"a\"");
  accepts_gzip(bytes);
  for (const Query& query : queries()) look_at(query, bytes);
  return 0;
}
