// SPDX-License-Identifier: Apache-2.0
#include "text/report.hpp"

#include <algorithm>
#include <map>

#include "text/statements.hpp"

namespace detente {

namespace {

class ReportReader {
 public:
  ReportReader(std::string_view text, const Lexicon& lexicon) : lexicon_(lexicon) {
    report_.layout = read_report_layout(text);
  }

  Report run() {
    report_.participants = read_rosters(report_.layout, lexicon_, is_list_);
    words_ = read_words(report_.layout.text, lexicon_);
    place_sentences();
    report_.parties = parties_of(lexicon_, words_, TextWords());
    read_stances();
    report_.steps = read_steps(report_.layout, sentences_, is_list_, lexicon_, report_.parties);
    for (ReportStep& step : report_.steps) {
      add_proposed(step);
      step.issue = issue_of(step.title, step.blocks.front(), "");
    }
    read_front();
    return std::move(report_);
  }

 private:
  void place_sentences() {
    std::size_t block = 0;
    const auto& blocks = report_.layout.blocks;
    for (const SentenceWords& sentence : words_.sentences) {
      if (sentence.tokens.empty()) continue;
      const ByteSpan span{sentence.tokens.front().span.begin, sentence.tokens.back().span.end};
      while (block + 1 < blocks.size() && blocks[block].span.end <= span.begin) ++block;
      if (block >= blocks.size() || is_list_[block] ||
          blocks[block].kind == ReportBlock::Kind::heading)
        continue;
      sentences_.push_back({&sentence, span, block});
    }
  }

  void read_stances() {
    std::vector<StanceBlock> blocks;
    const auto is_paragraph = [&](std::size_t number) {
      return report_.layout.blocks[number].kind == ReportBlock::Kind::paragraph;
    };
    for (const ReportSentence& sentence : sentences_) {
      if (blocks.empty() || blocks.back().number != sentence.block) {
        const bool follows = !blocks.empty() && blocks.back().number + 1 == sentence.block &&
                             is_paragraph(sentence.block) && is_paragraph(sentence.block - 1);
        blocks.push_back({{}, sentence.block, follows});
      }
      blocks.back().sentences.push_back(sentence.words);
    }
    report_.stances = stances_of(blocks, lexicon_, report_.parties);
    for (std::size_t i = 0; i < report_.stances.size(); ++i) {
      ReportedStance& stance = report_.stances[i];
      const bool goes_on = i > 0 && report_.stances[i - 1].block == stance.block;
      stance.issue =
          issue_of(stance.proposition, stance.block, goes_on ? report_.stances[i - 1].issue : "");
    }
  }

  /// The first sentence that ends behind `at`.
  [[nodiscard]] std::vector<ReportSentence>::const_iterator sentence_at(std::uint32_t at) const {
    return std::ranges::partition_point(
        sentences_, [&](const ReportSentence& one) { return one.span.end <= at; });
  }

  [[nodiscard]] ByteSpan sentence_around(ByteSpan span) const {
    const auto one = sentence_at(span.begin);
    return one != sentences_.end() && one->span.begin <= span.begin ? one->span : span;
  }

  /// How much a concept says that words are about its issue.
  [[nodiscard]] double vote(const Concept& one) const {
    if (one.issue.empty() || is_party(one, report_.parties)) return 0;
    const bool general =
        one.issue == "relationship" || one.issue == "other" || one.issue == "channels";
    const double weight = general ? 0.3 : one.issue == "domestic-systems" ? 0.35 : 1;
    return is_object(one, report_.parties) ? weight : weight / 3;
  }

  using Votes = std::map<std::string, double>;

  /// The votes of the concepts inside `span`.
  [[nodiscard]] Votes votes_in(ByteSpan span) const {
    Votes votes;
    for (auto at = sentence_at(span.begin); at != sentences_.end() && at->span.begin < span.end;
         ++at) {
      const ReportSentence& sentence = *at;
      for (const Match& match : sentence.words->concepts) {
        const Concept& one = lexicon_.data().concepts[match.entry];
        const bool inside = sentence.words->tokens[match.first].span.begin >= span.begin &&
                            sentence.words->tokens[match.last - 1].span.end <= span.end;
        if (const double weight = vote(one); inside && weight > 0) votes[one.issue] += weight;
      }
    }
    return votes;
  }

  static void add(const Votes& hint, double weight, Votes& votes) {
    double sum = 0;
    for (const auto& [issue, value] : hint) sum += value;
    for (const auto& [issue, value] : hint) votes[issue] += weight * value / sum;
  }

  /// "On the Taiwan issue, …": what a sentence says first that it is about; empty where it does
  /// not.
  [[nodiscard]] ByteSpan topic_of(ByteSpan span) const {
    const auto one = sentence_at(span.begin);
    if (one == sentences_.end() || one->span.begin != span.begin) return {};
    const auto& tokens = one->words->tokens;
    const bool opens = is_any(tokens, 0, {"on", "regarding", "concerning", "about"}) ||
                       is_any(tokens, 1, {"regard", "respect", "for", "于"});
    const auto comma = std::ranges::find(tokens, std::string(","), &Token::text);
    if (opens && comma != tokens.end()) return {span.begin, comma->span.begin};
    return {};
  }

  /// Of an item's first sentence, or of a whole paragraph; kept, since a block has many stances.
  const Votes& votes_of_block(std::size_t block) {
    const ReportBlock& one = report_.layout.blocks[block];
    if (block != voted_block_) {
      const bool item = one.kind == ReportBlock::Kind::item;
      block_votes_ = votes_in(item ? sentence_around({one.span.begin, one.span.begin}) : one.span);
      voted_block_ = block;
    }
    return block_votes_;
  }

  /// The issue that most concepts of `span` name; its sentence, what was said
  /// before it, and of its block an item's first sentence or a paragraph's whole, are hints. What
  /// lists many issues is about the relationship.
  std::string issue_of(ByteSpan span, std::size_t block, const std::string& before) {
    constexpr std::size_t many = 5;
    Votes votes = votes_in(span);
    double sum = 0, highest = 0;
    for (const auto& [issue, value] : votes) {
      sum += value;
      highest = std::max(highest, value);
    }
    if (votes.size() >= many && highest < 0.4 * sum) return "relationship";
    const ByteSpan sentence = sentence_around(span);
    add(votes_in(sentence), 0.5, votes);
    add(votes_in(topic_of(sentence)), 1.2, votes);
    const bool item = report_.layout.blocks[block].kind == ReportBlock::Kind::item;
    add(votes_of_block(block), item ? 1.6 : 0.45, votes);
    if (!before.empty() && !item) votes[before] += 0.35;
    const auto most =
        std::ranges::max_element(votes, {}, [](const auto& one) { return one.second; });
    return most == votes.end() ? "relationship" : most->first;
  }

  /// What somebody "suggested" inside a recommendation is one of its steps.
  void add_proposed(ReportStep& step) const {
    for (const ReportedStance& stance : report_.stances) {
      const bool inside =
          stance.proposition.begin >= step.title.end && stance.proposition.end <= step.span.end;
      if (inside && stance.saying == Saying::proposes && !stance.negated)
        step.parts.push_back(stance.proposition);
    }
  }

  /// Title and dates.
  void read_front() {
    constexpr std::size_t front = 12;
    const auto& blocks = report_.layout.blocks;
    for (std::size_t i = 0; i < std::min(front, blocks.size()); ++i) {
      const std::string_view text = report_.layout.words(blocks[i].span);
      const auto tokens = tokenise(text, true);
      const auto amounts = amounts_in(tokens);
      const auto date = std::ranges::find(amounts, std::string("date"), &Amount::unit);
      if (date != amounts.end() && !report_.published && text.size() < 60)
        report_.published = *date;
      if (report_.title.empty() && blocks[i].kind == ReportBlock::Kind::heading)
        report_.title = std::string(text);
    }
    for (const ReportSentence& one : sentences_) {
      const auto& tokens = one.words->tokens;
      bool meeting = false, took_place = false;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        meeting = meeting || is_any(tokens, i,
                                    {"dialogue", "meeting", "conference", "workshop", "roundtable",
                                     "forum", "round", "话", "会"});
        meeting = meeting || is_any(tokens, i, {"met"});
        took_place = took_place || is_any(tokens, i,
                                          {"held", "convened", "met", "hosted", "organized",
                                           "organised", "gathered", "took", "举", "召"});
      }
      if (!meeting || !took_place) continue;
      const auto date = std::ranges::find(one.words->amounts, std::string("date"), &Amount::unit);
      if (date == one.words->amounts.end()) continue;
      report_.held = *date;
      return;
    }
  }

  const Lexicon& lexicon_;
  Report report_;
  TextWords words_;
  std::vector<bool> is_list_;
  std::vector<ReportSentence> sentences_;
  std::size_t voted_block_ = static_cast<std::size_t>(-1);
  Votes block_votes_;
};

}  // namespace

Report read_report(std::string_view text, const Lexicon& lexicon) {
  return ReportReader(text, lexicon).run();
}

}  // namespace detente
