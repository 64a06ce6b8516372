// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "record/board.hpp"
#include "record/scorecard.hpp"
#include "record/words.hpp"
#include "support/schema_walk.hpp"

/// schemas/ is a promise to whoever reads the JSON. These tests hold every golden document to it,
/// and hold the schemas to being strict: what a document must have can be neither dropped nor
/// renamed without a change of the schema that the diff shows.
namespace detente {
namespace {

namespace fs = std::filesystem;
using testing::PlainJson;
using testing::Schema;
using testing::SchemaPart;
using testing::SchemaWalk;
using Pointer = PlainJson::json_pointer;

/// The JSON document in a golden file: all of it, or what stands before or after a line "=== FILE".
std::string document_in(const std::string& golden) {
  const auto begin = golden.starts_with("{\n") ? 0 : golden.find("\n{\n");
  if (begin == std::string::npos) return {};
  const auto end = golden.find("\n=== ", begin);
  return golden.substr(begin, end == std::string::npos ? end : end + 1 - begin);
}

std::map<std::string, std::string> read_golden_documents() {
  std::map<std::string, std::string> documents;
  const fs::path golden = fs::path(DETENTE_SOURCE_DIR) / "tests/golden";
  for (const auto& entry : fs::directory_iterator(golden)) {
    if (entry.path().extension() != ".stdout") continue;
    std::string document = document_in(testing::read(entry.path()));
    const std::string name = entry.path().stem().string();
    if (!document.empty() || name.find("json") != std::string::npos) documents[name] = document;
  }
  return documents;
}

/// By the name of the golden test.
const std::map<std::string, std::string>& golden_documents() {
  static const std::map<std::string, std::string> documents = read_golden_documents();
  return documents;
}

/// The smallest first: every way to break a part is held against its whole document.
const std::vector<PlainJson>& parsed_golden_documents() {
  static const std::vector<PlainJson> documents = [] {
    std::vector<std::string> texts;
    for (const auto& [name, text] : golden_documents()) texts.push_back(text);
    std::ranges::sort(texts, {}, &std::string::size);
    std::vector<PlainJson> parsed;
    for (const std::string& text : texts) parsed.push_back(PlainJson::parse(text));
    return parsed;
  }();
  return documents;
}

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const std::string& file : testing::names_in(testing::schema_folder()))
    names.push_back(fs::path(file).stem());
  return names;
}

std::string test_name(std::string name) {
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

class GoldenDocument : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenDocument, IsAsItsSchemaSays) {
  const std::string faults = testing::faults_of_document(golden_documents().at(GetParam()));
  EXPECT_TRUE(faults.empty()) << faults;
}

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& [name, document] : golden_documents()) names.push_back(name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Each, GoldenDocument, ::testing::ValuesIn(golden_names()),
                         [](const auto& test) { return test_name(test.param); });

/// The ways to break one object of a document, each of which the schema must refuse.
class Breaker {
 public:
  Breaker(const Schema& schema, const PlainJson& whole) : schema_(schema), whole_(whole) {}

  void break_object(const PlainJson& part, const SchemaPart& where, const Pointer& at) const {
    for (const auto& key : part.value("required", PlainJson::array())) {
      PlainJson broken = whole_;
      broken[at].erase(key.get<std::string>());
      EXPECT_FALSE(schema_.accepts(broken)) << where.name() << " without " << key;
    }
    if (part.value("additionalProperties", PlainJson()) != false) return;
    PlainJson broken = whole_;
    broken[at]["a_new_key"] = "value";
    EXPECT_FALSE(schema_.accepts(broken)) << where.name() << " with a key that it does not list";
    for (const auto& [key, value] : whole_.at(at).items()) {
      broken = whole_;
      broken[at][key] = PlainJson::array({PlainJson::array()});
      EXPECT_FALSE(schema_.accepts(broken)) << where.name() << ", " << key << " of a wrong type";
    }
  }

 private:
  const Schema& schema_;
  const PlainJson& whole_;
};

const std::string common = "detente.common.1.json";

class EachSchema : public ::testing::TestWithParam<std::string> {};

TEST_P(EachSchema, RefusesBrokenDocuments) {
  if (GetParam() + ".json" == common) return;  // no document is of this kind
  const Schema schema(GetParam());
  std::set<std::string> seen;  // one object for each part of the schema is enough
  const auto collect = [&](const PlainJson& document) {
    SchemaWalk walk([&](const SchemaPart& where, const PlainJson& part, const Pointer& at) {
      // What stands in another schema is broken in that one's own documents.
      const bool own = where.file == GetParam() + ".json" || where.file == common;
      if (own && seen.insert(where.name()).second)
        Breaker(schema, document).break_object(part, where, at);
    });
    walk.walk({GetParam() + ".json", Pointer()}, document, Pointer());
  };
  for (const PlainJson& document : parsed_golden_documents()) {
    if (testing::read_schema(document.at("schema")) == schema.text()) collect(document);
    for (const PlainJson& section : document.value("sections", PlainJson::array())) {
      if (testing::read_schema(section.at("schema")) == schema.text()) collect(section);
    }
  }
  EXPECT_FALSE(seen.empty()) << "no golden document is of this kind";
}

/// Every object in a schema's text, with its place.
void for_each_object(const PlainJson& value, const std::string& at,
                     const std::function<void(const PlainJson&, const std::string&)>& visit) {
  if (value.is_object()) visit(value, at);
  if (!value.is_structured()) return;
  for (const auto& [key, member] : value.items()) {
    std::string below = at;
    below.append("/").append(key);
    for_each_object(member, below, visit);
  }
}

TEST_P(EachSchema, SaysWhenAKeyIsAbsent) {
  const auto check = [](const PlainJson& part, const std::string& at) {
    if (!part.contains("additionalProperties")) return;
    const PlainJson required = part.value("required", PlainJson::array());
    const PlainJson properties = part.value("properties", PlainJson::object());
    for (const auto& [key, member] : properties.items()) {
      if (std::find(required.begin(), required.end(), key) != required.end()) continue;
      EXPECT_NE(member.value("description", "").find("Absent "), std::string::npos)
          << at << ": " << key << " is not required: its description must say when it is absent";
    }
  };
  for_each_object(testing::read_schema(GetParam()), GetParam(), check);
}

TEST_P(EachSchema, ListsTheKeysOfEachObject) {
  const auto check = [](const PlainJson& part, const std::string& at) {
    if (!part.contains("properties") || at.ends_with("/if")) return;
    EXPECT_TRUE(part.contains("additionalProperties") || part.contains("allOf"))
        << at << " would let any key pass";
  };
  for_each_object(testing::read_schema(GetParam()), GetParam(), check);
}

TEST_P(EachSchema, HasATitleAndADescription) {
  const PlainJson schema = testing::read_schema(GetParam());
  ASSERT_TRUE(schema.is_object()) << "is no JSON";
  EXPECT_EQ(schema.value("$schema", ""), "http://json-schema.org/draft-07/schema#");
  EXPECT_NE(schema.value("title", ""), "");
  EXPECT_NE(schema.value("description", ""), "");
}

PlainJson words_of(const std::string& definition) {
  return testing::read_schema(common).at("definitions").at(definition).at("enum");
}

TEST(SchemaWords, AreThoseOfTheProgram) {
  PlainJson acts = PlainJson::array();
  for (const std::string& word : act_words()) acts.push_back(word);
  EXPECT_EQ(words_of("act"), acts);
  PlainJson states = PlainJson::array();
  using enum ChannelState;
  for (const auto state : {not_yet, open, overdue, dormant, suspended, closed})
    states.push_back(to_string(state));
  EXPECT_EQ(words_of("state"), states);
  PlainJson steps = PlainJson::array();
  using enum StepState;
  for (const auto state : {met, partly_met, not_met, cannot_tell})
    steps.push_back(to_string(state));
  EXPECT_EQ(words_of("step_state"), steps);
}

INSTANTIATE_TEST_SUITE_P(Each, EachSchema, ::testing::ValuesIn(schema_names()),
                         [](const auto& test) { return test_name(test.param); });

}  // namespace
}  // namespace detente
