// SPDX-License-Identifier: Apache-2.0
#include "lexicon/check_lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "lexicon/read_rhetoric.hpp"

namespace detente {

namespace {

bool is_kebab(std::string_view id) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && id.front() != '-' && id.back() != '-' && std::ranges::all_of(id, is_plain);
}

bool is_side(std::string_view side) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return side == "both" || (side.size() == 3 && std::ranges::all_of(side, is_capital));
}

/// A form as the matcher sees it.
std::string key_of(const std::string& form) {
  std::string key;
  for (const Token& token : tokenise(form)) key += token.text + ' ';
  return key;
}

class Check {
 public:
  explicit Check(const LexiconText& text)
      : text_(text), data_(text.data), lexicon_(text.data), faults_(text.faults) {}

  Faults run() {
    check_ids();
    for (std::size_t i = 0; i < data_.concepts.size(); ++i) check_concept(i);
    for (std::size_t i = 0; i < data_.verbs.size(); ++i) check_verb(i);
    for (std::size_t i = 0; i < data_.rules.size(); ++i) check_rule(i);
    for (std::size_t i = 0; i < data_.families.size(); ++i) check_family(i);
    check_forms();
    check_rhetoric(text_, lexicon_, faults_);
    sort_faults(faults_);
    return std::move(faults_);
  }

 private:
  void fault(const Place& place, const std::string& what, std::string_view id,
             const std::string& message) {
    faults_.push_back({place, fmt::format("{} \"{}\": {}", what, id, message)});
  }

  void check_ids() {
    std::map<std::string, Place> seen;
    const auto note = [&](const std::string& id, const Place& place, const char* what) {
      if (id.empty()) return;  // said already
      if (!is_kebab(id)) fault(place, what, id, "an id is of small letters, digits and '-'");
      const auto [before, is_new] = seen.emplace(id, place);
      if (!is_new)
        fault(place, what, id,
              fmt::format("the id stands in {}:{} already", before->second.file,
                          before->second.line));
      ids_.insert(id);
    };
    for (std::size_t i = 0; i < data_.concepts.size(); ++i)
      note(data_.concepts[i].id, text_.concepts[i].place, "concept");
    for (std::size_t i = 0; i < data_.verbs.size(); ++i)
      note(data_.verbs[i].id, text_.verbs[i].place, "verb");
  }

  std::string suggestion(const std::string& id) const {
    const std::vector<std::string> known(ids_.begin(), ids_.end());
    const auto near = nearest(id, known);
    return near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near);
  }

  void check_concept(std::size_t i) {
    const Concept& one = data_.concepts[i];
    const Place& place = text_.concepts[i].place;
    if (!one.side.empty() && !is_side(one.side))
      fault(place, "concept", one.id,
            fmt::format("side \"{}\" is neither three capital letters nor \"both\"", one.side));
    for (const std::string& other : one.counterparts) {
      if (lexicon_.concept_of(other) < 0 || other == one.id)
        fault(place, "concept", one.id,
              fmt::format("counterpart \"{}\" is no other concept{}", other, suggestion(other)));
    }
    for (const std::string& form : one.exact) {
      if (std::ranges::find(one.en, form) == one.en.end())
        fault(place, "concept", one.id, fmt::format("\"{}\" of exact is not in en", form));
    }
    const auto find = [&](const std::vector<Token>& tokens) {
      return std::ranges::any_of(lexicon_.concepts_in(tokens),
                                 [&](const Match& match) { return match.entry == i; });
    };
    check_examples("concept", one.id, text_.concepts[i], one.en, one.zh, find);
  }

  void check_verb(std::size_t i) {
    const Verb& one = data_.verbs[i];
    const auto find = [&](const std::vector<Token>& tokens) {
      return std::ranges::any_of(lexicon_.verbs_in(tokens),
                                 [&](const Match& match) { return match.entry == i; });
    };
    check_examples("verb", one.id, text_.verbs[i], one.en, one.zh, find);
  }

  template <typename Find>
  void check_examples(const char* what, const std::string& id, const LexiconText::Entry& entry,
                      const std::vector<std::string>& en, const std::vector<std::string>& zh,
                      Find find) {
    if (en.empty() && zh.empty()) fault(entry.place, what, id, "has no form");
    const auto check = [&](const std::vector<std::string>& forms, const std::string& example,
                           const char* language) {
      if (forms.empty()) return;
      if (example.empty()) {
        fault(entry.place, what, id, fmt::format("has no example in {}", language));
      } else if (!find(tokenise(example, true))) {
        fault(entry.place, what, id,
              fmt::format("its example in {} does not name it: \"{}\"", language, example));
      }
    };
    check(en, entry.example_en, "en");
    check(zh, entry.example_zh, "zh");
  }

  void check_rule(std::size_t i) {
    const FormRule& rule = data_.rules[i];
    const Place& place = text_.rules[i].place;
    if (!ruled_.insert(key_of(rule.form)).second)
      fault(place, "rule", rule.form, "the form has a rule already");
    for (const std::string* id : {&rule.otherwise, &rule.gives}) {
      if (!id->empty() && !ids_.contains(*id))
        fault(place, "rule", rule.form, fmt::format("there is no \"{}\"{}", *id, suggestion(*id)));
    }
  }

  /// A family names at least two concepts, each once.
  void check_family(std::size_t i) {
    const Family& family = data_.families[i];
    const Place& place = text_.families[i];
    if (family.concepts.size() < 2)
      fault(place, "family", family.label, "has fewer than two concepts");
    std::set<std::string> members;
    for (const std::string& id : family.concepts) {
      if (lexicon_.concept_of(id) < 0)
        fault(place, "family", family.label,
              fmt::format("there is no concept \"{}\"{}", id, suggestion(id)));
      if (!members.insert(id).second)
        fault(place, "family", family.label, fmt::format("names \"{}\" twice", id));
    }
  }

  /// One form stands for one concept, and for one verb, unless a rule decides.
  void check_forms() {
    std::map<std::string, std::size_t> concepts;
    const auto owner = [&](std::size_t i) { return data_.concepts[i].id; };
    for (std::size_t i = 0; i < data_.concepts.size(); ++i) {
      for (const auto* forms : {&data_.concepts[i].en, &data_.concepts[i].zh}) {
        for (const std::string& form : *forms) check_form(form, i, concepts, owner);
      }
    }
    std::map<std::string, std::size_t> verbs;
    for (std::size_t i = 0; i < data_.verbs.size(); ++i) {
      for (const auto* forms : {&data_.verbs[i].en, &data_.verbs[i].zh}) {
        for (const std::string& form : *forms) {
          const auto [before, is_new] = verbs.emplace(key_of(form), i);
          if (is_new || before->second == i || ruled_.contains(key_of(form)) ||
              data_.verbs[before->second].subject != data_.verbs[i].subject)
            continue;
          fault(text_.verbs[i].place, "verb", data_.verbs[i].id,
                fmt::format("\"{}\" is also a form of \"{}\"; a rule must decide", form,
                            data_.verbs[before->second].id));
        }
      }
    }
  }

  template <typename Owner>
  void check_form(const std::string& form, std::size_t i, std::map<std::string, std::size_t>& forms,
                  Owner owner) {
    const std::string key = key_of(form);
    const Place& place = text_.concepts[i].place;
    const auto tokens = tokenise(form);
    if (tokens.empty()) {
      fault(place, "concept", owner(i), fmt::format("\"{}\" holds no word", form));
      return;
    }
    if (tokens.size() == 1 && tokens[0].kind == Token::Kind::han && !ruled_.contains(key))
      fault(place, "concept", owner(i),
            fmt::format("\"{}\" is a single character, which is no concept by itself", form));
    const auto [before, is_new] = forms.emplace(key, i);
    if (!is_new && before->second != i && !ruled_.contains(key))
      fault(place, "concept", owner(i),
            fmt::format("\"{}\" is also a form of \"{}\"; a rule must decide", form,
                        owner(before->second)));
  }

  const LexiconText& text_;
  const LexiconData& data_;
  Lexicon lexicon_;
  Faults faults_;
  std::set<std::string> ids_;
  std::set<std::string> ruled_;  // forms, as the matcher sees them
};

}  // namespace

Faults check_lexicon(const LexiconText& lexicon) { return Check(lexicon).run(); }

}  // namespace detente
