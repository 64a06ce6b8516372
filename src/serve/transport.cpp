// SPDX-License-Identifier: Apache-2.0
#include "serve/transport.hpp"

#include "serve/loop.hpp"

namespace detente {

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
