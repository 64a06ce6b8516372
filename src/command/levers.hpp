// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/lead_series.hpp"
#include "dynamics/baseline.hpp"

/// Recommended steps as levers that can be moved.
namespace detente {

/// What one step moves. Either `obstacle` says why there is nothing to estimate with, or `by_month`
/// says how the lever stood.
struct StepLever {
  const Recommendation* recommendation = nullptr;
  const Step* step = nullptr;
  std::string kind{};      ///< "sessions", "channels", "events", "series" or "none"
  std::string unit{};      ///< what one more of it is, as people read it
  std::string obstacle{};  ///< a clause
  RegularSeries by_month{};
  std::vector<const Channel*> channels{};
  std::vector<int> roots{};  ///< CAMEO roots of the like of it between other states; empty: none
  std::string roots_unit{};  ///< what one unit of these is
  double roots_sign = 1;     ///< -1: fewer of them is more of the lever
};

/// Of "R2" all steps, of "R2.1" that one; in the order asked for. Kind::usage for an id that there
/// is not.
Result<std::vector<StepLever>> levers_of(const Case& record, const LeadInputs& inputs,
                                         const std::vector<std::string>& ids, Day as_of);

/// The lever by day as a covariate of the counts in `span`: the share of its channels that are off;
/// of sessions, whether there was one in the last `session_days`. Nothing for other levers.
std::optional<Covariate> daily_covariate(const Case& record, const StepLever& lever,
                                         const Span& span);
inline constexpr int session_days = 28;

}  // namespace detente
