// SPDX-License-Identifier: Apache-2.0
#include "measure/proportion.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/random.hpp"

namespace detente {

namespace {

constexpr double z = 1.959964;  // of a normal, two-sided 95 %

}  // namespace

Proportion wilson(std::size_t hits, std::size_t n) {
  if (n == 0) return {};
  const auto size = static_cast<double>(n);
  const double share = static_cast<double>(hits) / size;
  const double scale = 1 + z * z / size;
  const double centre = (share + z * z / (2 * size)) / scale;
  const double half = z * std::sqrt(share * (1 - share) / size + z * z / (4 * size * size)) / scale;
  return {share, hits == 0 ? 0.0 : std::max(0.0, centre - half),
          hits == n ? 1.0 : std::min(1.0, centre + half)};
}

Proportion resampled(std::size_t hits, std::size_t n, std::uint64_t seed, std::uint64_t stream,
                     std::size_t draws) {
  const Proportion bounds = wilson(hits, n);
  if (hits == 0 || hits >= n || draws == 0) return bounds;
  Random random(seed, stream);
  std::vector<std::size_t> found(draws);
  for (std::size_t& one : found) {
    for (std::size_t i = 0; i < n; ++i) one += random.below(n) < hits ? 1 : 0;
  }
  std::ranges::sort(found);
  const auto at = [&](double share) {
    const auto place =
        static_cast<std::size_t>(std::lround(share * static_cast<double>(draws - 1)));
    return static_cast<double>(found[place]) / static_cast<double>(n);
  };
  return {bounds.value, at(0.025), at(0.975)};
}

}  // namespace detente
