// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/descriptor.hpp"
#include "serve/server.hpp"
#include "support/files.hpp"

/// The server in a thread of the test, and a client that says exactly what it is told to.
namespace detente::testing {

using Seconds = std::chrono::seconds;

/// A connection to a port of this machine.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::connect(socket_.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
      ADD_FAILURE() << "cannot connect";
  }

  /// How much the other side took before it closed, or all.
  std::size_t send(std::string_view bytes) const {
    const ssize_t sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return sent < 0 ? 0 : static_cast<std::size_t>(sent);
  }

  /// Reads until `enough` of all that came, or the end of the connection, or the time is over.
  const std::string& read_until(const std::function<bool(const std::string&)>& enough,
                                std::chrono::milliseconds most = Seconds(20)) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!ended_ && !enough(came_) && std::chrono::steady_clock::now() < end) {
      pollfd wanted{.fd = socket_.number(), .events = POLLIN, .revents = 0};
      if (::poll(&wanted, 1, 50) <= 0) continue;
      std::array<char, 16384> buffer{};
      const ssize_t count = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
      ended_ = count <= 0;
      if (count > 0) came_.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return came_;
  }
  const std::string& read_until(std::string_view text) {
    return read_until([&](const std::string& all) { return all.find(text) != std::string::npos; });
  }
  const std::string& read_all() {
    return read_until([](const std::string&) { return false; });
  }
  [[nodiscard]] bool ended() const { return ended_; }
  void forget() { came_.clear(); }

 private:
  Descriptor socket_;
  std::string came_;
  bool ended_ = false;
};

struct Answer {
  int status = 0;
  std::string head, body;
  /// The header's value, or empty.
  [[nodiscard]] std::string header(const std::string& name) const {
    const std::string start = "\r\n" + name + ": ";
    const std::size_t at = head.find(start);
    if (at == std::string::npos) return {};
    const std::size_t from = at + start.size();
    return head.substr(from, head.find("\r\n", from) - from);
  }
};

inline Answer answer_in(const std::string& bytes) {
  const std::size_t end = std::min(bytes.find("\r\n\r\n"), bytes.size());
  Answer answer{.head = bytes.substr(0, end) + "\r\n", .body = {}};
  if (bytes.starts_with("HTTP/1.1 ")) answer.status = std::atoi(bytes.c_str() + 9);
  if (end < bytes.size()) answer.body = bytes.substr(end + 4);
  return answer;
}

/// The small case "rivals" in a folder of its own, being served; today is the last day of 2005.
class Serving {
 public:
  explicit Serving(const std::function<void(ServeOptions&)>& change = {},
                   const std::string& name = "rivals") {
    const auto from = std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/cases" / name;
    std::filesystem::copy(from, folder_.path() / name, std::filesystem::copy_options::recursive);
    options_.folder = folder_.path() / name;
    options_.version = "0.1.0";
    options_.today = [] { return *parse_day("2005-12-31"); };
    options_.pause = std::chrono::milliseconds(20);
    if (change) change(options_);
    auto server = Server::open(options_);
    if (!server) {
      ADD_FAILURE() << server.error().what;
      return;
    }
    server_ = *std::move(server);
    thread_ = std::jthread([this] { server_->run(); });
  }
  ~Serving() { stop(); }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  [[nodiscard]] const std::filesystem::path& folder() const { return options_.folder; }
  [[nodiscard]] int port() const {
    const std::string address = server_->address();
    return std::atoi(address.c_str() + address.rfind(':') + 1);
  }
  [[nodiscard]] Server& server() const { return *server_; }

  /// All that comes back for these bytes, up to the end of the connection.
  [[nodiscard]] Answer raw(std::string_view bytes) const {
    Client client(port());
    client.send(bytes);
    return answer_in(client.read_all());
  }
  /// `headers` each with its line end.
  [[nodiscard]] Answer get(const std::string& target, const std::string& headers = {},
                           const std::string& method = "GET") const {
    return raw(method + ' ' + target + " HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n" +
               headers + "\r\n");
  }

 private:
  TemporaryFolder folder_;
  ServeOptions options_;
  std::unique_ptr<Server> server_;
  std::jthread thread_;
};

}  // namespace detente::testing
