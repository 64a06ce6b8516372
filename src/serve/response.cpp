// SPDX-License-Identifier: Apache-2.0
#include "serve/response.hpp"

#include <fmt/format.h>
#include <libdeflate.h>

#include "record/digest.hpp"
#include "report/document.hpp"

namespace detente {

namespace {

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Internal Server Error";
  }
}

/// Nothing but our own files is loaded or run, and no other page may frame or read this one.
constexpr std::string_view guards =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

std::string gzip_of(std::string_view bytes) {
  constexpr int level = 6;
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!compressor) return {};
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), out.data(),
                                      out.size()));
  return out;
}

bool is_text(std::string_view type) {
  return type.starts_with("text/") || type.starts_with("application/json") ||
         type.starts_with("image/svg");
}

/// The tag of the compressed form, which is another sequence of bytes.
std::string gzip_tag(const std::string& tag) {
  return tag.empty() ? tag : tag.substr(0, tag.size() - 1) + "-gzip\"";
}

}  // namespace

std::shared_ptr<const Body> make_body(std::string bytes, std::string_view type) {
  auto body = std::make_shared<Body>();
  constexpr std::size_t digits = 32;
  body->tag = '"' + sha256_of(bytes).substr(0, digits) + '"';
  constexpr std::size_t worth_it = 512;
  if (is_text(type) && bytes.size() >= worth_it) body->gzip = gzip_of(bytes);
  if (body->gzip.size() >= bytes.size()) body->gzip.clear();
  body->bytes = std::move(bytes);
  return body;
}

Response error_response(int status, const std::string& what, const std::string& where) {
  const Json json{{"error", what}, {"where", where.empty() ? Json() : Json(where)}};
  auto body = std::make_shared<Body>();
  body->bytes = json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
  Response response{.status = status, .type = "application/json", .body = std::move(body)};
  if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD");
  if (status == 503) response.headers.emplace_back("Retry-After", "2");
  return response;
}

Prepared prepare(const Response& response, const Request* request, bool keep_alive) {
  static const Body nothing;
  const Body& body = response.body ? *response.body : nothing;
  const bool packed =
      request != nullptr && !body.gzip.empty() && accepts_gzip(header(*request, "accept-encoding"));
  const std::string known = request == nullptr ? "" : header(*request, "if-none-match");
  const std::string packed_tag = gzip_tag(body.tag);
  const bool unchanged = response.status == 200 && !body.tag.empty() &&
                         (names_tag(known, body.tag) || names_tag(known, packed_tag));
  const int status = unchanged ? 304 : response.status;
  const std::string_view bytes = packed ? body.gzip : body.bytes;

  Prepared out;
  out.head = fmt::format("HTTP/1.1 {} {}\r\n{}Connection: {}\r\n", status, reason(status), guards,
                         keep_alive && !response.stream ? "keep-alive" : "close");
  bool says_caching = false;
  for (const auto& [name, value] : response.headers) {
    out.head += fmt::format("{}: {}\r\n", name, value);
    says_caching = says_caching || name == "Cache-Control";
  }
  if (!says_caching)
    out.head += fmt::format("Cache-Control: {}\r\n", body.tag.empty() ? "no-store" : "no-cache");
  if (!body.tag.empty()) out.head += fmt::format("ETag: {}\r\n", packed ? packed_tag : body.tag);
  if (!body.gzip.empty()) out.head += "Vary: Accept-Encoding\r\n";
  if (!unchanged) {
    if (!response.type.empty()) out.head += fmt::format("Content-Type: {}\r\n", response.type);
    if (packed) out.head += "Content-Encoding: gzip\r\n";
    if (!response.stream) out.head += fmt::format("Content-Length: {}\r\n", bytes.size());
  }
  out.head += "\r\n";
  if (!unchanged && (request == nullptr || request->method != "HEAD")) out.body = bytes;
  return out;
}

}  // namespace detente
