// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/tokens.hpp"

/// The bilingual lexicon: concepts, binding verbs and rules for ambiguous forms. docs/compare.md
/// says what each field means. Plain data; who reads the files is src/lexicon.
namespace detente {

struct Concept {
  std::string id, label, issue, kind, side;  ///< issue and side may be empty
  std::vector<std::string> counterparts;     ///< ids
  std::vector<std::string> en, zh, exact;    ///< surface forms
  /// 0.1 to 1, by how many of the counted readouts name it: log((n + 1) / (f + 1/2)) / log(n + 1);
  /// 1 where none was counted.
  double rarity = 1;
};

struct Verb {
  enum class Subject { any, one, both };
  /// plain: says what is done, not how strongly (加强); modal: its subject is whom it calls on
  /// ("should"); restates: what follows is an old position; foretells: "will", where no party is
  /// its subject; meets: that they met is no point by itself.
  enum class Role { none, plain, modal, restates, foretells, meets };
  std::string id, label;
  int binding = 1;  ///< 0 to 5
  Subject subject = Subject::any;
  Role role = Role::none;
  int polarity = 1;  ///< 1 or -1
  std::vector<std::string> en, zh, exact;
};

/// What an ambiguous form stands for.
struct FormRule {
  std::string form;
  bool never = false;     ///< nothing by itself
  std::string otherwise;  ///< id of the concept that it is by default; may be empty
  std::vector<std::string> followed_by, preceded_by;  ///< if one of these stands there …
  std::string gives;        ///< … it is this concept instead; empty: nothing
  bool by_subject = false;  ///< of a verb: `otherwise` where both are bound, else `gives`
};

/// Concepts that are near in meaning: one text may say what the other says by another of them.
struct Family {
  std::string label;
  std::vector<std::string> concepts;  ///< ids
};

struct LexiconData {
  std::vector<Concept> concepts;
  std::vector<Verb> verbs;
  std::vector<FormRule> rules;
  std::vector<Family> families;
};

/// The issues that a concept can name, in the order of reports.
std::span<const std::string> issue_labels();
/// What a concept can be.
std::span<const std::string> concept_kinds();

/// A concept or verb found: tokens first to last - 1.
struct Match {
  std::uint32_t entry = 0;  ///< its number in the data
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// All that a lexicon finds in the tokens of a sentence.
struct Matches {
  std::vector<Match> concepts, nested, verbs;
  std::vector<Match> grammar;  ///< function words; `entry` is a Grammar
};

/// Function words of both languages, which belong to the program: grammar_words.cpp lists them.
enum class Grammar : std::uint8_t {
  both,         ///< "the two leaders", 双方
  own,          ///< "we", 我们: the side that speaks
  speaker,      ///< "he", 他: who spoke last
  negation,     ///< "not", 不
  preposition,  ///< "with", 对: what follows is not the subject
  auxiliary,    ///< "has", 是: what stands before is a subject
  call,         ///< "should", 应该
  joint,        ///< "and", 以及: may join the items of a list
  determiner,   ///< "the", "its": what follows is a noun
  opening,      ///< "that": a clause with a subject of its own follows
  attendance,  ///< "also attended", 参加会见, 拜年: a sentence that says nothing of the talks
  contrast,    ///< "but", 但: what comes before does not govern what follows
  none,        ///< words that only look as if they held one of the above: 重要, 不同
};

/// The data with what finds it in tokens. Building takes a few milliseconds.
class Lexicon {
 public:
  explicit Lexicon(LexiconData data);

  [[nodiscard]] const LexiconData& data() const { return data_; }
  /// The number of the concept with this id, or -1.
  [[nodiscard]] int concept_of(std::string_view id) const;
  /// Numbers of the concepts that answer this one, either way.
  [[nodiscard]] const std::vector<std::uint32_t>& counterparts(std::uint32_t number) const {
    return counterparts_[number];
  }

  /// Numbers of the other concepts of its families, sorted.
  [[nodiscard]] const std::vector<std::uint32_t>& kin(std::uint32_t number) const {
    return kin_[number];
  }

  /// What the functions below find, and function words, with the tokens' words looked up once.
  [[nodiscard]] Matches matches_in(std::span<const Token> tokens) const;
  /// Concepts in the tokens: such that as much as possible is covered by forms as long as possible,
  /// none overlapping another; ambiguous forms by their rules. Time is linear in the tokens.
  [[nodiscard]] std::vector<Match> concepts_in(std::span<const Token> tokens) const;
  /// Places, actors and formulae whose forms stand inside longer forms, as 台湾 does in 台湾问题;
  /// never a name inside a name (印度 in 印度尼西亚), and never a concept inside its counterpart.
  [[nodiscard]] std::vector<Match> nested_in(std::span<const Token> tokens) const;
  /// Every verb found by its longest form. One form may belong to several verbs that differ in who
  /// is bound: each is in the list.
  [[nodiscard]] std::vector<Match> verbs_in(std::span<const Token> tokens) const;

 private:
  /// Words to ids, forms to nodes of a tree whose edges are words.
  struct Form {
    std::vector<std::uint32_t> entries;
    std::vector<std::string> exact;  ///< matches only tokens of these shapes, unless …
    bool loose = false;              ///< … the same words stand for an entry in any case as well
    int rule = -1;
  };
  struct Tree {
    std::unordered_map<std::uint64_t, std::uint32_t> edges;
    std::vector<int> form_of{-1};  ///< by node
    std::vector<Form> forms;
  };
  struct Found {
    std::uint32_t form = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  using Words = std::vector<std::array<std::uint32_t, 4>>;  ///< of each token, 0 for none

  std::uint32_t intern(const std::string& word);
  Form& form_at(Tree& tree, std::span<const Token> tokens);
  /// The form's node with the entry in it; null where the form holds no word.
  Form* add(Tree& tree, std::span<const Token> tokens, std::uint32_t entry);
  template <typename Entry>
  void add_entry(Tree& tree, const Entry& entry, std::uint32_t number);
  void add_rules();
  void add_kin();
  [[nodiscard]] Words words_of(std::span<const Token> tokens) const;
  [[nodiscard]] std::vector<Found> longest(const Tree& tree, std::span<const Token> tokens,
                                           const Words& words) const;
  [[nodiscard]] std::vector<Match> concepts_of(std::span<const Token> tokens,
                                               const std::vector<Found>& cover) const;
  [[nodiscard]] std::vector<Match> nested_of(std::span<const Token> tokens, const Words& words,
                                             const std::vector<Found>& cover) const;
  [[nodiscard]] static std::vector<Match> entries_of(const Tree& tree,
                                                     const std::vector<Found>& cover);
  [[nodiscard]] bool may_hold(std::uint32_t outer, std::uint32_t inner) const;
  [[nodiscard]] static bool has_shape(const Form& form, std::span<const Token> tokens);
  void find_at(const Tree& tree, const Words& words, std::size_t at,
               std::vector<Found>& found) const;
  [[nodiscard]] int decide(const Form& form, std::span<const Token> tokens, Found found) const;

  LexiconData data_;
  std::unordered_map<std::string, std::uint32_t> words_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<std::vector<std::uint32_t>> counterparts_, kin_;
  Tree concepts_, verbs_, grammar_;
};

/// The words that `word` may be an ending of, itself first: "policies" → policies, policy. English
/// endings -s, -es, -ies, -ed, -ing with a dropped e or a doubled consonant.
std::vector<std::string> base_forms(const std::string& word);

}  // namespace detente
