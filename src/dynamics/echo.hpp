// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dynamics/fit_counts.hpp"

namespace detente {

/// A fit in which every stream may also repeat itself on the day after, as the press repeats what
/// it reported the day before.
struct EchoFit {
  CountFit fit{};  ///< without the echo: its rows' information is what is left with the echo free
  Eigen::VectorXd echo{};  ///< D: events reported again the day after, for each event
};

/// The model of count_model.hpp with one more memory a stream: its own count of the day before.
/// What a side does because of its own acts of the day before cannot be told from such an echo and
/// is taken out with it, so the radius is a lower one. Fails as fit_counts, and where a decay is 0.
Result<EchoFit> fit_with_echo(const CountSeries& series, const std::vector<double>& decays);

}  // namespace detente
