// SPDX-License-Identifier: Apache-2.0
#include "text/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "support/small_lexicon.hpp"
#include "text/assignment.hpp"

namespace detente {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::small_lexicon;

TextComparison compared(std::string_view a, std::string_view b) {
  return compare_texts(a, b, small_lexicon());
}

std::vector<std::string> missing(const std::vector<Alone>& alone) {
  std::vector<std::string> labels;
  for (const Alone& one : alone) {
    for (const Mention& mention : one.missing)
      labels.push_back(small_lexicon().data().concepts[mention.entry].label);
  }
  return labels;
}

TEST(Compare, FindsTheSameObjectInAnyOrder) {
  const auto found = compared("The two sides agreed on climate change. China raised tariffs.",
                              "中方表示，关税很高。双方同意应对气候变化。");
  ASSERT_EQ(found.links.size(), 2U);
  EXPECT_EQ(found.links[0].link.b, 1U);
  EXPECT_EQ(found.links[1].link.b, 0U);
  EXPECT_THAT(found.only_a, IsEmpty());
  EXPECT_THAT(found.only_b, IsEmpty());
  EXPECT_EQ(found.parties, (std::array<std::string, 2>{"CHN", ""}));
}

TEST(Compare, TakesTheHeadlineOfAChineseTextForNoPoint) {
  const std::string_view body = "双方同意应对气候变化。";
  const auto points = [&](std::string_view head) {
    return compared(std::string(head) + std::string(body), "China raised tariffs.").a.size();
  };
  EXPECT_EQ(points(""), 1U);
  EXPECT_EQ(points("中美同意降低关税\n"), 1U);
  EXPECT_EQ(points("# a remark\n中美同意降低关税\n"), 1U);
  EXPECT_EQ(points("中美同意降低关税。\n"), 2U) << "a sentence is no headline";
  EXPECT_EQ(points("中方强调双方应该继续保持各层级各领域的对话和沟通并且指出将\n降低关税，"), 2U)
      << "nor is a line that is as long as those that sentences are broken over";
}

TEST(Compare, SaysWhoBindsMore) {
  const auto found = compared("China discussed tariffs.", "双方同意降低关税。");
  ASSERT_EQ(found.links.size(), 1U);
  EXPECT_EQ(found.links[0].finding, Finding::stronger);
  EXPECT_FALSE(found.links[0].stronger_a);
}

TEST(Compare, ListsWhatTheOtherNeverMentionsEvenInALinkedPoint) {
  const auto found = compared("The United States raised Taiwan and Xinjiang.",
                              "中方指出，台湾问题是红线，不是零和博弈。");
  EXPECT_THAT(missing(found.only_a), ElementsAre("Xinjiang"));
  EXPECT_THAT(missing(found.only_b), ElementsAre("Taiwan question", "red line", "zero-sum"));
}

TEST(Compare, LinksCounterpartsAndKeepsThemApart) {
  const auto found = compared("The United States supports the one-China policy.",
                              "The United States supports the one-China principle.");
  ASSERT_EQ(found.links.size(), 1U);
  EXPECT_EQ(found.links[0].link.why.front().kind, Reason::Kind::counterpart);
  EXPECT_EQ(found.links[0].finding, Finding::contradictory);
  EXPECT_EQ(found.links[0].contradiction, "formula: one-China policy and one-China principle");
  EXPECT_THAT(missing(found.only_a), ElementsAre("one-China policy"));
  EXPECT_THAT(missing(found.only_b), ElementsAre("one-China principle"));
}

TEST(Compare, LinksConceptsOfOneFamily) {
  const auto found = compared("The two sides agreed on climate change. China raised tariffs.",
                              "中方提出关税。双方同意减少排放。");
  ASSERT_EQ(found.links.size(), 2U);
  EXPECT_EQ(found.links[0].link.b, 1U);
  const auto& why = found.links[0].link.why;
  EXPECT_NE(std::ranges::find(why, Reason::Kind::kin, &Reason::kind), why.end());
  EXPECT_THAT(missing(found.only_a), ElementsAre("climate change")) << "near is not the same";
}

TEST(Compare, SeesTheSentenceAroundAPoint) {
  const auto found = compared("The two sides agreed to discuss tariffs and climate change.",
                              "双方同意讨论关税和人工智能。双方同意讨论关税和气候变化。");
  ASSERT_EQ(found.b.size(), 4U);
  const auto candidates = candidates_of(found.a, found.b, small_lexicon(), found.parties);
  const auto context = [&](std::size_t b) {
    const auto one = std::ranges::find_if(
        candidates, [&](const Candidate& pair) { return pair.a == 0 && pair.b == b; });
    return one == candidates.end()
               ? -1
               : one->likeness.traits.at(static_cast<std::size_t>(Trait::context));
  };
  EXPECT_GT(context(0), 0);
  EXPECT_GT(context(2), context(0)) << "the same words in both, but climate beside them in one";
}

TEST(Compare, WeighsEachReasonInTheOddsOfALink) {
  const auto found = compared("The two sides agreed on climate change. China raised tariffs.",
                              "中方提出关税。双方同意应对气候变化。");
  ASSERT_FALSE(found.links.empty());
  for (const Judged& judged : found.links) {
    double odds = link_weights.intercept;
    for (const Reason& reason : judged.link.why) odds += reason.weight;
    EXPECT_NEAR(judged.link.score, 1 / (1 + std::exp(-odds)), 1e-9);
  }
}

TEST(Compare, FindsContradictions) {
  const auto contradiction = [](std::string_view a, std::string_view b) {
    const auto found = compared(a, b);
    return found.links.size() == 1 ? found.links[0].contradiction : "no link";
  };
  EXPECT_EQ(contradiction("The United States supports tariffs.", "美方反对关税。"),
            "polarity: for and against");
  EXPECT_EQ(
      contradiction("The United States will lower tariffs to 10 percent.", "美方将把关税降至15%。"),
      "number: 10 percent and 15 percent");
  EXPECT_EQ(contradiction("China will lower tariffs to 10 percent.", "美方将把关税降至10%。"),
            "bound party: CHN and USA");
  EXPECT_EQ(contradiction("China will lower tariffs to 10 percent.", "中方将把关税降至10%。"), "");
}

TEST(Compare, IsTheMirrorImageTheOtherWayRound) {
  const std::string a =
      "The two sides agreed on climate change, fentanyl and AI. China raised tariffs.";
  const std::string b = "双方讨论了气候变化、人工智能。中方指出，不要越过红线。";
  const auto one = compared(a, b), other = compared(b, a);
  ASSERT_EQ(one.links.size(), other.links.size());
  for (const Judged& judged : one.links) {
    EXPECT_TRUE(std::ranges::any_of(other.links, [&](const Judged& mirrored) {
      return mirrored.link.a == judged.link.b && mirrored.link.b == judged.link.a &&
             std::abs(mirrored.link.score - judged.link.score) < 1e-12;
    }));
  }
  EXPECT_EQ(missing(one.only_a), missing(other.only_b));
}

TEST(Compare, SharesOfIssuesAddUp) {
  const auto found = compared("China raised tariffs and climate change.", "");
  double sum = 0;
  for (const IssueShare& share : found.issues) sum += share.share_a;
  EXPECT_NEAR(sum, 1, 1e-12);
  EXPECT_THAT(found.links, IsEmpty());
}

/// The definition, the slow way: every choice of a column, or of none, for each row.
double best_sum(const std::vector<std::vector<Gain>>& rows, std::size_t row,
                std::vector<bool>& taken) {
  if (row == rows.size()) return 0;
  double best = best_sum(rows, row + 1, taken);
  for (const Gain& edge : rows[row]) {
    if (taken[edge.column]) continue;
    taken[edge.column] = true;
    best = std::max(best, edge.gain + best_sum(rows, row + 1, taken));
    taken[edge.column] = false;
  }
  return best;
}

TEST(Assignment, IsTheBestOfAll) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same numbers each time
  const auto below = [&](unsigned end) { return random() % end; };
  for (int round = 0; round < 300; ++round) {
    const std::size_t columns = 1 + below(6);
    std::vector<std::vector<Gain>> rows(below(7));
    for (auto& row : rows) {
      for (std::size_t column = 0; column < columns; ++column) {
        if (below(2) == 0) row.push_back({column, static_cast<double>(below(100)) / 100});
      }
    }
    const auto takes = best_assignment(rows, columns);
    std::vector<bool> taken(columns);
    double sum = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (takes[row] == nothing) continue;
      EXPECT_FALSE(taken[takes[row]]);
      taken[takes[row]] = true;
      const auto edge = std::ranges::find(rows[row], takes[row], &Gain::column);
      ASSERT_NE(edge, rows[row].end());
      sum += edge->gain;
    }
    std::vector<bool> none(columns);
    EXPECT_NEAR(sum, best_sum(rows, 0, none), 1e-9);
  }
}

}  // namespace
}  // namespace detente
