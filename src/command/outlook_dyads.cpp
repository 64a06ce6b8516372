// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_dyads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/random.hpp"
#include "command/active_dyads.hpp"
#include "command/event_inputs.hpp"
#include "command/lookup.hpp"
#include "command/outlook.hpp"
#include "command/outlook_counts.hpp"
#include "command/outlook_scores.hpp"
#include "command/spiral_sources.hpp"
#include "command/spiral_tables.hpp"
#include "measure/cross_correlation.hpp"
#include "report/number.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

void make_undirected(MeasuredSource& source) {
  source.undirected = true;
  source.forth.insert(source.forth.end(), source.back.begin(), source.back.end());
  source.back.clear();
}

/// What is forecast of a dyad: "events", "balance" or "conflict-share".
std::string kind_in(const std::string& id) { return id.substr(id.rfind('.') + 1); }

Json json_of_skill(double estimate, const Interval& interval) {
  return {{"text", skill_text(estimate, interval)},
          {"estimate", four_digits(estimate)},
          {"low", four_digits(interval.low)},
          {"high", four_digits(interval.high)}};
}

Json row_of(const ActiveDyad& dyad, const OutlookRun& run) {
  Json row{{"source", dyad.feed},
           {"dyad", dyad.name()},
           {"target", kind_in(run.target.id)},
           {"events", dyad.events},
           {"origins", run.backtest ? Json(run.backtest->origins) : Json()},
           {"use", {}},
           {"skill", {}},
           {"coverage", {}},
           {"refusal", run.backtest ? Json() : Json(run.refusal)}};
  if (!run.backtest) return row;
  const Backtest& backtest = *run.backtest;
  row["use"] = std::string(backtest.name_of(run.choice.model));
  const Means means = means_of(backtest, backtest.combination(), {});
  if (means.outcomes > 0) row["coverage"] = four_digits(means.coverage);
  if (const auto& skill = run.choice.skill) {
    const std::string_view against = backtest.name_of(run.choice.best_baseline);
    row["skill"] = json_of_skill(skill->estimate, skill->interval);
    row["skill"]["text"] =
        fmt::format("{} against {}", row["skill"]["text"].get<std::string>(), against);
    row["skill"]["against"] = std::string(against);
  }
  return row;
}

/// Of one kind of target over all dyads.
struct Pool {
  std::size_t dyads = 0;     ///< with at least one outcome
  std::size_t combined = 0;  ///< where the combination is to be used
  double coverage = 0;       ///< its mean
  /// By baseline: of each dyad the logarithm of the combination's CRPS over the baseline's.
  std::map<std::string, std::vector<double>, std::less<>> log_ratios;
};

void take(Pool& pool, const OutlookRun& run) {
  if (!run.backtest) return;
  const Backtest& backtest = *run.backtest;
  const Means mine = means_of(backtest, backtest.combination(), {});
  if (mine.outcomes == 0 || !(mine.crps > 0)) return;
  ++pool.dyads;
  pool.combined += run.choice.model == backtest.combination() ? 1 : 0;
  pool.coverage += mine.coverage;
  for (std::size_t m = 0; m < backtest.models.size(); ++m) {
    if (!backtest.models[m].is_baseline) continue;
    const double other = means_of(backtest, m, {}).crps;
    if (other > 0)
      pool.log_ratios[std::string(backtest.name_of(m))].push_back(std::log(mine.crps / other));
  }
}

/// 1 - the geometric mean of the ratios, with the central 90 % of 2,000 drawings of dyads.
Json pooled_skill(const std::vector<double>& log_ratios, std::uint64_t seed) {
  constexpr int replicates = 2000;
  const auto skill = [n = static_cast<double>(log_ratios.size())](double sum) {
    return 1 - std::exp(sum / n);
  };
  double sum = 0;
  for (const double one : log_ratios) sum += one;
  Random random(seed, 31);
  std::vector<double> drawn;
  for (int i = 0; i < replicates; ++i) {
    double total = 0;
    for (std::size_t k = 0; k < log_ratios.size(); ++k)
      total += log_ratios[random.below(log_ratios.size())];
    drawn.push_back(skill(total));
  }
  return json_of_skill(skill(sum), middle_of(std::move(drawn)));
}

Table pooled_table(const std::map<std::string, Pool>& pools, std::uint64_t seed) {
  using enum Field::Show;
  Table table{
      .key = "pooled",
      .title = "Over all dyads",
      .fields = {{"target", "Target"},
                 {"dyads", "Dyads"},
                 {"combined", "Use the combination"},
                 {"against", "Against"},
                 {"skill", "CRPS of the combination lower by", column, {"estimate", "low", "high"}},
                 {"coverage", "Within its 90 %"}},
      .empty = "No dyad has a forecast with an outcome.",
      .note =
          "Skill: 1 - the geometric mean over dyads of its CRPS to the baseline's, all "
          "origins, with a 90 % interval from drawing dyads again. Dyads that share a "
          "state are not independent, so that the intervals are too narrow."};
  for (const auto& [target, pool] : pools) {
    for (const auto& [against, ratios] : pool.log_ratios) {
      table.rows.push_back(
          Json{{"target", target},
               {"dyads", pool.dyads},
               {"combined", pool.combined},
               {"against", against},
               {"skill", pooled_skill(ratios, seed)},
               {"coverage", four_digits(pool.coverage / static_cast<double>(pool.dyads))}});
    }
  }
  return table;
}

Table dyads_table(std::vector<Json> rows) {
  using enum Field::Show;
  return {.key = "dyads",
          .title = "Every dyad",
          .fields = {{"source", "Source"},
                     {"dyad", "Dyad"},
                     {"target", "Target"},
                     {"events", "Events"},
                     {"origins", "Origins"},
                     {"use", "Use"},
                     {"skill",
                      "CRPS of the combination lower by",
                      column,
                      {"against", "estimate", "low", "high"}},
                     {"coverage", "Coverage", data},
                     {"refusal", "Cannot tell", detail}},
          .rows = std::move(rows),
          .empty = "The store has no dyad."};
}

}  // namespace

Result<Output> run_outlook_dyads(const Common& common, const OutlookDyadsOptions& options) {
  if (options.dyads < 1) return fail(Error::Kind::usage, "--dyads: 1 or more");
  auto store = EventStore::open(options.input, thread_count(options.threads));
  if (!store) return tl::unexpected(store.error());
  const Manifest& manifest = store->manifest();
  if (manifest.counts == "year")
    return fail(Error::Kind::usage,
                options.input + " has counts by year; forecasts are made by week or month");
  const auto counts =
      store->counts({.grouping = {.period = Resolution::day, .root = false, .quad = true},
                     .filter = {.dyad = {}, .from = {}, .to = common.as_of},
                     .known = common.as_of});
  if (!counts) return tl::unexpected(counts.error());
  std::vector<ActiveDyad> dyads = active_dyads(*counts, manifest, common.as_of);
  std::ranges::stable_sort(dyads, std::greater(), &ActiveDyad::events);
  if (dyads.size() > static_cast<std::size_t>(options.dyads))
    dyads.resize(static_cast<std::size_t>(options.dyads));
  std::vector<Json> rows;
  std::map<std::string, Pool> pools;
  for (std::size_t i = 0; i < dyads.size(); ++i) {
    if (common.progress) common.progress("forecasting dyads", i, dyads.size());
    ActiveDyad& dyad = dyads[i];
    if (manifest.undirected) make_undirected(dyad.source);
    auto targets = counts_targets(dyad.source, dyad.dyad,
                                  {.stem = dyad.dyad.states[0] + "-" + dyad.dyad.states[1],
                                   .title = dyad.name() + ", " + dyad.feed,
                                   .came_out = "as they stand in the store"});
    if (!targets) return tl::unexpected(targets.error());
    for (const OutlookRun& run : outlook_runs(*std::move(targets), common.as_of,
                                              {.seed = options.seed, .threads = options.threads})) {
      rows.push_back(row_of(dyad, run));
      take(pools[kind_in(run.target.id)], run);
    }
  }
  Output output{.document = {.schema = "detente.outlook-dyads/1",
                             .title = "Outlook of every dyad",
                             .as_of = to_string(common.as_of),
                             .vintage = vintage_of(manifest)}};
  Table every = dyads_table(std::move(rows));
  output.csv = to_csv({.schema = {}, .title = {}, .blocks = {every}});
  output.document.blocks.emplace_back(pooled_table(pools, options.seed));
  output.document.blocks.emplace_back(std::move(every));
  return output;
}

}  // namespace detente
