// SPDX-License-Identifier: Apache-2.0
#include "text/stances.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "text/statements.hpp"
#include "text/stop_words.hpp"

namespace detente {

namespace {

/// Goes through the sentences of a block, since "they" and agreement look back.
class BlockStances {
 public:
  BlockStances(const Lexicon& lexicon, const std::array<std::string, 2>& parties)
      : lexicon_(lexicon), parties_(parties) {}

  void begin(const StanceBlock& block) {
    block_ = block.number;
    if (!block.follows)
      since_ = stances_.size();
    else
      since_ = previous_;
    previous_ = stances_.size();
    last_.reset();
    alone_ = false;
  }

  void read(const SentenceWords& sentence) {
    const std::vector<Statement> statements = statements_in(sentence, lexicon_);
    if (statements.empty()) {
      carry(sentence);
      return;
    }
    alone_ = false;
    std::optional<Holder> speaker;
    for (const Statement& one : statements) {
      Holder holder = one.holder;
      if (holder.kind == Holder::Kind::pronoun) {
        if (!last_) continue;
        holder.side = last_->side;
        holder.kind = last_->kind;
      }
      holder.side = between_parties(holder.side, parties_);
      add(sentence, one, holder);
      speaker = holder;
      alone_ = !holder.side.empty() && holder.side != "both";
    }
    if (speaker) last_ = speaker;
  }

  std::vector<ReportedStance> take() { return std::move(stances_); }

 private:
  static ByteSpan bytes(const SentenceWords& sentence, std::size_t first, std::size_t last) {
    return {sentence.tokens[first].span.begin, sentence.tokens[last - 1].span.end};
  }

  void add(const SentenceWords& sentence, const Statement& one, const Holder& holder) {
    ReportedStance stance{.side = holder.side,
                          .voice = holder.kind,
                          .saying = one.words.saying,
                          .negated = one.negated};
    const bool agrees = one.words.saying == Saying::agrees;
    const bool together = agrees && one.words.binding == 5;
    // "Participants agreed": all of them, whatever side.
    if (together && stance.side.empty() && !one.negated && is_plural(sentence, holder))
      stance.side = "both";
    stance.binding = together && stance.side != "both" ? 4 : one.words.binding;
    if (together && stance.voice == Holder::Kind::government && stance.side != "both")
      stance.binding = 1;
    stance.holder = bytes(sentence, one.holder.first, one.holder.last);
    stance.verb = bytes(sentence, one.verb, one.behind);
    stance.proposition = bytes(sentence, one.first, one.last);
    stance.block = block_;
    settle_agreement(stance, one, shares(sentence, one), sentence.tokens);
    stances_.push_back(std::move(stance));
  }

  static bool is_plural(const SentenceWords& sentence, const Holder& holder) {
    const std::string& noun = sentence.tokens[holder.last - 1].text;
    return sentence.chinese || noun.ends_with('s') || holder.kind == Holder::Kind::unnamed ||
           noun == "group" || noun == "they";
  }

  /// Whether the words say that the two hold the same.
  static bool shares(const SentenceWords& sentence, const Statement& one) {
    const std::size_t last = std::min(one.last, one.first + 12);
    for (std::size_t i = one.verb; i < last; ++i) {
      if (is_any(sentence.tokens, i, {"share", "shares", "shared"}) &&
          is_any(sentence.tokens, i + 1,
                 {"similar", "common", "the", "interests", "priorities", "concerns"}))
        return true;
      if (is_any(sentence.tokens, i, {"common", "共同"}) &&
          is_any(sentence.tokens, i + 1, {"interests", "interest", "ground", "利"}))
        return true;
    }
    return false;
  }

  void settle_agreement(ReportedStance& stance, const Statement& one, bool shares, Tokens tokens) {
    using enum ReportedStance::Agreement;
    const bool agrees =
        (stance.saying == Saying::agrees) != stance.negated && stance.saying != Saying::disagrees;
    const bool undisputed = stance.saying == Saying::disagrees && stance.negated;
    if (stance.side == "both" || stance.side.empty()) words_.emplace_back();
    if (stance.side == "both") {
      // What each asks of the other is not held by both.
      for (std::size_t i = one.first; i + 1 < one.last; ++i)
        if (is_any(tokens, i, {"the"}) && is_any(tokens, i + 1, {"other"})) return;
      if (stance.saying == Saying::disagrees && !stance.negated)
        stance.agreement = disagree;
      else if (agrees || shares || stance.saying != Saying::discusses)
        stance.agreement = agree;
      return;
    }
    if (stance.side.empty()) {
      if (shares) stance.agreement = agree;
      return;
    }
    const bool against = (stance.saying == Saying::disagrees && !stance.negated) ||
                         (stance.saying == Saying::agrees && stance.negated) ||
                         (one.contrast && !agrees && !shares && !undisputed);
    const std::size_t other = answered(stance, tokens, one);
    if (shares) stance.agreement = agree;
    if (other == nothing_answered) {
      if (stance.saying == Saying::disagrees && !stance.negated) stance.agreement = disagree;
      return;
    }
    if (!against && !undisputed && !shares && !(agrees && one.words.binding == 5)) return;
    stance.agreement = against ? disagree : agree;
    // Who is answered may have said several things in one sentence.
    for (std::size_t i = other - std::min(other - since_, std::size_t{3});
         i < std::min(stances_.size(), other + 4); ++i) {
      ReportedStance& said = stances_[i];
      if (said.holder != stances_[other].holder || said.carried != stances_[other].carried)
        continue;
      stance.with.push_back(i);
      said.with.push_back(stances_.size());
      if (said.agreement == untold) said.agreement = stance.agreement;
    }
  }

  /// The stance of another side that this one answers: the one that shares most words with it, of
  /// several the nearest.
  std::size_t answered(const ReportedStance& stance, Tokens tokens, const Statement& one) {
    std::set<std::string> words;
    for (std::size_t i = one.first; i < one.last; ++i)
      if (!is_stop_word(tokens[i].text) && tokens[i].text.size() > 3) words.insert(tokens[i].text);
    words_.push_back(words);
    std::size_t best = nothing_answered, most = 0;
    constexpr std::size_t reach = 40;
    const std::size_t from = std::max(since_, stances_.size() - std::min(stances_.size(), reach));
    for (std::size_t i = from; i < stances_.size(); ++i) {
      if (stances_[i].side.empty() || stances_[i].side == "both" || stances_[i].side == stance.side)
        continue;
      std::size_t common = 0;
      for (const std::string& word : words_[i]) common += words.count(word);
      if (best == nothing_answered || common >= most) {
        best = i;
        most = common;
      }
    }
    return best;
  }

  /// "However, a ceasefire … is unacceptable": the sentence goes on with what the last speaker
  /// holds.
  void carry(const SentenceWords& sentence) {
    const Tokens tokens = sentence.tokens;
    const bool opens =
        is_any(tokens, 0,
               {"however", "instead", "if", "therefore", "moreover", "furthermore", "otherwise"}) ||
        (tokens.size() > 1 && is(tokens, 0, "in") && is(tokens, 1, "addition"));
    const bool judges = std::ranges::any_of(tokens, [&](const Token& token) {
      return is_any(std::span(&token, 1), 0,
                    {"should", "must", "cannot", "unacceptable", "worth", "unwilling", "impossible",
                     "unnecessary", "essential"});
    });
    const bool takes_up = is_any(tokens, 0, {"this"}) && !stances_.empty() &&
                          stances_.back().voice == Holder::Kind::participants;
    const bool goes_on =
        alone_ && (takes_up || (opens && judges)) && !stances_.empty() && !stances_.back().carried;
    alone_ = false;
    if (!goes_on) return;
    ReportedStance stance{
        .side = stances_.back().side, .voice = stances_.back().voice, .carried = true};
    std::size_t first = 0, last = tokens.size();
    if (is(tokens, 1, ",")) first = 2;
    while (last > first + 1 && tokens[last - 1].kind == Token::Kind::mark) --last;
    stance.holder = stances_.back().holder;
    stance.verb = {tokens[first].span.begin, tokens[first].span.begin};
    stance.proposition = bytes(sentence, first, last);
    stance.block = block_;
    Statement one;
    one.first = first;
    one.last = last;
    one.contrast = is_any(tokens, 0, {"however"});
    settle_agreement(stance, one, false, tokens);
    stances_.push_back(std::move(stance));
  }

  static constexpr std::size_t nothing_answered = static_cast<std::size_t>(-1);

  const Lexicon& lexicon_;
  const std::array<std::string, 2>& parties_;
  std::size_t block_ = 0;
  std::size_t since_ = 0;     ///< stances before this one are too far back to answer
  std::size_t previous_ = 0;  ///< where those of this block begin
  std::optional<Holder> last_;
  bool alone_ = false;  ///< the sentence before was one side's
  std::vector<ReportedStance> stances_;
  std::vector<std::set<std::string>> words_;  ///< of each stance
};

}  // namespace

std::vector<ReportedStance> stances_of(const std::vector<StanceBlock>& blocks,
                                       const Lexicon& lexicon,
                                       const std::array<std::string, 2>& parties) {
  BlockStances reader(lexicon, parties);
  for (const StanceBlock& block : blocks) {
    reader.begin(block);
    for (const SentenceWords* sentence : block.sentences) reader.read(*sentence);
  }
  return reader.take();
}

}  // namespace detente
