// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <complex>
#include <optional>

namespace detente {

/// Daily counts do not show what is answered within the day. Where reactions fade by exp(-fading *
/// days), `fading` > 0 per day, a reaction matrix A shows in daily counts as
///
///     B = A (1/b) integral from 0 to b of exp(s (A - I)) ds,   b = fading,
///
/// whose eigenvalues are f(a) = a (1 - exp(-b (1 - a))) / (b (1 - a)) of the eigenvalues a of A. B
/// and A pass 1 together.
std::complex<double> seen_by_day(std::complex<double> eigenvalue, double fading);

/// The a with f(a) = `seen`, by Newton's method from `seen`; nothing where it does not settle,
/// which happens for values that no reaction shows as.
std::optional<std::complex<double>> unseen_by_day(std::complex<double> seen, double fading);

/// Above this many a day what is left after midnight is too little to tell the part before it.
inline constexpr double fastest_fading = 2;

/// The spectral radius of A from B. Nothing above fastest_fading, or where an eigenvalue has no
/// origin.
std::optional<double> corrected_radius(const Eigen::MatrixXd& reaction, double fading);

}  // namespace detente
