// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "command/lookup.hpp"
#include "command/outlook_scores.hpp"
#include "command/spiral_tables.hpp"
#include "measure/quantile.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

using enum Field::Show;

Support support_of(const OutlookRun& run) { return run.target.series.whole.support; }

std::string_view kind_of(Support support) {
  switch (support) {
    case Support::real:
      return "number";
    case Support::count:
      return "count";
    case Support::balance:
      return "balance";
    case Support::share:
      return "share";
    case Support::binary:
      return "probability";
  }
  return {};
}

/// The combination's CRPS against the best baseline: what the choice rests on, and what came of it.
Json skill_of_choice(const OutlookRun& run) {
  if (!run.backtest || !run.choice.skill) return {};
  const std::string_view against = run.backtest->name_of(run.choice.best_baseline);
  const Skill& skill = *run.choice.skill;
  Json out{
      {"text", skill_text(skill.estimate, skill.interval) + " against " + std::string(against)}};
  out.update(skill_json(skill, against, "crps", Json(), run.held_out ? "choosing" : "all"));
  return out;
}

Json forecast_rows(const OutlookRun& run) {
  Json rows = Json::array();
  for (const Issued* issued : run.open) {
    const Forecast& forecast = issued->forecasts[run.choice.model];
    rows.push_back(
        Json{{"date", to_string(issued->first)},
             {"horizon", issued->horizon},
             {"median", is_binary(run) ? Json() : Json(four_digits(forecast.median))},
             {"probability", is_binary(run) ? Json(four_digits(forecast.median)) : Json()},
             {"quantiles", quantiles_of(forecast, support_of(run))}});
  }
  return rows;
}

/// Why the combination is recommended, or not.
std::string reason_of(const OutlookRun& run) {
  const Backtest& backtest = *run.backtest;
  const std::string_view baseline = backtest.name_of(run.choice.best_baseline);
  if (backtest.outcomes.empty()) return "no forecast of the past has an outcome yet";
  if (!run.choice.skill) return "fewer than 20 origins to choose by";
  if (run.choice.model == backtest.combination())
    return fmt::format(
        "the combination's CRPS is lower than that of {}, the best baseline, and the "
        "90 % interval leaves out 0",
        baseline);
  return fmt::format("the combination has not been shown to be better than {}", baseline);
}

Json last_of(const OutlookRun& run) {
  const History& whole = run.target.series.whole;
  if (whole.values.empty()) return {};
  return to_string(
      last_day_of(period_after(whole.first, whole.values.size() - 1, whole.period), whole.period));
}

std::string next_text(const OutlookRun& run) {
  if (run.open.empty()) return {};
  const Issued& issued = *run.open.front();
  const Forecast& forecast = issued.forecasts[run.choice.model];
  const std::string when = period_name(run.target, issued.first);
  if (is_binary(run)) return fmt::format("{:.0f} % by the end of {}", 100 * forecast.median, when);
  return fmt::format("{}: {} ({} to {})", when, number_text(forecast.median, 3),
                     number_text(quantile_of(forecast.draws, 0.05), 3),
                     number_text(quantile_of(forecast.draws, 0.95), 3));
}

Json coverage_text(const OutlookRun& run) {
  if (!run.backtest || is_binary(run)) return {};
  const Means means =
      means_of(*run.backtest, run.choice.model, run.held_out ? held_out_window(run) : Window{});
  if (means.outcomes == 0) return {};
  return fmt::format("{:.0f} % of {}", 100 * means.coverage, means.outcomes);
}

Json target_row(const OutlookRun& run) {
  const OutlookTarget& target = run.target;
  const bool forecast = run.backtest.has_value();
  const History& whole = target.series.whole;
  return Json{{"id", target.id},
              {"title", target.title},
              {"until", last_of(run)},
              {"recommended",
               forecast ? Json(std::string(run.backtest->name_of(run.choice.model))) : Json()},
              {"next", json_of(next_text(run))},
              {"skill", skill_of_choice(run)},
              {"covered", coverage_text(run)},
              {"cannot_tell", json_of(run.refusal)},
              {"reason", forecast ? Json(reason_of(run)) : Json()},
              {"remark", json_of(target.remark)},
              {"unit", target.unit},
              {"kind", std::string(kind_of(whole.support))},
              {"period", std::string(to_string(whole.period))},
              {"from", whole.values.empty() ? Json() : Json(to_string(whole.first))},
              {"replayed", target.is_replayed},
              {"origins", forecast ? run.backtest->origins : 0},
              {"held_out", run.held_out ? Json(to_string(*run.held_out)) : Json()},
              {"scores", scores_of(run)},
              {"skills", skills_of(run)},
              {"brier", brier_row(run)},
              {"weights", weights_of(run)},
              {"forecast", forecast_rows(run)},
              {"sources", target.sources}};
}

Table targets_table(const std::vector<OutlookRun>& runs) {
  Table table{
      .key = "targets",
      .title = "What is forecast",
      .fields = {{"id", "Id", data},
                 {"title", "Target"},
                 {"until", "Data until"},
                 {"recommended", "Use"},
                 {"next", "Next forecast", people},
                 {"skill", "CRPS of the combination", detail, {"estimate", "low", "high"}},
                 {"covered", "In the 90 % interval", people},
                 {"cannot_tell", "Cannot tell", detail},
                 {"reason", "Why", detail},
                 {"remark", "Data", detail},
                 {"unit", "Unit", data},
                 {"kind", "Kind", data},
                 {"period", "Period", data},
                 {"from", "From", data},
                 {"replayed", "Replayed", data},
                 {"origins", "Origins", data},
                 {"held_out", "Held out from", data},
                 {"scores", "Scores", json},
                 {"skills", "Skills", json},
                 {"brier", "Brier", json},
                 {"weights", "Weights", json},
                 {"forecast", "Forecast", json},
                 {"sources", "Sources", data}},
      .empty = "The case has nothing to forecast.",
      .note =
          "Every model forecasts again from each day of the past on which a figure came out, from "
          "what was known then. The combination is used where, on the origins before the held-out "
          "ones, its CRPS is lower than the best baseline's and the 90 % interval of the "
          "difference "
          "leaves out 0; else that baseline. Coverage is of the origins held out, where there are "
          "any."};
  for (const OutlookRun& run : runs) table.rows.push_back(target_row(run));
  return table;
}

/// One row a model, target and horizon: what people read of the scores.
Table scores_table(const std::vector<OutlookRun>& runs) {
  Table table{.key = "models",
              .title = "How the models did on the origins held out",
              .fields = {{"target", "Id of the target", data},
                         {"title", "Target"},
                         {"horizon", "Periods ahead"},
                         {"model", "Model"},
                         {"outcomes", "Outcomes"},
                         {"crps", "CRPS"},
                         {"mae", "MAE"},
                         {"coverage", "In 90 %"},
                         {"width", "Width"}},
              .empty = "No target has origins that were held out.",
              .note =
                  "CRPS: fair, from the draws; of a probability the Brier score. MAE: of the "
                  "median. Width: of the central 90 %. The JSON has more, and every origin's "
                  "means."};
  for (const OutlookRun& run : runs) {
    if (!run.backtest || !run.held_out) continue;
    for (const int horizon : run.backtest->horizons)
      for (std::size_t m = 0; m <= run.backtest->combination(); ++m) {
        const bool shown = m == run.backtest->combination() || run.backtest->models[m].is_baseline;
        const Means means = means_of(*run.backtest, m, held_out_window(run, horizon));
        if (!shown || means.outcomes == 0) continue;
        const Json all = means_json(means, is_binary(run));
        table.rows.push_back(Json{{"target", run.target.id},
                                  {"title", run.target.title},
                                  {"horizon", horizon},
                                  {"model", std::string(run.backtest->name_of(m))},
                                  {"outcomes", means.outcomes},
                                  {"crps", all["crps"]},
                                  {"mae", all["mae"]},
                                  {"coverage", all["coverage"]},
                                  {"width", all["width"]}});
      }
  }
  return table;
}

/// ", from 31 in 2026-07": the last figure; nothing where it is a probability.
std::string latest_text(const OutlookRun& run) {
  const History& whole = run.target.series.whole;
  if (is_binary(run)) return {};
  for (std::size_t t = whole.values.size(); t-- > 0;) {
    if (whole.values[t])
      return fmt::format(", from {} in {}", four_digits(*whole.values[t]),
                         period_name(run.target, period_after(whole.first, t, whole.period)));
  }
  return {};
}

}  // namespace

std::string period_name(const OutlookTarget& target, Day first) {
  return name_of(first, target.series.whole.period);
}

const std::vector<double>& quantile_levels() {
  static const std::vector<double> levels{0.01, 0.025, 0.05, 0.1, 0.15, 0.2,   0.25, 0.3,
                                          0.35, 0.4,   0.45, 0.5, 0.55, 0.6,   0.65, 0.7,
                                          0.75, 0.8,   0.85, 0.9, 0.95, 0.975, 0.99};
  return levels;
}

Json quantiles_of(const Forecast& forecast, Support support) {
  if (support == Support::binary) return {};
  Json quantiles = Json::object();
  for (const double level : quantile_levels())
    quantiles[fmt::format("{}", level)] =
        four_digits(level == 0.5 ? forecast.median : quantile_of(forecast.draws, level));
  return quantiles;
}

Sentence outlook_sentence(const OutlookRun& run) {
  std::string text = run.target.title + ": ";
  if (!run.refusal.empty() && !run.backtest)
    return {text + "cannot tell, " + run.refusal + ".", run.target.sources};
  text += run.refusal.empty() ? next_text(run) + latest_text(run) + ", by "
                              : "cannot tell, " + run.refusal + "; in the past best by ";
  text += std::string(run.backtest->name_of(run.choice.model)) + ", since " + reason_of(run);
  if (run.choice.skill)
    text += fmt::format(" ({:+.1f} %, {:+.1f} to {:+.1f}, over {} past forecasts)",
                        100 * run.choice.skill->estimate, 100 * run.choice.skill->interval.low,
                        100 * run.choice.skill->interval.high, run.choice.skill->outcomes);
  return {text + '.', run.target.sources};
}

bool has_chart(const OutlookRun& run) {
  return run.backtest && run.refusal.empty() && !is_binary(run);
}

Chart outlook_chart(const OutlookRun& run) {
  const History& whole = run.target.series.whole;
  constexpr std::size_t shown = 60;
  Chart chart{
      .key = "chart_" + run.target.id,
      .title = run.target.title,
      .unit = run.target.unit,
      .summary = fmt::format(
          "The last {} figures, and the forecast by {}: its median within an area that holds "
          "90 %, and a darker one that holds 50 %.",
          std::min(shown, whole.values.size()), run.backtest->name_of(run.choice.model)),
      .sources = run.target.sources};
  std::ranges::replace(chart.key, '-', '_');
  std::ranges::replace(chart.key, '.', '_');
  ChartLine past{"known", {}};
  for (std::size_t t = whole.values.size() - std::min(shown, whole.values.size());
       t < whole.values.size(); ++t)
    if (whole.values[t])
      past.points.push_back({period_after(whole.first, t, whole.period), whole.values[t]});
  ChartLine median{"median, 90 %", {}};
  ChartLine half{"50 %", {}};
  for (const Issued& issued : run.backtest->issued) {
    const Forecast& forecast = issued.forecasts[run.choice.model];
    median.points.push_back({.date = issued.first,
                             .value = forecast.median,
                             .low = quantile_of(forecast.draws, 0.05),
                             .high = quantile_of(forecast.draws, 0.95)});
    half.points.push_back({.date = issued.first,
                           .low = quantile_of(forecast.draws, 0.25),
                           .high = quantile_of(forecast.draws, 0.75)});
  }
  chart.lines = {std::move(past), std::move(median), std::move(half)};
  return chart;
}

Table calibration_table(const std::vector<OutlookRun>& runs) {
  Table table{
      .key = "calibration",
      .title = "Where outcomes lay in the recommended forecasts",
      .fields = {{"target", "Id of the target", data},
                 {"title", "Target"},
                 {"outcomes", "Outcomes"}},
      .empty = "No forecast of the past has an outcome.",
      .note =
          "Per cent of outcomes in each tenth of the forecast, from the lowest to the "
          "highest, over all origins: 10 each where the forecasts are calibrated. Both ends high "
          "mean that they were too narrow, the first alone that they lay too high, the last alone "
          "that they lay too low."};
  for (int tenth = 1; tenth <= 10; ++tenth)
    table.fields.push_back({fmt::format("tenth_{}", tenth), std::to_string(tenth), data});
  table.fields.push_back({"tenths", "In each tenth, lowest first", people});
  for (const OutlookRun& run : runs) {
    if (!run.backtest || run.backtest->outcomes.empty()) continue;
    const auto tenths = transforms_of(*run.backtest, run.choice.model, {});
    std::size_t total = 0;
    for (const std::size_t count : tenths) total += count;
    Json row{{"target", run.target.id}, {"title", run.target.title}, {"outcomes", total}};
    std::vector<std::string> words;
    words.reserve(tenths.size());
    for (std::size_t i = 0; i < tenths.size(); ++i) {
      const double share =
          std::round(1000.0 * static_cast<double>(tenths[i]) / static_cast<double>(total)) / 10;
      row[fmt::format("tenth_{}", i + 1)] = share;
      words.push_back(fmt::format("{:.1f}", share));
    }
    row["tenths"] = join(words, "  ");
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_outlook(Document& document, const std::vector<OutlookRun>& runs) {
  Paragraph says{"sentences", "What is to come, and how far that can be told", {}, true};
  for (const OutlookRun& run : runs) says.sentences.push_back(outlook_sentence(run));
  if (runs.empty())
    says.sentences.push_back({"Cannot tell: the case has nothing to forecast.", {}});
  document.blocks.emplace_back(std::move(says));
  document.blocks.emplace_back(targets_table(runs));
  document.blocks.emplace_back(scores_table(runs));
  document.blocks.emplace_back(calibration_table(runs));
  for (const OutlookRun& run : runs)
    if (has_chart(run)) document.blocks.emplace_back(outlook_chart(run));
}

}  // namespace detente
