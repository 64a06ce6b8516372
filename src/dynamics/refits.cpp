// SPDX-License-Identifier: Apache-2.0
#include "dynamics/refits.hpp"

namespace detente {

namespace {

using Eigen::Index;

Refit refit(Refit::Kind kind, std::string name, const DyadInput& input, const FitOptions& options) {
  Refit out{.kind = kind, .name = std::move(name)};
  const auto fit = fit_dyad(input, options);
  if (!fit) {
    out.refusal = fit.error().what;
    return out;
  }
  out.radius = fit->radius;
  for (const int side : {0, 1}) out.answers[static_cast<std::size_t>(side)] = answer_of(*fit, side);
  return out;
}

/// One direction's events a day later than the other's, over the days that both have then.
DyadInput shifted(const DyadInput& input, int later) {
  const Index days = input.dyad.counts.rows() - 1;
  DyadInput out = input;
  out.first = input.first + std::chrono::days(1);
  out.dyad.counts = input.dyad.counts.bottomRows(days);
  out.dyad.counts.middleCols(Index{4} * later, 4) =
      input.dyad.counts.topRows(days).middleCols(Index{4} * later, 4);
  if (input.dyad.unknown.size() > 0) {
    out.dyad.unknown = input.dyad.unknown.bottomRows(days);
    out.dyad.unknown.col(later) = input.dyad.unknown.topRows(days).col(later);
  }
  if (input.volume.size() > 0) out.volume = input.volume.tail(days).eval();
  for (Covariate& covariate : out.covariates) covariate.values = covariate.values.tail(days).eval();
  return out;
}

DyadInput of_quad(const DyadInput& input, Index quad) {
  DyadInput out = input;
  out.dyad.unknown.resize(0, 0);
  for (Index k = 0; k < out.dyad.counts.cols(); ++k)
    if (k % 4 != quad) out.dyad.counts.col(k).setZero();
  return out;
}

constexpr std::array<const char*, 4> quad_names{"verbal cooperation", "material cooperation",
                                                "verbal conflict", "material conflict"};

}  // namespace

std::vector<Refit> refits_of(const DyadInput& input, const std::vector<FilteredCounts>& filtered,
                             const FitOptions& options) {
  std::vector<Refit> out;
  for (const FilteredCounts& variant : filtered) {
    DyadInput changed = input;
    changed.dyad = variant.counts;
    out.push_back(refit(Refit::Kind::filtered, variant.name, changed, options));
  }
  if (input.step != CountPeriod::day || input.dyad.counts.rows() < 3) return out;
  for (const int later : {0, 1}) {
    out.push_back(refit(Refit::Kind::shifted,
                        input.dyad.states[static_cast<std::size_t>(later)] + " a day later",
                        shifted(input, later), options));
    out.back().later = later;
  }
  for (std::size_t quad = 0; quad < quad_names.size(); ++quad)
    out.push_back(refit(Refit::Kind::single_quad, std::string(quad_names[quad]) + " alone",
                        of_quad(input, static_cast<Index>(quad)), options));
  return out;
}

}  // namespace detente
