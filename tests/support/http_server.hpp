// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/descriptor.hpp"

namespace detente::testing {

/// What the server answers, right or wrong.
struct Reply {
  int status = 200;
  std::string body{};
  std::string headers{};                   ///< further ones, each with its line end
  bool states_length = true;               ///< else the end of the connection is that of the body
  std::size_t cut_at = std::string::npos;  ///< of the body: the connection ends there
  std::chrono::milliseconds drip{0};       ///< before each byte of the body
  bool drips_head = false;                 ///< before each byte of the head too
  bool endless = false;                    ///< the body over and over
  bool silent = false;                     ///< no answer at all
};

/// A web server on the loopback interface, with answers by path: each of a path's in turn, the last
/// one for ever; 404 where there is none.
class HttpServer {
 public:
  HttpServer() { start(); }
  ~HttpServer() { stop(); }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::string url(const std::string& path = "") const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  void set(const std::string& path, std::vector<Reply> replies) {
    const std::lock_guard lock(mutex_);
    replies_[path] = std::move(replies);
    asked_[path] = 0;
  }
  /// What is answered last.
  [[nodiscard]] std::string body(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return replies_.at(path).back().body;
  }
  /// How often a path was asked for since it was set.
  [[nodiscard]] std::size_t asked(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return asked_[path];
  }

  /// Goes away: connections end where they are, new ones are refused.
  void stop() {
    if (!thread_.joinable()) return;
    stopping_ = true;
    thread_.join();
    listener_ = Descriptor();
  }
  /// Comes back by the same address.
  void start() {
    stopping_ = false;
    listener_ = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int yes = 1;
    ::setsockopt(listener_.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port_);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_.number(), any, size) != 0 || ::listen(listener_.number(), 64) != 0 ||
        ::getsockname(listener_.number(), any, &size) != 0)
      ADD_FAILURE() << "no server: " << errno;
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }

 private:
  void serve() {
    std::vector<std::thread> threads;
    while (!stopping_) {
      pollfd wait{listener_.number(), POLLIN, 0};
      if (::poll(&wait, 1, 20) <= 0) continue;
      Descriptor client(::accept4(listener_.number(), nullptr, nullptr, SOCK_CLOEXEC));
      if (client.number() < 0) continue;
      const int yes = 1;  // the body is not to wait until the head has been heard
      ::setsockopt(client.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      threads.emplace_back([this, socket = std::move(client)] { answer_all(socket.number()); });
    }
    for (std::thread& thread : threads) thread.join();
  }

  void answer_all(int client) {
    std::string got;
    while (!stopping_) {
      const std::size_t end = got.find("\r\n\r\n");
      if (end == std::string::npos) {
        if (!read_more(client, got)) return;
        continue;
      }
      const std::size_t path = got.find(' ') + 1;
      const Reply reply = next_reply(got.substr(path, got.find(' ', path) - path));
      got.erase(0, end + 4);
      if (!answer(client, reply)) return;
    }
  }

  bool read_more(int client, std::string& got) {
    pollfd wait{client, POLLIN, 0};
    while (!stopping_ && ::poll(&wait, 1, 20) == 0) continue;
    if (stopping_) return false;
    char buffer[4096];
    const ssize_t count = ::recv(client, buffer, sizeof buffer, 0);
    if (count > 0) got.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
  }

  Reply next_reply(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const std::size_t number = asked_[path]++;
    const auto found = replies_.find(path);
    if (found == replies_.end()) return {.status = 404, .body = "there is no such thing\n"};
    return found->second[std::min(number, found->second.size() - 1)];
  }

  /// False where the connection is to end.
  bool answer(int client, const Reply& reply) {
    if (reply.silent) {
      while (!stopping_ && is_open(client)) wait(std::chrono::milliseconds(20));
      return false;
    }
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " As told\r\n" + reply.headers;
    if (reply.states_length && !reply.endless)
      head += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
    head += "\r\n";
    if (!send_slowly(client, head, reply.drips_head ? reply.drip : std::chrono::milliseconds(0)))
      return false;
    do {
      if (!send_slowly(client, std::string_view(reply.body).substr(0, reply.cut_at), reply.drip))
        return false;
    } while (reply.endless);
    return reply.states_length && reply.cut_at >= reply.body.size();
  }

  bool send_slowly(int client, std::string_view bytes, std::chrono::milliseconds drip) {
    while (!bytes.empty()) {
      if (stopping_) return false;
      if (drip.count() > 0) wait(drip);
      pollfd ready{client, POLLOUT, 0};
      if (::poll(&ready, 1, 20) == 0) continue;
      const ssize_t sent = ::send(client, bytes.data(), drip.count() > 0 ? 1 : bytes.size(),
                                  MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  static bool is_open(int client) {
    pollfd gone{client, POLLRDHUP, 0};
    return ::poll(&gone, 1, 0) == 0;
  }
  static void wait(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

  Descriptor listener_;
  std::uint16_t port_ = 0;
  std::thread thread_;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::map<std::string, std::vector<Reply>> replies_;
  std::map<std::string, std::size_t> asked_;
};

}  // namespace detente::testing
