// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/outlook.hpp"

/// The scores of a backtest as JSON: the members of a target in detente.outlook/1.
namespace detente {

/// The origins that chose nothing.
Window held_out_window(const OutlookRun& run, std::optional<int> horizon = {});

/// Null without an outcome; coverage, width and interval score are null for a probability.
Json means_json(const Means& means, bool binary);
/// "+4.2 % (+1.0 to +7.5)": of 1 - score / score of the other, with its interval.
std::string skill_text(double estimate, const Interval& interval);
Json skill_json(const Skill& skill, std::string_view against, std::string_view measure,
                Json horizon, std::string_view window);

/// By model, each with its means over all origins, over those held out, and by horizon.
Json scores_of(const OutlookRun& run);
/// The combination against every baseline, on origins that chose nothing.
Json skills_of(const OutlookRun& run);
/// Of the combination by horizon, as they stand on the last day.
Json weights_of(const OutlookRun& run);
/// The parts of the recommended model's Brier score; null but for a probability.
Json brier_row(const OutlookRun& run);

}  // namespace detente
