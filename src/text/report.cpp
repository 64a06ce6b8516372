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
    points_ = points_of(words_, lexicon_, report_.parties);
    read_stances();
    report_.steps = read_steps(report_.layout, sentences_, is_list_, lexicon_, report_.parties);
    for (ReportStep& step : report_.steps) {
      add_proposed(step);
      step.issue = issue_of(step.title, step.span, step.blocks.front());
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
      if (block >= blocks.size() || is_list_[block] || blocks[block].kind == ReportBlock::Kind::heading) continue;
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
        const bool follows = !blocks.empty() && blocks.back().number + 1 == sentence.block && is_paragraph(sentence.block) && is_paragraph(sentence.block - 1);
        blocks.push_back({{}, sentence.block, follows});
      }
      blocks.back().sentences.push_back(sentence.words);
    }
    report_.stances = stances_of(blocks, lexicon_, report_.parties);
    for (Stance& stance : report_.stances)
      stance.issue = issue_of(stance.proposition, sentence_around(stance.proposition), stance.block);
  }

  [[nodiscard]] ByteSpan sentence_around(ByteSpan span) const {
    for (const ReportSentence& one : sentences_)
      if (one.span.begin <= span.begin && span.begin < one.span.end) return one.span;
    return span;
  }

  /// Adds which share of the bytes of the points inside `span` each issue has, times `factor`.
  /// Gives how many issues of its own it names.
  std::size_t weigh(ByteSpan span, double factor, std::map<std::string, double>& votes) const {
    std::map<std::string, double> bytes;
    double sum = 0;
    for (const Point& point : points_) {
      const auto begin = std::max(point.span.begin, span.begin);
      const auto end = std::min(point.span.end, span.end);
      if (begin >= end) continue;
      const bool general = point.issue == "relationship" || point.issue == "other" || point.issue == "channels" || point.issue == "domestic-systems";
      const double weight = (general ? 0.3 : 1.0) * static_cast<double>(end - begin);
      bytes[point.issue] += weight;
      sum += weight;
    }
    for (const auto& [issue, weight] : bytes) votes[issue] += factor * weight / sum;
    return bytes.size();
  }

  /// The issue of most of the words of `span`; its sentence and block are hints. What lists many
  /// issues is about the relationship.
  [[nodiscard]] std::string issue_of(ByteSpan span, ByteSpan around, std::size_t block) const {
    constexpr std::size_t many = 4;
    std::map<std::string, double> votes;
    if (weigh(span, 1, votes) >= many && std::ranges::all_of(votes, [](const auto& vote) { return vote.second < 0.45; })) return "relationship";
    weigh(around, 0.5, votes);
    if (block < report_.layout.blocks.size()) weigh(report_.layout.blocks[block].span, 0.7, votes);
    const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
    return most == votes.end() ? "relationship" : most->first;
  }

  /// What somebody "suggested" inside a recommendation is one of its steps.
  void add_proposed(ReportStep& step) const {
    for (const Stance& stance : report_.stances) {
      const bool inside = stance.proposition.begin >= step.title.end && stance.proposition.end <= step.span.end;
      if (inside && stance.saying == Saying::proposes && !stance.negated) step.parts.push_back(stance.proposition);
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
      if (date != amounts.end() && !report_.published && text.size() < 60) report_.published = *date;
      if (report_.title.empty() && blocks[i].kind == ReportBlock::Kind::heading) report_.title = std::string(text);
    }
    for (const ReportSentence& one : sentences_) {
      const auto& tokens = one.words->tokens;
      bool meeting = false, took_place = false;
      for (std::size_t i = 0; i < tokens.size(); ++i) {
        meeting = meeting || is_any(tokens, i, {"dialogue", "meeting", "conference", "workshop", "roundtable", "forum", "round", "话", "会"});
        took_place = took_place || is_any(tokens, i, {"held", "convened", "met", "hosted", "organized", "organised", "gathered", "took", "举", "召"});
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
  std::vector<Point> points_;
};

}  // namespace

Report read_report(std::string_view text, const Lexicon& lexicon) {
  return ReportReader(text, lexicon).run();
}

}  // namespace detente
