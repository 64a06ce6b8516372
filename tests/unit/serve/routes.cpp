// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <random>
#include <set>

#include "serve/api_call.hpp"
#include "support/schema.hpp"
#include "support/serving.hpp"

/// What each address answers.
namespace detente {
namespace {

using testing::Answer;
using ::testing::HasSubstr;
using testing::PlainJson;
using testing::Serving;
using ::testing::StartsWith;

/// Some addresses and the golden file of the command that gives the same.
struct Route {
  std::string target, golden;
};

const std::vector<Route> routes{
    {"check?", "check_json"},
    {"check?format=csv", "check_csv"},
    {"status?", "status_json"},
    {"status?format=csv", "status_csv"},
    {"status?as_of=2003-02-10", "status_measures_json"},
    {"status?changes=2003-01-01,2004-12-31&as_of=2004-12-31", "changes_json"},
    {"status?changes=2002-01-01,2002-06-30&as_of=2005-12-31", "changes_hindsight_json"},
    {"timeline?", "timeline_json"},
    {"timeline?format=csv", "timeline_csv"},
    {"timeline?kind=incident", "timeline_kind_json"},
    {"timeline?issue=strait&format=csv", "timeline_issue"},
    {"timeline?from=2003&as_of=2003-02-02", "timeline_incident_known"},
    {"readouts?event=2001-05-10-summit", "readouts_json"},
    {"readouts?event=2001-05-10-summit&format=csv", "readouts_csv"},
    {"commitments?", "commitments_json"},
    {"recommendations?", "recommendations_json"},
    {"cite?id=joint-2001-05-10&id=detente", "cite_json"},
    {"measure?", "measure_json"},
    {"measure?format=csv", "measure_csv"},
    {"brief?", "brief_json"},
};

std::string golden(const std::string& name) {
  return testing::read(std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/golden" /
                       (name + ".stdout"));
}

TEST(Routes, GiveTheBytesOfTheCommands) {
  const Serving serving;
  for (const Route& route : routes) {
    // Without a day of its own, each is asked for today's, which is the golden files' day.
    const Answer answer = serving.get("/api/v1/" + route.target);
    EXPECT_EQ(answer.status, 200) << route.target;
    EXPECT_EQ(answer.body, golden(route.golden)) << route.target;
  }
}

TEST(Routes, GiveADocumentOfOneOfTheSchemasThatAreNamed) {
  const Serving serving;
  for (const Query& query : queries()) {
    if (std::ranges::any_of(query.parameters, &Parameter::required)) continue;
    const Answer answer = serving.get("/api/v1/" + query.name);
    ASSERT_EQ(answer.status, 200) << query.name << answer.body;
    const auto document = PlainJson::parse(answer.body);
    std::string name = document.at("schema");
    std::ranges::replace(name, '/', '.');
    EXPECT_THAT(query.schemas, ::testing::Contains(name));
    EXPECT_EQ(testing::Schema(name).faults(document), "") << query.name;
  }
}

std::string unpacked(const std::string& gzip) {
  std::string out(std::size_t{1} << 22U, '\0');
  std::size_t size = 0;
  auto* unpacker = libdeflate_alloc_decompressor();
  const auto result =
      libdeflate_gzip_decompress(unpacker, gzip.data(), gzip.size(), out.data(), out.size(), &size);
  libdeflate_free_decompressor(unpacker);
  out.resize(result == LIBDEFLATE_SUCCESS ? size : 0);
  return out;
}

TEST(Routes, AreTaggedAndCompressed) {
  const Serving serving;
  const Answer plain = serving.get("/api/v1/status");
  const Answer packed = serving.get("/api/v1/status", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
  EXPECT_LT(packed.body.size(), plain.body.size() / 2);
  EXPECT_EQ(unpacked(packed.body), plain.body);
  EXPECT_NE(plain.header("ETag"), packed.header("ETag"));
  for (const Answer& first : {plain, packed}) {
    const Answer again =
        serving.get("/api/v1/status", "If-None-Match: " + first.header("ETag") + "\r\n");
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(again.body, "");
  }
  const Answer head = serving.get("/api/v1/status", "", "HEAD");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.body, "");
  EXPECT_EQ(head.header("Content-Length"), std::to_string(plain.body.size()));
}

TEST(Routes, GiveFilesForOtherPrograms) {
  const Serving serving;
  const Answer csv = serving.get("/api/v1/timeline?format=csv&as_of=2004-12-31");
  EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(csv.header("Content-Disposition"),
            "attachment; filename=\"rivals-timeline-2004-12-31.csv\"");
  for (const char* name : {"timeline", "measure"}) {
    const Answer parquet = serving.get("/api/v1/" + std::string(name) + "?format=parquet");
    EXPECT_EQ(parquet.status, 200) << parquet.body;
    EXPECT_THAT(parquet.body, StartsWith("PAR1"));
    EXPECT_TRUE(parquet.body.ends_with("PAR1"));
  }
}

TEST(Routes, SayWhatIsWrong) {
  const Serving serving;
  const std::vector<std::pair<std::string, int>> targets{
      {"/api/v1/status?as_of=yesterday", 400},
      {"/api/v1/recommendations?as_of=5800-12-20", 400},
      {"/api/v1/status?changes=2001-01-01,9999-12-31", 400},
      {"/api/v1/spiral?bootstrap=recursive&replicates=100000", 400},
      {"/api/v1/readouts?event=nothing", 400},
      {"/api/v1/timeline?from=2005&to=2004", 400},
      {"/api/v1/spiral?half_lives=0", 400},
      {"/api/v1/", 404},
      {"/api/v1/stauts", 404},
      {"/api/v1/status/", 404},
      {"/api/v2/status", 404},
      {"/api", 404},
      {"/status", 404},
      {"/../etc/passwd", 404},
      {"/%2e%2e/%2e%2e/etc/passwd", 404},
      {"/assets/../../case.toml", 404},
      {"/api/v1/..%2fcase.toml", 404},
      {"//etc/passwd", 404},
  };
  for (const auto& [target, status] : targets) {
    const Answer answer = serving.get(target);
    EXPECT_EQ(answer.status, status) << target;
    EXPECT_TRUE(PlainJson::parse(answer.body).at("error").is_string()) << target;
  }
  EXPECT_THAT(serving.get("/api/v1/spiral?half_lives=0").body, HasSubstr("half_lives: each"));
}

TEST(Routes, GiveThePagesAsTheyWereBuilt) {
  const std::vector<Asset> pages{
      {"index.html", "<!doctype html>"}, {"assets/a.js", "export {}"}, {"assets/a.css", "a{}"}};
  const Serving serving([&](ServeOptions& options) { options.pages = pages; });
  EXPECT_EQ(serving.get("/").body, "<!doctype html>");
  EXPECT_EQ(serving.get("/index.html").body, "<!doctype html>");
  const Answer script = serving.get("/assets/a.js");
  EXPECT_EQ(script.body, "export {}");
  EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(serving.get("/assets/a.js", "If-None-Match: " + script.header("ETag") + "\r\n").status,
            304);
  EXPECT_EQ(serving.get("/assets/").status, 404);
  EXPECT_EQ(serving.get("/now").status, 404);
}

/// Every "$ref" in the description leads to something in it.
void expect_references(const PlainJson& whole, const PlainJson& part) {
  if (part.is_object() && part.contains("$ref") && part.at("$ref").is_string()) {
    const auto to = part.at("$ref").get<std::string>();
    ASSERT_THAT(to, StartsWith("#/"));
    EXPECT_TRUE(whole.contains(PlainJson::json_pointer(to.substr(1)))) << to;
  }
  if (part.is_structured())
    for (const PlainJson& inner : part) expect_references(whole, inner);
}

/// A value that every parameter of that name takes, for this case.
std::string sample(const std::string& name) {
  const std::map<std::string, std::string> samples{{"changes", "2003-01-01,2004-12-31"},
                                                   {"from", "2002"},
                                                   {"to", "2004-06"},
                                                   {"channel", "hotline"},
                                                   {"issue", "strait"},
                                                   {"kind", "incident"},
                                                   {"actor", "ARC"},
                                                   {"event", "2001-05-10-summit"},
                                                   {"step", "R2.1"},
                                                   {"targets", "open-channels"},
                                                   {"id", "2001-05-10-summit"},
                                                   {"as_of", "2005-06-30"},
                                                   {"seed", "7"},
                                                   {"format", "csv"},
                                                   {"search", "true"},
                                                   {"compare", "true"},
                                                   {"by", "month"},
                                                   {"half_lives", "1,7"},
                                                   {"replicates", "50"},
                                                   {"bootstrap", "fixed"}};
  const auto found = samples.find(name);
  return found == samples.end() ? "" : found->second;
}

TEST(Description, HoldsForEveryAddressAndParameter) {
  const Serving serving;
  const auto whole = PlainJson::parse(serving.get("/openapi.json").body);
  EXPECT_EQ(whole.at("openapi"), "3.1.0");
  expect_references(whole, whole);
  std::size_t tried = 0;
  for (const auto& [path, item] : whole.at("paths").items()) {
    const PlainJson& get = item.at("get");
    if (path == "/api/v1/events/stream") continue;  // it has tests of its own
    std::string required;
    for (const PlainJson& parameter : get.value("parameters", PlainJson::array()))
      if (parameter.at("required") == true)
        required +=
            parameter.at("name").get<std::string>() + '=' + sample(parameter.at("name")) + '&';
    for (const PlainJson& parameter : get.value("parameters", PlainJson::array())) {
      const std::string name = parameter.at("name");
      const bool is_csv_less = path == "/api/v1/brief" && name == "format";
      if (sample(name).empty() || is_csv_less) continue;
      const std::string more = parameter.at("required") == true ? "" : name + '=' + sample(name);
      const Answer answer = serving.get(path + '?' + required + more);
      ++tried;
      EXPECT_TRUE(answer.status == 200 || answer.status == 422)
          << path << ' ' << name << ": " << answer.body;
      EXPECT_TRUE(get.at("responses").contains(std::to_string(answer.status)));
      const std::string type = answer.header("Content-Type");
      EXPECT_TRUE(get.at("responses")
                      .at(std::to_string(answer.status))
                      .at("content")
                      .contains(type.substr(0, type.find(';'))))
          << path << ' ' << type;
    }
    EXPECT_EQ(serving.get(path + '?' + required).status, 200) << path;
  }
  EXPECT_GT(tried, 30U);
}

TEST(Description, NamesEveryCommandOfTheTable) {
  const Serving serving;
  const auto paths = PlainJson::parse(serving.get("/openapi.json").body).at("paths");
  for (const Query& query : queries()) {
    const auto& parameters = paths.at("/api/v1/" + query.name).at("get").at("parameters");
    std::set<std::string> names;
    for (const PlainJson& parameter : parameters) names.insert(parameter.at("name"));
    for (const Parameter& parameter : query.parameters)
      EXPECT_TRUE(names.contains(api_name(parameter.name))) << query.name << parameter.name;
  }
}

/// Whatever a client says, it gets an answer that is not our fault, and the server goes on.
TEST(Routes, SurviveNonsense) {
  const Serving serving;
  std::mt19937 random(20220805);  // NOLINT(cert-msc51-cpp): the same every time
  const std::vector<std::string> pieces{"GET ",
                                        "POST ",
                                        "/api/v1/timeline",
                                        "?",
                                        "from=",
                                        "&",
                                        "%",
                                        "\r\n",
                                        "Host: ",
                                        "localhost",
                                        " HTTP/1.1",
                                        "\0",
                                        "\xff\xfe",
                                        "2022-02-31",
                                        "Range: bytes=0-",
                                        "../",
                                        "\r\n\r\n",
                                        "as_of=",
                                        "Content-Length: 9"};
  const auto pick = [&] { return pieces[random() % pieces.size()]; };
  for (int i = 0; i < 150; ++i) {
    std::string bytes = i % 2 == 0 ? "GET /api/v1/timeline?" : "";
    for (unsigned j = 0; j < 1 + random() % 12; ++j) bytes += pick();
    bytes += i % 2 == 0 ? " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" : "\r\n\r\n";
    const Answer answer = serving.raw(bytes);
    EXPECT_GE(answer.status, 200) << bytes;
    EXPECT_LT(answer.status, 500) << bytes;
  }
  EXPECT_EQ(serving.get("/api/v1/status").status, 200);
}

}  // namespace
}  // namespace detente
