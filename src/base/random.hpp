// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

namespace detente {

/// A stream of random numbers. Streams of one seed with different numbers are independent, so that
/// work which is spread over threads or machines draws the same numbers wherever each part of it
/// runs.
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  double uniform();                          ///< in [0, 1)
  double normal();                           ///< mean 0, variance 1
  double gamma(double shape, double scale);  ///< both > 0
  std::uint64_t poisson(double mean);        ///< mean >= 0
  std::uint64_t below(std::uint64_t end);    ///< 0 to end - 1, end >= 1
  /// NB2: variance mean + dispersion * mean^2. Poisson where dispersion is 0.
  std::uint64_t negative_binomial(double mean, double dispersion);

 private:
  std::mt19937_64 engine_;
  std::normal_distribution<double> normal_{};
};

}  // namespace detente
