// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <nlohmann/json.hpp>

#include "support/serving.hpp"

/// What a client is told when the case's files change; and the same over TLS.
namespace detente {
namespace {

using testing::Client;
using ::testing::HasSubstr;
using testing::Serving;
using PlainJson = nlohmann::json;

const std::string listen = "GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// The data of the next message of a stream.
PlainJson next(Client& stream, const std::string& event) {
  const std::string start = "event: " + event + "\n";
  const std::string all = stream.read_until([&](const std::string& came) {
    const std::size_t at = came.find(start);
    return at != std::string::npos && came.find("\n\n", at) != std::string::npos;
  });
  stream.forget();
  const std::size_t from = all.find("data: ", std::min(all.find(start), all.size()));
  if (from == std::string::npos) return {};
  return PlainJson::parse(all.substr(from + 6, all.find("\n\n", from) - from - 6), nullptr, false);
}

TEST(Changes, ReachWhoListensAndAFaultKeepsTheLastGoodState) {
  const Serving serving;
  const auto file = serving.folder() / "events/2001.toml";
  const std::string sound = testing::read(file);
  Client stream(serving.port());
  stream.send(listen);
  const PlainJson first = next(stream, "case");
  EXPECT_EQ(first.at("name"), "rivals");
  const std::string board = serving.get("/api/v1/status").body;

  testing::write(file, sound + "\n[[event]]\nid = 3\n");
  const PlainJson fault = next(stream, "fault");
  EXPECT_EQ(fault.at("vintage"), first.at("vintage"));
  EXPECT_GT(fault.at("revision"), first.at("revision"));
  EXPECT_EQ(fault.at("faults").at(0).at("file"), "events/2001.toml");
  EXPECT_EQ(serving.get("/api/v1/status").body, board);
  EXPECT_EQ(serving.get("/api/v1/status?as_of=2005-06-30").status, 200);
  EXPECT_THAT(serving.get("/api/v1/check").body, HasSubstr("events/2001.toml"));

  std::string edited = sound;
  edited.replace(edited.find("title = \""), 9, "title = \"EDITED ");
  testing::write(file, edited);
  const PlainJson mended = next(stream, "case");
  EXPECT_TRUE(mended.at("faults").empty());
  EXPECT_NE(mended.at("vintage"), first.at("vintage"));
  EXPECT_THAT(serving.get("/api/v1/timeline").body, HasSubstr("EDITED "));
  EXPECT_EQ(PlainJson::parse(serving.get("/api/v1/state").body), mended);
}

TEST(Changes, AFolderThatIsGoneIsAFaultToo) {
  const Serving serving;
  Client stream(serving.port());
  stream.send(listen);
  next(stream, "case");
  std::filesystem::rename(serving.folder(), serving.folder().string() + "-away");
  EXPECT_FALSE(next(stream, "fault").at("faults").empty());
  EXPECT_EQ(serving.get("/api/v1/status").status, 200);
  std::filesystem::rename(serving.folder().string() + "-away", serving.folder());
  EXPECT_TRUE(next(stream, "case").at("faults").empty());
}

// Readouts and outlook read more than the record.
TEST(Changes, OfATextOrTheLedgerAreToldToo) {
  const Serving serving;
  Client stream(serving.port());
  stream.send(listen);
  const PlainJson first = next(stream, "case");
  testing::write(serving.folder() / "texts/a.USA.txt", "A text.\n");
  const PlainJson second = next(stream, "case");
  EXPECT_GT(second.at("revision"), first.at("revision"));
  EXPECT_EQ(second.at("vintage"), first.at("vintage"));
  testing::write(serving.folder() / "ledger/SHA256SUMS", "");
  EXPECT_GT(next(stream, "case").at("revision"), second.at("revision"));
}

template <typename Type, void (*release)(Type*)>
struct Release {
  void operator()(Type* one) const { release(one); }
};
template <typename Type, void (*release)(Type*)>
using Owned = std::unique_ptr<Type, Release<Type, release>>;

/// A certificate that nobody vouches for, and its key.
void write_identity(const std::filesystem::path& folder) {
  const Owned<EVP_PKEY, EVP_PKEY_free> key(EVP_EC_gen("P-256"));
  const Owned<X509, X509_free> certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  std::FILE* file = std::fopen((folder / "cert.pem").c_str(), "w");
  PEM_write_X509(file, certificate.get());
  std::fclose(file);
  file = std::fopen((folder / "key.pem").c_str(), "w");
  PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
}

TEST(Tls, CarriesTheSame) {
  const testing::TemporaryFolder folder;
  write_identity(folder.path());
  const Serving serving([&](ServeOptions& options) {
    options.certificate = folder.path() / "cert.pem";
    options.key = folder.path() / "key.pem";
  });
  EXPECT_THAT(serving.server().address(), ::testing::StartsWith("https://127.0.0.1:"));
  const Owned<SSL_CTX, SSL_CTX_free> context(SSL_CTX_new(TLS_client_method()));
  const Owned<BIO, BIO_free_all> link(BIO_new_ssl_connect(context.get()));
  BIO_set_conn_hostname(link.get(), ("127.0.0.1:" + std::to_string(serving.port())).c_str());
  ASSERT_EQ(BIO_do_connect(link.get()), 1);
  // Two at once, in one record, so that the second waits inside OpenSSL.
  const std::string ask =
      "GET /api/v1/timeline HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(5000, 'a') + "\r\n";
  const std::string both = ask + "\r\n" + ask + "Connection: close\r\n\r\n";
  ASSERT_EQ(BIO_write(link.get(), both.data(), static_cast<int>(both.size())),
            static_cast<int>(both.size()));
  std::string all;
  std::array<char, 4096> buffer{};
  for (int count = 0; (count = BIO_read(link.get(), buffer.data(), buffer.size())) > 0;)
    all.append(buffer.data(), static_cast<std::size_t>(count));
  const std::string body = testing::answer_in(all).body;
  const std::string golden = testing::read(std::filesystem::path(DETENTE_SOURCE_DIR) /
                                           "tests/golden/timeline_json.stdout");
  EXPECT_EQ(body.substr(0, golden.size()), golden);
  EXPECT_TRUE(all.ends_with(golden));
  EXPECT_GT(all.size(), 2 * golden.size());
  // Who does not speak TLS is not heard.
  Client plain(serving.port());
  plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(plain.read_all().find("HTTP/1.1 200"), std::string::npos);
}

}  // namespace
}  // namespace detente
