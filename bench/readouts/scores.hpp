// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "readouts/marks.hpp"

namespace detente::readouts {

/// Whether the two spans share at least half of the shorter one's bytes.
bool meets(ByteSpan x, ByteSpan y);

/// How many of the things that one names the other names as well.
struct Hits {
  double right = 0, named = 0;   ///< of what was named, what is right
  double found = 0, wanted = 0;  ///< of what a person marked, what was found
  Hits& operator+=(const Hits& other);
  [[nodiscard]] double precision() const { return named > 0 ? right / named : 0; }
  [[nodiscard]] double recall() const { return wanted > 0 ? found / wanted : 0; }
  [[nodiscard]] double f1() const;
};

/// Of how many.
struct Share {
  double right = 0, all = 0;
  Share& operator+=(const Share& other);
  [[nodiscard]] double value() const { return all > 0 ? right / all : 0; }
};

/// The scores of one pair, or of several by adding them up. docs/compare.md says what each counts.
struct Scores {
  Hits points;               ///< matched one to one
  Hits covered;              ///< points that meet any point of the other
  Hits links, links_strict;  ///< where their points meet; where they are matched one to one
  Hits only, only_strict;
  Share issue, binding_near, binding_exact, who, polarity;  ///< of matched points
  Share kind;                                               ///< of links that meet
  Scores& operator+=(const Scores& other);
};

/// One to one: for each point of `x` the point of `y` that it is matched with, or `nothing`. Only
/// points that meet can be matched, and the bytes that they share are as many as can be.
std::vector<std::size_t> matched(const std::vector<Mark>& x, const std::vector<Mark>& y);

/// Whether both ends of a link of `named` meet those of one of `wanted`.
bool is_right(const MarkedLink& link, const Marks& named, const Marks& wanted);

Scores scores_of(const Marks& named, const Marks& wanted);

/// Krippendorff's alpha of two readers without gaps: nominal over labels, interval over numbers.
/// Cohen's kappa for the same labels. NaN where all values are one.
double alpha_nominal(const std::vector<std::array<std::string, 2>>& units);
double alpha_interval(const std::vector<std::array<double, 2>>& units);
double kappa(const std::vector<std::array<std::string, 2>>& units);

}  // namespace detente::readouts
