// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace detente {

/// Row `row` may take column `column` for a gain of at least 0.
struct Gain {
  std::size_t column = 0;
  double gain = 0;
};

/// For each row the column that it takes, or `nothing`: each column at most once, such that the sum
/// of gains is the highest. Shortest augmenting paths with potentials (Kuhn 1955; Tomizawa 1971) on
/// the edges alone: O(rows * edges * log edges) at worst.
constexpr std::size_t nothing = static_cast<std::size_t>(-1);
std::vector<std::size_t> best_assignment(const std::vector<std::vector<Gain>>& rows,
                                         std::size_t columns);

}  // namespace detente
