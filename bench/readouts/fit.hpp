// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "readouts/marks.hpp"
#include "text/link_weights.hpp"

namespace detente::readouts {

/// A pair of texts, compared, with what a model of its links is fitted on.
struct FitPair {
  const MarkedPair* pair = nullptr;
  TextComparison compared;
  std::vector<Candidate> candidates;
  std::vector<bool> linked;  ///< by the person, of each candidate
};
std::vector<FitPair> fit_pairs(const std::vector<MarkedPair>& pairs, const Lexicon& lexicon);

/// Logistic regression of `linked` on the traits by Newton's method, with a ridge penalty on the
/// weights of the standardised traits. The threshold is left at 0.
LinkWeights fit_links(const std::vector<const FitPair*>& pairs);

/// What links are worth on pairs that the weights were not fitted on: each pair is scored by the
/// weights fitted on all pairs that share no text with it.
struct CrossValidated {
  double threshold = 0;
  double f1 = 0, precision = 0, recall = 0;
};
std::vector<CrossValidated> cross_validate(const std::vector<FitPair>& pairs);

/// src/text/link_weights.hpp with these weights.
std::string weights_header(const LinkWeights& weights);

}  // namespace detente::readouts
