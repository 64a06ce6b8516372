// SPDX-License-Identifier: Apache-2.0
#include "text/rhetoric.hpp"

#include <algorithm>
#include <optional>

#include "text/turns.hpp"

namespace detente {

namespace {

/// No sentence of a readout comes near it; it bounds the time that broken text can take.
constexpr std::size_t longest_sentence = 2000;  // tokens

constexpr std::string_view stance_names[] = {"zero_sum", "blame", "threat", "respect", "credit"};

bool is_mark(const Token& token, char mark) {
  return token.kind == Token::Kind::mark && token.text.size() == 1 && token.text[0] == mark;
}

/// Follows who speaks, from sentence to sentence.
class Voices {
 public:
  explicit Voices(Direction direction) : direction_(direction), turn_(direction.own) {}

  /// The speaker as far as the sentences before tell, for pronouns.
  [[nodiscard]] Who speaker() const { return reported_.value_or(turn_); }

  /// To be called before the sentence's frame is made.
  void enter(const SentenceWords& sentence, const Lexicon& lexicon, const std::string& other) {
    if (sentence.paragraph == paragraph_) return;
    paragraph_ = sentence.paragraph;
    reported_.reset();
    const std::size_t end = label_end(sentence);
    if (end == 0) return;
    question_ = sentence.tokens[0].text == "q";
    turn_ = direction_.own;
    for (const Match& match : sentence.concepts) {
      if (match.last <= end && lexicon.data().concepts[match.entry].side == other)
        turn_ = direction_.other;
    }
  }

  Voice voice_of(const SentenceWords& sentence, const Frame& frame) {
    const std::optional<Who> says = teller_of(sentence, frame);
    if (says && sentence.chinese)
      reported_ = says;  // a Chinese report goes on to its paragraph's end
    const Who who = says.value_or(speaker());
    if (question_) return Voice::question;
    return who == direction_.other ? Voice::other : Voice::own;
  }

 private:
  /// The subject of the first verb of saying. In English it must stand right before the verb, and
  /// near the sentence's head: further on, a verb of saying is mostly about something else.
  static std::optional<Who> teller_of(const SentenceWords& sentence, const Frame& frame) {
    constexpr std::uint32_t head = 14;
    constexpr std::uint32_t near = 2;
    std::optional<VerbAt> first;
    for (const VerbAt& verb : frame.verbs()) {
      if (!verb.tells || !verb.subject || *verb.subject == Who::other) continue;
      if (!sentence.chinese && !is_saying(sentence.tokens[verb.first].text)) continue;
      first = verb;
      break;
    }
    if (sentence.chinese) {
      if (const auto opener = opener_of(sentence, frame)) return opener;
      return teller_by_shuo(sentence, frame, first);
    }
    const auto stands_before = [&](const PartyAt& party) {
      return party.subject && party.who == *first->subject && party.last <= first->first &&
             party.last + near >= first->first;
    };
    if (first && first->first <= head && std::ranges::any_of(frame.parties(), stands_before))
      return first->subject;
    return std::nullopt;
  }

  static bool is_saying(const std::string& word) {
    static const std::vector<std::string> verbs{
        "say",     "said",   "state",     "note",      "stress",   "emphasize", "emphasise",
        "express", "raise",  "claim",     "point",     "reply",    "respond",   "underscore",
        "call",    "urge",   "warn",      "reiterate", "reaffirm", "tell",      "told",
        "accuse",  "demand", "criticize", "ask",       "affirm",   "underline", "oppose"};
    const auto bases = base_forms(word);
    return std::ranges::any_of(bases, [&](const std::string& base) {
      return std::ranges::find(verbs, base) != verbs.end();
    });
  }

  /// A Chinese sentence that opens with a party and what it wishes, thanks for or says:
  /// 美方希望…
  static std::optional<Who> opener_of(const SentenceWords& sentence, const Frame& frame) {
    static const std::vector<std::string> verbs{"表示", "感谢", "转达", "祝贺", "希望",
                                                "愿",   "期待", "赞赏", "重申"};
    constexpr std::size_t near = 6;
    for (const PartyAt& party : frame.parties()) {
      if (party.first > 3 || !party.subject) break;
      std::string behind;
      for (std::size_t i = party.last; i < std::min(party.last + near, sentence.tokens.size()); ++i)
        behind += sentence.tokens[i].text;
      const auto stands = [&](const std::string& verb) {
        return behind.find(verb) != std::string::npos;
      };
      if (party.who != Who::other && std::ranges::any_of(verbs, stands)) return party.who;
    }
    return std::nullopt;
  }

  /// 说 by itself is no verb of the lexicon, since it stands in many other words.
  static std::optional<Who> teller_by_shuo(const SentenceWords& sentence, const Frame& frame,
                                           const std::optional<VerbAt>& verb) {
    const auto& tokens = sentence.tokens;
    const std::size_t end = verb ? verb->first : tokens.size();
    for (std::size_t i = 0; i + 1 < end; ++i) {
      if (tokens[i].text != "说" || (!is_mark(tokens[i + 1], ',') && !is_mark(tokens[i + 1], ':')))
        continue;
      std::optional<Who> who;
      for (const PartyAt& party : frame.parties()) {
        if (party.subject && party.last <= i) who = party.who;
      }
      if (who && *who != Who::other) return who;
    }
    return verb ? verb->subject : std::nullopt;
  }

  Direction direction_;
  Who turn_;
  std::optional<Who> reported_;
  bool question_ = false;
  std::size_t paragraph_ = static_cast<std::size_t>(-1);
};

bool names(const SentenceWords& sentence, const Frame& frame, const Lexicon& lexicon, Who who,
           const std::string& side) {
  const auto is_it = [&](const PartyAt& party) { return party.who == who; };
  if (std::ranges::any_of(frame.parties(), is_it)) return true;
  const auto is_side = [&](const Match& match) {
    return lexicon.data().concepts[match.entry].side == side;
  };
  return std::ranges::any_of(sentence.concepts, is_side) ||
         std::ranges::any_of(sentence.nested, is_side);
}

/// Words that point back to the sentence before.
bool points_back(const SentenceWords& sentence) {
  static const std::vector<std::string> words{"they", "their", "them",  "it",   "its",
                                              "this", "these", "those", "such", "其",
                                              "此",   "该",    "这"};
  return std::ranges::any_of(sentence.tokens, [&](const Token& token) {
    return std::ranges::find(words, token.text) != words.end();
  });
}

bool is_negated(const CuePatterns::Sentence& sentence, std::size_t first) {
  const std::size_t reach = sentence.words->chinese ? 3 : 4;
  for (std::size_t i = first; i-- > 0 && i + reach >= first;) {
    const Token& token = sentence.words->tokens[i];
    if (token.kind == Token::Kind::mark && token.text != "'s") return false;
    if (sentence.frame->has(Grammar::negation, i)) return true;
  }
  return false;
}

/// Whether the nearest subject before the token, within its statement, is the other side.
bool is_by_other(const CuePatterns::Sentence& sentence, std::size_t first) {
  bool by_other = false;
  for (const PartyAt& party : sentence.frame->parties()) {
    if (party.last > first) break;
    if (party.subject) by_other = party.who == sentence.direction.other;
  }
  return by_other;
}

}  // namespace

std::string_view to_string(Stance stance) { return stance_names[static_cast<std::size_t>(stance)]; }

Stances StanceSentence::stances() const {
  Stances all;
  for (const StanceHit& hit : hits) all.set(static_cast<std::size_t>(hit.stance));
  return all;
}

RhetoricRules::RhetoricRules(RhetoricData data) : data_(std::move(data)) {
  for (const CueWords& set : data_.sets) {
    patterns_[0].add_set(set.id, set.en);
    patterns_[1].add_set(set.id, set.zh);
  }
  for (std::size_t i = 0; i < data_.cues.size(); ++i) {
    Compiled compiled;
    const auto add = [&](const std::vector<std::string>& texts, std::size_t language,
                         std::vector<CuePattern>& to) {
      for (const std::string& text : texts) {
        std::string why;
        CuePattern pattern = patterns_[language].compile(text, why);
        if (pattern.items.empty()) {
          faults_.emplace_back(i, std::string("\"").append(text).append("\" ").append(why));
        } else {
          to.push_back(std::move(pattern));
        }
      }
    };
    add(data_.cues[i].en, 0, compiled.patterns[0]);
    add(data_.cues[i].zh, 1, compiled.patterns[1]);
    std::vector<std::string> unless[2];
    for (const std::string& text : data_.cues[i].unless) {
      const bool ascii =
          std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
      unless[ascii ? 0 : 1].push_back(text);
    }
    add(unless[0], 0, compiled.unless[0]);
    add(unless[1], 1, compiled.unless[1]);
    compiled_.push_back(std::move(compiled));
  }
}

bool RhetoricRules::fires(std::size_t cue, const CuePatterns::Sentence& sentence, bool about_other,
                          CueMatch& match) const {
  const Cue& one = data_.cues[cue];
  if (one.about != Cue::About::any && !about_other) return false;
  const std::size_t language = sentence.words->chinese ? 1 : 0;
  const CuePatterns& patterns = patterns_[language];
  const auto stands = [&](const CuePattern& pattern) {
    CueMatch ignored;
    return patterns.find(pattern, sentence, 0, ignored);
  };
  for (const CuePattern& pattern : compiled_[cue].patterns[language]) {
    for (std::size_t from = 0; patterns.find(pattern, sentence, from, match);
         from = match.first + 1) {
      if (!one.even_negated && is_negated(sentence, match.first)) continue;
      if (one.by_own && is_by_other(sentence, match.first)) continue;
      return !std::ranges::any_of(compiled_[cue].unless[language], stands);
    }
  }
  return false;
}

std::vector<StanceSentence> RhetoricRules::score(const TextWords& text, const Lexicon& lexicon,
                                                 const std::string& own,
                                                 const std::string& other) const {
  const std::array<std::string, 2> parties{own, other};
  const Direction direction{Who::first, Who::second};
  Voices voices(direction);
  std::vector<StanceSentence> scored;
  bool before_about_other = false;
  auto before_paragraph = static_cast<std::size_t>(-1);
  for (const SentenceWords& words : text.sentences) {
    if (words.tokens.empty()) continue;
    if (words.tokens.size() > longest_sentence) {
      scored.push_back({.span = {words.tokens.front().span.begin, words.tokens.back().span.end},
                        .chinese = words.chinese,
                        .paragraph = words.paragraph,
                        .hits = {}});
      continue;
    }
    voices.enter(words, lexicon, other);
    const Frame frame(words, lexicon, parties, voices.speaker(), Who::first);
    StanceSentence sentence{.span = {words.tokens.front().span.begin, words.tokens.back().span.end},
                            .voice = voices.voice_of(words, frame),
                            .chinese = words.chinese,
                            .paragraph = words.paragraph,
                            .hits = {}};
    const bool names_other = names(words, frame, lexicon, direction.other, other);
    const bool names_both = names(words, frame, lexicon, Who::both, "both");
    const bool goes_on = before_about_other && before_paragraph == words.paragraph;
    const bool about = names_other || (goes_on && points_back(words));
    before_about_other = about;
    before_paragraph = words.paragraph;
    if (sentence.voice == Voice::own) {
      const auto prepared = patterns_[words.chinese ? 1 : 0].prepare(words, frame, direction);
      for (std::uint32_t cue = 0; cue < data_.cues.size(); ++cue) {
        const Stance stance = data_.cues[cue].stance;
        if (sentence.stances().test(static_cast<std::size_t>(stance))) continue;
        CueMatch match;
        const bool about_it =
            about || (data_.cues[cue].about == Cue::About::both && (names_both || goes_on));
        if (!fires(cue, prepared, about_it, match)) continue;
        StanceHit hit{.stance = stance, .cue = cue, .words = {}};
        for (const auto& [first, last] : match.pieces)
          hit.words.push_back({words.tokens[first].span.begin, words.tokens[last - 1].span.end});
        sentence.hits.push_back(std::move(hit));
      }
    }
    scored.push_back(std::move(sentence));
  }
  return scored;
}

std::string RhetoricRules::level_of(std::string_view title) const {
  const std::vector<Token> tokens = tokenise(title, true);
  const auto stands = [&](const std::string& form) {
    const std::vector<Token> wanted = tokenise(form);
    const auto same = [](const Token& a, const Token& b) { return a.text == b.text; };
    return !wanted.empty() && !std::ranges::search(tokens, wanted, same).empty();
  };
  for (const LevelWords& level : data_.levels) {
    if (std::ranges::any_of(level.en, stands) || std::ranges::any_of(level.zh, stands))
      return level.level;
  }
  return "unknown";
}

}  // namespace detente
