// SPDX-License-Identifier: Apache-2.0
#include "serve/link.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include "base/file_bytes.hpp"

namespace detente {

struct TlsIdentity::State {
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { SSL_CTX_free(context); }
};

TlsIdentity::TlsIdentity(std::unique_ptr<State> state) : state_(std::move(state)) {}
TlsIdentity::TlsIdentity(TlsIdentity&&) noexcept = default;
TlsIdentity& TlsIdentity::operator=(TlsIdentity&&) noexcept = default;
TlsIdentity::~TlsIdentity() = default;

Result<TlsIdentity> TlsIdentity::load(const std::filesystem::path& certificate,
                                      const std::filesystem::path& key) {
  // OpenSSL says less clearly that a file is not there.
  constexpr std::size_t most = 1U << 20U;
  for (const auto& file : {certificate, key})
    if (const auto bytes = read_bytes(file, most); !bytes)
      return fail(Error::Kind::io, bytes.error().what, file.string());
  auto state = std::make_unique<State>();
  SSL_CTX* context = state->context;
  if (context == nullptr || SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1)
    return fail(Error::Kind::bug, "OpenSSL gives no TLS");
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1)
    return fail(Error::Kind::input, "is no certificate in PEM", certificate.string());
  if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1)
    return fail(Error::Kind::input, "is no key in PEM that belongs to the certificate",
                key.string());
  return TlsIdentity(std::move(state));
}

struct SocketLink::Tls {
  SSL* session;
  explicit Tls(SSL_CTX* context) : session(SSL_new(context)) {}
  Tls(const Tls&) = delete;
  Tls& operator=(const Tls&) = delete;
  ~Tls() { SSL_free(session); }

  [[nodiscard]] Moved outcome(int result) const {
    if (result > 0) return {State::moved, static_cast<std::size_t>(result)};
    switch (SSL_get_error(session, result)) {
      case SSL_ERROR_WANT_READ:
        return {State::wants_read};
      case SSL_ERROR_WANT_WRITE:
        return {State::wants_write};
      default:
        return {State::closed};
    }
  }
};

SocketLink::SocketLink(Descriptor socket, const TlsIdentity* identity)
    : socket_(std::move(socket)) {
  if (identity == nullptr) return;
  tls_ = std::make_unique<Tls>(identity->state_->context);
  SSL_set_fd(tls_->session, socket_.number());
  SSL_set_accept_state(tls_->session);
}

SocketLink::SocketLink(SocketLink&&) noexcept = default;
SocketLink::~SocketLink() = default;

SocketLink::Moved SocketLink::read(char* to, std::size_t most) {
  if (tls_) {
    ERR_clear_error();
    const auto size = static_cast<int>(std::min<std::size_t>(most, INT_MAX));
    return tls_->outcome(SSL_read(tls_->session, to, size));
  }
  const ssize_t count = ::recv(number(), to, most, 0);
  if (count > 0) return {State::moved, static_cast<std::size_t>(count)};
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return {State::wants_read};
  return {State::closed};
}

bool SocketLink::holds_more() const { return tls_ && SSL_pending(tls_->session) > 0; }

SocketLink::Moved SocketLink::write(std::string_view bytes, bool more) {
  if (tls_) {
    ERR_clear_error();
    const auto size = static_cast<int>(std::min<std::size_t>(bytes.size(), INT_MAX));
    return tls_->outcome(SSL_write(tls_->session, bytes.data(), size));
  }
  const int flags = MSG_NOSIGNAL | (more ? MSG_MORE : 0);
  const ssize_t count = ::send(number(), bytes.data(), bytes.size(), flags);
  if (count > 0) return {State::moved, static_cast<std::size_t>(count)};
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return {State::wants_write};
  return {State::closed};
}

void SocketLink::end_writing() {
  if (tls_) {
    ERR_clear_error();
    SSL_shutdown(tls_->session);
  }
  ::shutdown(number(), SHUT_WR);
}

}  // namespace detente
