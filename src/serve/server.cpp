// SPDX-License-Identifier: Apache-2.0
#include "serve/server.hpp"

#include <fmt/format.h>

namespace detente {

struct Server::Parts {
  ServeOptions options;
  std::unique_ptr<CaseState> state;
  std::unique_ptr<Transport> transport;
  std::unique_ptr<Api> api;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    api.reset();    // its threads use the state
    state.reset();  // its thread uses the transport
  }
};

namespace {

Result<std::optional<TlsIdentity>> identity_of(const ServeOptions& options) {
  if (options.certificate.empty() != options.key.empty())
    return fail(Error::Kind::usage, "--tls-cert and --tls-key belong together: name both");
  if (options.key.empty()) return std::optional<TlsIdentity>();
  auto identity = TlsIdentity::load(options.certificate, options.key);
  if (!identity) return tl::unexpected(identity.error());
  return std::optional<TlsIdentity>(*std::move(identity));
}

Result<std::string> token_of(const ServeOptions& options) {
  if (!options.token_file.empty()) return read_token(options.token_file);
  if (is_loopback(options.host)) return std::string();
  return fail(Error::Kind::usage,
              fmt::format("--host {}: other machines can reach it, so that a token is needed: name "
                          "a file that holds one with --token-file",
                          options.host));
}

}  // namespace

Result<std::unique_ptr<Server>> Server::open(const ServeOptions& options) {
  auto token = token_of(options);
  if (!token) return tl::unexpected(token.error());
  auto identity = identity_of(options);
  if (!identity) return tl::unexpected(identity.error());
  const bool is_secure = identity->has_value();
  auto state = CaseState::open(options.folder);
  if (!state) return tl::unexpected(state.error());
  auto transport =
      Transport::open(options.host, options.port, *std::move(identity), options.limits);
  if (!transport) return tl::unexpected(transport.error());
  auto parts = std::make_unique<Parts>();
  parts->options = options;
  parts->state = *std::move(state);
  parts->transport = *std::move(transport);
  parts->api = std::make_unique<Api>(ApiOptions{.folder = options.folder,
                                                .lexicon = options.lexicon,
                                                .version = options.version,
                                                .today = options.today,
                                                .pages = options.pages,
                                                .threads = options.threads},
                                     Access(options.host, *token, is_secure), *parts->state);
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

std::string Server::address() const {
  const ServeOptions& options = parts_->options;
  return fmt::format("{}://{}:{}/", options.key.empty() ? "http" : "https",
                     address_host(options.host), parts_->transport->port());
}

void Server::run() {
  Transport& transport = *parts_->transport;
  parts_->state->watch(parts_->options.pause, [&transport](const CaseState::Snapshot& now) {
    transport.publish(Api::message(now));
  });
  transport.run([this](const Request& request, const Transport::Reply& reply) {
    parts_->api->handle(request, reply);
  });
  parts_->api->stop();
}

void Server::stop() { parts_->transport->stop(); }
bool Server::is_busy() const { return parts_->api->is_busy(); }

}  // namespace detente
