// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "text/cue_pattern.hpp"

/// Rhetoric: what a side's sentences say about the other side, by rules of lexicon/rhetoric.toml.
/// docs/rhetoric.md says what the classes mean and how often the rules are right.
namespace detente {

enum class Stance : std::uint8_t { zero_sum, blame, threat, respect, credit };
inline constexpr std::array stances{Stance::zero_sum, Stance::blame, Stance::threat,
                                    Stance::respect, Stance::credit};
using Stances = std::bitset<stances.size()>;
std::string_view to_string(Stance stance);  ///< "zero_sum"

struct CueWords {
  std::string id;
  std::vector<std::string> en, zh;
};

/// One way to say something of a class.
struct Cue {
  /// Of what the sentence must speak for the cue to count: of the other side; of it or of both; of
  /// anything.
  enum class About { other, both, any };
  std::string id;
  Stance stance = Stance::blame;
  About about = About::other;
  bool by_own = true;         ///< not where the other side is the subject before it
  bool even_negated = false;  ///< also behind "not" or 不
  std::vector<std::string> en, zh;
  std::vector<std::string> unless;  ///< patterns that turn it off anywhere in the sentence
};

/// Whose words a text's title says it holds: a list by rank, of which the first that fits counts.
struct LevelWords {
  std::string level;  ///< "leaders"
  std::vector<std::string> en, zh;
};

/// What hand-coded sentences that no rule was made on say of a class in a language.
struct CueCheck {
  Stance stance = Stance::blame;
  std::string language;  ///< en or zh
  int hits = 0;          ///< sentences that the rules gave the class
  int right = 0;         ///< those of them that the coders gave it, too
  int missed = 0;        ///< sentences that only the coders gave it
};

struct RhetoricData {
  std::vector<CueWords> sets;
  std::vector<Cue> cues;
  std::vector<LevelWords> levels;
  std::vector<CueCheck> checks;
};

/// A class that a sentence has, and the words that it has it by.
struct StanceHit {
  Stance stance = Stance::blame;
  std::uint32_t cue = 0;
  std::vector<ByteSpan> words;  ///< into the original, from left to right
};

/// Whose words they are.
enum class Voice : std::uint8_t { own, other, question };

struct StanceSentence {
  ByteSpan span{};
  Voice voice = Voice::own;
  bool chinese = false;
  std::size_t paragraph = 0;
  std::vector<StanceHit> hits;  ///< one for each class at most; none where the voice is not own
  [[nodiscard]] Stances stances() const;
};

/// The rules, ready to use. Building takes a millisecond.
class RhetoricRules {
 public:
  explicit RhetoricRules(RhetoricData data);

  [[nodiscard]] const RhetoricData& data() const { return data_; }
  /// What is wrong with the patterns: the cue's number, and why it never matches.
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::string>>& faults() const {
    return faults_;
  }

  /// The sentences of a text that `own` issued, and what they say about `other` (three letters
  /// each, as in the lexicon). Never fails; time is linear in the text: a sentence of more than
  /// 2000 tokens has no class.
  [[nodiscard]] std::vector<StanceSentence> score(const TextWords& text, const Lexicon& lexicon,
                                                  const std::string& own,
                                                  const std::string& other) const;
  /// The level of a text by words of its title or name; "unknown" where none fits.
  [[nodiscard]] std::string level_of(std::string_view title) const;

 private:
  struct Compiled {
    std::vector<CuePattern> patterns[2];  ///< English, Chinese
    std::vector<CuePattern> unless[2];
  };
  [[nodiscard]] bool fires(std::size_t cue, const CuePatterns::Sentence& sentence, bool about_other,
                           CueMatch& match) const;

  RhetoricData data_;
  CuePatterns patterns_[2];  ///< a set of words has other forms in each language
  std::vector<Compiled> compiled_;
  std::vector<std::pair<std::size_t, std::string>> faults_;
};

}  // namespace detente
