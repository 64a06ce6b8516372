// SPDX-License-Identifier: Apache-2.0
#include "text/statements.hpp"

#include <algorithm>

namespace detente {

namespace {

/// Finds the statements of one sentence.
class StatementReader {
 public:
  StatementReader(const SentenceWords& sentence, const Lexicon& lexicon)
      : tokens_(sentence.tokens), chinese_(sentence.chinese), end_(sentence.tokens.size()) {
    holders_ = holders_in(sentence, lexicon);
    while (end_ > 0 && is_any(tokens_, end_ - 1, {".", "!", "?", ";", "。"})) --end_;
  }

  std::vector<Statement> run() {
    for (const Holder& holder : holders_) read(holder);
    read_unnamed();
    std::ranges::stable_sort(found_, {}, &Statement::begin);
    drop_embedded();
    add_second_verbs();
    settle_ends();
    return std::move(found_);
  }

 private:
  /// A verb of saying at `at`. In English it has a small letter behind its holder ("Chinese State
  /// Councilor" and "US State Department" say nothing), and a think tank does not think.
  [[nodiscard]] WordsAt saying(std::size_t at) const {
    const WordsAt words = saying_at(tokens_, at);
    if (words.length == 0 || tokens_[at].kind != Token::Kind::word) return words;
    const bool tank = is_any(tokens_, at + words.length, {"tank", "tanks"});
    return tokens_[at].shape == 'a' && !tank ? words : WordsAt{};
  }

  [[nodiscard]] bool begins_clause(std::size_t at) const {
    while (at > 0 && is_any(tokens_, at - 1, {"the", "a", "an"})) --at;
    if (at == 0) return true;
    if (is_any(tokens_, at - 1, {",", ";", ":", "and", "、"})) return true;
    for (std::size_t back = 1; back <= 3 && back <= at; ++back)
      if (word_at(ReportWord::contrast, tokens_, at - back) == back) return true;
    return false;
  }

  void read(const Holder& holder) {
    if (is(tokens_, holder.first == 0 ? end_ : holder.first - 1, "by")) {
      read_passive(holder);
    } else if (holder.first >= 2 && is(tokens_, holder.first - 1, "to") &&
               is(tokens_, holder.first - 2, "according")) {
      Statement one{.holder = holder, .verb = holder.first - 2, .behind = holder.first};
      one.words.length = 2;
      one.first = holder.last;
      one.begin = holder.first - 2;
      found_.push_back(one);
    } else if (!read_behind(holder) && !read_view(holder)) {
      read_active(holder);
    }
  }

  /// "…, said an American delegate": the words that are held stand before the verb.
  bool read_behind(const Holder& holder) {
    if (chinese_ || holder.kind != Holder::Kind::participants || holder.first < 2) return false;
    const std::size_t verb = holder.first - 1;
    const WordsAt words = saying(verb);
    if (words.length != 1 || !words.past || !is_any(tokens_, verb - 1, {",", "?", "!", "."}))
      return false;
    Statement one{.holder = holder, .verb = verb, .behind = holder.first, .words = words};
    one.begin = verb;
    one.first = holder.last;
    one.reversed = true;
    found_.push_back(one);
    return true;
  }

  /// "was noted by U.S. participants that …"
  void read_passive(const Holder& holder) {
    for (std::size_t back = 2; back <= 4 && back <= holder.first; ++back) {
      const std::size_t verb = holder.first - back;
      const WordsAt words = saying(verb);
      if (words.length == 0 || verb + words.length + 1 != holder.first) continue;
      Statement one{.holder = holder, .verb = verb, .behind = verb + words.length, .words = words};
      one.first = holder.last;
      one.begin = verb;
      while (one.begin > 0 && !is_any(tokens_, one.begin - 1, {",", ";"}) && verb - one.begin < 6)
        --one.begin;
      found_.push_back(one);
      return;
    }
  }

  /// "Beijing's priority is to …", "For Beijing, the top priorities … are …"
  bool read_view(const Holder& holder) {
    if (holder.kind == Holder::Kind::pronoun) return false;
    std::size_t at = holder.last;
    const bool fronted =
        holder.first > 0 && is(tokens_, holder.first - 1, "for") && is(tokens_, at, ",");
    if (is(tokens_, at, "'s") || fronted || is(tokens_, at, "的")) ++at;
    for (int i = 0; i < 3; ++i) {
      if (word_at(ReportWord::view, tokens_, at) > 0) break;
      if (is_any(tokens_, at,
                 {"the", "top", "main", "first", "key", "chief", "primary", "own", "stated",
                  "current", "biggest", "only"}))
        ++at;
    }
    const std::size_t noun = word_at(ReportWord::view, tokens_, at);
    if (noun == 0) return false;
    constexpr std::size_t reach = 8;
    for (std::size_t i = at + noun; i < std::min(at + noun + reach, end_); ++i) {
      if (is_any(tokens_, i, {",", ";", "that"})) break;
      const bool focus = is_any(tokens_, i, {"focus", "focuses", "focused", "include", "included"});
      if (!focus &&
          !is_any(tokens_, i, {"is", "are", "was", "were", "remains", "remain", "remained", "是"}))
        continue;
      Statement one{.holder = holder, .verb = at, .behind = i + 1};
      one.words = {i + 1 - at, Saying::believes, false, 1};
      one.first = i + 1 + (focus && is(tokens_, i + 1, "on") ? 1U : 0U);
      one.begin = holder.first;
      found_.push_back(one);
      return true;
    }
    return false;
  }

  void read_active(const Holder& holder) {
    Statement one{.holder = holder};
    std::size_t at = behind_place(holder);
    constexpr std::size_t most = 9;
    for (std::size_t i = 0; i < most && at < end_; ++i) {
      one.words = saying(at);
      if (one.words.length > 0 && fits(holder, one.words)) break;
      one.words = {};
      const std::size_t contrast = word_at(ReportWord::contrast, tokens_, at);
      const std::size_t between = word_at(ReportWord::between, tokens_, at);
      if (contrast > 0 && (chinese_ || is(tokens_, at - 1, ","))) {
        one.contrast = true;
        at += contrast;
      } else if (between > 0) {
        one.negated = one.negated || word_at(ReportWord::negation, tokens_, at) > 0;
        at += between;
      } else if (tokens_[at].text.ends_with("ly") ||
                 word_at(ReportWord::negation, tokens_, at) > 0) {
        one.negated = one.negated || !tokens_[at].text.ends_with("ly");
        ++at;
      } else if (is(tokens_, at, ",") && (chinese_ || comma_fits(at))) {
        ++at;
      } else if (chinese_ && is(tokens_, at, "就")) {
        read_topic(one, at + 1);
        return;
      } else {
        return;
      }
    }
    if (one.words.length == 0) return;
    one.verb = at;
    one.behind = at + one.words.length;
    one.first = one.behind;
    one.begin = holder.first;
    found_.push_back(one);
  }

  /// Behind where they were, if a verb of saying follows: "Chinese delegates at the dialogue said".
  [[nodiscard]] std::size_t behind_place(const Holder& holder) const {
    constexpr std::size_t longest = 5;
    if (chinese_ || holder.kind != Holder::Kind::participants ||
        !is_any(tokens_, holder.last, {"at", "in", "of", "attending", "present"}))
      return holder.last;
    for (std::size_t at = holder.last + 1; at < std::min(holder.last + longest, end_); ++at) {
      if (tokens_[at].kind == Token::Kind::mark) break;
      if (saying(at).length > 0) return at;
    }
    return holder.last;
  }

  /// 双方就台湾问题交换意见: what they talked of stands before the verb.
  void read_topic(Statement one, std::size_t from) {
    constexpr std::size_t reach = 40;
    for (std::size_t at = from; at < std::min(from + reach, end_); ++at) {
      const WordsAt words = saying(at);
      if (words.length < 2) continue;
      one.words = words;
      one.verb = at;
      one.behind = at + words.length;
      one.first = from;
      one.last = at;
      one.begin = one.holder.first;
      found_.push_back(one);
      return;
    }
  }

  /// A comma that only sets a word such as "however" apart.
  [[nodiscard]] bool comma_fits(std::size_t at) const {
    const bool before = word_at(ReportWord::contrast, tokens_, at + 1) > 0 ||
                        word_at(ReportWord::between, tokens_, at + 1) > 0;
    const bool after =
        at > 0 && (word_at(ReportWord::contrast, tokens_, at - 1) > 0 ||
                   word_at(ReportWord::between, tokens_, at - 1) > 0 ||
                   is_any(tokens_, at - 1,
                          {"hand", "part", "response", "contrast", "turn", "instance", "example"}));
    return before || after;
  }

  /// A government is told to hold views; what it "discussed" or "raised" is a report of events.
  static bool fits(const Holder& holder, const WordsAt& words) {
    if (holder.kind != Holder::Kind::government) return true;
    return words.saying != Saying::discusses && (words.saying == Saying::believes || !words.past ||
                                                 words.length > 1 || holder.side == "both");
  }

  /// "it was noted that …", 有观点认为
  void read_unnamed() {
    for (std::size_t at = 0; at + 3 < end_; ++at) {
      if (!is(tokens_, at, "it") || !is_any(tokens_, at + 1, {"was", "is", "has"})) continue;
      std::size_t verb = at + 2;
      while (verb < end_ &&
             (is(tokens_, verb, "been") || word_at(ReportWord::between, tokens_, verb) > 0 ||
              tokens_[verb].text.ends_with("ly")))
        ++verb;
      const WordsAt words = saying(verb);
      if (words.length == 0 || !words.past || !is(tokens_, verb + words.length, "that")) continue;
      Statement one{.holder = {Holder::Kind::unnamed, {}, at, at + 1},
                    .verb = verb,
                    .behind = verb + words.length,
                    .words = words};
      one.first = one.behind;
      one.begin = at;
      found_.push_back(one);
    }
  }

  /// What stands inside the proposition of another is part of it: "argued that Beijing believes".
  void drop_embedded() {
    std::vector<Statement> kept;
    for (const Statement& one : found_) {
      const bool doubled = !kept.empty() && kept.back().verb == one.verb;
      const bool inner =
          !kept.empty() && one.begin >= kept.back().first && !kept.back().holder.side.empty();
      const bool free = begins_clause(one.begin) && (one.holder.kind == kept_kind(kept) ||
                                                     one.holder.kind != Holder::Kind::government);
      const bool at_once = inner && one.begin <= kept.back().first + 1;  // "said they believed"
      if (doubled || (inner && !free) || at_once) continue;
      kept.push_back(one);
      const auto outer = std::ranges::find_if(
          kept, [](const Statement& s) { return s.holder.kind == Holder::Kind::unnamed; });
      kept.back().nested = one.holder.kind == Holder::Kind::government && outer != kept.end();
    }
    found_ = std::move(kept);
  }

  static Holder::Kind kept_kind(const std::vector<Statement>& kept) {
    return kept.empty() ? Holder::Kind::participants : kept.back().holder.kind;
  }

  /// "raised …, and said …, but acknowledged …"
  void add_second_verbs() {
    if (chinese_) return;
    std::vector<Statement> all;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      all.push_back(found_[i]);
      const std::size_t until = i + 1 < found_.size() ? found_[i + 1].begin : end_;
      for (std::size_t at = found_[i].first + 1; at < until; ++at) {
        if (!is_any(tokens_, at, {"and", "but", "though", "although", "while", "yet"})) continue;
        std::size_t verb = at + 1;
        bool negated = false, seems = false;
        while (verb < until && (word_at(ReportWord::between, tokens_, verb) > 0 ||
                                tokens_[verb].text.ends_with("ly"))) {
          negated = negated || is(tokens_, verb, "not");
          seems = seems || is_any(tokens_, verb, {"seemed", "appeared", "tended", "continued"});
          verb += std::max<std::size_t>(word_at(ReportWord::between, tokens_, verb), 1);
        }
        const WordsAt words = saying(verb);
        if (words.length == 0 || (words.past || seems) != found_[i].words.past ||
            (!words.past && !seems && !tokens_[verb].text.ends_with('s')))
          continue;
        Statement next = found_[i];
        next.words = words;
        next.verb = verb;
        next.behind = next.first = verb + words.length;
        next.begin = at;
        next.negated = negated;
        next.second = true;
        next.contrast = false;
        next.last = 0;
        all.push_back(next);
      }
    }
    found_ = std::move(all);
  }

  void settle_ends() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      Statement& one = found_[i];
      const bool topic = one.last > 0;
      std::size_t next = i + 1;
      if (one.holder.kind == Holder::Kind::unnamed)
        while (next < found_.size() && found_[next].nested) ++next;
      if (!topic)
        one.last =
            next < found_.size() && found_[next].begin >= one.first ? found_[next].begin : end_;
      while (one.first < one.last && is_any(tokens_, one.first, {",", ":", "that", "了", "到"}))
        ++one.first;
      trim_end(one);
      one.contrast = one.contrast || follows_contrast(one.begin);
      if (told_before(one)) {
        one.first = 0;
        one.last = one.begin - 1;
        if (closes_quotation(one.last)) ++one.last;
      } else {
        skip_hearer(one);
      }
      if (one.first >= one.last) {
        one.first = one.begin;
        one.last = std::max(one.behind, one.begin + 1);
      }
    }
  }

  /// "…, Chinese participants said.", "…, they said on Wednesday", "…, according to the U.S. side":
  /// whether what is held stands before the holder.
  [[nodiscard]] bool told_before(const Statement& one) const {
    constexpr std::size_t least = 4;  // words of a clause, not of "However," or "In response,"
    if (one.second || one.begin < 2) return false;
    if (one.reversed) return true;
    if (!is(tokens_, one.begin - 1, ",")) return false;
    if (one.first >= one.last) return true;
    const bool first = &one == &found_.front() && one.begin > least;
    const auto none_of = [&](std::initializer_list<std::string_view> words) {
      for (std::size_t i = one.first; i < one.last; ++i)
        if (is_any(tokens_, i, words)) return false;
      return true;
    };
    if (is(tokens_, one.verb, "according")) return first && none_of({","});
    const bool when = is_any(tokens_, one.first, {"on", "at", "in", "during", "after"});
    return first && when && one.words.saying == Saying::states && none_of({"that", ":"});
  }

  /// "Assured their U.S. counterparts that …": to whom they said it is not what they hold.
  void skip_hearer(Statement& one) const {
    constexpr std::size_t longest = 6;
    if (!is_any(tokens_, one.verb, {"assured", "told", "reminded", "informed", "warned"})) return;
    for (std::size_t i = one.first; i + 1 < std::min(one.last, one.first + longest); ++i)
      if (is(tokens_, i, "that")) one.first = i + 1;
  }

  /// A mark with the quotation mark behind it: it stays with the words that it closes.
  [[nodiscard]] bool closes_quotation(std::size_t at) const {
    return !chinese_ && tokens_[at].kind == Token::Kind::mark && is_any(tokens_, at, {",", "."}) &&
           tokens_[at].span.end - tokens_[at].span.begin > 1;
  }

  /// Takes off the words that join what follows.
  void trim_end(Statement& one) const {
    while (one.last > one.first + 1) {
      const std::size_t before = one.last - 1;
      if (closes_quotation(before)) break;
      if (is_any(tokens_, before, {",", ";", "and", "、", "the"}) ||
          word_at(ReportWord::contrast, tokens_, before) == 1) {
        --one.last;
      } else {
        break;
      }
    }
  }

  [[nodiscard]] bool follows_contrast(std::size_t at) const {
    if (word_at(ReportWord::contrast, tokens_, 0) > 0 && at <= 6) return true;
    if (word_at(ReportWord::contrast, tokens_, at) > 0) return true;
    while (at > 0 && is_any(tokens_, at - 1, {"the", "a", "an"})) --at;
    for (std::size_t back = 1; back <= 3 && back <= at; ++back)
      if (word_at(ReportWord::contrast, tokens_, at - back) == back) return true;
    return false;
  }

  Tokens tokens_;
  bool chinese_;
  std::size_t end_ = 0;
  std::vector<Holder> holders_;
  std::vector<Statement> found_;
};

}  // namespace

bool is_any(Tokens tokens, std::size_t at, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return is(tokens, at, word); });
}

std::vector<Statement> statements_in(const SentenceWords& sentence, const Lexicon& lexicon) {
  return StatementReader(sentence, lexicon).run();
}

}  // namespace detente
