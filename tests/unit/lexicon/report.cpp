// SPDX-License-Identifier: Apache-2.0
#include "text/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file_bytes.hpp"
#include "lexicon/read_lexicon.hpp"

/// Reports of other layouts than that which the project grew from; all are made up.
namespace detente {
namespace {

const Lexicon& lexicon() {
  static const Lexicon lexicon = [] {
    auto read = read_lexicon(std::string(DETENTE_SOURCE_DIR) + "/lexicon");
    return Lexicon(std::move(read->data));
  }();
  return lexicon;
}

/// A report with the bytes that its spans point into.
struct Read {
  explicit Read(std::string bytes) : text(std::move(bytes)), report(read_report(text, lexicon())) {}

  [[nodiscard]] std::string words(ByteSpan span) const {
    return std::string(report.layout.words(span));
  }
  /// "USA|countered|what"
  [[nodiscard]] std::vector<std::string> stances() const {
    std::vector<std::string> all;
    for (const ReportedStance& one : report.stances) {
      all.push_back((one.side.empty() ? "-" : one.side) + '|' + words(one.verb) + '|' +
                    words(one.proposition));
    }
    return all;
  }
  /// "Ann Marlowe|USA|member"
  [[nodiscard]] std::vector<std::string> people() const {
    std::vector<std::string> all;
    for (const Participant& one : report.participants)
      all.push_back(one.name + '|' + one.side + (one.observer ? "|observer" : "|member"));
    return all;
  }

  std::string text;
  Report report;
};

Read read_file(const std::string& name) {
  return Read(
      *read_bytes(std::string(DETENTE_SOURCE_DIR) + "/tests/data/reports/" + name, 1U << 20U));
}

using Strings = std::vector<std::string>;

TEST(Report, OfPagesIsReadAcrossTheirEnds) {
  const Read read = read_file("wrapped.txt");
  const Strings stances = read.stances();
  const auto has = [&](const std::string& one) {
    return std::ranges::find(stances, one) != stances.end();
  };
  EXPECT_TRUE(
      has("USA|argued|the hotline between the two militaries is rarely answered in a crisis"));
  EXPECT_TRUE(has("USA|warned|silence invites mistakes"));
  EXPECT_TRUE(has("USA|did not accept|this"));
  EXPECT_TRUE(has("both|agreed|cooperation on methane should continue"));
  // A footnote, a running head and a page's end stand between the two parts of a split word.
  EXPECT_TRUE(has(
      "USA|suggested|a joint inventory of methane emissions, which Chinese participants welcomed"));
  EXPECT_EQ(read.report.layout.text.find("takes no position"), std::string::npos);
  EXPECT_EQ(read.people(),
            (Strings{"Ann Marlowe|USA|member", "Paul Stone|USA|member", "Lucy Okafor|USA|member",
                     "He Lian|CHN|member", "Sun Meiling|CHN|member", "Tom Ruiz||observer"}));
  ASSERT_EQ(read.report.steps.size(), 3U);
  EXPECT_EQ(read.report.steps[1].parts.size(), 2U);
  EXPECT_EQ(read.report.steps[0].to, "both");
  EXPECT_EQ(read.report.steps[2].to, "CHN");
}

TEST(Report, SpansAreBytesOfTheFile) {
  const Read read = read_file("wrapped.txt");
  for (const ReportedStance& stance : read.report.stances) {
    std::string joined;
    for (const ByteSpan span : read.report.layout.in_file(stance.proposition))
      joined += read.text.substr(span.begin, span.end - span.begin);
    // But for line ends and a hyphen that splits a word, the file has the same letters.
    const auto letters = [](std::string text) {
      std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '-'; });
      return text;
    };
    EXPECT_EQ(letters(joined), letters(read.words(stance.proposition)));
  }
}

TEST(Report, TellsWhoAnswersWhom) {
  const Read read = read_file("takeaways.md");
  const auto& stances = read.report.stances;
  const auto by = [&](const std::string& verb) {
    return std::ranges::find_if(
        stances, [&](const ReportedStance& s) { return read.words(s.verb) == verb; });
  };
  ASSERT_NE(by("questioned"), stances.end());
  EXPECT_EQ(by("questioned")->agreement, ReportedStance::Agreement::disagree);
  EXPECT_EQ(stances.at(by("questioned")->with.at(0)).side, "USA");
  EXPECT_EQ(by("agreed")->agreement, ReportedStance::Agreement::agree);
  EXPECT_EQ(by("priority is")->voice, Holder::Kind::government);
  EXPECT_EQ(read.people(),
            (Strings{"Helen Brandt|USA|member", "Zhou Wenhao|CHN|member", "Maria Lund||observer"}));
  ASSERT_EQ(read.report.steps.size(), 3U);
  EXPECT_FALSE(read.report.steps[0].advises);
  EXPECT_TRUE(read.report.steps[1].advises);
}

TEST(Report, OfOtherSidesIsReadByTheSameRules) {
  const Read read = read_file("consensus.txt");
  EXPECT_EQ(read.report.parties, (std::array<std::string, 2>{"IND", "PAK"}));
  EXPECT_EQ(read.stances(), (Strings{"IND|noted|cross-border attacks remain their first concern",
                                     "PAK|rejected|the charge", "PAK|called for|talks on water",
                                     "PAK|pointed out|hydrological data are no longer shared"}));
  EXPECT_EQ(read.people(), (Strings{"Naresh Gokhale||member", "Farah Siddiqui||member",
                                    "Kavita Menon||observer", "Asif Durrani||member"}));
  ASSERT_TRUE(read.report.held.has_value());
  EXPECT_EQ(read.report.held->value, 20191003);
}

TEST(Report, InChineseIsReadAsFarAsTheWordsGo) {
  const Read read = read_file("zh.txt");
  const Strings stances = read.stances();
  ASSERT_EQ(stances.size(), 6U);
  EXPECT_EQ(stances[0], "CHN|认为|美国的芯片出口管制损害了双方互信");
  EXPECT_EQ(stances[2], "both|一致认为|两军热线应当保持畅通");
  EXPECT_EQ(stances[5], "both|交换意见|气候变化问题");
  EXPECT_EQ(read.report.stances[4].agreement, ReportedStance::Agreement::disagree);
  EXPECT_EQ(read.people(),
            (Strings{"林海|CHN|member", "周文|CHN|member", "史密斯|USA|member", "陈晨||observer"}));
  ASSERT_EQ(read.report.steps.size(), 2U);
  EXPECT_EQ(read.report.steps[1].to, "USA");
}

TEST(Report, KeepsSentencesOfOneSideApart) {
  // Each line: a sentence, and who says what in it.
  const std::vector<std::pair<std::string, Strings>> cases{
      {"It was noted by U.S. participants that talks had stalled.",
       {"USA|noted|talks had stalled"}},
      {"Chinese participants did not disagree that rules are needed.",
       {"CHN|disagree|rules are needed"}},
      {"American experts raised the balloon and said trust was gone.",
       {"USA|raised|the balloon", "USA|said|trust was gone"}},
      {"The line is dead, a Chinese scholar said.", {"CHN|said|The line is dead"}},
      {"Chinese scholars argued that Washington believes in containment.",
       {"CHN|argued|Washington believes in containment"}},
      {"According to Chinese experts, visas are slow.", {"CHN|According to|visas are slow"}},
      {"The fees must fall, said an American delegate.", {"USA|said|The fees must fall"}},
      {"The fees must fall soon, Chinese delegates said on Monday.",
       {"CHN|said|The fees must fall soon"}},
      {"The two held useful talks, according to the Chinese delegation in town.",
       {"CHN|according to|The two held useful talks"}},
      {"Chinese representatives at the dialogue emphasised that fees must fall.",
       {"CHN|emphasised|fees must fall"}},
      {"Chinese delegates assured their U.S. counterparts that the port stays open.",
       {"CHN|assured|the port stays open"}},
      {"Chinese State Councilor Wu opened the US State Department session.", {}},
      {"Experts from China and U.S. think tanks took part.", {}},
      {"The ministers met in Vienna. Visas are slow.", {}}};
  for (const auto& [sentence, expected] : cases)
    EXPECT_EQ(Read(sentence + "\n").stances(), expected) << sentence;
}

TEST(Report, OfNothingOrOfRubbishIsEmpty) {
  EXPECT_TRUE(Read("").report.stances.empty());
  EXPECT_TRUE(Read("\xff\xfe|||\n1\n\f-\n- \n**\n#\n¹\n").report.participants.empty());
  EXPECT_TRUE(Read("Participants\n").report.participants.empty());
}

}  // namespace
}  // namespace detente
