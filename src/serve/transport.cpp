// SPDX-License-Identifier: Apache-2.0
#include "serve/transport.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "serve/listen.hpp"

namespace detente {

namespace {

using Clock = std::chrono::steady_clock;
using Id = std::uint64_t;
constexpr Id listener_id = 0, mailbox_id = 1;

enum class Phase {
  reading,    ///< a head, or waiting for one
  working,    ///< the answer is being made
  writing,    ///< it is being sent
  streaming,  ///< what is published is sent as it comes
  lingering,  ///< all is said; what still comes is thrown away, so that the answer arrives
  gone,
};

struct Connection {
  Id id;
  SocketLink link;
  Phase phase = Phase::reading;
  Clock::time_point deadline;
  Clock::time_point last_moment{};  ///< of a whole answer
  std::string in{};                 ///< read and not yet understood
  std::optional<Request> request{};
  std::string out{};  ///< to be sent first, from `sent` on
  std::size_t sent = 0;
  std::shared_ptr<const Body> body{};
  std::string_view rest{};  ///< of the body, to be sent then
  bool keep_alive = false;
  bool is_stream = false;
  std::size_t thrown_away = 0;
  std::uint32_t awaited = 0;  ///< what epoll was asked for

  [[nodiscard]] bool has_to_send() const { return sent < out.size() || !rest.empty(); }
};

/// What other threads hand to the loop; it may outlive the loop.
class Mailbox {
 public:
  struct Letter {
    Id to = 0;  ///< 0: every stream gets the text
    Response response{};
    std::string text{};
  };

  [[nodiscard]] int number() const { return event_.number(); }
  void post(Letter letter) {
    const std::lock_guard lock(mutex_);
    letters_.push_back(std::move(letter));
    if (letters_.size() == 1) wake();
  }
  void wake() const { ::eventfd_write(event_.number(), 1); }
  std::vector<Letter> take() {
    eventfd_t count = 0;
    ::eventfd_read(event_.number(), &count);
    const std::lock_guard lock(mutex_);
    return std::exchange(letters_, {});
  }

 private:
  Descriptor event_{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
  std::mutex mutex_;
  std::vector<Letter> letters_;
};

}  // namespace

class Transport::Loop {
 public:
  Loop(Descriptor listener, std::optional<TlsIdentity> identity, const TransportLimits& limits)
      : listener_(std::move(listener)),
        identity_(std::move(identity)),
        limits_(limits),
        port_(port_of(listener_)) {
    watch(listener_.number(), listener_id, EPOLLIN);
    watch(mailbox_->number(), mailbox_id, EPOLLIN);
  }

  [[nodiscard]] int port() const { return port_; }
  void run(const Handler& handler);
  void stop() {
    stopped_ = true;
    mailbox_->wake();
  }
  void publish(std::string text) { mailbox_->post({.text = std::move(text)}); }

 private:
  void watch(int descriptor, Id id, std::uint32_t events) const {
    epoll_event event{.events = events, .data = {.u64 = id}};
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event);
  }
  void await(Connection& of, std::uint32_t events) const;
  void greet();
  bool make_room();
  void advance(Connection& of, std::uint32_t events, const Handler& handler);
  void read_head(Connection& of, const Handler& handler);
  void understand(Connection& of, const Handler& handler);
  void refuse(Connection& of, const HeadFault& fault);
  void answer(Connection& to, Response response);
  void flush(Connection& of);
  void after_answer(Connection& of);
  void throw_away(Connection& of);
  void read_letters(const Handler& handler);
  void send_to_streams(const std::string& text);
  void look_at_the_clock();
  void begin_to_end();
  void drop(Connection& of);
  void bury();

  Descriptor epoll_{::epoll_create1(EPOLL_CLOEXEC)};
  Descriptor listener_;
  std::optional<TlsIdentity> identity_;
  TransportLimits limits_;
  int port_;
  std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
  std::unordered_map<Id, Connection> connections_;
  std::vector<Id> gone_, pipelined_;
  Id next_id_ = 2;
  std::size_t streams_ = 0;
  std::atomic<bool> stopped_ = false;
  bool ending_ = false;
  Clock::time_point end_by_{}, next_beat_ = Clock::now() + limits_.beat;
};

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

Transport::Transport(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
Transport::~Transport() = default;

Result<std::unique_ptr<Transport>> Transport::open(const std::string& host, int port,
                                                   std::optional<TlsIdentity> identity,
                                                   const TransportLimits& limits) {
  auto listener = listen_at(host, port);
  if (!listener) return tl::unexpected(listener.error());
  auto loop = std::make_unique<Loop>(*std::move(listener), std::move(identity), limits);
  return std::unique_ptr<Transport>(new Transport(std::move(loop)));
}

int Transport::port() const { return loop_->port(); }
void Transport::run(const Handler& handler) { loop_->run(handler); }
void Transport::stop() { loop_->stop(); }
void Transport::publish(std::string text) { loop_->publish(std::move(text)); }

}  // namespace detente
