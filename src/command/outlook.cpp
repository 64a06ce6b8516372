// SPDX-License-Identifier: Apache-2.0
#include "command/outlook.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/event_inputs.hpp"
#include "command/lookup.hpp"
#include "command/outlook_export.hpp"
#include "command/outlook_ledger.hpp"
#include "command/outlook_tables.hpp"

namespace detente {

namespace {

/// Those that are asked for, in the case's order; all where none is.
Result<std::vector<OutlookTarget>> chosen(std::vector<OutlookTarget> targets,
                                          const std::vector<std::string>& ids) {
  for (const std::string& id : ids)
    if (const auto known = require(targets, id, "target"); !known)
      return tl::unexpected(known.error());
  if (!ids.empty())
    std::erase_if(targets, [&](const OutlookTarget& target) {
      return std::ranges::find(ids, target.id) == ids.end();
    });
  return targets;
}

/// Why no forecast from the last figure goes beyond the day; empty where one does.
std::string staleness_of(const TargetSeries& series, Day as_of) {
  const History& whole = series.whole;
  const auto furthest =
      static_cast<std::size_t>(horizons_of(whole.period, whole.support).shown.back());
  const std::size_t last = whole.values.size() - 1;
  const auto end = [&](std::size_t at) {
    return last_day_of(period_after(whole.first, at, whole.period), whole.period);
  };
  if (end(last + furthest) > as_of) return {};
  return fmt::format("the data reach until {}, and no forecast from there goes beyond {}",
                     to_string(end(last)), to_string(as_of));
}

OutlookRun run_of(OutlookTarget target, Day as_of, const OutlookRequest& request) {
  OutlookRun run{.target = std::move(target)};
  run.refusal = run.target.refusal;
  if (!run.refusal.empty()) return run;
  run.refusal = staleness_of(run.target.series, as_of);
  if (request.only_open && !run.refusal.empty()) return run;
  const std::uint64_t seed = request.seed;
  auto tested = backtest(
      run.target.series,
      {.seed = seed, .threads = thread_count(request.threads), .most = request.most_origins});
  if (!tested) {
    run.refusal = tested.error().what;
    return run;
  }
  run.backtest = *std::move(tested);
  run.held_out = held_out_from(*run.backtest);
  run.choice = recommended(*run.backtest, {.before = run.held_out}, seed);
  const History& whole = run.target.series.whole;
  for (const Issued& issued : run.backtest->issued)
    if (last_day_of(issued.first, whole.period) > as_of) run.open.push_back(&issued);
  return run;
}

/// The folder "ledger" of the case; empty where it keeps none.
std::string own_ledger(const Common& common) {
  const std::filesystem::path folder = common.folder / "ledger";
  std::error_code error;
  return std::filesystem::is_directory(folder, error) ? folder.string() : std::string();
}

}  // namespace

Day last_day_of(Day first, Period period) {
  return next_first(first, period) - std::chrono::days(1);
}

std::vector<OutlookRun> outlook_runs(std::vector<OutlookTarget> targets, Day as_of,
                                     const OutlookRequest& request) {
  std::vector<OutlookRun> runs;
  runs.reserve(targets.size());
  for (OutlookTarget& target : targets) runs.push_back(run_of(std::move(target), as_of, request));
  return runs;
}

Result<Output> run_outlook(const Common& common, const OutlookOptions& options) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  auto all = outlook_targets(*record, common.as_of);
  if (!all) return tl::unexpected(all.error());
  Output output{.document = make_document("outlook", "Outlook: " + record->title, common, *record)};
  const std::string folder = options.score.empty() ? own_ledger(common) : options.score;
  std::optional<ScoredLedger> scored;
  if (!folder.empty()) {
    auto ledger = score_ledger(folder, *all, common.as_of);
    if (!ledger) return tl::unexpected(ledger.error());
    scored = *std::move(ledger);
    output.faulty = !options.score.empty() && scored->is_faulty();
  }
  const bool is_only_scored = !options.score.empty() && options.record.empty() &&
                              options.hubverse.empty() && options.views.empty() &&
                              options.targets.empty();
  if (!is_only_scored) {
    auto targets = chosen(*std::move(all), options.targets);
    if (!targets) return tl::unexpected(targets.error());
    const std::vector<OutlookRun> runs = outlook_runs(
        *std::move(targets), common.as_of, {.seed = options.seed, .threads = options.threads});
    add_outlook(output.document, runs);
    if (!options.record.empty()) {
      auto recorded = record_forecasts(options.record, runs, *record, common.as_of, options.seed);
      if (!recorded) return tl::unexpected(recorded.error());
      output.document.blocks.emplace_back(*std::move(recorded));
    }
    if (const auto done = export_forecasts(options, runs, common.as_of); !done)
      return tl::unexpected(done.error());
  }
  if (scored) add_ledger(output.document, *scored);
  return output;
}

}  // namespace detente
