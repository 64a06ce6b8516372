// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/manifest.hpp"
#include "support/files.hpp"

namespace detente {

namespace {

using ::testing::HasSubstr;
using testing::TemporaryFolder;

Manifest full_manifest() {
  return {.rules = {.source = "gdelt2",
                    .codes = "cameo",
                    .dedupe = Dedupe::one_a_day,
                    .drop_mirrors = true,
                    .dyad = {"USA", "CHN"},
                    .actors = {"JPN", "KOR"},
                    .from = parse_day("1979-01-01"),
                    .to = parse_day("2020-12-31")},
          .files = {{.file = "/data/a \"b\" 中.CSV",
                     .size = 12'345'678'901,
                     .modified = 1'617'704'100'123'456'789,
                     .sha256 = std::string(64, 'a'),
                     .md5 = std::string(32, 'c'),
                     .rows = 10,
                     .rejects = 1,
                     .kept = 8,
                     .feeds = {{"gdelt2", 9}},
                     .repairs = {{"mended", 2}},
                     .unknown_states = {{"Ruritania", 3}},
                     .pieces = {"events/feed=gdelt2/year=2021/x-0.parquet"},
                     .totals = "totals/x.parquet",
                     .reject_file = "rejects/x.tsv"},
                    {.file = "/data/b.CSV", .sha256 = std::string(64, 'b')}}};
}

void expect_equal(const StoredFile& left, const StoredFile& right) {
  EXPECT_EQ(left.file, right.file);
  EXPECT_EQ(left.size, right.size);
  EXPECT_EQ(left.modified, right.modified);
  EXPECT_EQ(left.sha256, right.sha256);
  EXPECT_EQ(left.md5, right.md5);
  EXPECT_EQ(left.rows, right.rows);
  EXPECT_EQ(left.rejects, right.rejects);
  EXPECT_EQ(left.kept, right.kept);
  EXPECT_EQ(left.feeds, right.feeds);
  EXPECT_EQ(left.repairs, right.repairs);
  EXPECT_EQ(left.unknown_states, right.unknown_states);
  EXPECT_EQ(left.pieces, right.pieces);
  EXPECT_EQ(left.totals, right.totals);
  EXPECT_EQ(left.reject_file, right.reject_file);
}

TEST(Manifest, ComesBackAsItWasWritten) {
  const TemporaryFolder folder;
  const Manifest before = full_manifest();
  ASSERT_TRUE(write_manifest(folder.path(), before));
  const auto read = read_manifest(folder.path());
  ASSERT_TRUE(read) << read.error().what;
  ASSERT_TRUE(*read);
  const Manifest& after = **read;
  EXPECT_EQ(after.rules, before.rules);
  EXPECT_EQ(after.counts, before.counts);
  EXPECT_EQ(after.undirected, before.undirected);
  ASSERT_EQ(after.files.size(), before.files.size());
  for (std::size_t i = 0; i < after.files.size(); ++i)
    expect_equal(after.files[i], before.files[i]);
}

TEST(Manifest, WithoutRulesThatLimitIt) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_manifest(folder.path(), {.counts = "month", .undirected = true}));
  const auto read = read_manifest(folder.path());
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->rules, StoreRules());
  EXPECT_EQ((*read)->counts, "month");
  EXPECT_TRUE((*read)->undirected);
}

TEST(Manifest, IsNotThereInAnyFolder) {
  const TemporaryFolder folder;
  const auto read = read_manifest(folder.path());
  ASSERT_TRUE(read);
  EXPECT_FALSE(*read);
}

TEST(Manifest, SaysThatItIsOfAnotherVersion) {
  const TemporaryFolder folder;
  testing::write(folder.path() / manifest_name, R"({"schema": "detente.event-store/2"})");
  const auto read = read_manifest(folder.path());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, Error::Kind::input);
  EXPECT_THAT(read.error().what, HasSubstr("version"));
}

TEST(Manifest, OfAnEarlierVersionHasNoMd5) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_manifest(folder.path(), full_manifest()));
  std::string text = testing::read(folder.path() / manifest_name);
  for (std::size_t at = 0; (at = text.find("\"md5\"")) != std::string::npos;)
    text.erase(at, text.find('\n', at) - at + 1);
  testing::write(folder.path() / manifest_name, text);
  const auto read = read_manifest(folder.path());
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->files.at(0).md5, "");
  EXPECT_EQ((*read)->files.at(0).sha256, full_manifest().files.at(0).sha256);
}

TEST(Manifest, SaysThatItIsDamaged) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_manifest(folder.path(), full_manifest()));
  const std::string whole = testing::read(folder.path() / manifest_name);
  std::vector<std::string> damaged{
      "", "{}", "[]", "null", "\"x\"", std::string(10, '\0'), R"({"schema": 1})"};
  for (std::size_t length = 1; length + 2 < whole.size(); length += 37)
    damaged.push_back(whole.substr(0, length));
  for (const char* key : {"\"rules\"", "\"files\"", "\"sha256\"", "\"pieces\"", "\"dedupe\""}) {
    std::string without = whole;
    without.replace(without.find(key), 2, "\"_");
    damaged.push_back(without);
  }
  for (const auto& [text, other] : {std::pair{"\"size\": 12345678901", "\"size\": \"many\""},
                                    {"\"one-a-day\"", "\"one-a-week\""},
                                    {"\"1979-01-01\"", "\"1979-02-30\""}}) {
    std::string wrong = whole;
    ASSERT_NE(wrong.find(text), std::string::npos) << text;
    damaged.push_back(wrong.replace(wrong.find(text), std::string(text).size(), other));
  }
  for (const std::string& text : damaged) {
    testing::write(folder.path() / manifest_name, text);
    const auto read = read_manifest(folder.path());
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().kind, Error::Kind::input);
    EXPECT_THAT(read.error().where, HasSubstr(manifest_name));
  }
}

TEST(VintageOf, DependsOnContentAndRulesAlone) {
  const Manifest one = full_manifest();
  Manifest other = one;
  std::swap(other.files[0], other.files[1]);
  other.files[0].file = "/elsewhere/b.CSV";
  other.files[0].modified = 1;
  EXPECT_EQ(vintage_of(one), vintage_of(other));
  EXPECT_EQ(vintage_of(one).size(), 64U);
  other.files[0].sha256[0] = 'c';
  EXPECT_NE(vintage_of(one), vintage_of(other));
  other = one;
  other.rules.dedupe = Dedupe::none;
  EXPECT_NE(vintage_of(one), vintage_of(other));
}

}  // namespace

}  // namespace detente
