// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/descriptor.hpp"
#include "serve/listen.hpp"
#include "serve/transport.hpp"

/// The thread that looks after all connections. loop.cpp: who is connected, and for how long;
/// loop_exchange.cpp: one connection's requests and their answers.
namespace detente {

enum class Phase {
  reading,    ///< a head, or waiting for one
  working,    ///< the answer is being made
  writing,    ///< it is being sent
  streaming,  ///< what is published is sent as it comes
  lingering,  ///< all is said; what still comes is thrown away, so that the answer arrives
  gone,
};

struct Connection {
  using Clock = std::chrono::steady_clock;

  std::uint64_t id;
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
    std::uint64_t to = 0;  ///< 0: every stream gets the text
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
  using Clock = Connection::Clock;
  using Id = std::uint64_t;
  static constexpr Id listener_id = 0, mailbox_id = 1;

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

}  // namespace detente
