// SPDX-License-Identifier: Apache-2.0
#include "serve/request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "serve/api_call.hpp"
#include "serve/response.hpp"

namespace detente {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

int status_of(const std::string& head) {
  const auto request = parse_head(head);
  return request ? 200 : request.error().status;
}

TEST(Head, IsReadStrictly) {
  const auto request = parse_head(
      "GET /api/v1/status?as_of=2022 HTTP/1.1\r\nHoSt: localhost\r\nAccept:  a \r\nAccept: "
      "b\r\n\r\n");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, "GET");
  EXPECT_EQ(request->path, "/api/v1/status");
  EXPECT_EQ(request->query, "as_of=2022");
  EXPECT_EQ(header(*request, "host"), "localhost");
  EXPECT_EQ(header(*request, "accept"), "a, b");
  EXPECT_TRUE(request->keep_alive);
  EXPECT_FALSE(request->has_body);
}

TEST(Head, RefusesWhatTwoReadersCouldUnderstandInTwoWays) {
  const std::string host = "Host: a\r\n";
  const std::vector<std::pair<std::string, int>> cases{
      {"GET / HTTP/1.1\r\n" + host + "\r\n", 200},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"GET / HTTP/1.1 \r\n" + host + "\r\n", 400},
      {"GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /\r\n" + host + "\r\n", 400},
      {"G(T / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET http://a/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /a\tb HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET /#a HTTP/1.1\r\n" + host + "\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + " folded: a\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "A : b\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "A: b\nC: d\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
      {"GET /" + std::string(most_target, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
  };
  for (const auto& [head, status] : cases) EXPECT_EQ(status_of(head), status) << head;
  std::string many = "GET / HTTP/1.1\r\n";
  for (std::size_t i = 0; i <= most_headers; ++i) many += "A: b\r\n";
  EXPECT_EQ(status_of(many + "\r\n"), 431);
}

TEST(Head, SaysWhetherABodyFollows) {
  const auto body_with = [](const std::string& headers) {
    return parse_head("GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n")->has_body;
  };
  EXPECT_FALSE(body_with("Content-Length: 0\r\n"));
  EXPECT_TRUE(body_with("Content-Length: 100000000000000000000\r\n"));
  EXPECT_TRUE(body_with("Transfer-Encoding: chunked\r\n"));
}

TEST(Head, EndsAtItsBlankLineOrIsTooLong) {
  EXPECT_EQ(**find_head_end("GET / HTTP/1.1\r\n\r\nGET"), 18U);
  EXPECT_FALSE(find_head_end("GET / HTTP/1.1\r\n")->has_value());
  EXPECT_EQ(find_head_end(std::string(most_target + 100, 'a')).error().status, 414);
  EXPECT_EQ(find_head_end("GET / HTTP/1.1\r\n" + std::string(most_head, 'a')).error().status, 431);
}

TEST(Request, HostIsTheNameWithoutThePort) {
  EXPECT_EQ(host_name("LocalHost:80"), "localhost");
  EXPECT_EQ(host_name("[::1]:80"), "[::1]");
  EXPECT_EQ(host_name("[::1]"), "[::1]");
  for (const char* none : {"", ":80", "[::1", "[::1]80", "a:8x", "a:1:2"})
    EXPECT_FALSE(host_name(none)) << none;
}

TEST(Request, QueryIsDecodedOrRefused) {
  EXPECT_EQ(*parse_query("a=1&b=x%20y+z&&c&d=%E6%9A%82"),
            (QueryValues{{"a", "1"}, {"b", "x y z"}, {"c", ""}, {"d", "暂"}}));
  for (const char* bad : {"a=%", "a=%2", "a=%zz", "a=%00", "a=%0a", "a=%ff", "%c0%af=1"})
    EXPECT_FALSE(parse_query(bad)) << bad;
}

TEST(Request, HeadersOfCaching) {
  EXPECT_TRUE(accepts_gzip("br, GZIP;q=0.5"));
  EXPECT_FALSE(accepts_gzip("br, gzip; q=0.0"));
  EXPECT_FALSE(accepts_gzip("deflate"));
  EXPECT_TRUE(names_tag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(names_tag("*", "\"b\""));
  EXPECT_FALSE(names_tag("\"bb\"", "\"b\""));
  EXPECT_EQ(cookie("a=1; detente=xyz; b=2", "detente"), "xyz");
  EXPECT_EQ(cookie("adetente=xyz", "detente"), "");
}

TEST(Call, IsWhatTheCommandMayBeTold) {
  const auto call = parse_call(*find_query("spiral"),
                               "half_lives=1,7&search=true&as_of=2022-09-01&format=csv&seed=3");
  ASSERT_TRUE(call);
  EXPECT_EQ(call->typed.at("half-lives"), (std::vector<std::string>{"1", "7"}));
  EXPECT_EQ(call->typed.at("search"), std::vector<std::string>{"true"});
  EXPECT_EQ(to_string(*call->as_of), "2022-09-01");
  EXPECT_EQ(call->format, ApiFormat::csv);
  EXPECT_EQ(call->seed, 3U);
  EXPECT_EQ(parse_call(*find_query("cite"), "id=a&id=b")->typed.at("id").size(), 2U);
}

TEST(Call, RefusesWhatItCannotMean) {
  const std::vector<std::pair<std::string, std::string>> calls{
      {"status", "as-of=2022-09-01"}, {"status", "as_of=2022-02-30"},
      {"status", "as_of=2022"},       {"status", "as_of="},
      {"status", "format=xml"},       {"status", "format=parquet"},
      {"brief", "format=csv"},        {"status", "changes=2022-01-01"},
      {"status", "seed=-1"},          {"timeline", "from=2022&from=2023"},
      {"timeline", "half_lives=1"},   {"readouts", ""},
      {"spiral", "search=yes"},       {"spiral", "half_lives=1,,2"},
      {"status", "as_of=%"},          {"status", "threads=4"},
  };
  for (const auto& [name, query] : calls) {
    const auto call = parse_call(*find_query(name), query);
    ASSERT_FALSE(call) << name << '?' << query;
    EXPECT_EQ(call.error().kind, Error::Kind::usage);
  }
}

TEST(Call, HasOneKeyForOneAnswer) {
  const Query& timeline = *find_query("timeline");
  const Day today = *parse_day("2005-12-31");
  const auto key = [&](const std::string& query) {
    return key_of(*parse_call(timeline, query), today);
  };
  EXPECT_EQ(key("from=2002&to=2003"), key("to=2003&from=2002&seed=1&format=json"));
  EXPECT_NE(key("from=2002"), key("to=2002"));
  EXPECT_NE(key("from=2002"), key("from=2002&format=csv"));
  EXPECT_NE(key(""), key_of(*parse_call(timeline, ""), today + std::chrono::days(1)));
}

TEST(Answer, KeepsABrowserFromRunningWhatIsNotOurs) {
  const Response response = error_response(404, "no \"such\" page");
  const Prepared answer = prepare(response, nullptr, false);
  for (const char* guard :
       {"script-src 'self'", "frame-ancestors 'none'", "nosniff", "no-store", "Connection: close"})
    EXPECT_THAT(answer.head, HasSubstr(guard));
  EXPECT_THAT(answer.head, Not(HasSubstr("unsafe")));
  EXPECT_EQ(answer.body, "{\"error\":\"no \\\"such\\\" page\",\"where\":null}\n");
}

}  // namespace
}  // namespace detente
