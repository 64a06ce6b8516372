// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lexicon/check_lexicon.hpp"

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> faults_of(const std::string& text) {
  std::vector<std::string> messages;
  for (const Fault& fault : check_lexicon(parse_lexicon({{"x.toml", text}})))
    messages.push_back(fault.message);
  return messages;
}

const std::string sound = R"(
[[concept]]
id = "tea"
label = "tea"
kind = "economy"
en = ["tea"]
example = { en = "They drink teas." }
)";

TEST(CheckLexicon, IsSilentAboutWhatIsSound) { EXPECT_THAT(faults_of(sound), IsEmpty()); }

TEST(CheckLexicon, WantsARuleForAFormOfTwoConcepts) {
  const std::string second = R"(
[[concept]]
id = "supper"
label = "supper"
kind = "society"
en = ["supper", "Tea"]
example = { en = "They have supper." }
)";
  EXPECT_THAT(faults_of(sound + second),
              ElementsAre(HasSubstr("\"Tea\" is also a form of \"tea\"; a rule must decide")));
  EXPECT_THAT(faults_of(sound + second + "[[rule]]\nform = \"tea\"\ndefault = \"tea\"\n"),
              IsEmpty());
}

TEST(CheckLexicon, HoldsExamplesToTheMatcher) {
  // The longer form of another concept covers the word: the example shows nothing.
  const std::string longer = R"(
[[concept]]
id = "tea-ceremony"
label = "tea ceremony"
kind = "society"
en = ["tea ceremony"]
example = { en = "They held tea." }
)";
  EXPECT_THAT(faults_of(sound + longer), ElementsAre(HasSubstr("does not name it")));
}

TEST(CheckLexicon, TakesNoSingleCharacter) {
  EXPECT_THAT(faults_of(R"(
[[concept]]
id = "germany"
label = "Germany"
kind = "actor"
zh = ["德国", "德"]
example = { zh = "德国来信。" }
)"),
              ElementsAre(HasSubstr("\"德\" is a single character")));
}

}  // namespace
}  // namespace detente
