// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "command/fatalism.hpp"
#include "command/lead_series.hpp"
#include "measure/quantile.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// Standard deviation of the last figures that the charts show.
double deviation_of(const Values& values) {
  constexpr std::size_t shown = 60;
  std::vector<double> known;
  for (std::size_t t = values.size() - std::min(shown, values.size()); t < values.size(); ++t)
    if (values[t]) known.push_back(*values[t]);
  double mean = 0;
  for (const double value : known) mean += value / static_cast<double>(known.size());
  double sum = 0;
  for (const double value : known) sum += (value - mean) * (value - mean);
  return known.size() < 2 ? 0 : std::sqrt(sum / static_cast<double>(known.size() - 1));
}

/// Is the model in use shown to be no better than persistence, or persistence itself?
bool is_as_today(const OutlookRun& run) {
  const Backtest& tested = *run.backtest;
  const auto persistence = std::ranges::find(tested.models, "persistence", &Model::name);
  if (persistence == tested.models.end()) return true;
  const auto at = static_cast<std::size_t>(persistence - tested.models.begin());
  if (run.choice.model == at) return true;
  const auto skill =
      skill_of(tested, run.choice.model, at, {.before = run.held_out}, &Score::crps, 1);
  return !skill || skill->interval.low <= 0;
}

struct Measure {
  FatalismPiece piece{};
  ForecastEvidence evidence{};
};

Measure measure_of(const OutlookRun& run) {
  const History& whole = run.target.series.whole;
  const Issued& issued = *run.open.back();
  const Forecast& forecast = issued.forecasts[run.choice.model];
  const Means means = means_of(*run.backtest, run.choice.model, {});
  const auto last = whole.values.size() - 1;
  Measure out;
  out.evidence = {.today = *whole.values.back(),
                  .median = forecast.median,
                  .low = quantile_of(forecast.draws, 0.05),
                  .high = quantile_of(forecast.draws, 0.95),
                  .polarity = run.target.polarity,
                  .as_today = is_as_today(run),
                  .covered = static_cast<std::uint64_t>(
                      std::lround(means.coverage * static_cast<double>(means.outcomes))),
                  .outcomes = means.outcomes};
  const Day today = period_after(whole.first, last, whole.period);
  out.piece = {
      .name = run.target.title,
      .ruling = judge_forecast(out.evidence),
      .figure = {forecast.median + 0.0, out.evidence.low, out.evidence.high},
      .text = fmt::format("{} ({} to {})", number_text(forecast.median + 0.0, 3),
                          number_text(out.evidence.low, 3), number_text(out.evidence.high, 3)),
      .threshold = out.evidence.today,
      .remark = fmt::format("{} in {}, forecast for {}", number_text(out.evidence.today, 3),
                            name_of(today, whole.period), name_of(issued.first, whole.period)),
      .scale = out.evidence.polarity * deviation_of(whole.values),
      .near = width_needed(out.evidence),
      .sources = run.target.sources};
  return out;
}

/// Targets that could tell but have no forecast, "Score (until 2019-12-31)".
Sentence silent_sentence(const std::vector<OutlookRun>& runs, std::vector<std::string>& names) {
  Sentence out;
  for (const OutlookRun& run : runs) {
    const Values& values = run.target.series.whole.values;
    if (run.target.polarity == 0 || run.refusal.empty()) continue;
    names.push_back(
        values.empty()
            ? run.target.title + " (" + run.refusal + ")"
            : fmt::format("{} (figures until {})", run.target.title,
                          name_of(period_after(run.target.series.whole.first, values.size() - 1,
                                               run.target.series.whole.period),
                                  run.target.series.whole.period)));
    out.sources = merged_ids(std::move(out.sources), run.target.sources);
  }
  if (!names.empty())
    out.text = "No forecast reaches beyond this day for " + join(names, "; ") + ".";
  return out;
}

std::string outlook_counts(const std::vector<Measure>& measures) {
  std::size_t worse = 0;
  std::size_t better = 0;
  std::size_t as_today = 0;
  std::size_t held = 0;
  for (const Measure& one : measures) {
    const ForecastEvidence& e = one.evidence;
    worse += one.piece.ruling.bearing == Bearing::worse ? 1U : 0U;
    better += one.piece.ruling.bearing == Bearing::not_worse ? 1U : 0U;
    as_today += e.as_today ? 1U : 0U;
    held += !e.as_today && e.low <= e.today && e.today <= e.high ? 1U : 0U;
  }
  const std::size_t unproven = measures.size() - worse - better - as_today - held;
  std::string text = fmt::format(
      "wholly on the worse side of the latest figure: {}, wholly on the better side: {}", worse,
      better);
  if (held > 0) text += fmt::format(", with an interval that holds it: {}", held);
  if (as_today > 0) text += fmt::format(", not shown to be better than repeating it: {}", as_today);
  if (unproven > 0)
    text += fmt::format(", with intervals that held too few past outcomes: {}", unproven);
  return text;
}

/// "3 or more of 5 measures": more than half.
std::string enough_of(std::size_t measures) {
  if (measures == 0) return "more than half of the measures";
  if (measures == 1) return "the one measure";
  return fmt::format("{} or more of {} measures", measures / 2 + 1, measures);
}

std::string why_not(const FatalismLine& line) {
  if (line.pieces.empty()) return "no measure of the relationship has a forecast";
  const auto count = [&](Bearing bearing) {
    return std::ranges::count(line.pieces, bearing,
                              [](const FatalismPiece& piece) { return piece.ruling.bearing; });
  };
  if (count(Bearing::worse) > 0 && count(Bearing::not_worse) > 0)
    return "its measures contradict each other";
  return "no more than half of the measures lie wholly on one side of their latest figure";
}

std::vector<std::string> outlook_change(const FatalismLine& line, std::size_t silent) {
  std::vector<std::string> out;
  if (line.bearing != Bearing::cannot_tell) {
    out.emplace_back("forecasts of which half or more hold the latest figure");
    return out;
  }
  const FatalismPiece* nearest = nullptr;
  for (const FatalismPiece& piece : line.pieces)
    if (piece.near && (nearest == nullptr || *piece.near > *nearest->near)) nearest = &piece;
  const std::string enough = enough_of(line.pieces.size());
  if (nearest != nullptr)
    out.push_back(fmt::format(
        "intervals that leave out the latest figure for {} (the nearest, {}, would have to reach "
        "{:.0f} % as far from its median)",
        enough, nearest->name, std::floor(100 * *nearest->near)));
  else if (!line.pieces.empty())
    out.push_back("forecasts shown to be better than repeating the latest figure for " + enough);
  else if (silent == 0)
    out.emplace_back(
        "a series by day, week or month of which it is said what a higher value means");
  if (silent > 0)
    out.push_back(fmt::format("new figures of {} without a forecast",
                              counted(silent, "measure", "measures")));
  return out;
}

}  // namespace

ExplainedLine outlook_line(const std::vector<OutlookRun>& runs) {
  ExplainedLine out{
      .line = {.id = "outlook",
               .title = "Outlook",
               .question = "Do the forecasts of the relationship's measures end on the worse side "
                           "of the latest figures?"}};
  FatalismLine& line = out.line;
  std::vector<Measure> measures;
  for (const OutlookRun& run : runs)
    if (run.target.polarity != 0 && run.backtest && !run.open.empty() && !is_binary(run))
      measures.push_back(measure_of(run));
  for (const Measure& measure : measures) line.pieces.push_back(measure.piece);
  settle(line, most);
  // Where the line cannot tell, the measure that comes nearest to telling stands for it.
  if (line.bearing == Bearing::cannot_tell)
    for (std::size_t i = 0; i < line.pieces.size(); ++i)
      if (line.pieces[i].near.value_or(0) >
          (line.shown ? line.pieces[*line.shown].near.value_or(0) : 0))
        line.shown = i;
  line.otherwise = "worse: " + enough_of(line.pieces.size()) +
                   " wholly on the worse side of the latest figure and none on the better; not "
                   "worse: the other way round";
  std::vector<std::string> silent;
  Sentence silence = silent_sentence(runs, silent);
  if (line.bearing == Bearing::cannot_tell) line.why = {why_not(line)};
  line.change = outlook_change(line, silent.size());
  if (line.pieces.empty())
    out.sentences.push_back({"Outlook: cannot tell" + since(line.why) + ".", {}});
  else
    out.sentences.push_back(
        {fmt::format("Outlook: {}{}; of {}, {}.", to_string(line.bearing), since(line.why),
                     counted(line.pieces.size(), "forecast", "forecasts"),
                     outlook_counts(measures)),
         line.sources});
  if (!silence.text.empty()) out.sentences.push_back(std::move(silence));
  return out;
}

}  // namespace detente
