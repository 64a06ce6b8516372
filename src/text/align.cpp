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
  const double named =
      of(Trait::overlap) + of(Trait::coverage) + of(Trait::telling) + of(Trait::general);
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
      case Reason::Kind::rivals:
        reason.weight = of(Trait::rivals);
        break;
      case Reason::Kind::context:
        reason.weight = of(Trait::context);
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

/// Where many pairs are in question, each is less likely: a short text has few.
void add_rivals(std::vector<Candidate>& candidates, const std::vector<Point>& a,
                const std::vector<Point>& b) {
  std::vector<int> of_a(a.size()), of_b(b.size());
  for (const Candidate& one : candidates) ++of_a[one.a], ++of_b[one.b];
  for (Candidate& one : candidates) {
    const double rivals = std::log(1.0 + of_a[one.a] + of_b[one.b]);
    one.likeness.traits.at(static_cast<std::size_t>(Trait::rivals)) = rivals;
    one.likeness.why.push_back({Reason::Kind::rivals, 0, 0, a[one.a].span, b[one.b].span, rivals});
  }
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
  add_rivals(candidates, a, b);
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
