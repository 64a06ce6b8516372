// SPDX-License-Identifier: Apache-2.0
#include "dynamics/within_day.hpp"

#include <algorithm>
#include <cmath>

#include "dynamics/spectrum.hpp"

namespace detente {

namespace {

using Complex = std::complex<double>;

/// (1 - exp(-x)) / x and its derivative, which near 0 are their series.
struct Mean {
  Complex value, slope;
};

Mean mean_of_decay(Complex x) {
  if (std::abs(x) < 1e-3)
    return {1.0 - x / 2.0 + x * x / 6.0 - x * x * x / 24.0, -0.5 + x / 3.0 - x * x / 8.0};
  const Complex left = std::exp(-x);
  return {(1.0 - left) / x, (left * (x + 1.0) - 1.0) / (x * x)};
}

}  // namespace

Complex seen_by_day(Complex eigenvalue, double fading) {
  return eigenvalue * mean_of_decay(fading * (1.0 - eigenvalue)).value;
}

std::optional<Complex> unseen_by_day(Complex seen, double fading) {
  Complex a = seen;
  for (int i = 0; i < 100; ++i) {
    const Mean mean = mean_of_decay(fading * (1.0 - a));
    const Complex step = (a * mean.value - seen) / (mean.value - fading * a * mean.slope);
    a -= step;
    if (!std::isfinite(std::abs(a))) return std::nullopt;
    if (std::abs(step) < 1e-13 * (1 + std::abs(a))) return a;
  }
  return std::nullopt;
}

std::optional<double> corrected_radius(const Eigen::MatrixXd& reaction, double fading) {
  if (fading > fastest_fading) return std::nullopt;
  double radius = 0;
  for (const Complex& seen : eigenvalues(reaction)) {
    const auto a = unseen_by_day(seen, fading);
    if (!a) return std::nullopt;
    radius = std::max(radius, std::abs(*a));
  }
  return radius;
}

}  // namespace detente
