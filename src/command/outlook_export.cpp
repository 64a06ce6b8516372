// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_export.hpp"

#include <fmt/format.h>

#include "base/file_bytes.hpp"
#include "command/event_inputs.hpp"
#include "command/outlook_tables.hpp"
#include "measure/quantile.hpp"
#include "outlook/scores.hpp"
#include "store/write_tables.hpp"

namespace detente {

namespace fs = std::filesystem;

namespace {

/// Rows of one model's forecast of one target.
void add_hub_rows(std::string& out, const OutlookRun& run, std::size_t model, Day as_of) {
  const History& whole = run.target.series.whole;
  for (const Issued* issued : run.open) {
    const Forecast& forecast = issued->forecasts[model];
    const std::string key =
        fmt::format("{},{},{},{},case,", to_string(as_of), run.target.id, issued->horizon,
                    to_string(last_day_of(issued->first, whole.period)));
    if (whole.support == Support::binary) {
      out += fmt::format("{}pmf,yes,{:.6g}\n{}pmf,no,{:.6g}\n", key, forecast.median, key,
                         1 - forecast.median);
      continue;
    }
    out += fmt::format("{}median,NA,{:.6g}\n", key, forecast.median);
    for (const double level : quantile_levels())
      out += fmt::format("{}quantile,{},{:.6g}\n", key, level,
                         level == 0.5 ? forecast.median : quantile_of(forecast.draws, level));
  }
}

Result<void> export_hub(const std::string& folder, const std::vector<OutlookRun>& runs, Day as_of) {
  for (const std::string name : {"combination", "persistence", "climatology", "trailing"}) {
    std::string text =
        "origin_date,target,horizon,target_end_date,location,output_type,output_type_id,value\n";
    for (const OutlookRun& run : runs) {
      if (!run.refusal.empty()) continue;
      for (std::size_t m = 0; m <= run.backtest->combination(); ++m)
        if (run.backtest->name_of(m) == name) add_hub_rows(text, run, m, as_of);
    }
    const fs::path below = fs::path(folder) / ("detente-" + name);
    std::error_code error;
    fs::create_directories(below, error);
    if (error)
      return fail(Error::Kind::io, fmt::format("cannot make the folder: {}", error.message()),
                  below.string());
    if (auto done = replace_file(below / (to_string(as_of) + "-detente-" + name + ".csv"), text);
        !done)
      return done;
  }
  return {};
}

/// Months since December 1979.
std::int64_t month_id(Day first) {
  constexpr Day before(std::chrono::year(1979) / std::chrono::December / 1);
  return periods_between(before, first, Period::month);
}

StoreTable draws_table(const std::vector<OutlookRun>& runs) {
  using Type = StoreColumn::Type;
  StoreTable table{.name = "forecasts",
                   .description = "Draws of monthly forecasts by the recommended model",
                   .columns = {{"month_id", Type::integer, "Months, 1 is January 1980"},
                               {"target", Type::text, "Id of the target"},
                               {"draw", Type::integer, "Number of the draw"},
                               {"outcome", Type::number, "Its value; of a probability itself"}}};
  for (const OutlookRun& run : runs) {
    if (!run.refusal.empty() || run.target.series.whole.period != Period::month) continue;
    for (const Issued* issued : run.open) {
      std::int64_t number = 0;
      for (const double draw : issued->forecasts[run.choice.model].draws)
        table.rows.push_back({month_id(issued->first), run.target.id, number++, draw});
    }
  }
  return table;
}

std::string csv_of(const StoreTable& table) {
  std::string text = "month_id,target,draw,outcome\n";
  for (const std::vector<Cell>& row : table.rows)
    text += fmt::format("{},{},{},{:.6g}\n", std::get<std::int64_t>(row[0]),
                        std::get<std::string>(row[1]), std::get<std::int64_t>(row[2]),
                        std::get<double>(row[3]));
  return text;
}

}  // namespace

Result<void> export_forecasts(const OutlookOptions& options, const std::vector<OutlookRun>& runs,
                              Day as_of) {
  if (!options.hubverse.empty())
    if (auto done = export_hub(options.hubverse, runs, as_of); !done) return done;
  if (options.views.empty()) return {};
  const StoreTable table = draws_table(runs);
  if (options.views.ends_with(".csv")) return replace_file(options.views, csv_of(table));
  if (options.views.ends_with(".parquet"))
    return write_parquet(options.views, table, thread_count(options.threads));
  return fail(Error::Kind::usage, "--views: FILE ends in .csv or .parquet");
}

}  // namespace detente
