// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/rhetoric.hpp"
#include "command/rhetoric_tables.hpp"
#include "support/coded_sentences.hpp"
#include "support/files.hpp"
#include "support/shared_data.hpp"
#include "support/small_case.hpp"

namespace detente {
namespace {

using ::testing::HasSubstr;

std::filesystem::path source(const char* path) {
  return std::filesystem::path(DETENTE_SOURCE_DIR) / path;
}

TEST(RhetoricVerdict, NeedsALowerBoundAndEnoughHitsInTheLanguage) {
  const auto published = [](std::vector<CueCheck> checks, bool chinese) {
    return verdict_of(checks, Stance::credit, chinese).published;
  };
  EXPECT_FALSE(published({}, false));
  EXPECT_FALSE(published({{Stance::blame, "en", 90, 90, 0}}, false)) << "another class";
  EXPECT_TRUE(published({{Stance::credit, "en", 16, 16, 40}}, false)) << "0.806";
  EXPECT_FALSE(published({{Stance::credit, "en", 15, 15, 0}}, false)) << "0.796";
  EXPECT_FALSE(published({{Stance::credit, "en", 16, 16, 0}}, true)) << "none in Chinese";
  EXPECT_TRUE(
      published({{Stance::credit, "en", 60, 60, 0}, {Stance::credit, "zh", 5, 4, 0}}, true));
  EXPECT_FALSE(
      published({{Stance::credit, "en", 60, 60, 0}, {Stance::credit, "zh", 5, 3, 0}}, true));
  EXPECT_THAT(verdict_of({{Stance::credit, "en", 20, 12, 0}}, Stance::credit, false).why,
              HasSubstr("12 of 20"));
}

class RhetoricOfCase : public ::testing::Test {
 protected:
  RhetoricOfCase() {
    auto files = testing::small_case_files;
    files["series/series.toml"] += R"(
[[series]]
id = "rhetoric-sentences"
title = "Sentences"
file = "rhetoric-sentences.csv"
unit = "sentences"
frequency = "month"
source = "s1"

[[series]]
id = "rhetoric-blame"
title = "Blame"
file = "rhetoric-blame.csv"
unit = "sentences"
frequency = "month"
source = "s1"
)";
    files["series/rhetoric-sentences.csv"] =
        "date,value,side\n2022-01,40,USA\n2022-02,60,USA\n2022-01,10,CHN\n";
    files["series/rhetoric-blame.csv"] =
        "date,value,side\n2022-01,10,USA\n2022-02,0,USA\n2022-01,5,CHN\n";
    for (const auto& [name, text] : files) {
      std::filesystem::create_directories((folder_.path() / name).parent_path());
      testing::write(folder_.path() / name, text);
    }
  }

  [[nodiscard]] Json run() const {
    RhetoricOptions options;
    options.lexicon = source("tests/lexicon");
    const auto output =
        run_rhetoric_case({.folder = folder_.path(), .as_of = *parse_day("2025-01-01")}, options);
    if (!output) throw std::runtime_error(output.error().what);
    return to_json(output->document, "0.0.0");
  }

  testing::TemporaryFolder folder_;
};

TEST_F(RhetoricOfCase, ShowsPublishedCountsWhereThereAreNoTexts) {
  const Json json = run();
  int scored = 0;
  for (const Json& row : json.at("scores")) {
    if (row.at("class") != "blame") {
      EXPECT_TRUE(row.at("per_100").is_null());
      EXPECT_THAT(row.at("why").get<std::string>(), HasSubstr("cannot tell"));
      continue;
    }
    ++scored;
    const bool american = row.at("side") == "USA";
    EXPECT_EQ(row.at("sentences"), american ? 100 : 10);
    EXPECT_EQ(row.at("per_100"), american ? 10 : 50);
  }
  EXPECT_EQ(scored, 2);
  EXPECT_EQ(json.at("months").size(), 3U);
}

TEST_F(RhetoricOfCase, ReadsTheUsersTextsWhereThereAreSome) {
  std::filesystem::create_directories(folder_.path() / "texts");
  std::filesystem::copy(source("tests/data/texts/herring-us.txt"), folder_.path() / "texts");
  const Json json = run();
  ASSERT_EQ(json.at("texts").size(), 1U);
  EXPECT_EQ(json.at("texts")[0].at("about"), "CHN");
  ASSERT_EQ(json.at("hits").size(), 1U);
  EXPECT_EQ(json.at("hits")[0].at("words"), Json::array({"unfair", "subsidies"}));
}

// The figures of lexicon/rhetoric.toml are those of the coded sentences.
TEST(RhetoricChecked, AreTheFiguresOfTheHeldOutSentences) {
  const auto readouts = testing::shared_events("../context/readouts");
  DETENTE_NEEDS(readouts);
  auto coded = read_coded(source("tests/data/rhetoric/coded.csv"));
  ASSERT_TRUE(coded);
  EXPECT_EQ(coded->size(), 440U);
  auto lexicon = read_lexicon(source("lexicon"));
  ASSERT_TRUE(lexicon);
  const std::vector<CueCheck> checks = lexicon->rhetoric.checks;
  ASSERT_FALSE(checks.empty());
  const auto scored = score_coded(*coded, readouts, *std::move(lexicon));
  ASSERT_TRUE(scored) << scored.error().where << ": " << scored.error().what;
  for (const CueCheck& check : checks) {
    const auto k = static_cast<std::size_t>(check.stance);
    CueCheck found{.stance = check.stance, .language = check.language};
    for (const CodedSentence& one : *coded) {
      if (!one.held_out || one.language != check.language) continue;
      const bool both = one.coders[0].test(k) && one.coders[1].test(k);
      found.hits += one.machine.test(k) ? 1 : 0;
      found.right += both && one.machine.test(k) ? 1 : 0;
      found.missed += both && !one.machine.test(k) ? 1 : 0;
    }
    EXPECT_EQ(std::tie(found.hits, found.right, found.missed),
              std::tie(check.hits, check.right, check.missed))
        << to_string(check.stance) << " " << check.language;
  }
}

}  // namespace
}  // namespace detente
