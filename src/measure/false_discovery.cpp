// SPDX-License-Identifier: Apache-2.0
#include "measure/false_discovery.hpp"

#include <algorithm>
#include <numeric>

namespace detente {

std::vector<double> false_discovery_rates(const std::vector<double>& p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> rates(p_values.size());
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t i = order[rank - 1];
    least = std::min(
        least, p_values[i] * static_cast<double>(p_values.size()) / static_cast<double>(rank));
    rates[i] = least;
  }
  return rates;
}

}  // namespace detente
