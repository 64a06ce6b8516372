// SPDX-License-Identifier: Apache-2.0
#include "text/bonds.hpp"

#include <algorithm>

namespace detente {

namespace {

constexpr int calls = 2, commits = 4, agrees = 5;

bool is_side(std::optional<Who> who) { return who == Who::first || who == Who::second; }

}  // namespace

void Bonds::begin(const SentenceWords& sentence) {
  // The narrator tells of both only until his paragraph ends: then he may go on for himself.
  if (speaker_ == Who::both && sentence.paragraph != paragraph_) speaker_.reset();
  const Bond before = outer_;
  current_ = Bond{.who = speaker_};
  outer_ = current_;
  told_ = heard_ = asking_ = restating_ = false;
  // What stands behind a semicolon goes on with the list: "will (i) …; and (ii) …".
  if (goes_on_ && sentence.paragraph == paragraph_) {
    current_ = before;
    told_ = true;
  }
  goes_on_ = !sentence.tokens.empty() && sentence.tokens.back().text == ";";
  new_paragraph_ = sentence.paragraph != paragraph_;
  paragraph_ = sentence.paragraph;
}

/// Who speaks from the sentence's first verb on. That both do is the narrator's word: states as
/// such ("the two countries have differences") do not speak, and inside one side's speech 双方同意
/// is that side's account.
void Bonds::hear(const SentenceWords& sentence, const VerbAt& verb) {
  if (!verb.subject || verb.subject == Who::other) return;
  if (is_side(verb.subject)) {
    if (verb.tells || !sentence.chinese) speaker_ = side_ = verb.subject;
    return;
  }
  const bool narrates = verb.people && verb.role != Verb::Role::modal &&
                        (verb.binding <= calls || verb.binding == agrees);
  const bool inside =
      sentence.chinese && ((verb.binding == agrees && !new_paragraph_) || verb.binding == calls);
  if (narrates && !inside) speaker_ = Who::both;
}

/// Whether the verb begins the clause, but for joining and general words.
bool Bonds::starts(const Frame& frame, std::size_t first, std::size_t verb) const {
  for (std::size_t i = first; i < verb; ++i) {
    const int named = frame.concept_at(i);
    const bool general =
        named >= 0 && lexicon_.data().concepts[static_cast<std::size_t>(named)].kind == "general";
    if (!general && !frame.has(Grammar::joint, i)) return false;
  }
  return true;
}

int Bonds::force_of(const SentenceWords& sentence, const Frame& frame, const VerbAt& verb,
                    std::size_t first, const std::optional<Bond>& own) const {
  const auto who = own ? own->who : subject_before();
  if (!verb.subject && verb.agrees_if_both && who == Who::both) return agrees;
  // "This will bring jobs" foretells: nobody binds himself.
  if (verb.role == Verb::Role::foretells && !verb.subject && !sentence.chinese && !own &&
      !starts(frame, first, verb.first))
    return 1;
  return verb.binding;
}

/// A verb that says what is done, not how strongly (加强, "restored"), where no other governs it.
Bond Bonds::deed(const SentenceWords& sentence, const Frame& frame, std::size_t number,
                 bool named) const {
  const VerbAt& verb = frame.verbs()[number];
  if (told_ && !named) {
    Bond bond{current_.binding, verb.polarity, current_.who, current_.verb};
    if (current_.binding >= calls) {
      if (current_.binding == calls && !sentence.chinese && verb.polarity > 0)
        bond.polarity = current_.polarity;
      return bond;
    }
    const bool told = current_.verb && frame.verbs()[*current_.verb].tells;
    return {sentence.chinese && told ? calls : current_.binding, verb.polarity, current_.who,
            number};
  }
  // A sentence of a speech that begins with a verb says what one should do.
  if (!named) {
    const bool speech = sentence.chinese && speaker_ != Who::both;
    return {speech ? calls : 1, verb.polarity, subject_before(), number};
  }
  const auto& tokens = sentence.tokens;
  const bool past = sentence.chinese ? verb.last < tokens.size() && tokens[verb.last].text == "了"
                                     : tokens[verb.first].text.ends_with("ed");
  const bool measure = past && verb.binding == commits;
  const int binding = !measure ? 1 : verb.subject == Who::both ? agrees : commits;
  return {binding, verb.polarity, verb.subject ? verb.subject : subject_before(), number};
}

/// Whether a clause of the narrator begins with both leaders or delegations as its subject.
bool Bonds::begins_with_both(const Frame& frame, std::size_t first) {
  return std::ranges::any_of(frame.parties(), [&](const PartyAt& party) {
    return party.who == Who::both && party.subject && party.people && party.first <= first + 1 &&
           party.last > first;
  });
}

void Bonds::read(const SentenceWords& sentence, const Frame& frame, std::size_t first,
                 std::size_t last) {
  std::optional<Bond> own;
  std::optional<std::size_t> plain;
  bool asked = false, bare = false;
  bool named = frame.has(Grammar::contrast, first);
  for (std::size_t i = 0; i < frame.verbs().size(); ++i) {
    const VerbAt& verb = frame.verbs()[i];
    if (verb.first < first || verb.first >= last) continue;
    if (!heard_) hear(sentence, verb);
    heard_ = true;
    named = named || verb.subject;
    if (verb.role == Verb::Role::plain) {
      if (!plain) plain = i;
      continue;
    }
    restating_ = restating_ || verb.role == Verb::Role::restates;
    const int force = force_of(sentence, frame, verb, first, own);
    const int binding = asked ? std::min(force, calls) : force;
    const auto who = verb.subject ? verb.subject : own ? own->who : subject_before();
    if (!own || binding > own->binding) own = Bond{binding, verb.polarity, who, i};
    asked = asked || (verb.asks && own->binding <= calls);
    bare = bare || verb.bare;
  }
  if (own) {
    if (told_ && !named && own->binding > 1 && (sentence.chinese || bare)) depend(*own);
  } else if (plain) {
    own = deed(sentence, frame, *plain, named);
  }
  if (own) {
    settle(frame, *own, asked, named);
  } else if (!told_ && !speaker_ && begins_with_both(frame, first)) {
    current_.who = Who::both;  // "The two leaders held a candid discussion"
  } else if (told_ && frame.has_subject(first, last)) {
    current_ = outer_;
    current_.polarity = 1;
  } else if (!told_ && sentence.chinese) {
    look_ahead(frame, last);
  }
}

void Bonds::settle(const Frame& frame, Bond own, bool asked, bool named) {
  // A side's own policy that it repeats binds it no more than it did before.
  const bool promised = own.binding == promises || own.binding == commits ||
                        (own.binding == calls && own.polarity < 0);
  if (restating_ && own.verb && promised && is_side(own.who) &&
      frame.verbs()[*own.verb].role != Verb::Role::modal)
    own.binding = 0;
  if (joint_ && own.binding == promises) own.binding = is_side(own.who) ? commits : agrees;
  asking_ = asked || (asking_ && !named);
  current_ = own;
  if (!told_ || own.binding <= 1 || own.binding == agrees) outer_ = own;
  told_ = true;
}

/// A verb without a subject depends on the clause before it: 同意甲，推动乙 agrees to both, and
/// 希望美方甲，推动乙 asks for both.
void Bonds::depend(Bond& own) const {
  if (asking_) own = {std::min(own.binding, calls), own.polarity, current_.who, own.verb};
  if (!asking_ && current_.binding >= promises && own.binding < current_.binding)
    own = {current_.binding, own.polarity, current_.who, current_.verb};
}

/// Chinese may name the verb last: 就甲、乙，丙达成一致.
void Bonds::look_ahead(const Frame& frame, std::size_t from) {
  for (std::size_t i = 0; i < frame.verbs().size(); ++i) {
    const VerbAt& verb = frame.verbs()[i];
    if (verb.first < from || verb.binding < agrees) continue;
    current_ = {verb.binding, verb.polarity, verb.subject ? verb.subject : current_.who, i};
    return;
  }
}

std::optional<Who> Bonds::holder(const Bond& bond, const Frame& frame, bool weak) const {
  // A call or a statement is its speaker's; a promise is the subject's.
  const bool speaks = bond.binding <= calls && speaker_;
  auto who = speaks ? speaker_ : bond.who;
  if (speaks && bond.verb) {
    const VerbAt& verb = frame.verbs()[*bond.verb];
    const bool stands = verb.binding == calls && verb.role != Verb::Role::plain;
    if (verb.role != Verb::Role::modal && is_side(verb.subject) &&
        (speaker_ == Who::both || stands))
      who = verb.subject;
  }
  if (!who) who = weak ? std::optional(Who::both) : author_;
  return who;
}

}  // namespace detente
