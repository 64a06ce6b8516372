// SPDX-License-Identifier: Apache-2.0
// How a text is split into points, and who is bound how far by each.
#include "text/points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_lexicon.hpp"

namespace detente {
namespace {

using ::testing::ElementsAre;
using testing::small_lexicon;

/// "who issue binding[-]: words" of each point.
std::vector<std::string> points_in(const std::string& text) {
  const TextWords words = read_words(text, small_lexicon());
  std::vector<std::string> found;
  for (const Point& point : points_of(words, small_lexicon(), {"CHN", "USA"})) {
    found.push_back(point.who + ' ' + point.issue + ' ' + std::to_string(point.binding) +
                    (point.polarity < 0 ? "-: " : ": ") +
                    text.substr(point.span.begin, point.span.end - point.span.begin));
  }
  return found;
}

TEST(Points, SplitAListIntoItsItems) {
  EXPECT_THAT(points_in("The two sides agreed to discuss climate change, fentanyl, and AI."),
              ElementsAre("both climate 5: The two sides agreed to discuss climate change",
                          "both counternarcotics 5: fentanyl", "both ai 5: AI"));
  EXPECT_THAT(points_in("双方同意就气候变化、禁毒和人工智能开展对话。"),
              ElementsAre("both climate 5: 双方同意就气候变化", "both counternarcotics 5: 禁毒",
                          "both ai 5: 人工智能开展对话"));
}

TEST(Points, BindWhoeverPromises) {
  EXPECT_THAT(points_in("The President stressed that China will lower its tariffs."),
              ElementsAre("CHN trade-economy 3: The President stressed that China will lower its "
                          "tariffs"));
  EXPECT_THAT(points_in("China agreed to lower its tariffs."),
              ElementsAre("CHN trade-economy 4: China agreed to lower its tariffs"));
  EXPECT_THAT(points_in("中方将降低关税。"), ElementsAre("CHN trade-economy 3: 中方将降低关税"));
}

TEST(Points, AreTheSpeakersWhereTheyCallOrState) {
  EXPECT_THAT(
      points_in("中方指出，希望美方降低关税，支持禁毒。"),
      ElementsAre("CHN trade-economy 2: 希望美方降低关税", "CHN counternarcotics 2: 支持禁毒"));
  EXPECT_THAT(points_in("美方表示，关税不高。中方指出，关税很高。"),
              ElementsAre("USA trade-economy 1: 关税不高", "CHN trade-economy 1: 关税很高"));
}

TEST(Points, OfACeasefireAreAboutTheWarThatTheParagraphNames) {
  EXPECT_THAT(
      points_in("China raised Russia and tariffs. China supports a ceasefire."),
      ElementsAre("CHN ukraine-russia 1: China raised Russia", "CHN trade-economy 1: tariffs",
                  "CHN ukraine-russia 2: China supports a ceasefire"));
}

TEST(Points, ThatSetUpMechanismsAreAboutChannels) {
  EXPECT_THAT(
      points_in("双方同意设立贸易委员会、投资委员会。"),
      ElementsAre("both channels 5: 双方同意设立贸易委员会", "both channels 5: 投资委员会"));
  EXPECT_THAT(
      points_in("双方同意设立贸易委员会、禁毒。"),
      ElementsAre("both channels 5: 双方同意设立贸易委员会", "both counternarcotics 5: 禁毒"));
}

TEST(Points, KnowAgainstFromFor) {
  EXPECT_THAT(points_in("The United States opposes Taiwan independence."),
              ElementsAre("USA taiwan 2-: The United States opposes Taiwan independence"));
  EXPECT_THAT(points_in("美方不支持“台独”，支持一个中国政策。"),
              ElementsAre("USA taiwan 2-: 美方不支持“台独”", "USA taiwan 2: 支持一个中国政策"));
  EXPECT_THAT(points_in("China will not support tariffs."),
              ElementsAre("CHN trade-economy 3-: China will not support tariffs"));
}

TEST(Points, TakeTheForceOfWhatGovernsADeed) {
  EXPECT_THAT(
      points_in("双方同意应对气候变化，加强禁毒。"),
      ElementsAre("both climate 5: 双方同意应对气候变化", "both counternarcotics 5: 加强禁毒"));
  EXPECT_THAT(points_in("China restored tariffs."),
              ElementsAre("CHN trade-economy 4: China restored tariffs"));
  EXPECT_THAT(points_in("China strengthened tariffs."),
              ElementsAre("CHN trade-economy 1: China strengthened tariffs"));
}

TEST(Points, OfATextThatBothGovernmentsIssueArePromises) {
  const std::string head = "The Government of the United States and the Government of China,\n\n";
  EXPECT_THAT(points_in(head + "China will lower its tariffs.\n"),
              ElementsAre("CHN trade-economy 4: China will lower its tariffs"));
}

TEST(Points, OfWhatIsForetoldBindNobody) {
  EXPECT_THAT(points_in("The meeting will lower tariffs."),
              ElementsAre("other trade-economy 1: The meeting will lower tariffs"));
}

TEST(Points, OfARestatedPolicyBindNoMore) {
  EXPECT_THAT(
      points_in("The United States reiterated that the United States will not support tariffs."),
      ElementsAre("USA trade-economy 0-: The United States reiterated that the United States will "
                  "not support tariffs"));
  EXPECT_THAT(points_in("China reiterated that both sides should lower tariffs."),
              ElementsAre("CHN trade-economy 2: China reiterated that both sides should lower "
                          "tariffs"));
}

TEST(Points, OfBothAreTheSpeakersInASpeech) {
  EXPECT_THAT(points_in("中方指出，关税很高。两国应该讨论气候变化。"),
              ElementsAre("CHN trade-economy 1: 关税很高", "CHN climate 2: 两国应该讨论气候变化"));
  EXPECT_THAT(points_in("China agreed with the United States to lower tariffs."),
              ElementsAre("both trade-economy 5: China agreed with the United States to lower "
                          "tariffs"));
}

TEST(Points, AreNoHeadingInsideALine) {
  EXPECT_THAT(points_in("LOWER TARIFFS: China raised climate change."),
              ElementsAre("CHN climate 1: China raised climate change"));
}

TEST(Points, StandUnderTheTopicInFront) {
  EXPECT_THAT(points_in("On Taiwan, the President stressed that the status quo lasts."),
              ElementsAre("USA taiwan 1: On Taiwan, the President stressed that the status quo "
                          "lasts"));
}

TEST(Points, AreNoVenueAndNoAttendance) {
  EXPECT_THAT(points_in("China discussed tariffs in Indonesia."),
              ElementsAre("CHN trade-economy 1: China discussed tariffs in Indonesia"));
  EXPECT_THAT(points_in("中国、美国等参加会见，谈到关税。"), ::testing::IsEmpty());
}

TEST(Points, OfATranscriptAreWhoseTurnItIs) {
  EXPECT_THAT(points_in("THE PRESIDENT: We will lower tariffs.\n\n"
                        "CHINESE SIDE: We will lower emissions.\n\n"
                        "Q   Will you speak of fentanyl?\n\nAnd of Taiwan?\n\n"
                        "CHINESE SIDE: We support human rights."),
              ElementsAre("USA trade-economy 3: We will lower tariffs",
                          "CHN climate 3: We will lower emissions",
                          "CHN human-rights 2: We support human rights"));
  EXPECT_THAT(points_in("HOW TO LOWER TARIFFS ON THE CHINESE SIDE: We will lower tariffs."),
              ElementsAre("other trade-economy 1: We will lower tariffs"))
      << "a heading is nobody's turn";
}

TEST(Points, OfOneWarAreAboutIt) {
  EXPECT_THAT(points_in("China raised Russia.\n\nChina supports a ceasefire."),
              ElementsAre("CHN ukraine-russia 1: China raised Russia",
                          "CHN ukraine-russia 2: China supports a ceasefire"));
}

TEST(Points, OfNothingAreNone) {
  EXPECT_THAT(points_in(""), ::testing::IsEmpty());
  EXPECT_THAT(points_in("\xFF\xFE&&<<、、、。。。"), ::testing::IsEmpty());
}

}  // namespace
}  // namespace detente
