// SPDX-License-Identifier: Apache-2.0
#include "text/holders.hpp"

#include <algorithm>
#include <array>

#include "text/statements.hpp"

namespace detente {

namespace {

std::size_t skip(ReportWord kind, Tokens tokens, std::size_t at, std::size_t most) {
  for (std::size_t i = 0; i < most; ++i) {
    const std::size_t length = word_at(kind, tokens, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

/// Nouns that are people of a meeting also without the name of a side.
bool stands_alone(const Token& noun) {
  constexpr std::array<std::string_view, 14> not_alone{
      "side",       "sides",          "counterpart",     "counterparts", "colleague",
      "colleagues", "officials",      "member",          "members",      "team",
      "teams",      "representative", "representatives", "moderator"};
  return std::ranges::find(not_alone, noun.text) == not_alone.end();
}

bool is_plain_word(Tokens tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == Token::Kind::word && tokens[at].shape == 'a' &&
         !is_any(tokens, at, {"that", "and", "or", "of", "to", "is", "are", "was", "with", "for"});
}

class HolderReader {
 public:
  HolderReader(const SentenceWords& sentence, const Lexicon& lexicon)
      : tokens_(sentence.tokens), chinese_(sentence.chinese), lexicon_(lexicon) {}

  std::vector<Holder> run() const {
    std::vector<Holder> found;
    for (std::size_t i = 0; i < tokens_.size();) {
      Holder holder = read(i);
      if (holder.last > i) {
        i = holder.last;
        found.push_back(std::move(holder));
      } else {
        ++i;
      }
    }
    return found;
  }

 private:
  [[nodiscard]] Holder read(std::size_t at) const {
    using enum Holder::Kind;
    if (const std::size_t length = word_at(ReportWord::both, tokens_, at); length > 0)
      return both(at, length);
    if (const std::size_t length = word_at(ReportWord::pronoun, tokens_, at); length > 0)
      return {pronoun, {}, at, at + length};
    const std::size_t body = skip(ReportWord::modifier, tokens_, at, 5);
    const SideAt sides = sides_at(tokens_, body, lexicon_);
    const std::size_t behind = body + sides.length;
    // "Chinese side" and 中方 name the people as well.
    const bool people_in_name = sides.length > 0 && (is_any(tokens_, behind - 1, {"side", "方"}) ||
                                                     is(tokens_, behind - 1, "面"));
    std::size_t noun = behind;
    if (sides.length > 0) {
      noun = skip(ReportWord::modifier, tokens_, noun, 3);
      for (int i = 0; i < 2 && word_at(ReportWord::people, tokens_, noun) == 0; ++i)
        noun += is_plain_word(tokens_, noun) && word_at(ReportWord::people, tokens_, noun + 1) > 0
                    ? 1U
                    : 0U;
    }
    const std::size_t length = word_at(ReportWord::people, tokens_, noun);
    if (length > 0) return people(at, noun, length, sides);
    if (people_in_name) return {participants, sides.side, at, behind};
    // A name with a title before it begins at the name.
    if (sides.length > 0) return {government, sides.side, body, behind};
    return {};
  }

  [[nodiscard]] Holder both(std::size_t at, std::size_t length) const {
    const Token& noun = tokens_[at + length - 1];
    constexpr std::array<std::string_view, 7> states{
        "countries", "governments", "nations", "capitals", "militaries", "国", "parties"};
    const bool government = std::ranges::find(states, noun.text) != states.end();
    std::size_t last = at + length;
    last += word_at(ReportWord::people, tokens_, last);
    return {
        government && last == at + length ? Holder::Kind::government : Holder::Kind::participants,
        "both", at, last};
  }

  [[nodiscard]] Holder people(std::size_t at, std::size_t noun, std::size_t length,
                              const SideAt& sides) const {
    Holder holder{Holder::Kind::participants, sides.side, at, noun + length};
    // "experts and scholars", "scholars, officials and diplomats"
    for (std::size_t i = holder.last; is_any(tokens_, i, {"and", ",", "和", "与"});) {
      const std::size_t next = skip(ReportWord::modifier, tokens_, i + 1, 2);
      const std::size_t more = word_at(ReportWord::people, tokens_, next);
      if (more == 0) break;
      i = next + more;
      holder.last = i;
    }
    if (sides.length == 0 && !chinese_) read_origin(holder);
    if (holder.side.empty() && !stands_alone(tokens_[noun])) return {};
    return holder;
  }

  /// "participants from China", "experts on the U.S. side", "participants on both sides"
  void read_origin(Holder& holder) const {
    if (!is_any(tokens_, holder.last, {"from", "on", "of", "in"})) return;
    std::size_t at = holder.last + 1;
    if (const std::size_t length = word_at(ReportWord::both, tokens_, at); length > 0) {
      holder.side = "both";
      holder.last = at + length;
      return;
    }
    if (is_any(tokens_, at, {"the", "both"})) ++at;
    const SideAt sides = sides_at(tokens_, at, lexicon_);
    if (sides.length == 0) return;
    holder.side = sides.side;
    holder.last = at + sides.length;
    holder.last += word_at(ReportWord::people, tokens_, holder.last);
  }

  Tokens tokens_;
  bool chinese_;
  const Lexicon& lexicon_;
};

}  // namespace

SideAt side_at(Tokens tokens, std::size_t at, const Lexicon& lexicon) {
  if (at >= tokens.size()) return {};
  const Token& first = tokens[at];
  const bool name =
      first.kind == Token::Kind::han || (first.kind == Token::Kind::word && first.shape != 'a');
  if (!name) return {};
  constexpr std::size_t longest = 6;
  for (std::size_t length = std::min(longest, tokens.size() - at); length > 0; --length) {
    const auto matches = lexicon.concepts_in(tokens.subspan(at, length));
    if (matches.size() != 1 || matches[0].first != 0 || matches[0].last != length) continue;
    const Concept& one = lexicon.data().concepts[matches[0].entry];
    const bool acts = one.kind == "actor" || one.kind == "place";
    if (acts && !one.side.empty() && one.side != "both") return {one.side, length};
  }
  // What the lexicon gives no side: a capital where most meetings are, parties of dialogues across
  // the Strait.
  if (is_any(tokens, at, {"mainland", "beijing"})) return {"CHN", 1};
  if (is_any(tokens, at, {"taiwan", "taiwanese", "taipei"})) return {"TWN", 1};
  return {};
}

SideAt sides_at(Tokens tokens, std::size_t at, const Lexicon& lexicon) {
  SideAt all = side_at(tokens, at, lexicon);
  if (all.length == 0) return all;
  for (std::size_t i = at + all.length; i + 1 < tokens.size();) {
    if (!is_any(tokens, i, {"and", "or", "/", "、", "和", "与", "及", ","})) break;
    std::size_t next = i + 1;
    if (is_any(tokens, next, {"the", "and"})) ++next;
    const SideAt one = side_at(tokens, next, lexicon);
    if (one.length == 0) break;
    // A comma goes on only towards an "and": "In Ukraine, Chinese scholars" is no list.
    if (is(tokens, i, ",") && !is_any(tokens, next + one.length, {",", "and", "or"})) break;
    if (("+" + all.side + "+").find("+" + one.side + "+") == std::string::npos)
      all.side += "+" + one.side;
    i = next + one.length;
    all.length = i - at;
  }
  return all;
}

std::string between_parties(std::string_view codes, const std::array<std::string, 2>& parties) {
  if (codes.find('+') == std::string_view::npos) return std::string(codes);
  const std::string joined = "+" + std::string(codes) + "+";
  const auto holds = [&](const std::string& party) {
    return !party.empty() && joined.find("+" + party + "+") != std::string::npos;
  };
  if (holds(parties[0]) && holds(parties[1])) return "both";
  if (holds(parties[0])) return parties[0];
  if (holds(parties[1])) return parties[1];
  return std::string(codes.substr(0, codes.find('+')));
}

std::vector<Holder> holders_in(const SentenceWords& sentence, const Lexicon& lexicon) {
  return HolderReader(sentence, lexicon).run();
}

}  // namespace detente
