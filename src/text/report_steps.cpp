// SPDX-License-Identifier: Apache-2.0
#include "text/report_steps.hpp"

#include <algorithm>
#include <charconv>

#include "text/statements.hpp"

namespace detente {

namespace {

bool calls_for(Tokens tokens, std::size_t at) {
  return is_any(tokens, at, {"should", "must", "ought", "应", "应该", "应当", "须", "需"}) ||
         (is_any(tokens, at, {"need", "needs", "have", "has"}) && is_any(tokens, at + 1, {"to"}));
}

bool advises_in(Tokens tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (calls_for(tokens, i) || saying_at(tokens, i).saying == Saying::proposes) return true;
  }
  return false;
}

class StepReader {
 public:
  StepReader(const ReportLayout& layout, const std::vector<ReportSentence>& sentences,
             const std::vector<bool>& is_list, const Lexicon& lexicon,
             const std::array<std::string, 2>& parties)
      : layout_(layout),
        sentences_(sentences),
        is_list_(is_list),
        lexicon_(lexicon),
        parties_(parties) {}

  std::vector<ReportStep> run() {
    for (std::size_t i = 0; i < layout_.blocks.size(); ++i) {
      if (is_list_[i]) {
        section_ = ReportSection::text;
        continue;
      }
      switch (layout_.blocks[i].kind) {
        case ReportBlock::Kind::heading:
          read_heading(i);
          break;
        case ReportBlock::Kind::paragraph:
          read_paragraph(i);
          break;
        case ReportBlock::Kind::item:
          if (section_ != ReportSection::text) read_item(i);
          break;
      }
    }
    if (steps_.empty()) read_body();
    return std::move(steps_);
  }

 private:
  [[nodiscard]] std::string_view text_of(std::size_t block) const {
    return layout_.words(layout_.blocks[block].span);
  }

  [[nodiscard]] bool item_follows(std::size_t block) const {
    return block + 1 < layout_.blocks.size() &&
           layout_.blocks[block + 1].kind == ReportBlock::Kind::item;
  }

  void read_heading(std::size_t block) {
    const ReportSection found = section_of(text_of(block));
    if (found == ReportSection::steps || found == ReportSection::takeaways) {
      section_ = found;
      announced_ = false;
      to_ = addressee(tokenise(text_of(block)));
      next_ = 1;
    } else if (section_ != ReportSection::text && !layout_.blocks[block].label.empty()) {
      read_item(block);  // "2. Restore talks" over a paragraph
      under_heading_ = true;
      return;
    } else if (section_ != ReportSection::text && item_follows(block) &&
               found == ReportSection::text) {
      to_ = addressee(tokenise(text_of(block)));  // "For the United States"
    } else {
      section_ = ReportSection::text;
    }
    under_heading_ = false;
  }

  void read_paragraph(std::size_t block) {
    if (section_ != ReportSection::text && under_heading_ && !steps_.empty()) {
      extend(block);
      return;
    }
    const auto tokens = tokenise(text_of(block));
    const bool opens =
        item_follows(block) &&
        (text_of(block).ends_with(':') || text_of(block).ends_with("：") || is_final_colon(block));
    if (opens) {
      const bool advises = advises_in(tokens);
      const bool told = std::ranges::any_of(tokens, [](const Token& t) {
        return t.text == "agreed" || t.text == "following" || t.text == "recommendations" ||
               t.text == "steps";
      });
      if (section_ == ReportSection::text && (advises || told)) {
        section_ = advises ? ReportSection::steps : ReportSection::takeaways;
        next_ = 1;
      }
      announced_ = advises;
      if (const std::string to = addressee(last_sentence(block)); !to.empty()) to_ = to;
    } else if (section_ != ReportSection::text && !steps_.empty() &&
               !steps_.back().blocks.empty() && steps_.back().blocks.back() + 1 == block &&
               !item_follows(block)) {
      section_ = ReportSection::text;  // the list is over
    }
  }

  [[nodiscard]] bool is_final_colon(std::size_t block) const {
    const std::string_view text = text_of(block);
    return text.size() > 2 && (text.substr(text.size() - 2) == ":.");
  }

  [[nodiscard]] Tokens last_sentence(std::size_t block) const {
    Tokens tokens;
    for (const ReportSentence& one : in_block(sentences_, block)) tokens = one.words->tokens;
    return tokens;
  }

  /// The sides that something is asked of: "China should", "For the United States".
  [[nodiscard]] std::string addressee(Tokens tokens) const {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::size_t both = word_at(ReportWord::both, tokens, i);
      const SideAt sides = sides_at(tokens, i, lexicon_);
      const std::size_t length = both > 0 ? both : sides.length;
      if (length == 0) continue;
      const bool asked = calls_for(tokens, i + length) || calls_for(tokens, i + length + 1);
      const bool called =
          i > 0 && is_any(tokens, i - 1, {"for", "to", "both", "on", "对"}) && tokens.size() < 12;
      const bool whole = tokens.size() <= length + 1;
      if (asked || called || whole || (i == 0 && tokens.size() < 9))
        return both > 0 ? "both" : between_parties(sides.side, parties_);
      i += length - 1;
    }
    return {};
  }

  void read_item(std::size_t block) {
    const ReportBlock& item = layout_.blocks[block];
    const bool bullet = item.label.empty();
    // Bullets below numbered items list what the item asks for.
    if (bullet && !steps_.empty() && numbered_ && steps_.back().blocks.back() + 1 == block) {
      steps_.back().parts.push_back(item.span);
      steps_.back().blocks.push_back(block);
      steps_.back().span.end = item.span.end;
      return;
    }
    numbered_ = !bullet;
    ReportStep step{
        .number = number_of(item.label), .to = to_, .span = item.span, .title = item.span};
    if (step.number == 0) step.number = next_;
    next_ = step.number + 1;
    step.blocks.push_back(block);
    bool first = true;
    bool advises = false;
    for (const ReportSentence& one : in_block(sentences_, block)) {
      constexpr std::size_t least_words = 4;  // "Crisis management." only opens the title
      if (first) {
        step.title.end = one.span.end;
        first = one.words->tokens.size() <= least_words;
        advises = advises || is_imperative(*one.words);
        if (const std::string to = addressee(one.words->tokens); !to.empty()) step.to = to;
      }
      advises = advises || advises_in(one.words->tokens);
      add_parts(*one.words, step);
    }
    step.advises = section_ == ReportSection::steps || announced_ || advises;
    steps_.push_back(std::move(step));
    under_heading_ = false;
  }

  /// "Restore the talks": begins with a verb's bare form.
  static bool is_imperative(const SentenceWords& sentence) {
    const std::string& word = sentence.tokens.front().text;
    return !sentence.chinese && !word.ends_with("ed") && !word.ends_with("ing") &&
           !word.ends_with('s') &&
           std::ranges::any_of(sentence.verbs, [](const Match& match) { return match.first == 0; });
  }

  void extend(std::size_t block) {
    ReportStep& step = steps_.back();
    step.span.end = layout_.blocks[block].span.end;
    step.blocks.push_back(block);
    for (const ReportSentence& one : in_block(sentences_, block)) {
      add_parts(*one.words, step);
      if (step.to.empty()) step.to = addressee(one.words->tokens);
    }
  }

  static std::size_t number_of(std::string_view label) {
    if (label.starts_with('R')) label.remove_prefix(1);
    std::size_t number = 0;
    std::from_chars(label.data(), label.data() + label.size(), number);
    return number;
  }

  /// "… include easing limits, adding flights, and reopening offices": each is a step.
  static void add_parts(const SentenceWords& sentence, ReportStep& step) {
    const Tokens tokens = sentence.tokens;
    std::size_t at = 0;
    while (at < tokens.size() && !is_any(tokens, at, {"include", "including", "includes", ":"}) &&
           !(is_any(tokens, at, {"as"}) && at > 0 && is_any(tokens, at - 1, {"such"})))
      ++at;
    std::vector<ByteSpan> parts;
    std::size_t first = at + 1, depth = 0;
    for (std::size_t i = at + 1; i <= tokens.size(); ++i) {
      if (is_any(tokens, i, {"("})) ++depth;
      if (is_any(tokens, i, {")"}) && depth > 0) --depth;
      const bool end =
          i == tokens.size() || (depth == 0 && is_any(tokens, i, {",", ";", ".", "and"}) &&
                                 (i + 1 >= tokens.size() || begins_step(tokens, i + 1)));
      if (!end) continue;
      if (i > first && tokens[first].text.ends_with("ing"))
        parts.push_back({tokens[first].span.begin, tokens[i - 1].span.end});
      first = i + 1;
      while (is_any(tokens, first, {"and", ","})) ++first;
    }
    if (parts.size() >= 2) step.parts.insert(step.parts.end(), parts.begin(), parts.end());
  }

  static bool begins_step(Tokens tokens, std::size_t at) {
    while (is_any(tokens, at, {"and", ","})) ++at;
    return at >= tokens.size() || tokens[at].text.ends_with("ing");
  }

  /// Without a list: what the text asks of the sides.
  void read_body() {
    for (const ReportSentence& one : sentences_) {
      const Tokens tokens = one.words->tokens;
      const std::string to = addressee(tokens);
      const bool recommends =
          std::ranges::any_of(statements_in(*one.words, lexicon_), [](const Statement& s) {
            return s.words.saying == Saying::proposes &&
                   (s.holder.side.empty() || s.holder.side == "both");
          });
      bool asked = false;
      for (std::size_t i = 0; i < tokens.size(); ++i) asked = asked || calls_for(tokens, i);
      if (!recommends && !(asked && !to.empty() && statements_in(*one.words, lexicon_).empty()))
        continue;
      steps_.push_back({.number = steps_.size() + 1,
                        .to = to,
                        .span = one.span,
                        .title = one.span,
                        .blocks = {one.block}});
    }
  }

  const ReportLayout& layout_;
  const std::vector<ReportSentence>& sentences_;
  const std::vector<bool>& is_list_;
  const Lexicon& lexicon_;
  const std::array<std::string, 2>& parties_;
  ReportSection section_ = ReportSection::text;
  bool announced_ = false;      ///< the list was announced by "should"
  bool under_heading_ = false;  ///< paragraphs belong to the step whose heading came last
  bool numbered_ = false;
  std::size_t next_ = 1;
  std::string to_;
  std::vector<ReportStep> steps_;
};

}  // namespace

std::span<const ReportSentence> in_block(const std::vector<ReportSentence>& sentences,
                                         std::size_t block) {
  const auto found = std::ranges::equal_range(sentences, block, {}, &ReportSentence::block);
  return {found.begin(), found.end()};
}

std::vector<ReportStep> read_steps(const ReportLayout& layout,
                                   const std::vector<ReportSentence>& sentences,
                                   const std::vector<bool>& is_list, const Lexicon& lexicon,
                                   const std::array<std::string, 2>& parties) {
  return StepReader(layout, sentences, is_list, lexicon, parties).run();
}

}  // namespace detente
