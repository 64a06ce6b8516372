// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "text/words.hpp"

namespace detente {

/// Who acts or speaks, as a number: the first or second of the parties, both, somebody else.
enum class Who : std::uint8_t { first, second, both, other };

/// A party where a sentence names it.
struct PartyAt {
  Who who = Who::other;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool subject = false;  ///< neither behind a preposition nor in the genitive
  bool people = true;    ///< who can speak, not the two states: "both sides", not 两国
};

/// A binding verb with its subject, where the sentence names one.
struct VerbAt {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  int binding = 1;
  int polarity = 1;
  std::optional<Who> subject{};
  bool bare = false;   ///< an English verb without an ending: it may depend on the verb before it
  bool tells = false;  ///< what follows is said by the subject: 指出，  "said that"
  bool people = true;  ///< its subject can speak
  bool agrees_if_both = false;  ///< it is an agreement where both are its subject
  Verb::Role role = Verb::Role::none;
  bool asks = false;  ///< what follows is asked for, not promised ("should", 希望)
};

/// What the grammar of a sentence tells; made once a sentence.
class Frame {
 public:
  /// `speaker` is who spoke last, `author` whose text it is.
  Frame(const SentenceWords& sentence, const Lexicon& lexicon,
        const std::array<std::string, 2>& parties, std::optional<Who> speaker,
        std::optional<Who> author);

  [[nodiscard]] const std::vector<PartyAt>& parties() const { return parties_; }
  [[nodiscard]] const std::vector<VerbAt>& verbs() const { return verbs_; }
  [[nodiscard]] bool has(Grammar role, std::size_t token) const {
    return (roles_[token] & (1U << static_cast<unsigned>(role))) != 0;
  }
  /// The number of the concept that covers the token, or -1.
  [[nodiscard]] int concept_at(std::size_t token) const { return concept_at_[token]; }
  /// Whether tokens first to last - 1 begin with a subject of their own.
  [[nodiscard]] bool has_subject(std::size_t first, std::size_t last) const;

 private:
  void find_parties(const Lexicon& lexicon, const std::array<std::string, 2>& sides,
                    std::optional<Who> speaker, std::optional<Who> author);
  void join_parties(const Lexicon& lexicon);
  void find_verbs(const Lexicon& lexicon);
  void agree_with(VerbAt& verb) const;
  [[nodiscard]] bool is_noun(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool is_inside(const Match& verb) const;
  [[nodiscard]] bool tells(std::size_t behind) const;
  [[nodiscard]] const PartyAt* subject_of(std::size_t verb) const;
  [[nodiscard]] VerbAt verb_at(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool complains(std::size_t behind) const;
  [[nodiscard]] bool negated(std::size_t verb) const;
  [[nodiscard]] bool is_mark(std::size_t token, std::string_view marks) const;

  const SentenceWords& sentence_;
  std::vector<std::uint32_t> roles_;
  std::vector<int> concept_at_;
  std::vector<PartyAt> parties_;
  std::vector<VerbAt> verbs_;
};

}  // namespace detente
