// SPDX-License-Identifier: Apache-2.0
#include "text/lexicon.hpp"

#include <algorithm>

#include "text/grammar_words.hpp"

namespace detente {

std::span<const std::string> issue_labels() {
  static const std::vector<std::string> labels{"relationship",
                                               "taiwan",
                                               "south-china-sea",
                                               "military-communication",
                                               "nuclear",
                                               "ai",
                                               "climate",
                                               "counternarcotics",
                                               "trade-economy",
                                               "technology-controls",
                                               "human-rights",
                                               "hong-kong-tibet-xinjiang",
                                               "people-to-people",
                                               "ukraine-russia",
                                               "middle-east",
                                               "korea",
                                               "detained-citizens",
                                               "channels",
                                               "multilateral",
                                               "domestic-systems",
                                               "other"};
  return labels;
}

std::span<const std::string> concept_kinds() {
  static const std::vector<std::string> kinds{
      "actor",   "place",      "office",  "institution", "channel", "agreement", "military",
      "economy", "technology", "society", "formula",     "talks",   "general"};
  return kinds;
}

std::vector<std::string> base_forms(const std::string& word) {
  std::vector<std::string> bases{word};
  const auto stem = [&](std::size_t dropped) { return word.substr(0, word.size() - dropped); };
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (word.size() < 4 || !std::ranges::all_of(word, is_letter)) return bases;
  const auto add_verb = [&](const std::string& rest) {
    bases.push_back(rest);
    bases.push_back(rest + 'e');
    const std::size_t n = rest.size();
    if (n > 2 && rest[n - 1] == rest[n - 2]) bases.push_back(rest.substr(0, n - 1));
  };
  if (word.ends_with("ies") || word.ends_with("ied")) bases.push_back(stem(3) + 'y');
  if (word.ends_with("es")) bases.push_back(stem(2));
  if (word.ends_with('s') && !word.ends_with("ss")) bases.push_back(stem(1));
  if (word.ends_with("ed")) add_verb(stem(2));
  if (word.ends_with("ing") && word.size() > 5) add_verb(stem(3));
  return bases;
}

namespace {

std::string shapes_of(std::span<const Token> tokens) {
  std::string shapes;
  for (const Token& token : tokens) shapes += token.shape;
  return shapes;
}

bool stands_at(std::span<const Token> tokens, std::size_t at, const std::string& text) {
  const std::vector<Token> wanted = tokenise(text);
  if (wanted.empty() || at + wanted.size() > tokens.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto bases = base_forms(tokens[at + i].text);
    if (std::ranges::find(bases, wanted[i].text) == bases.end()) return false;
  }
  return true;
}

bool stands_before(std::span<const Token> tokens, std::size_t at, const std::string& text) {
  const std::size_t length = tokenise(text).size();
  return length <= at && stands_at(tokens, at - length, text);
}

}  // namespace

Lexicon::Lexicon(LexiconData data) : data_(std::move(data)) {
  for (std::uint32_t i = 0; i < data_.concepts.size(); ++i) {
    ids_.emplace(data_.concepts[i].id, i);
    add_entry(concepts_, data_.concepts[i], i);
  }
  counterparts_.resize(data_.concepts.size());
  for (std::uint32_t i = 0; i < data_.concepts.size(); ++i) {
    for (const std::string& id : data_.concepts[i].counterparts) {
      const int other = concept_of(id);
      if (other < 0) continue;
      counterparts_[i].push_back(static_cast<std::uint32_t>(other));
      counterparts_[static_cast<std::uint32_t>(other)].push_back(i);
    }
  }
  add_kin();
  for (std::uint32_t i = 0; i < data_.verbs.size(); ++i) add_entry(verbs_, data_.verbs[i], i);
  for (const GrammarWords& words : grammar_words()) {
    for (const std::string_view word : words.words)
      add(grammar_, tokenise(word), static_cast<std::uint32_t>(words.role));
  }
  add_rules();
}

void Lexicon::add_kin() {
  kin_.resize(data_.concepts.size());
  for (const Family& family : data_.families) {
    for (const std::string& one : family.concepts) {
      for (const std::string& other : family.concepts) {
        if (one == other || concept_of(one) < 0 || concept_of(other) < 0) continue;
        kin_[static_cast<std::uint32_t>(concept_of(one))].push_back(
            static_cast<std::uint32_t>(concept_of(other)));
      }
    }
  }
  for (auto& others : kin_) {
    std::ranges::sort(others);
    others.erase(std::ranges::unique(others).begin(), others.end());
  }
}

int Lexicon::concept_of(std::string_view id) const {
  const auto found = ids_.find(std::string(id));
  return found == ids_.end() ? -1 : static_cast<int>(found->second);
}

std::uint32_t Lexicon::intern(const std::string& word) {
  return words_.emplace(word, static_cast<std::uint32_t>(words_.size() + 1)).first->second;
}

Lexicon::Form& Lexicon::form_at(Tree& tree, std::span<const Token> tokens) {
  std::uint32_t node = 0;
  for (const Token& token : tokens) {
    const std::uint64_t edge = std::uint64_t{node} << 32U | intern(token.text);
    const auto [next, is_new] =
        tree.edges.emplace(edge, static_cast<std::uint32_t>(tree.form_of.size()));
    if (is_new) tree.form_of.push_back(-1);
    node = next->second;
  }
  if (tree.form_of[node] < 0) {
    tree.form_of[node] = static_cast<int>(tree.forms.size());
    tree.forms.emplace_back();
  }
  return tree.forms[static_cast<std::size_t>(tree.form_of[node])];
}

Lexicon::Form* Lexicon::add(Tree& tree, std::span<const Token> tokens, std::uint32_t entry) {
  if (tokens.empty()) return nullptr;
  Form& form = form_at(tree, tokens);
  if (std::ranges::find(form.entries, entry) == form.entries.end()) form.entries.push_back(entry);
  return &form;
}

template <typename Entry>
void Lexicon::add_entry(Tree& tree, const Entry& entry, std::uint32_t number) {
  for (const std::string& form : entry.en) {
    const std::vector<Token> tokens = tokenise(form);
    Form* const node = add(tree, tokens, number);
    if (node == nullptr) continue;
    if (std::ranges::find(entry.exact, form) == entry.exact.end()) {
      node->loose = true;
    } else {
      node->exact.push_back(shapes_of(tokens));
    }
  }
  for (const std::string& form : entry.zh) add(tree, tokenise(form), number);
}

void Lexicon::add_rules() {
  for (std::size_t i = 0; i < data_.rules.size(); ++i) {
    const std::vector<Token> tokens = tokenise(data_.rules[i].form);
    if (tokens.empty()) continue;
    // A rule about a verb, or about a form that no concept has, decides nothing here.
    Form& form = form_at(concepts_, tokens);
    if (!form.entries.empty()) form.rule = static_cast<int>(i);
  }
}

Lexicon::Words Lexicon::words_of(std::span<const Token> tokens) const {
  Words words(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::size_t count = 0;
    const auto note = [&](const std::string& word) {
      const auto found = words_.find(word);
      if (found != words_.end() && count < words[i].size()) words[i][count++] = found->second;
    };
    if (tokens[i].kind != Token::Kind::word) {
      note(tokens[i].text);
    } else {
      for (const std::string& base : base_forms(tokens[i].text)) note(base);
    }
  }
  return words;
}

void Lexicon::find_at(const Tree& tree, const Words& words, std::size_t at,
                      std::vector<Found>& found) const {
  std::vector<std::uint32_t> nodes{0};
  std::vector<std::uint32_t> next;
  for (std::size_t i = at; i < words.size() && !nodes.empty(); ++i) {
    next.clear();
    for (const std::uint32_t node : nodes) {
      for (const std::uint32_t word : words[i]) {
        if (word == 0) break;
        const auto edge = tree.edges.find(std::uint64_t{node} << 32U | word);
        if (edge == tree.edges.end()) continue;
        next.push_back(edge->second);
        const int form = tree.form_of[edge->second];
        if (form >= 0)
          found.push_back({static_cast<std::uint32_t>(form), static_cast<std::uint32_t>(at),
                           static_cast<std::uint32_t>(i + 1)});
      }
    }
    nodes.swap(next);
  }
}

bool Lexicon::has_shape(const Form& form, std::span<const Token> tokens) {
  return form.loose || form.exact.empty() ||
         std::ranges::find(form.exact, shapes_of(tokens)) != form.exact.end();
}

std::vector<Lexicon::Found> Lexicon::longest(const Tree& tree, std::span<const Token> tokens,
                                             const Words& words) const {
  std::vector<Found> found;
  std::vector<std::size_t> begin(tokens.size() + 1);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    begin[i] = found.size();
    find_at(tree, words, i, found);
    const auto is_other_shape = [&](const Found& one) {
      return !has_shape(tree.forms[one.form], tokens.subspan(one.first, one.last - one.first));
    };
    found.erase(std::remove_if(found.begin() + static_cast<std::ptrdiff_t>(begin[i]), found.end(),
                               is_other_shape),
                found.end());
  }
  begin[tokens.size()] = found.size();
  // The best cover of what is right of each token: the square of a form's length, so that a long
  // form is worth more than the short ones in it.
  std::vector<std::uint64_t> best(tokens.size() + 1);
  std::vector<int> choice(tokens.size(), -1);
  for (std::size_t i = tokens.size(); i-- > 0;) {
    best[i] = best[i + 1];
    for (std::size_t k = begin[i]; k < begin[i + 1]; ++k) {
      const std::uint64_t length = found[k].last - found[k].first;
      const std::uint64_t worth = length * length + best[found[k].last];
      if (worth < best[i] || (worth == best[i] && choice[i] >= 0)) continue;
      best[i] = worth;
      choice[i] = static_cast<int>(k);
    }
  }
  std::vector<Found> cover;
  for (std::size_t i = 0; i < tokens.size();) {
    if (choice[i] < 0) {
      ++i;
      continue;
    }
    cover.push_back(found[static_cast<std::size_t>(choice[i])]);
    i = cover.back().last;
  }
  return cover;
}

int Lexicon::decide(const Form& form, std::span<const Token> tokens, Found found) const {
  if (form.rule < 0) return form.entries.empty() ? -1 : static_cast<int>(form.entries.front());
  const FormRule& rule = data_.rules[static_cast<std::size_t>(form.rule)];
  if (rule.never) return -1;
  const auto follows = [&](const std::string& text) { return stands_at(tokens, found.last, text); };
  const auto precedes = [&](const std::string& text) {
    return stands_before(tokens, found.first, text);
  };
  const bool excepted = std::ranges::any_of(rule.followed_by, follows) ||
                        std::ranges::any_of(rule.preceded_by, precedes);
  return concept_of(excepted ? rule.gives : rule.otherwise);
}

std::vector<Match> Lexicon::concepts_of(std::span<const Token> tokens,
                                        const std::vector<Found>& cover) const {
  std::vector<Match> matches;
  for (const Found& found : cover) {
    const int entry = decide(concepts_.forms[found.form], tokens, found);
    if (entry >= 0) matches.push_back({static_cast<std::uint32_t>(entry), found.first, found.last});
  }
  return matches;
}

bool Lexicon::may_hold(std::uint32_t outer, std::uint32_t inner) const {
  const auto is_name = [](const std::string& kind) {
    return kind == "place" || kind == "actor" || kind == "office" || kind == "institution";
  };
  const std::string& kind = data_.concepts[inner].kind;
  const auto& others = counterparts_[outer];
  return outer != inner && !is_name(data_.concepts[outer].kind) &&
         (kind == "place" || kind == "actor" || kind == "formula") &&
         std::ranges::find(others, inner) == others.end();
}

std::vector<Match> Lexicon::nested_of(std::span<const Token> tokens, const Words& words,
                                      const std::vector<Found>& cover) const {
  std::vector<Match> nested;
  std::vector<Found> found;
  for (const Found& outer : cover) {
    const int holder = decide(concepts_.forms[outer.form], tokens, outer);
    if (holder < 0) continue;
    found.clear();
    for (std::uint32_t i = outer.first; i < outer.last; ++i) find_at(concepts_, words, i, found);
    for (const Found& inner : found) {
      const Form& form = concepts_.forms[inner.form];
      if (inner.last > outer.last || inner.last - inner.first >= outer.last - outer.first ||
          !has_shape(form, tokens.subspan(inner.first, inner.last - inner.first)))
        continue;
      const int entry = decide(form, tokens, inner);
      if (entry >= 0 &&
          may_hold(static_cast<std::uint32_t>(holder), static_cast<std::uint32_t>(entry)))
        nested.push_back({static_cast<std::uint32_t>(entry), inner.first, inner.last});
    }
  }
  return nested;
}

std::vector<Match> Lexicon::entries_of(const Tree& tree, const std::vector<Found>& cover) {
  std::vector<Match> matches;
  for (const Found& found : cover) {
    for (const std::uint32_t entry : tree.forms[found.form].entries)
      matches.push_back({entry, found.first, found.last});
  }
  return matches;
}

Matches Lexicon::matches_in(std::span<const Token> tokens) const {
  const Words words = words_of(tokens);
  const std::vector<Found> cover = longest(concepts_, tokens, words);
  return {.concepts = concepts_of(tokens, cover),
          .nested = nested_of(tokens, words, cover),
          .verbs = entries_of(verbs_, longest(verbs_, tokens, words)),
          .grammar = entries_of(grammar_, longest(grammar_, tokens, words))};
}

std::vector<Match> Lexicon::concepts_in(std::span<const Token> tokens) const {
  return concepts_of(tokens, longest(concepts_, tokens, words_of(tokens)));
}

std::vector<Match> Lexicon::nested_in(std::span<const Token> tokens) const {
  const Words words = words_of(tokens);
  return nested_of(tokens, words, longest(concepts_, tokens, words));
}

std::vector<Match> Lexicon::verbs_in(std::span<const Token> tokens) const {
  return entries_of(verbs_, longest(verbs_, tokens, words_of(tokens)));
}

}  // namespace detente
