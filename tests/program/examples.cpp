// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "support/program.hpp"

/// Every example that --help and the README give works as typed.
namespace detente {
namespace {

using testing::Ran;
using testing::Workplace;

constexpr auto event_toml = R"(
[[event]]
id = "2022-08-06-an-example"
date = 2022-08-06
title = "An example"
kind = "statement"
parties = ["USA"]
summary = "What a person would add."
sources = ["an-example"]
)";
constexpr auto source_toml = R"(
[[source]]
id = "an-example"
publisher = "Nobody"
title = "An example"
citation = "An example, 2022."
date = 2022-08-06
language = "en"
read = "full"
)";

/// What the first group of `pattern` matches, everywhere in the text.
std::vector<std::string> all_of(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern, std::regex::ECMAScript | std::regex::multiline);
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), regex), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

/// A place where the files lie that the examples name.
class Examples : public ::testing::Test {
 protected:
  Examples() : place_(testing::built_in_cases()) {
    testing::write(place_.work() / "event.toml", event_toml);
    std::ofstream(place_.path() / "cases/us-china/sources.toml", std::ios::app) << source_toml;
    std::filesystem::copy(std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/data/events/gdelt",
                          place_.work() / "gdelt");
    for (const char* text : {"us.txt", "china.txt"})
      std::filesystem::copy(std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/data/texts" / text,
                            place_.work() / text);
    std::filesystem::copy(
        std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/data/reports/wrapped.txt",
        place_.work() / "report.txt");
    testing::write(place_.work() / "counts.csv", "month,source,target,events\n2001-04,USA,CHN,7\n");
  }

  [[nodiscard]] std::set<std::string> examples_of(const std::string& command) const {
    const auto found = all_of(place_.run("detente " + command + " --help").out, "^Example: (.*)$");
    return {found.begin(), found.end()};
  }

  void expect_to_work(const std::string& command) const {
    if (command.find(" events ") != std::string::npos) {
      EXPECT_EQ(place_.run("detente ingest auto gdelt -o events").status, 0);
    }
    // What serves goes on until it is told to end, and then ends well; any port will do here.
    const bool serves = command.find(" serve ") != std::string::npos;
    const Ran ran = place_.run(
        serves ? "timeout --preserve-status 8 " + command + " --quiet --port 0" : command);
    EXPECT_EQ(ran.status, 0) << command;
    EXPECT_EQ(ran.err, "") << command;
    EXPECT_NE(ran.out, "") << command;
  }

  Workplace place_;
};

const std::vector<std::string> commands{
    "new",      "check",       "add",           "status",          "timeline",
    "readouts", "commitments", "common-ground", "recommendations", "cite",
    "export",   "ingest",      "audit",         "reduce",          "import",
    "measure",  "spiral",      "dyads",         "leads",           "whatif",
    "outlook",  "compare",     "rhetoric",      "positions",       "check-lexicon",
    "brief",    "serve"};

/// "detente status us-china" of "detente status us-china   # the channel board"
std::string without_comment(std::string line) {
  line.resize(std::min(line.find('#'), line.size()));
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

class HelpExamples : public Examples, public ::testing::WithParamInterface<std::string> {};

TEST_P(HelpExamples, WorkAsTyped) {
  const auto examples = examples_of(GetParam());
  EXPECT_FALSE(examples.empty());
  for (const std::string& example : examples) expect_to_work(example);
}

INSTANTIATE_TEST_SUITE_P(Each, HelpExamples, ::testing::ValuesIn(commands), [](const auto& test) {
  std::string name = test.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST_F(Examples, AreTriedOfEveryCommand) {
  const std::string help = place_.run("detente --help").out;
  EXPECT_EQ(all_of(help.substr(help.find("Subcommands:")), "^  ([a-z-]+) "), commands);
  for (const std::string& example : all_of(help, "^Example: (.*)$")) expect_to_work(example);
}

TEST_F(Examples, OfTheReadmeWorkAsTyped) {
  const auto root = std::filesystem::path(DETENTE_SOURCE_DIR);
  std::filesystem::create_directory(place_.work() / "build");
  std::filesystem::create_symlink(DETENTE_PROGRAM, place_.work() / "build/detente");
  const auto examples = all_of(testing::read(root / "README.md"), "^    (build/detente .*)$");
  EXPECT_GE(examples.size(), 10U);
  const bool has_pandoc = place_.run("command -v pandoc").status == 0;
  std::set<std::string> tried;  // by HelpExamples, and making nothing that a later line reads
  for (const std::string& command : commands)
    if (command != "new" && command != "ingest") tried.merge(examples_of(command));
  for (const std::string& example : examples) {
    if (tried.contains(without_comment(example.substr(std::string("build/").size())))) continue;
    if (example.find(".docx") != std::string::npos && !has_pandoc) continue;
    if (example.find("-o events.csv") != std::string::npos) {
      EXPECT_EQ(place_.run(example).status, 0) << example;  // it has nothing to say
    } else {
      expect_to_work(example);
    }
  }
}

// What a brief of a day without end would hold has no end either.
TEST(AsOf, IsAtMostAYearAhead) {
  const Workplace place(testing::small_cases());
  const testing::Ran ran = place.run("detente brief rivals --as-of 5800-01-01 -o brief.md");
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("more than a year ahead of today"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace detente
