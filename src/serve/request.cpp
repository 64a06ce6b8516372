// SPDX-License-Identifier: Apache-2.0
#include "serve/request.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"

namespace detente {

namespace {

tl::unexpected<HeadFault> refuse(int status, std::string what) {
  return tl::unexpected(HeadFault{status, std::move(what)});
}

bool is_token_char(unsigned char c) {
  return c < 0x80 &&
         (std::isalnum(c) != 0 ||
          std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_token_char);
}

bool is_visible(unsigned char c) { return c > 0x20 && c < 0x7f; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes what stands before `mark` off `text`, and the mark; all of it where there is none.
std::string_view take_until(std::string_view& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + mark.size());
  return taken;
}

/// The first line. Gives whether the version is 1.1.
tl::expected<bool, HeadFault> parse_first_line(std::string_view line, Request& request) {
  const std::string_view method = take_until(line, " ");
  const std::string_view target = take_until(line, " ");
  if (!is_token(method) || target.empty())
    return refuse(400, "the first line is no request of HTTP/1.1");
  if (target.size() > most_target) return refuse(414, "the address is too long");
  if (target.front() != '/' || !std::ranges::all_of(target, is_visible) ||
      target.find('#') != std::string_view::npos)
    return refuse(400, "the address is none: it must begin with a slash");
  if (!line.starts_with("HTTP/") || line.size() != 8 || line[6] != '.')
    return refuse(400, "the first line is no request of HTTP/1.1");
  if (line != "HTTP/1.1" && line != "HTTP/1.0") return refuse(505, "only HTTP/1.1 is spoken here");
  request.method = method;
  const std::size_t mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
  return line == "HTTP/1.1";
}

tl::expected<void, HeadFault> parse_header(std::string_view line, Request& request) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return refuse(400, "a header has no name");
  const std::string_view value = trimmed(line.substr(colon + 1));
  const auto bad = [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; };
  if (std::ranges::any_of(value, bad)) return refuse(400, "a header has a control character");
  if (request.headers.size() == most_headers) return refuse(431, "there are too many headers");
  request.headers.emplace_back(lower_case(line.substr(0, colon)), value);
  return {};
}

/// What the headers say of the body and of the connection.
tl::expected<void, HeadFault> settle(Request& request, bool is_1_1) {
  const auto count = [&](std::string_view name) {
    return std::ranges::count(request.headers, name, &std::pair<std::string, std::string>::first);
  };
  if (count("host") != 1) return refuse(400, "there must be one Host header");
  if (count("content-length") > 1) return refuse(400, "there is more than one Content-Length");
  const std::string length = header(request, "content-length");
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  if (count("content-length") == 1 && (length.empty() || !std::ranges::all_of(length, is_digit)))
    return refuse(400, "Content-Length is no number");
  const bool has_length = std::ranges::any_of(length, [](char c) { return c != '0'; });
  request.has_body = has_length || count("transfer-encoding") > 0;
  const std::string connection = lower_case(header(request, "connection"));
  request.keep_alive = is_1_1 ? connection.find("close") == std::string::npos
                              : connection.find("keep-alive") != std::string::npos;
  return {};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (i + 2 >= text.size()) return {};
    const int high = hex_digit(text[i + 1]);
    const int low = hex_digit(text[i + 2]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  const auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  if (find_invalid_utf8(out) != std::string::npos || std::ranges::any_of(out, is_control))
    return {};
  return out;
}

}  // namespace

tl::expected<std::optional<std::size_t>, HeadFault> find_head_end(std::string_view bytes) {
  const std::size_t first_line = bytes.find("\r\n");
  constexpr std::size_t rest_of_line = 64;  // the method and the version
  if (std::min(first_line, bytes.size()) > most_target + rest_of_line)
    return refuse(414, "the address is too long");
  const std::size_t end = bytes.find("\r\n\r\n");
  if (std::min(end, bytes.size()) > most_head) return refuse(431, "the headers are too long");
  if (end == std::string_view::npos) return std::optional<std::size_t>();
  return std::optional<std::size_t>(end + 4);
}

tl::expected<Request, HeadFault> parse_head(std::string_view head) {
  Request request;
  const auto is_1_1 = parse_first_line(take_until(head, "\r\n"), request);
  if (!is_1_1) return tl::unexpected(is_1_1.error());
  while (!head.empty()) {
    const std::string_view line = take_until(head, "\r\n");
    if (line.empty()) break;
    if (auto parsed = parse_header(line, request); !parsed) return tl::unexpected(parsed.error());
  }
  if (auto settled = settle(request, *is_1_1); !settled) return tl::unexpected(settled.error());
  return request;
}

std::string header(const Request& request, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : request.headers) {
    if (key != name) continue;
    if (!all.empty()) all += ", ";
    all += value;
  }
  return all;
}

std::optional<std::string> host_name(std::string_view host) {
  const std::size_t end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  const std::string_view name = host.substr(0, end);
  std::string_view rest = host.substr(name.size());
  if (name.empty() || (host.starts_with('[') && end == 0)) return {};
  if (!rest.empty()) {
    if (!rest.starts_with(':')) return {};
    rest.remove_prefix(1);
    if (!std::ranges::all_of(rest, [](unsigned char c) { return std::isdigit(c) != 0; })) return {};
  }
  return lower_case(name);
}

std::optional<QueryValues> parse_query(std::string_view query) {
  QueryValues values;
  while (!query.empty()) {
    std::string_view pair = take_until(query, "&");
    if (pair.empty()) continue;
    const auto name = percent_decoded(take_until(pair, "="));
    const auto value = percent_decoded(pair);
    if (!name || !value) return {};
    values.emplace_back(*name, *value);
  }
  return values;
}

bool accepts_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    std::string_view item = take_until(accept_encoding, ",");
    const std::string_view name = trimmed(take_until(item, ";"));
    if (lower_case(name) != "gzip") continue;
    std::string weight = lower_case(item);
    std::erase(weight, ' ');
    // "q=0", "q=0.0": not at all.
    return !weight.starts_with("q=0") || weight.find_first_of("123456789", 3) != std::string::npos;
  }
  return false;
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    std::string_view item = trimmed(take_until(if_none_match, ","));
    if (item == "*") return true;
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == tag) return true;
  }
  return false;
}

std::string cookie(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    std::string_view pair = trimmed(take_until(cookies, ";"));
    if (take_until(pair, "=") == name) return std::string(pair);
  }
  return {};
}

}  // namespace detente
