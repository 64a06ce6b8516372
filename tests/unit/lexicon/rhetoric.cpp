// SPDX-License-Identifier: Apache-2.0
#include "text/rhetoric.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lexicon/check_lexicon.hpp"
#include "support/small_lexicon.hpp"
#include "text/words.hpp"

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::small_lexicon;

const RhetoricRules& rules() {
  static const RhetoricRules rules(read_lexicon("lexicon").value().rhetoric);
  return rules;
}

std::vector<StanceSentence> scored(std::string_view text, const std::string& own = "USA") {
  return rules().score(read_words(text, small_lexicon()), small_lexicon(), own,
                       own == "USA" ? "CHN" : "USA");
}

/// The classes of each sentence: "blame+threat", "-" for none.
std::vector<std::string> classes(std::string_view text, const std::string& own = "USA") {
  std::vector<std::string> all;
  for (const StanceSentence& sentence : scored(text, own)) {
    std::string one;
    for (const Stance stance : stances) {
      if (sentence.stances().test(static_cast<std::size_t>(stance)))
        one += (one.empty() ? "" : "+") + std::string(to_string(stance));
    }
    all.push_back(one.empty() ? "-" : one);
  }
  return all;
}

TEST(Rhetoric, TracesEachClassToTheBytesOfItsWords) {
  const std::string text = "We met. China pays unfair and large subsidies to mills.";
  const auto sentences = scored(text);
  ASSERT_EQ(sentences.size(), 2U);
  ASSERT_EQ(sentences[1].hits.size(), 1U);
  std::vector<std::string> words;
  for (const ByteSpan& span : sentences[1].hits[0].words)
    words.push_back(text.substr(span.begin, span.end - span.begin));
  EXPECT_THAT(words, ElementsAre("unfair", "subsidies"));
  EXPECT_EQ(rules().data().cues[sentences[1].hits[0].cue].id, "blame-wrong");
}

TEST(Rhetoric, IsOnOneScaleInBothLanguages) {
  EXPECT_THAT(classes("There will be consequences for the unfair subsidies of China."),
              ElementsAre("blame+threat"));
  EXPECT_THAT(classes("美方粗暴扣留渔船，中方必将反制。", "CHN"), ElementsAre("blame+threat"));
  EXPECT_THAT(classes("美方粗暴扣留漁船，中方必將反制。", "CHN"), ElementsAre("blame+threat"))
      << "traditional characters";
}

TEST(Rhetoric, IsAboutTheOtherSideOnly) {
  EXPECT_THAT(classes("Russia pays unfair subsidies."), ElementsAre("-"));
  EXPECT_THAT(classes("China came. It pays unfair subsidies. The unfair subsidies rose."),
              ElementsAre("-", "blame", "-"))
      << "a pronoun points back one sentence; nothing else does";
  EXPECT_THAT(classes("China came.\n\nIt pays unfair subsidies."), ElementsAre("-", "-"))
      << "not over the end of a paragraph";
  EXPECT_THAT(classes("Mutual respect matters in U.S.-China talks. Mutual respect matters."),
              ElementsAre("respect", "-"));
}

TEST(Rhetoric, TurnsOffBehindANegationAndWhereTheRuleSaysSo) {
  EXPECT_THAT(classes("It is not for us to say so now, but there will be consequences for China."),
              ElementsAre("threat"))
      << "too far away";
  EXPECT_THAT(classes("China knows that never there will be consequences."), ElementsAre("-"));
  EXPECT_THAT(classes("It is unfair to blame China for unfair subsidies."), ElementsAre("-"));
}

TEST(Rhetoric, LeavesOutWhatTheOtherSideSays) {
  const std::string chinese =
      "美方表示，中方粗暴扣留渔船。美方应相互尊重中美关系。中方表示，美方粗暴扣留渔船。";
  const auto sentences = scored(chinese, "CHN");
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[0].voice, Voice::other);
  EXPECT_EQ(sentences[1].voice, Voice::other) << "the report goes on";
  EXPECT_THAT(sentences[1].hits, IsEmpty());
  EXPECT_EQ(sentences[2].voice, Voice::own);
  EXPECT_THAT(classes("China will answer China."), ElementsAre("-")) << "the other side acts";
}

TEST(Rhetoric, KnowsTheTurnsOfATranscript) {
  const auto sentences = scored(
      "Q Will China pay unfair subsidies?\n\n"
      "THE PRESIDENT: China pays unfair subsidies.\n\n"
      "CHINA: There will be consequences for China.\n\n"
      "MODERATOR: We thank China for coming.\n");
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_EQ(sentences[0].voice, Voice::question);
  EXPECT_EQ(sentences[1].voice, Voice::own);
  EXPECT_EQ(sentences[1].hits.size(), 1U);
  EXPECT_EQ(sentences[2].voice, Voice::other);
  EXPECT_EQ(sentences[3].voice, Voice::own);
  EXPECT_EQ(sentences[3].hits.size(), 1U);
}

TEST(Rhetoric, TellsTheLevelByTheTitle) {
  EXPECT_EQ(rules().level_of("Press Secretary on the President's call"), "spokesperson");
  EXPECT_EQ(rules().level_of("外交部发言人答记者问"), "spokesperson");
  EXPECT_EQ(rules().level_of("The President's call"), "leaders");
  EXPECT_EQ(rules().level_of("Herring"), "unknown");
  EXPECT_EQ(rules().level_of(""), "unknown");
}

TEST(Rhetoric, TakesAnyText) {
  EXPECT_THAT(scored(""), IsEmpty());
  EXPECT_THAT(scored("\n\n###\n"), IsEmpty());
  EXPECT_NO_THROW(scored("\xff\xfe China unfair \x80 subsidies"));
  EXPECT_NO_THROW(scored(std::string(200'000, 'a')));
  std::string endless;
  for (int i = 0; i < 20'000; ++i) endless += "中方必将粗暴";
  EXPECT_THAT(classes(endless, "CHN"), ElementsAre("-"));
}

std::vector<std::string> faults_of(const std::string& toml) {
  std::vector<std::string> messages;
  for (const Fault& fault : check_lexicon(parse_lexicon({{"rhetoric.toml", toml}})))
    messages.push_back(fault.message);
  return messages;
}

TEST(RhetoricRulesFile, ReportsEachFault) {
  EXPECT_THAT(faults_of("[[cue]]\nid = \"a\"\nclass = \"praise\"\n"),
              ::testing::Contains(HasSubstr("class")));
  EXPECT_THAT(faults_of("[[cue]]\nid = \"a\"\nclass = \"blame\"\n"),
              ElementsAre(HasSubstr("has no pattern")));
  EXPECT_THAT(
      faults_of("[[cue]]\nid = \"a\"\nclass = \"blame\"\nabout = \"any\"\nen = [\"<x> y\"]\n"
                "examples = [\"y\"]\n"),
      ::testing::Contains(HasSubstr("<x>")));
  EXPECT_THAT(faults_of("[[cue]]\nid = \"a\"\nclass = \"blame\"\nabout = \"any\"\nen = [\".. y\"]\n"
                        "examples = [\"x y\"]\n"),
              ::testing::Contains(HasSubstr("begins or ends with a gap")));
  EXPECT_THAT(faults_of("[[cue]]\nid = \"a\"\nclass = \"blame\"\nabout = \"any\"\nen = [\"y\"]\n"
                        "zh = [\"某\"]\nexamples = [\"It is y.\"]\nnot = [\"Not x but y.\"]\n"
                        "even_negated = true\n"),
              ::testing::UnorderedElementsAre(HasSubstr("has no example in zh"),
                                              HasSubstr("what it must not take is blame")));
  EXPECT_THAT(faults_of("[[checked]]\nclass = \"blame\"\nlanguage = \"en\"\nhits = 3\nright = 4\n"
                        "missed = 0\n"),
              ElementsAre(HasSubstr("right")));
}

}  // namespace
}  // namespace detente
