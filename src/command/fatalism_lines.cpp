// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "command/base_rates.hpp"
#include "command/fatalism.hpp"
#include "command/lead_series.hpp"
#include "command/measure_tables.hpp"
#include "measure/period.hpp"
#include "measure/quantile.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

std::vector<Bearing> bearings_of(const std::vector<FatalismPiece>& pieces) {
  std::vector<Bearing> out;
  out.reserve(pieces.size());
  for (const FatalismPiece& piece : pieces) out.push_back(piece.ruling.bearing);
  return out;
}

/// The line's sources, and the piece that stands for it: the first that says what the line says.
void settle(FatalismLine& line) {
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    line.sources = merged_ids(std::move(line.sources), line.pieces[i].sources);
    if (!line.shown && line.pieces[i].ruling.bearing == line.bearing) line.shown = i;
  }
  if (!line.shown && !line.pieces.empty()) line.shown = 0;
  if (line.bearing != Bearing::cannot_tell || !line.shown) return;
  const Ruling& ruling = line.pieces[*line.shown].ruling;
  line.why = ruling.why;
  if (line.why.empty()) line.why.emplace_back("its pieces of evidence contradict each other");
}

int months_before(Day last, Day as_of) {
  return periods_between(first_of(last, Period::month), first_of(as_of, Period::month),
                         Period::month);
}

const char* step_word(CountPeriod step) {
  if (step == CountPeriod::day) return "days";
  return step == CountPeriod::month ? "months" : "years";
}

// --- the spiral ---

FatalismPiece spiral_piece(const SpiralRun& run, Day as_of) {
  const Spiral& spiral = *run.spiral;
  const SpiralEvidence evidence{.radius = spiral.dyad.radius,
                                .self_sustaining = spiral.verdict.self_sustaining,
                                .why = spiral.verdict.why_self,
                                .floor_high = spiral.floor.high,
                                .tells_conflict = spiral.conflict_over_cooperation.has_value(),
                                .months_old = months_before(run.source.counts.span.last, as_of)};
  return {.name = run.source.counts.title,
          .ruling = judge_spiral(evidence),
          .figure = evidence.radius,
          .threshold = 1,
          .sources = run.source.counts.ids};
}

std::vector<std::string> spiral_change(const SpiralRun& run, const FatalismPiece& piece,
                                       Bearing bearing, Day as_of) {
  if (bearing != Bearing::cannot_tell)
    return {fmt::format("counts in which the radius's interval no longer lies {} 1",
                        bearing == Bearing::worse ? "above" : "below")};
  std::vector<std::string> out;
  const auto& periods = run.spiral->verdict.periods_self;
  const bool holds = piece.figure.low <= 1 && piece.figure.high >= 1;
  if (holds && periods)
    out.push_back(fmt::format("some {} {} of such counts ({} are at hand)", number_text(*periods),
                              step_word(run.source.input.step),
                              run.source.input.dyad.counts.rows()));
  else if (holds)
    out.emplace_back("counts in which the radius's interval leaves out 1");
  else
    out.emplace_back("counts in which the interval stays on its side of 1 in every refit");
  if (months_before(run.source.counts.span.last, as_of) > longest_silence)
    out.push_back(
        fmt::format("counts that reach to within {} months of this day", longest_silence));
  return out;
}

Sentence chance_sentence(const FatalismLine& line, const SpiralRun& shown) {
  std::string text = fmt::format(
      "Where nobody answers anybody, such counts would give a radius of up to {} in 95 of 100 "
      "worlds",
      two_digits(shown.spiral->floor.high));
  Sentence out{{}, line.pieces[*line.shown].sources};
  std::vector<std::string> others;
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    if (i == *line.shown) continue;
    const FatalismPiece& other = line.pieces[i];
    others.push_back(fmt::format("{}, {}, {}{}", other.name, figure_text(other.figure),
                                 to_string(other.ruling.bearing), since(other.ruling.why)));
    out.sources = merged_ids(std::move(out.sources), other.sources);
  }
  if (!others.empty()) text += "; the other sources, each for itself: " + join(others, "; ");
  out.text = text + '.';
  return out;
}

// --- base rates ---

/// The open spell of the two on this day, and the spells of its population that lasted as long.
struct PresentSpell {
  Population population{};
  int since = 0, months = 0, reaches = 0;  ///< years; how long by then; the last year known
};

std::optional<PresentSpell> present_spell(const Case& record, Day as_of) {
  const int year = static_cast<int>(std::chrono::year_month_day(as_of).year());
  for (Population& population : other_populations())
    for (const OwnSpell& own : own_spells_of(record)) {
      const int last = own.year + own.months / 12;
      const bool is_open = own.year <= year && (!own.ended || last > year);
      if (own.population != population.key || !is_open) continue;
      const int reaches = std::min(last, year);
      return PresentSpell{.population = std::move(population),
                          .since = own.year,
                          .months = 12 * (reaches - own.year),
                          .reaches = reaches};
    }
  return std::nullopt;
}

std::vector<std::string> base_rate_change(const SurvivalPoint& ended, Bearing bearing) {
  if (bearing != Bearing::cannot_tell)
    return {"spells of which the share's interval no longer lies above 50 %"};
  if (const auto needed = spells_needed(ended))
    return {
        fmt::format("some {} such spells ({} are at hand)", number_text(*needed), ended.at_risk)};
  if (ended.interval.high < 0.5)
    return {
        "no number of such spells, but a population that counts growing worse beside recovery, "
        "as \"detente leads --events\" makes it from an event store"};
  return {"spells of which the share's interval leaves out 50 %"};
}

// --- the outlook ---

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
      .figure = {forecast.median, out.evidence.low, out.evidence.high},
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
  return fmt::format(
      "{} end wholly on the worse side of today's figure and {} wholly on the better; of {} the "
      "forecast is not shown to be better than \"as today\", of {} the interval holds today's "
      "figure, and of {} the intervals held too few of the past outcomes",
      worse, better, as_today, held, unproven);
}

std::vector<std::string> outlook_change(const FatalismLine& line,
                                        const std::vector<std::string>& silent) {
  std::vector<std::string> out;
  if (line.bearing != Bearing::cannot_tell) {
    out.emplace_back("forecasts of which half or more hold today's figure");
    return out;
  }
  const FatalismPiece* nearest = nullptr;
  for (const FatalismPiece& piece : line.pieces)
    if (piece.near && (nearest == nullptr || *piece.near > *nearest->near)) nearest = &piece;
  if (nearest != nullptr)
    out.push_back(fmt::format(
        "intervals that leave out today's figure in more than half of {} measures, for which the "
        "nearest ({}) must reach from its median {:.0f} % as far",
        line.pieces.size(), nearest->name, std::floor(100 * *nearest->near)));
  else if (!line.pieces.empty())
    out.push_back(
        fmt::format("forecasts shown to be better than \"as today\" for more than half of {} "
                    "measures",
                    line.pieces.size()));
  else if (silent.empty())
    out.emplace_back(
        "a series by day, week or month of which it is said what a higher value means");
  if (!silent.empty()) out.push_back("new figures of " + join(silent, ", "));
  return out;
}

}  // namespace

ExplainedLine spiral_line(const std::vector<SpiralRun>& runs, Day as_of) {
  ExplainedLine out{
      .line = {.id = "spiral",
               .title = "Spiral",
               .question = "Does what one event brings about grow from event to event?",
               .otherwise = "worse: a radius whose interval lies above 1 and above what chance "
                            "gives, with conflict told apart; not worse: one below 1; both in "
                            "every refit and in counts of the last 24 months"}};
  FatalismLine& line = out.line;
  std::vector<const SpiralRun*> fitted;
  for (const SpiralRun& run : runs) {
    if (run.spiral) {
      line.pieces.push_back(spiral_piece(run, as_of));
      fitted.push_back(&run);
    } else {
      line.why.push_back(run.source.counts.title + " bears no model (" + run.refusal + ")");
      line.sources = merged_ids(std::move(line.sources), run.source.counts.ids);
    }
  }
  line.bearing = agreed(bearings_of(line.pieces));
  settle(line);
  if (!line.shown) {
    if (line.why.empty())
      line.why.emplace_back("no counts of coded events of the two are known on this day");
    line.change.emplace_back("counts by day of coded events that tell who acts towards whom");
    out.sentences.push_back({"Spiral: cannot tell" + since(line.why) + ".", line.sources});
    return out;
  }
  const SpiralRun& run = *fitted[*line.shown];
  const FatalismPiece& piece = line.pieces[*line.shown];
  line.change = spiral_change(run, piece, line.bearing, as_of);
  out.sentences.push_back(
      {fmt::format("Spiral: {}{}; the radius in {} is {} (90 % interval {} to {}), and what one "
                   "event brings about in all that follows dies out below 1 and grows above.",
                   to_string(line.bearing), since(line.why), piece.name,
                   two_digits(piece.figure.estimate), two_digits(piece.figure.low),
                   two_digits(piece.figure.high)),
       piece.sources});
  out.sentences.push_back(chance_sentence(line, run));
  return out;
}

ExplainedLine base_rate_line(const Case& record, Day as_of) {
  ExplainedLine out{
      .line = {.id = "base-rates",
               .title = "Base rates",
               .question = "Did most others end within 60 months what these two are in?",
               .otherwise =
                   "not worse: a share whose interval lies above 50 %; worse: at no level, "
                   "since the population counts ends and not growing worse"}};
  FatalismLine& line = out.line;
  const auto present = present_spell(record, as_of);
  if (!present) {
    line.why.emplace_back("none of the populations has an open spell of these two");
    line.change.emplace_back("a population with an open spell of these two");
    out.sentences.push_back({"Base rates: cannot tell" + since(line.why) + ".", {}});
    return out;
  }
  const std::vector<Spell> spells = after_lasting(present->population.spells, present->months);
  const SurvivalPoint ended = share_ended(spells, base_rate_months);
  line.pieces.push_back({.name = std::string(present->population.title),
                         .ruling = judge_base_rate(ended),
                         .figure = {ended.share, ended.interval.low, ended.interval.high},
                         .threshold = 0.5,
                         .remark = fmt::format("{} spells that lasted {} months or more",
                                               ended.at_risk, present->months)});
  line.bearing = agreed(bearings_of(line.pieces));
  settle(line);
  line.change = base_rate_change(ended, line.bearing);
  out.sentences.push_back(
      {fmt::format(
           "Base rates: {}{}; of {} spells ({}) that lasted {} months or more, as that of these "
           "two since {} had by {}, the last year looked at, {:.0f} % (90 % interval {:.0f} to "
           "{:.0f}) ended within the next {}.",
           to_string(line.bearing), since(line.why), ended.at_risk, line.pieces.front().name,
           present->months, present->since, present->reaches, 100 * ended.share,
           100 * ended.interval.low, 100 * ended.interval.high, base_rate_months),
       {}});
  out.sentences.push_back(
      {"The population is of states of every kind, its authors set the ends, which are no "
       "measured recoveries, spells of one war are not independent, which makes the interval too "
       "narrow, and whether these two are like the others it cannot tell.",
       {}});
  return out;
}

ExplainedLine outlook_line(const std::vector<OutlookRun>& runs) {
  ExplainedLine out{
      .line = {.id = "outlook",
               .title = "Outlook",
               .question = "Do the forecasts of the relationship's measures end on the worse side "
                           "of today?"}};
  FatalismLine& line = out.line;
  std::vector<Measure> measures;
  for (const OutlookRun& run : runs)
    if (run.target.polarity != 0 && run.backtest && !run.open.empty() && !is_binary(run))
      measures.push_back(measure_of(run));
  for (const Measure& measure : measures) line.pieces.push_back(measure.piece);
  line.bearing = most(bearings_of(line.pieces));
  // Where the line cannot tell, the measure that comes nearest to telling stands for it.
  if (line.bearing == Bearing::cannot_tell)
    for (std::size_t i = 0; i < line.pieces.size(); ++i)
      if (line.pieces[i].near.value_or(0) >
          (line.shown ? line.pieces[*line.shown].near.value_or(0) : 0))
        line.shown = i;
  settle(line);
  line.otherwise = fmt::format(
      "worse: {} or more of {} measures wholly on the worse side of today's figure and none on "
      "the better; not worse: the other way round",
      line.pieces.size() / 2 + 1, line.pieces.size());
  std::vector<std::string> silent;
  Sentence silence = silent_sentence(runs, silent);
  if (line.bearing == Bearing::cannot_tell)
    line.why = {line.pieces.empty() ? "no measure of the relationship has a forecast"
                                    : "no side has more than half of the measures"};
  line.change = outlook_change(line, silent);
  if (line.pieces.empty())
    out.sentences.push_back({"Outlook: cannot tell" + since(line.why) + ".", {}});
  else
    out.sentences.push_back(
        {fmt::format("Outlook: {}{}; of {} {}.", to_string(line.bearing), since(line.why),
                     counted(line.pieces.size(), "forecast", "forecasts"),
                     outlook_counts(measures)),
         line.sources});
  if (!silence.text.empty()) out.sentences.push_back(std::move(silence));
  return out;
}

}  // namespace detente
