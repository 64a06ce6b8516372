// SPDX-License-Identifier: Apache-2.0
#include "text/clauses.hpp"

#include <algorithm>

namespace detente {

namespace {

bool is_break(const Token& token) {
  constexpr std::string_view marks = ",;:()-.!?";
  return token.kind == Token::Kind::mark &&
         (token.text == "、" ||
          (token.text.size() == 1 && marks.find(token.text[0]) != std::string_view::npos));
}

class AtomSplitter {
 public:
  AtomSplitter(const SentenceWords& sentence, const Frame& frame, const std::vector<bool>& objects)
      : sentence_(sentence), frame_(frame), objects_(objects) {}

  std::vector<Atom> run() {
    const std::size_t size = sentence_.tokens.size();
    std::size_t first = 0;
    char mark = ';';  // what stands before the atom
    for (std::size_t i = 0; i <= size; ++i) {
      if (i < size && (!is_break(sentence_.tokens[i]) || frame_.concept_at(i) >= 0 || counts(i)))
        continue;
      split(first, i, mark);
      if (i < size) mark = sentence_.tokens[i].text[0];
      first = i + 1;
    }
    return std::move(atoms_);
  }

 private:
  /// The point in "No. 5".
  [[nodiscard]] bool counts(std::size_t at) const {
    const auto& tokens = sentence_.tokens;
    return at > 0 && at + 1 < tokens.size() && tokens[at].text == "." &&
           tokens[at - 1].text == "no" && tokens[at + 1].kind == Token::Kind::number;
  }

  [[nodiscard]] bool any_object(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
      if (objects_[i]) return true;
    }
    return false;
  }

  [[nodiscard]] bool has_verb(std::size_t first, std::size_t last) const {
    return std::ranges::any_of(frame_.verbs(), [&](const VerbAt& verb) {
      return verb.first >= first && verb.first < last;
    });
  }

  [[nodiscard]] bool joins(std::size_t at) const {
    return frame_.has(Grammar::joint, at) && frame_.concept_at(at) < 0;
  }

  /// Between two parties or two states, as in "the war between Russia and Ukraine".
  [[nodiscard]] bool between_actors(std::size_t first, std::size_t last) const {
    const auto& parties = frame_.parties();
    const bool before =
        std::ranges::any_of(parties, [&](const PartyAt& party) { return party.last == first; });
    const bool after =
        std::ranges::any_of(parties, [&](const PartyAt& party) { return party.first == last; });
    return before && after;
  }

  /// The stretch between two marks, split at the words that join objects.
  void split(std::size_t first, std::size_t last, char mark) {
    std::size_t begin = first;
    for (std::size_t i = first; i < last;) {
      std::size_t end = i;
      while (end < last && joins(end)) ++end;
      if (end == i) {
        ++i;
        continue;
      }
      std::size_t next = end;
      while (next < last && !joins(next)) ++next;
      const bool clause = has_verb(begin, i) && has_verb(end, next) && any_object(end, next);
      if (i > begin && (any_object(begin, i) || clause) && any_object(end, next) &&
          !between_actors(i, end)) {
        add(begin, i, mark);
        mark = '&';
        begin = end;
      }
      i = end;
    }
    add(begin, last, mark);
  }

  void add(std::size_t first, std::size_t last, char mark) {
    if (first >= last) return;
    const bool list = mark == '&' || static_cast<unsigned char>(mark) >= 0x80;  // 、
    const bool comma = sentence_.chinese && mark == ',';
    const bool opens = mark == ';' || mark == ':' || comma || has_verb(first, last) ||
                       (!list && frame_.has_subject(first, last));
    atoms_.push_back({first, last, any_object(first, last), opens});
  }

  const SentenceWords& sentence_;
  const Frame& frame_;
  const std::vector<bool>& objects_;
  std::vector<Atom> atoms_;
};

}  // namespace

std::vector<Atom> atoms_of(const SentenceWords& sentence, const Frame& frame,
                           const std::vector<bool>& is_object) {
  return AtomSplitter(sentence, frame, is_object).run();
}

}  // namespace detente
