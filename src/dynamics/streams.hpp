// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <array>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace detente {

/// Daily counts of what two states do towards each other, by quad class.
struct DyadCounts {
  std::array<std::string, 2> states{};
  /// T x 8: of the first state towards the second verbal cooperation, material cooperation, verbal
  /// conflict, material conflict; then of the second towards the first.
  Eigen::MatrixXd counts{};
};

/// The streams of a dyad that a model can tell apart.
struct DyadStreams {
  std::vector<std::string>
      names{};  ///< "USA>CHN verbal cooperation", "USA>CHN conflict", "USA-CHN cooperation"
  std::vector<int> directions{};  ///< 0 or 1: by the first or the second state; -1 by both together
  std::vector<int> signs{};       ///< 1 cooperation, -1 conflict
  Eigen::MatrixXd counts{};       ///< T x D
  std::vector<std::string> notes{};  ///< sentences on what was pooled or left out, and why
};

/// Streams with `least` events or more. Verbal and material events are pooled where one of the two
/// has fewer; what has fewer even so is left out. Two directions whose days correlate at `mirror`
/// or more cannot be told apart, and are pooled too. Each of these is noted. Fails with
/// Kind::domain where nothing is left, or counts has other than 8 columns.
Result<DyadStreams> streams_of(const DyadCounts& dyad, double least, double mirror = 0.98);

}  // namespace detente
