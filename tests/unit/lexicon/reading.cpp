// SPDX-License-Identifier: Apache-2.0
// Characters, sentences, tokens, names and numbers: what everything else of src/text rests on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/small_lexicon.hpp"
#include "text/amounts.hpp"
#include "text/passages.hpp"
#include "text/words.hpp"

namespace detente {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::small_lexicon;

std::vector<std::string> sentences_of(const std::string& text) {
  const Passages passages = read_passages(text);
  std::vector<std::string> sentences;
  for (const SentenceRange& one : passages.sentences) {
    const auto begin = passages.glyphs[one.first].span.begin;
    sentences.push_back(text.substr(begin, passages.glyphs[one.last - 1].span.end - begin));
  }
  return sentences;
}

/// The ids of the concepts in the order of the text.
std::vector<std::string> named_in(const std::string& text) {
  const Lexicon& lexicon = small_lexicon();
  std::vector<std::string> ids;
  for (const Match& match : lexicon.concepts_in(tokenise(text, true)))
    ids.push_back(lexicon.data().concepts[match.entry].id);
  return ids;
}

std::vector<std::string> amounts_of(const std::string& text) {
  std::vector<std::string> amounts;
  for (const Amount& amount : amounts_in(tokenise(text, true)))
    amounts.push_back(to_string(amount));
  return amounts;
}

TEST(Sentences, EndWhereAReaderEndsThem) {
  EXPECT_THAT(sentences_of("Joseph R. Adams, Jr. met the U.S. Secretary on Nov. 3. He left the "
                           "U.S. The end came."),
              ElementsAre("Joseph R. Adams, Jr. met the U.S. Secretary on Nov. 3.",
                          "He left the U.S.", "The end came."));
  EXPECT_THAT(sentences_of("他说：“很好。”双方同意！下一步呢？"),
              ElementsAre("他说：“很好。”", "双方同意！", "下一步呢？"));
}

TEST(Sentences, LeaveOutWhatIsNotOfTheTalks) {
  EXPECT_THAT(
      sentences_of("# source: x | side: US | y\n\nReadout of a Meeting\n\n央视网消息（新闻联播）："
                   "双方会谈。\n\n###"),
      ElementsAre("双方会谈。"));
  EXPECT_THAT(sentences_of("新华社某地3月3日电（记者甲）双方会谈。"), ElementsAre("双方会谈。"));
  EXPECT_THAT(sentences_of("The below is attributable to a spokesperson:\n\nThey met."),
              ElementsAre("They met."));
}

TEST(Sentences, GoOnBehindALineThatWasWrapped) {
  EXPECT_THAT(sentences_of("The two sides\nmet in May.\nThey left."),
              ElementsAre("The two sides\nmet in May.", "They left."));
}

TEST(Glyphs, AreWhatABrowserShows) {
  std::u32string text;
  for (const Glyph& glyph : read_glyphs("a&amp;b&#8217;<b>c</b><p>d\xFF&x<3\xEF\xBB\xBF"))
    text += glyph.value;
  EXPECT_EQ(text, U"a&b’ c \n\nd\uFFFD&x<3");
  EXPECT_EQ(read_glyphs("中x")[1].span, (ByteSpan{3, 4}));
}

TEST(Glyphs, OfAScriptOrStyleAreNotRead) {
  const auto read = [](std::string_view html) {
    std::string text;
    for (const Glyph& glyph : read_glyphs(html)) append_utf8(text, glyph.value);
    return text;
  };
  EXPECT_EQ(read("a<script>if (x</y) met();</SCRIPT >b"), "a b");
  EXPECT_EQ(read("<style type=\"a\">p { }</style>中"), " 中");
  EXPECT_EQ(read("<strong>a</strong><script>b"), " a  b") << "a script without an end is text";
  EXPECT_EQ(read_glyphs("<style>p</style>中")[1].span, (ByteSpan{16, 19}));
}

TEST(Glyphs, OfManyOpenScriptsTakeLinearTime) {
  constexpr std::size_t many = 400'000;  // a search of 64 KiB for each would take minutes
  std::string html;
  for (std::size_t i = 0; i < many; ++i) html += "<script>";
  EXPECT_EQ(read_glyphs(html).size(), many);
}

TEST(Tokens, FoldCaseScriptAndMarks) {
  const auto texts = [](const std::string& text) {
    std::vector<std::string> found;
    for (const Token& token : tokenise(text, true)) found.push_back(token.text);
    return found;
  };
  EXPECT_THAT(texts("The U.S.-China “Détente”"), ElementsAre("the", "u.s", "china", "detente"));
  EXPECT_THAT(texts("China's ５，臺灣"), ElementsAre("china", "'s", "5", ",", "台", "湾"));
  EXPECT_THAT(texts("俱伤显著"), ElementsAre("俱", "伤", "显", "著"));  // simplified already
}

TEST(Concepts, AreFoundByTheLongestForm) {
  EXPECT_THAT(named_in("印度尼西亚和印度"), ElementsAre("indonesia", "india"));
  EXPECT_THAT(named_in("零和博弈"), ElementsAre("zero-sum"));
  EXPECT_THAT(named_in("they hold one China policies"), ElementsAre("one-china-policy"));
  EXPECT_THAT(named_in("本福德號驅逐艦經過臺灣"), ElementsAre("taiwan"));
}

TEST(Concepts, ObeyCaseAndRules) {
  EXPECT_THAT(named_in("it helps us"), IsEmpty());
  EXPECT_THAT(named_in("it helps the US"), ElementsAre("united-states"));
  EXPECT_THAT(named_in("their rights"), ElementsAre("human-rights"));
  EXPECT_THAT(named_in("their water rights"), IsEmpty());
}

TEST(Concepts, InsideOthersArePlacesButNeverNamesInNames) {
  const Lexicon& lexicon = small_lexicon();
  const auto nested = [&](const std::string& text) {
    std::vector<std::string> ids;
    for (const Match& match : lexicon.nested_in(tokenise(text, true)))
      ids.push_back(lexicon.data().concepts[match.entry].id);
    return ids;
  };
  EXPECT_THAT(nested("台湾问题"), ElementsAre("taiwan"));
  EXPECT_THAT(nested("印度尼西亚"), Not(Contains("india")));
}

TEST(Amounts, AreTheSameInBothLanguages) {
  EXPECT_THAT(amounts_of("24 percentage points of $1.5 billion for 90 days from November 14, 2022"),
              ElementsAre("24 percent", "1.5 billion usd", "90 days", "14 November 2022"));
  EXPECT_THAT(amounts_of("15亿美元的24个百分点，自2022年11月14日起90天"),
              ElementsAre("1.5 billion usd", "24 percent", "14 November 2022", "90 days"));
  EXPECT_THAT(amounts_of("二十架，第二十七次，三个月，三"),
              ElementsAre("20 aircraft", "27", "3 months"));
  EXPECT_TRUE(same_amount(amounts_in(tokenise("11月14日", true))[0],
                          amounts_in(tokenise("Nov. 14, 2022", true))[0]));
}

TEST(Coverage, CountsContentWordsAlone) {
  const WordCoverage coverage =
      coverage_of(read_words("The tariffs and the bridge of China.", small_lexicon()));
  EXPECT_EQ(coverage.words, 3U);
  EXPECT_EQ(coverage.covered, 2U);
  ASSERT_EQ(coverage.missed.size(), 1U);
  EXPECT_EQ(coverage.missed[0].first, "bridge");
}

}  // namespace
}  // namespace detente
