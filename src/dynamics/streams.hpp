// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace detente {

/// Counts of what two states do towards each other by day, or by longer periods, and quad class.
struct DyadCounts {
  std::array<std::string, 2> states{};
  /// T x 8: of the first state towards the second verbal cooperation, material cooperation, verbal
  /// conflict, material conflict; then of the second towards the first.
  Eigen::MatrixXd counts{};
  /// T x 2: events whose quad class is not known, by direction; empty where there are none. They
  /// count where only directions are told apart.
  Eigen::MatrixXd unknown{};
};

/// All events of one direction (0 or 1), T.
Eigen::VectorXd events_of(const DyadCounts& dyad, int direction);
/// Pearson's correlation of two series of one length; nothing where one does not vary.
std::optional<double> correlation(const Eigen::VectorXd& a, const Eigen::VectorXd& b);

/// How finely events are told apart besides their direction.
enum class Detail { quad, sign, direction };

/// The streams of a dyad that a model can tell apart.
struct DyadStreams {
  std::vector<std::string>
      names{};  ///< "USA>CHN verbal cooperation", "USA>CHN conflict", "USA-CHN cooperation"
  std::vector<int> directions{};  ///< 0 or 1: by the first or the second state; -1 by both together
  std::vector<int> signs{};       ///< 1 cooperation, -1 conflict; 0 where they are not told apart
  Eigen::MatrixXd counts{};       ///< T x D
  std::vector<std::string> notes{};  ///< sentences on what was pooled or left out, and why
};

/// Streams with `least` events or more, at most as finely told apart as `detail`. Verbal and
/// material events are pooled where one of the two has fewer; what has fewer even so is left out.
/// Two directions whose days correlate at `mirror` or more cannot be told apart, and are pooled
/// too. Each of these is noted. Fails with Kind::domain where nothing is left, or counts has other
/// than 8 columns.
Result<DyadStreams> streams_of(const DyadCounts& dyad, double least, Detail detail = Detail::quad,
                               double mirror = 0.98);

}  // namespace detente
