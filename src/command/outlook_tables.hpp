// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/outlook.hpp"

namespace detente {

/// The sentences, the table "targets" with everything about each, and a chart for each forecast.
void add_outlook(Document& document, const std::vector<OutlookRun>& runs);

/// What is forecast, by which model, and how good that was.
Sentence outlook_sentence(const OutlookRun& run);
/// Is there a forecast that a line can show?
bool has_chart(const OutlookRun& run);
/// The forecasts of one target after the last of its past.
Chart outlook_chart(const OutlookRun& run);
/// Where outcomes lay in the recommended forecasts, a row a target.
Table calibration_table(const std::vector<OutlookRun>& runs);

/// Which quantiles are written of a forecast: the 23 levels of the forecast hubs.
const std::vector<double>& quantile_levels();
/// A forecast's quantiles by level, "0.05"; of a binary series null.
Json quantiles_of(const Forecast& forecast, Support support);
/// "2026-07-26", "2026-W30" or "2026-07": the period that begins on the day.
std::string period_name(const OutlookTarget& target, Day first);

}  // namespace detente
