// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command/command.hpp"
#include "command/outlook_targets.hpp"
#include "outlook/skill.hpp"

namespace detente {

/// What `detente outlook` is told, as typed.
struct OutlookOptions {
  std::vector<std::string> targets{};  ///< ids; empty: all
  std::string record{};                ///< a folder that gets each forecast as a file
  std::string score{};                 ///< a folder of such files, to be scored
  std::string hubverse{};              ///< a folder that gets the forecasts as a hub's model output
  std::string views{};  ///< a .csv or .parquet that gets the monthly forecasts' draws
  std::uint64_t seed = 1;
  int threads = 0;
};

/// A target with what came of it.
struct OutlookRun {
  OutlookTarget target;
  std::optional<Backtest> backtest{};
  std::string refusal{};  ///< a clause after "cannot tell: "; empty where there is a forecast
  std::optional<Day> held_out{};  ///< origins from this day on choose nothing
  Choice choice{};
  std::vector<const Issued*> open{};  ///< forecasts of periods that are not over on the day
};

/// Whether it is a matter of yes or no.
inline bool is_binary(const OutlookRun& run) {
  return run.target.series.whole.support == Support::binary;
}

/// Forecasts all that a case gives, holds every model against the past, and says which to use; with
/// --record the ledger gains the forecasts, with --score alone it is scored and nothing is
/// forecast. Kind::usage for a target that there is not, Kind::io where a file cannot be written. A
/// ledger with a file that was changed or is missing is at fault: exit status 1.
Result<Output> run_outlook(const Common& common, const OutlookOptions& options);

struct OutlookRequest {
  std::uint64_t seed = 1;
  int threads = 0;
  std::size_t most_origins = 0;  ///< 0: all
  bool only_open = false;  ///< where nothing can be forecast any more, the past is left alone too
};

/// Every target, forecast and scored.
std::vector<OutlookRun> outlook_runs(std::vector<OutlookTarget> targets, Day as_of,
                                     const OutlookRequest& request);

/// The period's last day.
Day last_day_of(Day first, Period period);

}  // namespace detente
