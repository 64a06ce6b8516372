// SPDX-License-Identifier: Apache-2.0
#include "text/align.hpp"

#include <algorithm>
#include <cmath>

#include "text/assignment.hpp"

namespace detente {

namespace {

/// The candidate as a link, whose reasons say what each adds to the log odds.
Link link_of(const Candidate& candidate, const LinkWeights& weights) {
  const Traits& traits = candidate.likeness.traits;
  const auto of = [&](Trait trait) {
    const auto i = static_cast<std::size_t>(trait);
    return weights.traits.at(i) * traits.at(i);
  };
  const double named = of(Trait::overlap) + of(Trait::coverage) + of(Trait::telling);
  Link link{candidate.a, candidate.b, link_score(traits, weights), candidate.likeness.why};
  const auto numbers = std::ranges::count(link.why, Reason::Kind::number, &Reason::kind);
  for (Reason& reason : link.why) {
    switch (reason.kind) {
      case Reason::Kind::tone:
        reason.weight = of(Trait::tone);
        break;
      case Reason::Kind::issue:
        reason.weight = of(Trait::issue);
        break;
      case Reason::Kind::first:
        reason.weight = of(Trait::first);
        break;
      case Reason::Kind::party:
        reason.weight = of(Trait::party) + of(Trait::both);
        break;
      case Reason::Kind::number:
        reason.weight = named * reason.weight + of(Trait::number) / static_cast<double>(numbers);
        break;
      default:
        reason.weight *= named;
    }
  }
  std::ranges::stable_sort(link.why, std::greater<>(), &Reason::weight);
  return link;
}

}  // namespace

std::vector<Candidate> candidates_of(const std::vector<Point>& a, const std::vector<Point>& b,
                                     const Lexicon& lexicon,
                                     const std::array<std::string, 2>& parties) {
  const PointLikeness likeness(a, b, lexicon, parties);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (const std::size_t j : likeness.partners_of(i))
      candidates.push_back({i, j, likeness.of(i, j)});
  }
  return candidates;
}

double link_score(const Traits& traits, const LinkWeights& weights) {
  double odds = weights.intercept;
  for (std::size_t i = 0; i < trait_count; ++i) odds += weights.traits.at(i) * traits.at(i);
  return 1 / (1 + std::exp(-odds));
}

std::vector<Link> choose_links(const std::vector<Candidate>& candidates, std::size_t points_a,
                               std::size_t points_b, const LinkWeights& weights) {
  std::vector<std::vector<Gain>> rows(points_a);
  for (const Candidate& one : candidates) {
    const double gain = link_score(one.likeness.traits, weights) - weights.threshold;
    if (gain >= 0) rows.at(one.a).push_back({one.b, gain});
  }
  const auto taken = best_assignment(rows, points_b);
  std::vector<Link> links;
  for (const Candidate& one : candidates) {
    if (taken[one.a] == one.b) links.push_back(link_of(one, weights));
  }
  std::ranges::sort(
      links, [](const Link& x, const Link& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  return links;
}

std::vector<Link> align(const std::vector<Point>& a, const std::vector<Point>& b,
                        const Lexicon& lexicon, const std::array<std::string, 2>& parties) {
  return choose_links(candidates_of(a, b, lexicon, parties), a.size(), b.size(), link_weights);
}

}  // namespace detente
