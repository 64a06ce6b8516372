// SPDX-License-Identifier: Apache-2.0
#include "dynamics/count_distribution.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace detente {

double log_probability(double count, double mean, double dispersion) {
  if (dispersion == 0) return count * std::log(mean) - mean - std::lgamma(count + 1);
  const double shape = 1 / dispersion, swollen = std::log1p(dispersion * mean);
  return std::lgamma(count + shape) - std::lgamma(shape) - std::lgamma(count + 1) +
         count * (std::log(dispersion * mean) - swollen) - shape * swollen;
}

double distribution(double count, double mean, double dispersion) {
  if (count < 0) return 0;
  if (dispersion == 0) return boost::math::gamma_q(count + 1, mean);
  return boost::math::ibeta(1 / dispersion, count + 1, 1 / (1 + dispersion * mean));
}

}  // namespace detente
