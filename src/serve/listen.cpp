// SPDX-License-Identifier: Apache-2.0
#include "serve/listen.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace detente {

namespace {

/// Nothing and errno where it fails.
Descriptor listener_for(const addrinfo& address) {
  Descriptor socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (socket.number() < 0) return {};
  // A port whose last owner has just gone may be had; one that has an owner may not.
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  constexpr int queue = 256;
  if (::bind(socket.number(), address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(socket.number(), queue) != 0)
    return {};
  return socket;
}

}  // namespace

Result<Descriptor> listen_at(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const std::string service = std::to_string(port);
  if (const int error = ::getaddrinfo(host.c_str(), service.c_str(), &wanted, &found); error != 0)
    return fail(Error::Kind::usage,
                fmt::format("--host: there is no host \"{}\": {}", host, ::gai_strerror(error)));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  int error = 0;
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    errno = 0;
    Descriptor socket = listener_for(*address);
    if (socket.number() >= 0) return socket;
    error = errno;
  }
  if (error == EADDRINUSE)
    return fail(Error::Kind::io,
                fmt::format("port {} of {} is in use: choose another with --port, or 0 for any "
                            "that is free",
                            port, host));
  return fail(Error::Kind::io,
              fmt::format("port {} of {} cannot be opened: {}", port, host, std::strerror(error)));
}

int port_of(const Descriptor& listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::getsockname(listener.number(), generic, &size) != 0) return 0;
  const auto port = address.ss_family == AF_INET6
                        ? reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port
                        : reinterpret_cast<const sockaddr_in*>(&address)->sin_port;
  return ntohs(port);
}

}  // namespace detente
