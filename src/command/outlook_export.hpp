// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/outlook.hpp"

namespace detente {

/// Writes the forecasts in the forms that others read, where they are asked for:
///
/// - --hubverse DIR: DIR/detente-MODEL/AS-OF-detente-MODEL.csv for the combination and each
///   baseline, with the columns origin_date, target, horizon, target_end_date, location,
///   output_type, output_type_id and value; quantiles at 23 levels and the median, of a probability
///   one row of type pmf a class.
/// - --views FILE: the recommended model's draws of the monthly forecasts, a row a draw: month_id
///   (1 is January 1980), target, draw, outcome. FILE ends in .csv or .parquet.
///
/// Kind::usage where FILE ends otherwise, Kind::io where one cannot be written.
Result<void> export_forecasts(const OutlookOptions& options, const std::vector<OutlookRun>& runs,
                              Day as_of);

}  // namespace detente
