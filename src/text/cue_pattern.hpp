// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/frame.hpp"

namespace detente {

/// A pattern of words, as lexicon/rhetoric.toml writes it: words in a row, matched as the lexicon
/// matches its forms ("subsidy" also stands for "subsidies"); `<id>` for one form of a set of
/// words, `<other>`, `<own>`, `<both>` for a party as the sentence names it; `..` for up to 6 words
/// within a clause, `...` for up to 16 within a sentence (of Chinese, up to twice as many
/// characters), `....` for any number within a sentence.
struct CuePattern {
  enum class Kind : std::uint8_t { word, set, party, near_gap, far_gap, any_gap };
  struct Item {
    Kind kind = Kind::word;
    std::uint32_t number = 0;  ///< of the word or set; of a party, 0 other, 1 own, 2 both
  };
  std::vector<Item> items;
};

/// Whose words a sentence holds: which of the parties is the own side, which the other.
struct Direction {
  Who own = Who::first;
  Who other = Who::second;
};

/// Where a pattern was found: tokens first to last - 1, and the pieces of them without the gaps.
struct CueMatch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pieces;
};

/// The words, sets and patterns of one language or both, compiled; and what finds them.
class CuePatterns {
 public:
  /// Makes `<id>` known. Its forms hold words alone.
  void add_set(const std::string& id, std::span<const std::string> forms);
  /// Empty where the text holds no word, begins or ends with a gap, or names a set that is not
  /// known; `why` says which.
  CuePattern compile(std::string_view text, std::string& why);

  /// A sentence as numbers, made once for all patterns.
  struct Sentence {
    const SentenceWords* words = nullptr;
    const Frame* frame = nullptr;
    Direction direction;
    std::vector<std::array<std::uint32_t, 6>> numbers;  ///< of each token's base forms, 0: none
  };
  [[nodiscard]] Sentence prepare(const SentenceWords& words, const Frame& frame,
                                 Direction direction) const;

  /// The pattern where it stands first at or behind `from`; false where it does not.
  [[nodiscard]] bool find(const CuePattern& pattern, const Sentence& sentence, std::size_t from,
                          CueMatch& match) const;

 private:
  using Form = std::vector<std::uint32_t>;
  struct Search {
    const Sentence& sentence;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pieces;
  };
  std::uint32_t number_of(const std::string& word);
  [[nodiscard]] bool is_word(const Sentence& sentence, std::size_t at, std::uint32_t number) const;
  [[nodiscard]] bool match_from(const CuePattern& pattern, std::size_t item, std::size_t at,
                                Search& search) const;
  [[nodiscard]] bool match_piece(const CuePattern& pattern, std::size_t item, std::size_t at,
                                 std::size_t length, Search& search) const;
  [[nodiscard]] bool match_gap(const CuePattern& pattern, std::size_t item, std::size_t at,
                               Search& search) const;

  std::unordered_map<std::string, std::uint32_t> words_;
  std::map<std::string, std::uint32_t, std::less<>> set_ids_;
  std::vector<std::unordered_map<std::uint32_t, std::vector<Form>>> sets_;  ///< by first word
};

}  // namespace detente
