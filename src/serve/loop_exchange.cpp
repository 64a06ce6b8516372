// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "serve/loop.hpp"

namespace detente {

void Transport::Loop::advance(Connection& of, std::uint32_t events, const Handler& handler) {
  switch (of.phase) {
    case Phase::reading:
      return read_head(of, handler);
    case Phase::working:
      if ((events & (EPOLLHUP | EPOLLERR)) != 0) drop(of);
      return;
    case Phase::writing:
      return flush(of);
    case Phase::streaming:
      throw_away(of);
      if (of.phase == Phase::streaming && of.has_to_send()) flush(of);
      return;
    case Phase::lingering:
      return throw_away(of);
    case Phase::gone:
      return;
  }
}

void Transport::Loop::read_head(Connection& of, const Handler& handler) {
  std::array<char, 4096> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): read writes it
  while (of.phase == Phase::reading) {
    const SocketLink::Moved moved = of.link.read(buffer.data(), buffer.size());
    switch (moved.state) {
      case SocketLink::State::moved:
        if (of.in.empty()) of.deadline = Clock::now() + limits_.head;
        of.in.append(buffer.data(), moved.bytes);
        understand(of, handler);
        break;
      case SocketLink::State::wants_read:
        return await(of, EPOLLIN);
      case SocketLink::State::wants_write:
        return await(of, EPOLLOUT);
      case SocketLink::State::closed:
        return drop(of);
    }
  }
}

void Transport::Loop::understand(Connection& of, const Handler& handler) {
  if (of.in.empty()) return;
  const auto end = find_head_end(of.in);
  if (!end) return refuse(of, end.error());
  if (!*end) return;
  auto request = parse_head(std::string_view(of.in).substr(0, **end));
  of.in.erase(0, **end);
  if (!request) return refuse(of, request.error());
  of.request = *std::move(request);
  of.phase = Phase::working;
  await(of, 0);
  handler(*of.request, [mailbox = mailbox_, id = of.id](Response response) {
    mailbox->post({.to = id, .response = std::move(response)});
  });
}

void Transport::Loop::refuse(Connection& of, const HeadFault& fault) {
  of.request.reset();
  of.phase = Phase::working;
  answer(of, error_response(fault.status, fault.what));
}

void Transport::Loop::answer(Connection& to, Response response) {
  if (to.phase != Phase::working) return;
  const Request* request = to.request ? &*to.request : nullptr;
  if (response.stream && streams_ >= limits_.streams)
    response = error_response(503, "too many clients listen for changes; ask again later");
  to.is_stream = response.stream && request != nullptr && request->method == "GET";
  to.keep_alive = request != nullptr && request->keep_alive && !request->has_body &&
                  !response.stream && !ending_;
  Prepared prepared = prepare(response, request, to.keep_alive);
  to.out = std::move(prepared.head);
  to.sent = 0;
  to.body = response.body;
  to.rest = prepared.body;
  constexpr std::size_t in_one_piece = 16384;
  if (to.rest.size() <= in_one_piece || to.is_stream) to.out += std::exchange(to.rest, {});
  if (to.is_stream) ++streams_;
  to.phase = Phase::writing;
  to.deadline = Clock::now() + limits_.write;
  to.last_moment = Clock::now() + limits_.answer;
  flush(to);
}

void Transport::Loop::flush(Connection& of) {
  while (of.has_to_send()) {
    const bool is_first = of.sent < of.out.size();
    const std::string_view piece = is_first ? std::string_view(of.out).substr(of.sent) : of.rest;
    const SocketLink::Moved moved = of.link.write(piece, is_first && !of.rest.empty());
    const std::uint32_t besides = of.phase == Phase::streaming ? std::uint32_t{EPOLLIN} : 0U;
    if (moved.state == SocketLink::State::closed) return drop(of);
    if (moved.state == SocketLink::State::wants_write) return await(of, EPOLLOUT | besides);
    if (moved.state == SocketLink::State::wants_read) return await(of, EPOLLIN);
    of.deadline = std::min(Clock::now() + limits_.write, of.last_moment);
    if (is_first)
      of.sent += moved.bytes;
    else
      of.rest.remove_prefix(moved.bytes);
  }
  of.out.clear();
  of.sent = 0;
  if (of.phase == Phase::writing) return after_answer(of);
  await(of, EPOLLIN);
}

void Transport::Loop::after_answer(Connection& of) {
  of.body.reset();
  if (of.is_stream) {
    of.phase = Phase::streaming;
    of.last_moment = Clock::time_point::max();
    return await(of, EPOLLIN);
  }
  if (!of.keep_alive) {
    of.link.end_writing();
    of.phase = Phase::lingering;
    of.deadline = Clock::now() + limits_.linger;
    return await(of, EPOLLIN);
  }
  of.phase = Phase::reading;
  const bool has_begun = !of.in.empty() || of.link.holds_more();
  of.deadline = Clock::now() + (has_begun ? limits_.head : limits_.idle);
  await(of, EPOLLIN);
  if (has_begun) pipelined_.push_back(of.id);
}

/// Reads on without keeping anything, and not for long.
void Transport::Loop::throw_away(Connection& of) {
  std::array<char, 16384> buffer{};
  constexpr std::size_t most = 262'144;
  while (true) {
    const SocketLink::Moved moved = of.link.read(buffer.data(), buffer.size());
    if (moved.state == SocketLink::State::closed) return drop(of);
    if (moved.state != SocketLink::State::moved) return;
    of.thrown_away += moved.bytes;
    if (of.thrown_away > most) return drop(of);
  }
}

}  // namespace detente
