// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <unordered_map>
#include <vector>

#include "text/points.hpp"

namespace detente {

/// Why two points are thought to say something of the same object: words on both sides.
struct Reason {
  /// The first three are about a concept of each. kin: two of one family; word: the same word, of
  /// two English texts; tone: both say how the talk went.
  enum class Kind {
    concept_named,
    counterpart,
    kin,
    number,
    word,
    tone,
    issue,
    first,
    party,
    context,
    rivals
  };
  Kind kind = Kind::concept_named;
  std::uint32_t entry_a = 0, entry_b = 0;  ///< concepts, where it is about concepts
  ByteSpan a{}, b{};                       ///< the words
  double weight = 0;                       ///< what it adds to the log odds of a link
};

/// In which ways two points can be alike.
enum class Trait : std::uint8_t {
  overlap,   ///< 0 to 1: 0.6 cosine + 0.4 containment of what they name, less where that is little
  coverage,  ///< 0 to 1: the share of what each names that the other names as well
  telling,   ///< the root of the highest weight that one concept has in common
  number,    ///< 1 where they have a number in common
  issue,     ///< 1 for the same specific issue, -1/2 for another
  first,     ///< 1 where each is the first of its text that is about that matter
  party,     ///< 1 for the same side, -1 for the other side, -1/2 for one side and both
  both,      ///< 1 where both tell it of both sides
  tone,      ///< 1 where both say how the talk went
  rivals,    ///< log(1 + pairs in question that have the one point, or the other): `candidates_of`
  context,   ///< 0 to 1: the root of the cosine of what their whole sentences name
  general,   ///< 0 to 1.5: the rarity of the general concepts in common ("face to face"), in sum
};
inline constexpr std::size_t trait_count = 12;
using Traits = std::array<double, trait_count>;

struct Likeness {
  Traits traits{};
  /// `weight` is the reason's part of overlap, coverage, telling and general, in sum 1; for the
  /// others the trait's value.
  std::vector<Reason> why;
};

/// Sees how alike points of two texts are. A concept weighs as its kind does, times its inverse
/// frequency log((n + 1) / (f + 1/2)) / log(n + 1), where f of all n points of both texts (n at
/// least 20) name it, times the root of its rarity in readouts at large (Concept::rarity). A
/// counterpart counts 0.85 of that, a concept of the same family 0.5.
class PointLikeness {
 public:
  /// All arguments must outlive it.
  PointLikeness(const std::vector<Point>& a, const std::vector<Point>& b, const Lexicon& lexicon,
                const std::array<std::string, 2>& parties);

  [[nodiscard]] Likeness of(std::size_t a, std::size_t b) const;
  /// The points of b that have most in common with point `a`, at most 24.
  [[nodiscard]] std::vector<std::size_t> partners_of(std::size_t a) const;

 private:
  struct Weighed {
    double square = 0, concepts = 0;  ///< sums of squares of all weights; of concepts' weights
    bool object = false;
    bool first = false;  ///< of its text about a matter
  };
  struct Common {
    double sum = 0, highest = 0, covered_a = 0, covered_b = 0, general = 0;
    bool number = false;
  };
  [[nodiscard]] double weight_of(const Mention& mention) const;
  [[nodiscard]] double weight_of(const PlainWord& word) const;
  [[nodiscard]] double weight_of(const Amount& amount) const;
  void weigh(double points);
  void index(const std::vector<Point>& b);
  [[nodiscard]] Weighed weighed(const Point& point) const;
  [[nodiscard]] std::vector<Weighed> weighed(const std::vector<Point>& points) const;
  [[nodiscard]] Common common_of(const Point& a, const Point& b, std::vector<Reason>& why) const;
  void add_concepts(const Point& a, const Point& b, Common& common, std::vector<Reason>& why) const;

  using Points = std::vector<std::size_t>;
  /// The concepts of a sentence, each with its highest weight there, by their numbers.
  struct Bag {
    std::vector<std::pair<std::uint32_t, double>> concepts;
    double square = 0;
  };
  [[nodiscard]] std::vector<Bag> sentences(const std::vector<Point>& points) const;
  [[nodiscard]] double context_of(const Bag& a, const Bag& b) const;

  const std::vector<Point>*a_, *b_;
  const Lexicon* lexicon_;
  const std::array<std::string, 2>* parties_;
  bool one_language_ = false;
  std::unordered_map<std::uint32_t, double> weights_;
  std::unordered_map<std::string, double> number_weights_, word_weights_;
  std::vector<Weighed> weighed_a_, weighed_b_;
  std::vector<Bag> sentences_a_, sentences_b_;
  std::unordered_map<std::uint32_t, Points> named_by_;  // points of b, as all below
  std::unordered_map<std::string, Points> told_by_, counted_by_;
  Points tones_;
};

}  // namespace detente
