// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "dynamics/fit_counts.hpp"
#include "dynamics/simulate.hpp"

namespace detente {

/// What a fit says of the world, to draw from.
CountProcess process_of(const CountFit& fit, const CountSeries& series);

/// Radii of B of `replicates` refits of drawn counts, each the same for its number and the seed. A
/// refit that fails, as of a stream without an event, is left out.

/// Each day drawn anew from its fitted mean, remembered is what was (Cavaliere, Lu, Rahbek and
/// Staerk-Ostergaard 2023, J. Econometrics 235, section 4): fast and steady, but blind to what a
/// change of the memory would bring.
std::vector<double> fixed_intensity_radii(const CountFit& fit, const CountSeries& series,
                                          int replicates, std::uint64_t seed);
/// The whole history drawn day after day.
std::vector<double> recursive_radii(const CountFit& fit, const CountSeries& series, int replicates,
                                    std::uint64_t seed);

/// Radii that come out where nobody answers anybody: counts drawn from a model without reaction,
/// fitted to the series with its volume and covariates. No radius is above 0 by more than chance
/// unless it is above most of these. Fails as check_fit.
Result<std::vector<double>> radii_without_reaction(const CountSeries& series,
                                                   const std::vector<double>& decays,
                                                   int replicates, std::uint64_t seed);

}  // namespace detente
