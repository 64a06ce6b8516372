// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <memory>
#include <thread>

#include "base/descriptor.hpp"
#include "fetch/download.hpp"
#include "support/files.hpp"

/// A server whose certificate nobody vouches for.
namespace detente {
namespace {

using ::testing::HasSubstr;

template <typename Type, void (*release)(Type*)>
struct Release {
  void operator()(Type* one) const { release(one); }
};
template <typename Type, void (*release)(Type*)>
using Owned = std::unique_ptr<Type, Release<Type, release>>;
using Context = Owned<SSL_CTX, SSL_CTX_free>;
using Session = Owned<SSL, SSL_free>;

/// Gives itself a certificate for 127.0.0.1.
Context server_context() {
  Context context(SSL_CTX_new(TLS_server_method()));
  const Owned<EVP_PKEY, EVP_PKEY_free> key(EVP_EC_gen("P-256"));
  const Owned<X509, X509_free> certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  SSL_CTX_use_certificate(context.get(), certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  return context;
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

class SecureServer {
 public:
  SecureServer() : listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener_.number(), any, size), 0);
    EXPECT_EQ(::listen(listener_.number(), 8), 0);
    EXPECT_EQ(::getsockname(listener_.number(), any, &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~SecureServer() {
    stopping_ = true;
    thread_.join();
  }
  SecureServer(const SecureServer&) = delete;
  SecureServer& operator=(const SecureServer&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] int answered() const { return answered_; }

 private:
  void serve() {
    while (!stopping_) {
      pollfd wait{listener_.number(), POLLIN, 0};
      if (::poll(&wait, 1, 20) <= 0) continue;
      const Descriptor client(::accept(listener_.number(), nullptr, nullptr));
      const Session session(SSL_new(context_.get()));
      SSL_set_fd(session.get(), client.number());
      char request[1000];
      if (SSL_accept(session.get()) != 1 || SSL_read(session.get(), request, 1000) <= 0) continue;
      const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
      SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
      SSL_shutdown(session.get());
      ++answered_;
    }
  }

  const Context context_ = server_context();
  Descriptor listener_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> answered_ = 0;
  std::thread thread_;
};

/// What the server says to one who does not look at its certificate.
std::string careless_answer(std::uint16_t port) {
  const Context context(SSL_CTX_new(TLS_client_method()));
  const Descriptor connection(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in address = loopback(port);
  EXPECT_EQ(
      ::connect(connection.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
      0);
  const Session session(SSL_new(context.get()));
  SSL_set_fd(session.get(), connection.number());
  EXPECT_EQ(SSL_connect(session.get()), 1);
  SSL_write(session.get(), "GET / HTTP/1.1\r\n\r\n", 18);
  char answer[1000];
  const int size = SSL_read(session.get(), answer, 1000);
  return size > 0 ? std::string(answer, static_cast<std::size_t>(size)) : "";
}

TEST(DownloadCertificates, AreCheckedBeforeAnythingIsAskedFor) {
  ::setenv("no_proxy", "127.0.0.1", 1);
  const testing::TemporaryFolder folder;
  const SecureServer server;
  ASSERT_THAT(careless_answer(server.port()), HasSubstr("hello")) << "the server works";
  Downloader downloader;
  const auto failure = downloader.download(
      "https://127.0.0.1:" + std::to_string(server.port()) + "/", folder.path() / "file",
      {.most_bytes = 100, .total = std::chrono::seconds(10)}, {});
  ASSERT_TRUE(failure);
  EXPECT_THAT(failure->what, HasSubstr("certificate"));
  EXPECT_LE(server.answered(), 1) << "one is that of the careless";
  EXPECT_EQ(testing::read(folder.path() / "file"), "");
}

}  // namespace
}  // namespace detente
