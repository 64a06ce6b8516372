// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/serving.hpp"

/// Who may ask, and how much of the server's time and memory one may take.
namespace detente {
namespace {

using testing::Answer;
using ::testing::AnyOf;
using testing::Client;
using ::testing::HasSubstr;
using testing::Serving;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

const std::string ask = "GET /api/v1/state HTTP/1.1\r\nHost: localhost\r\n";

TEST(Access, IsForRequestsThatMeanThisServer) {
  const Serving serving;
  const auto status_for = [&](const std::string& host) {
    return serving.raw("GET /api/v1/state HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")
        .status;
  };
  for (const char* ours : {"localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]:8642"})
    EXPECT_EQ(status_for("Host: " + std::string(ours) + "\r\n"), 200) << ours;
  for (const char* other : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                            "127.0.0.2", "", "[::1", "0.0.0.0"})
    EXPECT_EQ(status_for("Host: " + std::string(other) + "\r\n"), 421) << other;
  EXPECT_EQ(status_for(""), 400);
}

TEST(Access, IsForReading) {
  const Serving serving;
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"}) {
    const Answer answer = serving.get("/api/v1/state", "", method);
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD");
  }
}

TEST(Access, NeedsTheTokenWhereThereIsOne) {
  const testing::TemporaryFolder folder;
  const std::string token = "a-token-of-a-test-0123456789";
  testing::write(folder.path() / "token", "  " + token + " \n");
  const Serving serving(
      [&](ServeOptions& options) { options.token_file = folder.path() / "token"; });
  const auto status_with = [&](const std::string& headers) {
    return serving.get("/api/v1/state", headers).status;
  };
  EXPECT_EQ(serving.get("/api/v1/state").header("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(status_with("Authorization: Bearer " + token + "\r\n"), 200);
  EXPECT_EQ(status_with("Authorization: Bearer " + token + "0\r\n"), 401);
  EXPECT_EQ(status_with("Authorization: Basic " + token + "\r\n"), 401);
  EXPECT_EQ(status_with("Cookie: detente=" + token + "\r\n"), 401);
  EXPECT_EQ(serving.get("/?token=wrong").status, 401);
  EXPECT_EQ(serving.get("/api/v1/state?token=" + token).status, 401);
  EXPECT_EQ(serving.get("/openapi.json").status, 401);
  const Answer entered = serving.get("/?token=" + token);
  EXPECT_EQ(entered.status, 303);
  EXPECT_EQ(entered.header("Location"), "/");
  const std::string set = entered.header("Set-Cookie");
  EXPECT_THAT(set, HasSubstr("HttpOnly; SameSite=Strict"));
  EXPECT_EQ(set.find(token), std::string::npos);
  EXPECT_EQ(status_with("Cookie: a=b; " + set.substr(0, set.find(';')) + "\r\n"), 200);
}

Error::Kind refused_with(const ServeOptions& options) {
  const auto server = Server::open(options);
  EXPECT_FALSE(server);
  return server ? Error::Kind::bug : server.error().kind;
}

TEST(Opening, SaysWhatStandsInItsWay) {
  const testing::TemporaryFolder folder;
  testing::write(folder.path() / "short", "secret\n");
  const auto cases = std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/cases";
  const ServeOptions sound{.folder = cases / "rivals", .pages = {}};
  ServeOptions options = sound;
  options.host = "0.0.0.0";
  EXPECT_EQ(refused_with(options), Error::Kind::usage);
  options = sound;
  options.token_file = folder.path() / "short";
  EXPECT_EQ(refused_with(options), Error::Kind::input);
  options.token_file = folder.path() / "none";
  EXPECT_EQ(refused_with(options), Error::Kind::io);
  options = sound;
  options.certificate = folder.path() / "short";
  EXPECT_EQ(refused_with(options), Error::Kind::usage);
  options.key = folder.path() / "short";
  EXPECT_EQ(refused_with(options), Error::Kind::input);
  options = sound;
  options.folder = cases / "faulty";
  EXPECT_EQ(refused_with(options), Error::Kind::input);
  options = sound;
  options.host = "no such host";
  options.token_file = folder.path() / "token";
  testing::write(folder.path() / "token", "0123456789abcdef");
  EXPECT_EQ(refused_with(options), Error::Kind::usage);
}

TEST(Opening, SharesNoPort) {
  const Serving serving;
  ServeOptions options{.folder = serving.folder(), .pages = {}};
  options.port = serving.port();
  const auto second = Server::open(options);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, Error::Kind::io);
  EXPECT_THAT(second.error().what, HasSubstr("is in use"));
}

TEST(Limits, OfWhatIsSent) {
  const Serving serving;
  EXPECT_EQ(serving.raw("GET /" + std::string(5000, 'a')).status, 414);
  EXPECT_EQ(serving.raw(ask + "A: " + std::string(17000, 'a')).status, 431);
  EXPECT_EQ(serving.raw(ask + "Content-Length: 5\r\n\r\nHello").status, 413);
  EXPECT_EQ(serving.raw("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                .status,
            405);
}

TEST(Limits, ABodyOfAGigabyteIsNotRead) {
  const Serving serving;
  for (const char* method : {"POST", "GET"}) {
    Client client(serving.port());
    client.send(std::string(method) +
                " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n");
    const std::string chunk(1 << 16, 'a');
    std::size_t taken = 0;
    // Until the server closes; what it does not read fills the system's buffers at the most.
    while (taken < (std::size_t{64} << 20U)) {
      const std::size_t sent = client.send(chunk);
      if (sent == 0) break;
      taken += sent;
    }
    EXPECT_LT(taken, std::size_t{32} << 20U) << method;
  }
  EXPECT_EQ(serving.get("/api/v1/state").status, 200);
}

TEST(Limits, OfTime) {
  const Serving serving([](ServeOptions& options) {
    options.limits.head = Milliseconds(300);
    options.limits.idle = Milliseconds(300);
  });
  Client slow(serving.port());
  Client silent(serving.port());
  slow.send("GET /api/v1/st");
  // A byte now and then gains no time.
  for (int i = 0; i < 8 && !slow.ended(); ++i) {
    std::this_thread::sleep_for(Milliseconds(100));
    slow.send("a");
  }
  EXPECT_THAT(slow.read_all(), HasSubstr("HTTP/1.1 408 "));
  EXPECT_EQ(silent.read_all(), "");
  EXPECT_TRUE(silent.ended());
}

TEST(Limits, HalfRequestsHoldUpNobody) {
  const Serving serving([](ServeOptions& options) { options.limits.connections = 60; });
  std::vector<std::unique_ptr<Client>> half;
  for (int i = 0; i < 100; ++i) {  // more than may be: the oldest go
    half.push_back(std::make_unique<Client>(serving.port()));
    half.back()->send("GET /");
  }
  const auto start = Clock::now();
  EXPECT_EQ(serving.get("/api/v1/state").status, 200);
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(5));
}

TEST(Connection, AnswersOneRequestAfterTheOther) {
  const Serving serving;
  Client client(serving.port());
  client.send(ask + "\r\n" + ask + "\r\nGET /nothing HTTP/1.1\r\nHost: localhost\r\n");
  client.read_until([](const std::string& all) {
    return all.find("\"revision\"", all.find("\"revision\"") + 1) != std::string::npos;
  });
  client.send("Connection: close\r\n\r\n");
  const std::string& all = client.read_all();
  EXPECT_TRUE(client.ended());
  EXPECT_THAT(all, HasSubstr("HTTP/1.1 404 "));
  EXPECT_EQ(serving.raw("GET /api/v1/state HTTP/1.0\r\nHost: localhost\r\n\r\n").status, 200);
}

TEST(Streams, AreLimitedAndHoldUpNobody) {
  const Serving serving([](ServeOptions& options) { options.limits.streams = 50; });
  const std::string listen = "GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
  std::vector<std::unique_ptr<Client>> streams;
  for (int i = 0; i < 51; ++i) {
    streams.push_back(std::make_unique<Client>(serving.port()));
    streams.back()->send(listen);
    streams.back()->read_until("\r\n");
  }
  EXPECT_THAT(streams[49]->read_until("data:"), HasSubstr("text/event-stream"));
  EXPECT_THAT(streams[50]->read_until("too many"), HasSubstr("HTTP/1.1 503 "));
  EXPECT_EQ(serving.get("/api/v1/status").status, 200);
  streams.front().reset();  // who goes makes room
  const auto end = Clock::now() + std::chrono::seconds(10);
  std::string head;
  while (Clock::now() < end && head.find(" 200 ") == std::string::npos) {
    Client next(serving.port());
    next.send(listen);
    head = next.read_until("\r\n");
  }
  EXPECT_THAT(head, HasSubstr("HTTP/1.1 200 "));
}

TEST(End, ComesSoonWithStreamsAndHalfRequestsOpen) {
  Serving serving;
  Client stream(serving.port());
  Client half(serving.port());
  stream.send("GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
  half.send("GET /");
  stream.read_until("data:");
  const auto start = Clock::now();
  serving.stop();
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(4));
  stream.read_all();
  EXPECT_TRUE(stream.ended());
}

}  // namespace
}  // namespace detente
