// SPDX-License-Identifier: Apache-2.0
#include "text/frame.hpp"

#include <algorithm>

namespace detente {

namespace {

std::optional<Who> who_of(const Concept& one, const std::array<std::string, 2>& sides) {
  const bool acts = one.kind == "actor" || one.kind == "office" || one.kind == "institution";
  if (!acts || one.side.empty()) return std::nullopt;
  if (one.side == "both") return Who::both;
  if (one.side == sides[0]) return Who::first;
  if (one.side == sides[1]) return Who::second;
  return one.kind == "actor" ? std::optional(Who::other) : std::nullopt;
}

constexpr int called = 2, agreed = 5;  // the steps of calls and wishes, and of agreements

/// Of "the two countries", 两国: states, which do not speak themselves.
bool ends_as_state(const Token& token) {
  constexpr std::string_view ends[] = {"countries", "nations", "peoples", "militaries",
                                       "国",        "民",      "美",      "军"};
  return std::ranges::find(ends, token.text) != std::end(ends);
}

/// Nouns that bind like the verbs that they come from: "their commitment to".
bool binds_as_noun(const std::string& word) {
  constexpr std::string_view nouns[] = {"commitment", "commitments", "willingness", "readiness",
                                        "agreement",  "desire",      "intention",   "hope",
                                        "opposition", "objection",   "objections",  "support",
                                        "consensus"};
  return std::ranges::find(nouns, word) != std::end(nouns);
}

}  // namespace

Frame::Frame(const SentenceWords& sentence, const Lexicon& lexicon,
             const std::array<std::string, 2>& parties, std::optional<Who> speaker,
             std::optional<Who> author)
    : sentence_(sentence), roles_(sentence.tokens.size()), concept_at_(sentence.tokens.size(), -1) {
  for (const Match& match : sentence.grammar) {
    for (std::size_t i = match.first; i < match.last; ++i) roles_[i] |= 1U << match.entry;
  }
  for (const Match& match : sentence.concepts) {
    for (std::size_t i = match.first; i < match.last; ++i)
      concept_at_[i] = static_cast<int>(match.entry);
  }
  find_parties(lexicon, parties, speaker, author);
  join_parties(lexicon);
  find_verbs(lexicon);
}

bool Frame::is_mark(std::size_t token, std::string_view marks) const {
  const Token& one = sentence_.tokens[token];
  return one.kind == Token::Kind::mark && one.text.size() == 1 &&
         marks.find(one.text[0]) != std::string_view::npos;
}

void Frame::find_parties(const Lexicon& lexicon, const std::array<std::string, 2>& sides,
                         std::optional<Who> speaker, std::optional<Who> author) {
  for (const Match& match : sentence_.concepts) {
    const Concept& one = lexicon.data().concepts[match.entry];
    if (const auto who = who_of(one, sides)) {
      const bool people = one.kind != "actor" || who != Who::both;
      parties_.push_back({.who = *who, .first = match.first, .last = match.last, .people = people});
    }
  }
  for (const Match& match : sentence_.grammar) {
    const auto role = static_cast<Grammar>(match.entry);
    std::optional<Who> who;
    if (role == Grammar::both) who = Who::both;
    if (role == Grammar::own) who = speaker && *speaker != Who::both ? speaker : author;
    if (role == Grammar::speaker) who = speaker;
    const auto overlaps = [&](const PartyAt& one) {
      return one.first < match.last && match.first < one.last;
    };
    if (!who || (role != Grammar::both && std::ranges::any_of(parties_, overlaps))) continue;
    std::erase_if(parties_, overlaps);
    const bool people = role != Grammar::both || !ends_as_state(sentence_.tokens[match.last - 1]);
    parties_.push_back({.who = *who, .first = match.first, .last = match.last, .people = people});
  }
  std::ranges::sort(parties_, {}, &PartyAt::first);
}

/// "President" "Xi" is one, "the United States and China" are both, and so are "President Biden and
/// President Xi": a title of neither side alone stands between.
void Frame::join_parties(const Lexicon& lexicon) {
  std::vector<PartyAt> joined;
  const auto is_title = [&](std::size_t at) {
    return concept_at_[at] >= 0 &&
           lexicon.data().concepts[static_cast<std::size_t>(concept_at_[at])].kind == "office";
  };
  for (PartyAt party : parties_) {
    const bool behind_title =
        !joined.empty() && party.first >= joined.back().last + 2 && is_title(party.first - 1);
    if (behind_title) --party.first;
    const bool near = !joined.empty() && party.first - joined.back().last <= 1;
    const bool adjacent = near && party.first == joined.back().last;
    const bool listed = near && !adjacent && has(Grammar::joint, party.first - 1);
    const bool two_sides = near && joined.back().who != party.who &&
                           joined.back().who != Who::other && party.who != Who::other;
    if (adjacent && joined.back().who == party.who) {
      joined.back().last = party.last;
    } else if (listed && two_sides) {
      joined.back().who = Who::both;
      joined.back().people = joined.back().people && party.people;
      joined.back().last = party.last;
    } else {
      joined.push_back(party);
    }
  }
  parties_ = std::move(joined);
  for (PartyAt& party : parties_) {
    std::size_t before = party.first;
    while (before > 0 && has(Grammar::determiner, before - 1) &&
           !has(Grammar::preposition, before - 1))
      --before;
    const bool governed =
        before > 0 && has(Grammar::preposition, before - 1) && concept_at_[before - 1] < 0;
    const bool genitive =
        party.last < sentence_.tokens.size() && sentence_.tokens[party.last].text == "'s";
    party.subject = !governed && !genitive;
  }
}

/// An English verb's form that is a noun here: behind an article, a genitive or a possessive.
bool Frame::is_noun(std::size_t first, std::size_t last) const {
  const std::string& word = sentence_.tokens[first].text;
  const std::string next = last < sentence_.tokens.size() ? sentence_.tokens[last].text : "";
  // 各自承诺, 总统先生的承诺
  if (sentence_.chinese)
    return first > 0 && word == "承" &&
           (sentence_.tokens[first - 1].text == "的" || sentence_.tokens[first - 1].text == "自");
  if (last - first > 1) return false;
  // "Continued concerns"; "honour their commitments", but "their commitment to".
  if (word == "continued" || word.starts_with("commitment")) return next != "to";
  if (binds_as_noun(word)) return false;
  return first > 0 && has(Grammar::determiner, first - 1);
}

/// A verb's form inside a longer name or saying: 反制 in 关税反制措施, 不容 in 水火不容. A formula
/// that begins with its verb (不支持“台独”) binds by it.
bool Frame::is_inside(const Match& verb) const {
  return std::ranges::any_of(sentence_.concepts, [&](const Match& match) {
    return match.first < verb.first && verb.last <= match.last;
  });
}

/// "Underscored his fundamental concerns about": what is raised is an objection.
bool Frame::complains(std::size_t behind) const {
  constexpr std::size_t reach = 5;
  constexpr std::string_view nouns[] = {"concern", "concerns", "objection", "objections",
                                        "opposition"};
  for (std::size_t i = behind; i < std::min(behind + reach, sentence_.tokens.size()); ++i) {
    if (is_mark(i, ",;:.") || has(Grammar::opening, i)) return false;
    if (std::ranges::find(nouns, sentence_.tokens[i].text) != std::end(nouns)) {
      const std::size_t next = i + 1;
      return next < sentence_.tokens.size() && has(Grammar::preposition, next);
    }
  }
  return false;
}

bool Frame::negated(std::size_t verb) const {
  constexpr std::size_t reach = 3;
  for (std::size_t i = verb; i-- > 0 && i + reach >= verb;) {
    if (is_mark(i, ",;:.")) return false;
    if (has(Grammar::negation, i)) return true;
    if (sentence_.chinese && i + 1 < verb) return false;
  }
  return false;
}

/// Whether a verb that ends before the token is one of saying, by what follows it.
bool Frame::tells(std::size_t behind) const {
  if (behind >= sentence_.tokens.size()) return true;
  const std::string& next = sentence_.tokens[behind].text;
  if (sentence_.chinese) return next == "," || next == ":" || next == "." || next == "了";
  return !has(Grammar::preposition, behind);
}

const PartyAt* Frame::subject_of(std::size_t verb) const {
  std::size_t begin = verb;
  while (begin > 0 && !is_mark(begin - 1, ",;:.") && !has(Grammar::opening, begin - 1)) --begin;
  const PartyAt* subject = nullptr;
  for (const PartyAt& party : parties_) {
    if (party.first >= begin && party.last <= verb && party.subject) subject = &party;
  }
  return subject;
}

/// A verb at these tokens with its subject.
VerbAt Frame::verb_at(std::size_t first, std::size_t last) const {
  VerbAt verb{.first = static_cast<std::uint32_t>(first), .last = static_cast<std::uint32_t>(last)};
  if (const PartyAt* const subject = subject_of(first)) {
    verb.subject = subject->who;
    verb.people = subject->people;
  }
  return verb;
}

/// "Agreed with President Xi": both do.
void Frame::agree_with(VerbAt& verb) const {
  const bool one = verb.subject == Who::first || verb.subject == Who::second;
  if (!verb.agrees_if_both || !one || verb.last >= sentence_.tokens.size()) return;
  const std::string& next = sentence_.tokens[verb.last].text;
  if (next != "with" && next != "同" && next != "与") return;
  const Who other = verb.subject == Who::first ? Who::second : Who::first;
  const bool named = std::ranges::any_of(parties_, [&](const PartyAt& party) {
    return party.who == other && party.first > verb.last && party.first <= verb.last + 2;
  });
  if (!named) return;
  verb.subject = Who::both;
  verb.binding = agreed;
}

void Frame::find_verbs(const Lexicon& lexicon) {
  for (std::size_t i = 0; i < sentence_.verbs.size();) {
    const Match& match = sentence_.verbs[i];
    std::size_t end = i + 1;
    while (end < sentence_.verbs.size() && sentence_.verbs[end].first == match.first) ++end;
    if (is_noun(match.first, match.last) || is_inside(match)) {
      i = end;
      continue;
    }
    VerbAt verb = verb_at(match.first, match.last);
    const Verb* chosen = nullptr;
    for (; i < end; ++i) {
      const Verb& one = lexicon.data().verbs[sentence_.verbs[i].entry];
      verb.agrees_if_both =
          verb.agrees_if_both || (one.subject == Verb::Subject::both && one.binding == agreed);
      const bool fits = one.subject == Verb::Subject::any ||
                        (one.subject == Verb::Subject::both) == (verb.subject == Who::both);
      if (chosen == nullptr ||
          (fits && (chosen->subject == Verb::Subject::any || one.subject != Verb::Subject::any)))
        chosen = &one;
    }
    verb.binding = chosen->binding;
    verb.polarity = chosen->polarity;
    verb.role = chosen->role;
    agree_with(verb);
    // An entry for both, with one subject: one side alone is bound, which is a step less.
    if (chosen->subject == Verb::Subject::both && verb.subject && *verb.subject != Who::both)
      verb.binding = std::min(verb.binding, 4);
    const bool not_behind = !sentence_.chinese && match.last < sentence_.tokens.size() &&
                            has(Grammar::negation, match.last);  // "will not"
    if (verb.polarity > 0 && (not_behind || negated(match.first))) verb.polarity = -1;
    if (verb.polarity > 0 && verb.binding <= 1 && complains(match.last)) verb.polarity = -1;
    verb.asks = verb.binding == called;
    verb.tells = verb.role != Verb::Role::plain && verb.binding <= 1 && tells(match.last);
    const Token& token = sentence_.tokens[match.first];
    verb.bare = !sentence_.chinese && match.first > 0 && !token.text.ends_with("ed") &&
                !token.text.ends_with('s');
    verbs_.push_back(verb);
  }
  // "should" and 应该 where the lexicon has no verb of them.
  for (const Match& match : sentence_.grammar) {
    if (static_cast<Grammar>(match.entry) != Grammar::call) continue;
    const auto overlaps = [&](const VerbAt& one) {
      return one.first < match.last && match.first < one.last;
    };
    if (concept_at_[match.first] >= 0 || std::ranges::any_of(verbs_, overlaps)) continue;
    VerbAt verb = verb_at(match.first, match.last);
    verb.binding = called;
    verb.polarity = negated(match.first) ? -1 : 1;
    verb.role = Verb::Role::modal;
    verb.asks = true;
    verbs_.push_back(verb);
  }
  std::ranges::sort(verbs_, {}, &VerbAt::first);
}

bool Frame::has_subject(std::size_t first, std::size_t last) const {
  constexpr std::size_t chinese_reach = 3;
  for (const PartyAt& party : parties_) {
    if (party.first < first || party.last > last || !party.subject) continue;
    if (sentence_.chinese && party.first < first + chinese_reach) return true;
    // English: the party, then a finite verb before any mark.
    for (std::size_t i = party.last; i < last; ++i) {
      if (has(Grammar::auxiliary, i) || has(Grammar::call, i)) return true;
      if (std::ranges::any_of(verbs_, [&](const VerbAt& v) { return v.first == i; })) return true;
    }
  }
  if (sentence_.chinese) return false;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (has(Grammar::auxiliary, i) && concept_at_[i] < 0 && !has(Grammar::opening, i - 1)) {
      return true;
    }
    if (has(Grammar::opening, i) || has(Grammar::preposition, i)) return false;
  }
  return false;
}

}  // namespace detente
