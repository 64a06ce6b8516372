// SPDX-License-Identifier: Apache-2.0
#include "serve/loop.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace detente {

void Transport::Loop::await(Connection& of, std::uint32_t events) const {
  if (of.awaited == events || of.phase == Phase::gone) return;
  of.awaited = events;
  epoll_event event{.events = events, .data = {.u64 = of.id}};
  ::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, of.link.number(), &event);
}

void Transport::Loop::run(const Handler& handler) {
  // OpenSSL writes without MSG_NOSIGNAL: a client that has gone must not end the program.
  sigset_t pipe;
  ::sigemptyset(&pipe);
  ::sigaddset(&pipe, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  constexpr int tick = 200;  // milliseconds
  std::array<epoll_event, 64> events{};
  while (true) {
    const int count = ::epoll_wait(epoll_.number(), events.data(), events.size(), tick);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      const std::uint64_t id = event.data.u64;  // a copy: the kernel's structure is packed
      if (id == listener_id) greet();
      const auto found = connections_.find(id);
      if (found != connections_.end()) advance(found->second, event.events, handler);
    }
    read_letters(handler);
    look_at_the_clock();
    if (stopped_ && !ending_) begin_to_end();
    bury();
    if (ending_ && (connections_.empty() || Clock::now() >= end_by_)) break;
  }
  for (auto& [id, connection] : connections_) drop(connection);
  bury();
}

void Transport::Loop::greet() {
  while (!ending_) {
    if (connections_.size() - gone_.size() >= limits_.connections && !make_room()) {
      // Nobody can be sent away: whoever knocks is.
      const Descriptor refused(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
      if (refused.number() < 0) return;
      continue;
    }
    Descriptor socket(
        ::accept4(listener_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.number() < 0) {
      if ((errno == EMFILE || errno == ENFILE) && make_room()) bury();
      return;
    }
    const int yes = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const Id id = next_id_++;
    watch(socket.number(), id, EPOLLIN);
    connections_.emplace(
        id, Connection{.id = id,
                       .link = SocketLink(std::move(socket), identity_ ? &*identity_ : nullptr),
                       .deadline = Clock::now() + limits_.head,
                       .awaited = EPOLLIN});
  }
}

/// Drops the connection that has said nothing for longest; false where every one is being answered.
bool Transport::Loop::make_room() {
  Connection* oldest = nullptr;
  for (auto& [id, connection] : connections_) {
    if (connection.phase != Phase::reading && connection.phase != Phase::lingering) continue;
    if (oldest == nullptr || connection.deadline < oldest->deadline) oldest = &connection;
  }
  if (oldest != nullptr) drop(*oldest);
  return oldest != nullptr;
}

void Transport::Loop::read_letters(const Handler& handler) {
  for (Mailbox::Letter& letter : mailbox_->take()) {
    if (letter.to == 0) {
      send_to_streams(letter.text);
      continue;
    }
    const auto found = connections_.find(letter.to);
    if (found != connections_.end()) answer(found->second, std::move(letter.response));
  }
  // The next requests of clients that did not wait for the answer to the one before.
  for (const Id id : std::exchange(pipelined_, {})) {
    const auto found = connections_.find(id);
    if (found == connections_.end() || found->second.phase != Phase::reading) continue;
    understand(found->second, handler);
    if (found->second.phase == Phase::reading && found->second.link.holds_more())
      read_head(found->second, handler);
  }
}

void Transport::Loop::send_to_streams(const std::string& text) {
  constexpr std::size_t most_behind = 262'144;
  for (auto& [id, connection] : connections_) {
    const bool is_waiting = connection.phase == Phase::writing && connection.is_stream;
    if (connection.phase != Phase::streaming && !is_waiting) continue;
    if (connection.out.size() - connection.sent > most_behind) {
      drop(connection);
      continue;
    }
    if (!connection.has_to_send()) connection.deadline = Clock::now() + limits_.write;
    connection.out += text;
    if (!is_waiting) flush(connection);
  }
}

void Transport::Loop::look_at_the_clock() {
  const auto now = Clock::now();
  for (auto& [id, connection] : connections_) {
    const bool waits_for_us = connection.phase == Phase::working ||
                              (connection.phase == Phase::streaming && !connection.has_to_send());
    if (connection.phase == Phase::gone || waits_for_us || now < connection.deadline) continue;
    // Half a request deserves a word; a client that is idle, or does not read, none.
    if (connection.phase == Phase::reading && !connection.in.empty())
      refuse(connection, {408, "the request took too long to arrive"});
    else
      drop(connection);
  }
  if (now < next_beat_) return;
  next_beat_ = now + limits_.beat;
  send_to_streams(":\n\n");  // a comment, by which both ends learn that the other has gone
}

/// No new request; what is being answered may be for a while.
void Transport::Loop::begin_to_end() {
  ending_ = true;
  end_by_ = Clock::now() + limits_.end;
  listener_ = Descriptor();
  for (auto& [id, connection] : connections_) {
    const bool is_under_way = connection.phase == Phase::working ||
                              (connection.phase == Phase::writing && !connection.is_stream);
    connection.keep_alive = false;
    if (!is_under_way) drop(connection);
  }
}

void Transport::Loop::drop(Connection& of) {
  if (of.phase == Phase::gone) return;
  if (of.is_stream) --streams_;
  of.phase = Phase::gone;
  gone_.push_back(of.id);
}

void Transport::Loop::bury() {
  for (const Id id : std::exchange(gone_, {})) connections_.erase(id);
}

}  // namespace detente
