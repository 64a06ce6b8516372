// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/types.hpp"

namespace detente {

enum class StepState { met, partly_met, not_met, cannot_tell };

std::string_view to_string(StepState state);  ///< "met", "partly met", "not met", "cannot tell"

/// How a step stands, and by what: "2 of 2 channels open".
struct StepStatus {
  StepState state = StepState::cannot_tell;
  std::string why;
};

/// The status of a step on `day` by its rule (the table in docs/codebook.md). `record` must be what
/// was known on that day.
StepStatus step_status(const Case& record, const Step& step, Day day);

/// The quarters from that of the first recommendation to that of `as_of`.
std::vector<Quarter> quarters_until(const Case& record, Day as_of);

struct QuarterStatus {
  Quarter quarter;
  Day day;  ///< the quarter's last, or the day asked for where that is earlier
  StepStatus status;
};

/// By the step's id, its status in each quarter since it was recommended, from what was known on
/// `day`. The record is pruned once a quarter, and kept for one at a time.
std::map<std::string, std::vector<QuarterStatus>> step_histories(const Case& record, Day as_of);

/// The rule in words: "every one of these channels is open: consulate-houston, consulate-chengdu".
std::string rule_in_words(const Case& record, const Rule& rule);

}  // namespace detente
