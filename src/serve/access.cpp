// SPDX-License-Identifier: Apache-2.0
#include "serve/access.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/file_bytes.hpp"
#include "record/digest.hpp"

namespace detente {

namespace {

/// Takes the same time wherever two texts of one length differ.
bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

constexpr std::string_view cookie_name = "detente";

}  // namespace

Access::Access(const std::string& host, const std::string& token, bool is_secure)
    : host_(host_name(address_host(host)).value_or("")),
      token_digest_(token.empty() ? "" : sha256_of(token)),
      cookie_(token.empty() ? "" : sha256_of("the cookie of " + token)),
      is_secure_(is_secure) {}

std::optional<Response> Access::refusal(const Request& request) const {
  // A name that leads here but is none of ours comes from a page that wants to read this server's
  // answers as its own (DNS rebinding).
  const auto host = host_name(header(request, "host"));
  const std::array<std::string_view, 4> ours{"localhost", "127.0.0.1", "[::1]", host_};
  if (!host || host->empty() || std::ranges::find(ours, *host) == ours.end())
    return error_response(421, "this server does not go by that name; see --host");
  if (request.method != "GET" && request.method != "HEAD")
    return error_response(405, "this server is only for reading: GET and HEAD");
  if (request.has_body) return error_response(413, "a request may have no body");
  return token_digest_.empty() ? std::optional<Response>() : ask_for_token(request);
}

std::optional<Response> Access::ask_for_token(const Request& request) const {
  if (equal_in_constant_time(cookie(header(request, "cookie"), cookie_name), cookie_)) return {};
  constexpr std::string_view scheme = "Bearer ";
  const std::string given = header(request, "authorization");
  if (given.starts_with(scheme) &&
      equal_in_constant_time(sha256_of(given.substr(scheme.size())), token_digest_))
    return {};
  const auto query = parse_query(request.query);
  const bool brings_token = request.path == "/" && query && query->size() == 1 &&
                            query->front().first == "token" &&
                            equal_in_constant_time(sha256_of(query->front().second), token_digest_);
  if (brings_token) {
    Response response{.status = 303};
    response.headers.emplace_back("Location", "/");
    response.headers.emplace_back(
        "Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}", cookie_name,
                                  cookie_, is_secure_ ? "; Secure" : ""));
    return response;
  }
  Response response = error_response(
      401, "this server wants its token: open /?token=… once, or send Authorization: Bearer …");
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

Result<std::string> read_token(const std::filesystem::path& file) {
  constexpr std::size_t most = 4096;
  constexpr std::size_t least_characters = 16;
  auto bytes = read_bytes(file, most);
  if (!bytes) return fail(Error::Kind::io, bytes.error().what, file.string());
  std::string token = bytes->substr(0, bytes->find('\n'));
  const auto is_space = [](unsigned char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!token.empty() && is_space(static_cast<unsigned char>(token.back()))) token.pop_back();
  token.erase(token.begin(), std::ranges::find_if_not(token, is_space));
  const auto is_visible = [](unsigned char c) { return c > 0x20 && c < 0x7f; };
  if (token.size() < least_characters || !std::ranges::all_of(token, is_visible))
    return fail(Error::Kind::input,
                "its first line must be a token of 16 characters or more, none of them a space",
                file.string());
  return token;
}

bool is_loopback(const std::string& host) {
  in_addr four{};
  in6_addr six{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24U == 127;
  if (::inet_pton(AF_INET6, host.c_str(), &six) == 1) return IN6_IS_ADDR_LOOPBACK(&six) != 0;
  return host == "localhost";
}

std::string address_host(const std::string& host) {
  return host.find(':') == std::string::npos ? host : '[' + host + ']';
}

}  // namespace detente
