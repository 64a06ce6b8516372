// SPDX-License-Identifier: Apache-2.0
#include "text/points.hpp"

#include <algorithm>

#include "text/bonds.hpp"
#include "text/clauses.hpp"
#include "text/point_issues.hpp"
#include "text/stop_words.hpp"
#include "text/turns.hpp"

namespace detente {

namespace {

/// A point as tokens of its sentence.
struct Item {
  std::size_t first = 0;
  std::size_t last = 0;
  Bond bond{};
  bool weak = false;  ///< no object in it, only talks or general words
};

/// Goes through a text sentence by sentence, since who speaks carries over.
class PointReader {
 public:
  PointReader(const TextWords& text, const Lexicon& lexicon,
              const std::array<std::string, 2>& parties)
      : text_(text),
        lexicon_(lexicon),
        parties_(parties),
        author_(text.joint                  ? std::optional(Who::both)
                : text.issuer.empty()       ? std::nullopt
                : text.issuer == parties[0] ? std::optional(Who::first)
                : text.issuer == parties[1] ? std::optional(Who::second)
                                            : std::nullopt),
        issuer_(author_),
        bonds_(lexicon, author_, text.joint) {}

  std::vector<Point> run() {
    for (const SentenceWords& sentence : text_.sentences) {
      read(sentence);
      ++sentence_;
    }
    settle_issues(points_, lexicon_);
    return std::move(points_);
  }

 private:
  [[nodiscard]] const Concept& concept_of(const Match& match) const {
    return lexicon_.data().concepts[match.entry];
  }

  /// In a transcript, who begins to speak: "PRESIDENT XI: …", "Q   Thank you, …". A longer heading
  /// names a matter, also where it ends in a side ("HEIGHTENED TARIFFS ON CHINA: …").
  void hear_turn(const SentenceWords& sentence) {
    constexpr std::size_t longest_name = 5;
    const std::size_t end = label_end(sentence);
    if (end == 0 || end > longest_name) return;
    question_ = transcript_ && sentence.tokens[0].text == "q";
    if (sentence.tokens[0].text == "q") return;
    transcript_ = true;
    std::optional<Who> speaker = issuer_;
    for (const Match& match : sentence.concepts) {
      const Concept& one = concept_of(match);
      if (match.last != end || one.kind != "actor") continue;
      if (one.side == parties_[0]) speaker = Who::first;
      if (one.side == parties_[1]) speaker = Who::second;
    }
    if (speaker == author_) return;
    author_ = speaker;
    bonds_.take_floor(speaker);
  }

  void read(const SentenceWords& sentence) {
    if (sentence.paragraph != paragraph_) hear_turn(sentence);
    paragraph_ = sentence.paragraph;
    if (question_) return;
    const Frame frame(sentence, lexicon_, parties_, bonds_.last_side(), author_);
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      if (frame.has(Grammar::attendance, i)) return;
    }
    std::vector<bool> objects(sentence.tokens.size());
    for (const Match& match : sentence.concepts) {
      if (!is_object(concept_of(match), parties_) || is_venue(sentence, frame, match)) continue;
      for (std::size_t i = match.first; i < match.last; ++i) objects[i] = true;
    }
    auto atoms = atoms_of(sentence, frame, objects);
    drop_heading(sentence, atoms);
    const bool fronted = drop_topic(sentence, frame, atoms);
    items_.clear();
    bonds_.begin(sentence);
    for (std::size_t i = 0; i < atoms.size();) {
      std::size_t end = i + 1;
      while (end < atoms.size() && !atoms[end].opens) ++end;
      read_clause(sentence, frame, std::span(atoms).subspan(i, end - i));
      i = end;
    }
    if (items_.empty()) add_whole(sentence, frame);
    if (fronted && !items_.empty()) items_.front().first = 0;
    for (const Item& item : items_) add_point(sentence, frame, item);
  }

  /// A country that is only where they met: "in Bali, Indonesia", 在韩国.
  [[nodiscard]] bool is_venue(const SentenceWords& sentence, const Frame& frame,
                              const Match& match) const {
    if (concept_of(match).kind != "actor" || match.first == 0) return false;
    const std::string& preposition = sentence.tokens[match.first - 1].text;
    if (preposition == "in" || preposition == "在") return true;
    if (match.first < 2) return false;
    const int before = frame.concept_at(match.first - 2);
    return sentence.tokens[match.first - 1].text == "," && before >= 0 &&
           lexicon_.data().concepts[static_cast<std::size_t>(before)].kind == "place";
  }

  /// A heading inside a line is no point: two words or more in capitals, then a colon.
  static void drop_heading(const SentenceWords& sentence, std::vector<Atom>& atoms) {
    std::size_t words = 0, colon = 0;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      const Token& token = sentence.tokens[i];
      if (token.kind == Token::Kind::word && token.shape != 'X') break;
      words += token.kind == Token::Kind::word ? 1 : 0;
      if (token.text != ":") continue;
      colon = i;
      break;
    }
    if (words < 2) return;
    std::erase_if(atoms, [&](const Atom& atom) { return atom.last <= colon; });
    if (!atoms.empty()) atoms[0].opens = true;
  }

  /// "On Taiwan, he …": what stands in front names the topic of what follows, and is no point.
  [[nodiscard]] static bool drop_topic(const SentenceWords& sentence, const Frame& frame,
                                       std::vector<Atom>& atoms) {
    if (atoms.size() < 2 || !atoms[0].object || atoms[0].first != 0) return false;
    const bool governed = frame.has(Grammar::preposition, 0) && frame.concept_at(0) < 0;
    const bool has_verb = std::ranges::any_of(
        frame.verbs(), [&](const VerbAt& verb) { return verb.first < atoms[0].last; });
    const bool more = std::ranges::any_of(std::span(atoms).subspan(1), &Atom::object);
    const bool comma =
        atoms[0].last < sentence.tokens.size() && sentence.tokens[atoms[0].last].text == ",";
    if (!governed || has_verb || !more || !comma) return false;
    atoms.erase(atoms.begin());
    atoms[0].opens = true;
    return true;
  }

  void read_clause(const SentenceWords& sentence, const Frame& frame, std::span<const Atom> atoms) {
    const std::size_t first = atoms.front().first, last = atoms.back().last;
    bonds_.read(sentence, frame, first, last);
    const bool any = std::ranges::any_of(atoms, &Atom::object);
    if (!any) {
      add_weak(sentence, frame, first, last);
      return;
    }
    const std::size_t before = items_.size();
    std::size_t begin = first;
    for (const Atom& atom : atoms) {
      const bool follows = items_.size() > before;
      if (!atom.object && !follows) continue;  // what introduces the first item goes with it
      if (follows && (!atom.object || same_objects(sentence, items_.back(), atom))) {
        items_.back().last = atom.last;
      } else {
        items_.push_back({begin, atom.last, bonds_.current()});
      }
      begin = atom.last;
    }
    // Items begin behind the mark that ends the one before.
    for (std::size_t i = before; i < items_.size(); ++i)
      trim(sentence, frame, items_[i], i > before);
  }

  /// Takes marks and joining words off an item's begin.
  void trim(const SentenceWords& sentence, const Frame& frame, Item& item, bool follows) const {
    while (item.first + 1 < item.last &&
           (sentence.tokens[item.first].kind == Token::Kind::mark ||
            (follows && frame.has(Grammar::joint, item.first) && frame.concept_at(item.first) < 0)))
      ++item.first;
  }

  [[nodiscard]] std::vector<std::uint32_t> objects_in(const SentenceWords& sentence,
                                                      std::size_t first, std::size_t last) const {
    std::vector<std::uint32_t> found;
    for (const Match& match : sentence.concepts) {
      if (match.first >= first && match.last <= last && is_object(concept_of(match), parties_))
        found.push_back(match.entry);
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
  }

  [[nodiscard]] bool same_objects(const SentenceWords& sentence, const Item& item,
                                  const Atom& atom) const {
    const auto before = objects_in(sentence, item.first, item.last);
    const auto here = objects_in(sentence, atom.first, atom.last);
    return std::ranges::includes(before, here);
  }

  /// A clause without an object is a point of its own where it binds or says how they talked;
  /// otherwise it belongs to the point before it.
  void add_weak(const SentenceWords& sentence, const Frame& frame, std::size_t first,
                std::size_t last) {
    std::size_t talks = 0, general = 0;
    bool says = false;  // more than who agrees: "both agreed," frames what follows
    for (const Match& match : sentence.concepts) {
      if (match.first < first || match.last > last) continue;
      const Concept& one = concept_of(match);
      talks += one.kind == "talks" ? 1 : 0;
      general += one.kind == "general" ? 1 : 0;
      says = says || (!is_party(one, parties_) && one.id != "assent");
    }
    if (!says && frame.has_subject(first, last) && bonds_.current().binding > promises) return;
    const bool has_verb = std::ranges::any_of(frame.verbs(), [&](const VerbAt& verb) {
      return verb.first >= first && verb.first < last;
    });
    const bool named = bonds_.current().binding >= promises && frame.has_subject(first, last);
    const bool own =
        has_verb && (named || (bonds_.current().binding >= promises && 2 * talks + general > 1) ||
                     (talks > 0 && talks + general > 1));
    if (own) {
      items_.push_back({first, last, bonds_.current(), true});
    } else if (!items_.empty()) {
      items_.back().last = last;
    }
  }

  /// A sentence that names no object at all: how they talked is a point, that they met is none.
  void add_whole(const SentenceWords& sentence, const Frame& frame) {
    std::size_t telling = 0;
    bool tone = false;
    for (const Match& match : sentence.concepts) {
      const Concept& one = concept_of(match);
      tone = tone || (one.kind == "talks" && one.issue == "relationship");
      if (one.kind == "talks" || one.kind == "place") telling += 3;
      if (one.kind == "general") ++telling;
    }
    const bool met = std::ranges::any_of(
        frame.verbs(), [](const VerbAt& verb) { return verb.role == Verb::Role::meets; });
    if (telling >= 3 && (tone || !met))
      items_.push_back({0, sentence.tokens.size(), bonds_.current(), true});
  }

  [[nodiscard]] std::string name_of(std::optional<Who> who) const {
    if (!who) return "other";
    switch (*who) {
      case Who::first:
        return parties_[0];
      case Who::second:
        return parties_[1];
      case Who::both:
        return "both";
      case Who::other:
        break;
    }
    return "other";
  }

  void add_point(const SentenceWords& sentence, const Frame& frame, const Item& item) {
    Point point;
    point.span = {sentence.tokens[item.first].span.begin, sentence.tokens[item.last - 1].span.end};
    point.binding = item.bond.binding;
    point.polarity = item.bond.polarity;
    point.paragraph = sentence.paragraph;
    point.sentence = sentence_;
    point.who = name_of(bonds_.holder(item.bond, frame, item.weak));
    if (item.bond.verb) {
      const VerbAt& verb = frame.verbs()[*item.bond.verb];
      point.verb = {sentence.tokens[verb.first].span.begin,
                    sentence.tokens[verb.last - 1].span.end};
    }
    for (const Match& match : sentence.concepts) {
      if (match.first < item.first || match.last > item.last) continue;
      const ByteSpan span{sentence.tokens[match.first].span.begin,
                          sentence.tokens[match.last - 1].span.end};
      if (std::ranges::find(point.mentions, match.entry, &Mention::entry) == point.mentions.end())
        point.mentions.push_back({match.entry, span, is_venue(sentence, frame, match)});
    }
    for (const Match& match : sentence.nested) {
      if (match.first < item.first || match.last > item.last ||
          !is_object(concept_of(match), parties_))
        continue;
      const ByteSpan span{sentence.tokens[match.first].span.begin,
                          sentence.tokens[match.last - 1].span.end};
      if (std::ranges::find(point.mentions, match.entry, &Mention::entry) == point.mentions.end())
        point.mentions.push_back({match.entry, span, true});
    }
    for (const Amount& amount : sentence.amounts) {
      if (amount.first >= item.first && amount.last <= item.last) point.amounts.push_back(amount);
    }
    add_words(sentence, item, point);
    point.tone = is_tone(point, lexicon_);
    // That both "agreed that the meeting was useful" binds neither.
    if (point.tone) point.binding = std::min(point.binding, 1);
    settle_issue(point, sentence, lexicon_, parties_);
    points_.push_back(std::move(point));
  }

  /// What the lexicon does not tell of a point tells two texts of one language what they share.
  void add_words(const SentenceWords& sentence, const Item& item, Point& point) const {
    std::vector<bool> told(sentence.tokens.size());
    for (const Match& match : sentence.concepts) {
      const std::string& kind = concept_of(match).kind;
      if (kind == "general") continue;
      for (std::size_t i = match.first; i < match.last; ++i) told[i] = true;
    }
    for (std::size_t i = item.first; i < item.last; ++i) {
      const Token& token = sentence.tokens[i];
      if (token.kind != Token::Kind::word || is_stop_word(token.text)) continue;
      std::string word = base_forms(token.text).back();
      if (std::ranges::find(point.words, word, &PlainWord::word) == point.words.end())
        point.words.push_back({std::move(word), token.span, told[i]});
    }
  }

  const TextWords& text_;
  const Lexicon& lexicon_;
  const std::array<std::string, 2>& parties_;
  std::optional<Who> author_, issuer_;
  bool transcript_ = false, question_ = false;  // somebody had a turn; the press asks: no point
  std::size_t paragraph_ = static_cast<std::size_t>(-1);
  Bonds bonds_;
  std::vector<Item> items_;  // of the sentence that is being read
  std::size_t sentence_ = 0;
  std::vector<Point> points_;
};

}  // namespace

bool is_party(const Concept& one, const std::array<std::string, 2>& parties) {
  const bool of_side = one.side == parties[0] || one.side == parties[1] || one.side == "both";
  return !one.side.empty() && of_side &&
         (one.kind == "actor" || one.kind == "office" || one.kind == "institution");
}

bool is_object(const Concept& one, const std::array<std::string, 2>& parties) {
  if (one.kind == "talks" || one.kind == "general" || one.kind == "office") return false;
  if (is_party(one, parties)) return false;
  if (one.kind == "actor")
    return !one.side.empty() || (is_specific(one.issue) && one.issue != "multilateral" &&
                                 one.issue != "people-to-people");
  if (one.kind == "place") return !one.issue.empty();
  return true;
}

std::vector<Point> points_of(const TextWords& text, const Lexicon& lexicon,
                             const std::array<std::string, 2>& parties) {
  return PointReader(text, lexicon, parties).run();
}

}  // namespace detente
