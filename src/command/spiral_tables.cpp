// SPDX-License-Identifier: Apache-2.0
#include "command/spiral_tables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "command/lookup.hpp"
#include "command/measure_tables.hpp"
#include "events/printed_date.hpp"
#include "measure/period.hpp"

namespace detente {

namespace {

using Eigen::Index;
using enum Field::Show;

const std::vector<std::string> estimate_members{"estimate", "low", "high"};

/// Half-lives as typed: decay = 2^(-1 / half-life).
std::string half_life(double decay) {
  if (decay == 0) return "0";
  return fmt::format("{:.3g}", -1 / std::log2(decay));
}

Json number_of(const std::optional<double>& number) {
  return number ? Json(four_digits(*number)) : Json();
}

Json delay_of(const std::optional<Effect>& effect) {
  return effect ? number_of(effect->delay) : Json();
}

Json row_of(const char* assumption, const std::optional<Estimate>& estimate) {
  return Json{{"assumption", assumption}, {"radius", json_of(estimate)}};
}

std::string direction_code(const MeasuredDyad& dyad, int from) {
  const auto side = static_cast<std::size_t>(from);
  return dyad.states[side] + ">" + dyad.states[1 - side];
}

}  // namespace

Json size_of(const std::optional<Effect>& effect) {
  return effect ? json_of(std::optional(effect->size)) : Json();
}

double four_digits(double number) {
  return std::strtod(fmt::format("{:.4g}", number).c_str(), nullptr);
}

std::string estimate_text(const Estimate& estimate) {
  return fmt::format("{} ({} to {})", two_digits(estimate.estimate), two_digits(estimate.low),
                     two_digits(estimate.high));
}

Json json_of(const std::optional<Estimate>& estimate) {
  if (!estimate) return {};
  return Json{{"text", estimate_text(*estimate)},
              {"estimate", four_digits(estimate->estimate)},
              {"low", four_digits(estimate->low)},
              {"high", four_digits(estimate->high)}};
}

std::string model_name(const Spiral& spiral, CountPeriod step) {
  if (step == CountPeriod::month) return "one-lag model by month";
  if (step == CountPeriod::year) return "one-lag model by year";
  std::vector<std::string> half_lives;
  half_lives.reserve(spiral.dyad.fit.decays.size());
  for (const double decay : spiral.dyad.fit.decays) half_lives.push_back(half_life(decay));
  return fmt::format("daily model, memories that halve in {} days", fmt::join(half_lives, " and "));
}

const std::string& side_name(const MeasuredDyad& dyad, int side) {
  return dyad.names[static_cast<std::size_t>(side)];
}

std::vector<std::string> reciprocity_reasons(const Verdict& verdict, const MeasuredDyad& dyad) {
  std::vector<std::string> reasons = verdict.why_reciprocity;
  for (const int side : {0, 1})
    for (const std::string& why : verdict.why_answers.at(static_cast<std::size_t>(side)))
      reasons.push_back(fmt::format("answers of {}: {}", side_name(dyad, side), why));
  return reasons;
}

const std::string& stream_name(const Spiral& spiral, Index stream) {
  return spiral.dyad.streams.names[static_cast<std::size_t>(stream)];
}

Table radius_table(const SpiralRun& run) {
  const Spiral& spiral = *run.spiral;
  Table table{.key = "radius",
              .title = {},
              .fields = {{"estimate", "Estimate", data},
                         {"low", "Low", data},
                         {"high", "High", data},
                         {"level", "Level", data},
                         {"bias_corrected", "Bias corrected", data},
                         {"floor", "Mean by chance alone", data},
                         {"floor_high", "Chance alone, 95 of 100", data},
                         {"within_day", "Of what the day hides too", data},
                         {"bootstrap_low", "Bootstrap, low", data},
                         {"bootstrap_high", "Bootstrap, high", data},
                         {"bootstrap_estimate", "Bootstrap, bias corrected", data}},
              .single = true};
  const auto& bootstrap = spiral.bootstrap;
  table.rows.push_back(
      Json{{"estimate", four_digits(spiral.dyad.radius.estimate)},
           {"low", four_digits(spiral.dyad.radius.low)},
           {"high", four_digits(spiral.dyad.radius.high)},
           {"level", spiral.dyad.level},
           {"bias_corrected", four_digits(spiral.corrected)},
           {"floor", four_digits(spiral.floor.mean)},
           {"floor_high", four_digits(spiral.floor.high)},
           {"within_day", number_of(spiral.within_day_radius)},
           {"bootstrap_low", bootstrap ? Json(four_digits(bootstrap->radius.low)) : Json()},
           {"bootstrap_high", bootstrap ? Json(four_digits(bootstrap->radius.high)) : Json()},
           {"bootstrap_estimate", bootstrap ? Json(four_digits(bootstrap->corrected)) : Json()}});
  return table;
}

Table verdict_table(const SpiralRun& run, const MeasuredDyad& dyad) {
  const Verdict& verdict = run.spiral->verdict;
  Table table{.key = "verdict",
              .title = {},
              .fields = {{"self_sustaining", "Self-sustaining", data},
                         {"why_self_sustaining", "Why", json},
                         {"periods_self_sustaining", "Periods needed", data},
                         {"reciprocity", "Reciprocity", data},
                         {"answering", "Who answers", data},
                         {"why_reciprocity", "Why", json},
                         {"periods_reciprocity", "Periods needed", data},
                         {"sentences", "Sentences", json}},
              .single = true};
  Json sentences = Json::array();
  for (const Sentence& sentence : spiral_sentences(run, dyad))
    sentences.push_back(Json{{"text", sentence.text}, {"sources", sentence.sources}});
  table.rows.push_back(
      Json{{"self_sustaining", std::string(to_string(verdict.self_sustaining))},
           {"why_self_sustaining", verdict.why_self},
           {"periods_self_sustaining", number_of(verdict.periods_self)},
           {"reciprocity", std::string(to_string(verdict.reciprocity))},
           {"answering", verdict.answering < 0
                             ? Json()
                             : Json(dyad.states[static_cast<std::size_t>(verdict.answering)])},
           {"why_reciprocity", reciprocity_reasons(verdict, dyad)},
           {"periods_reciprocity", number_of(verdict.periods_reciprocity)},
           {"sentences", std::move(sentences)}});
  return table;
}

Table answers_table(const SpiralRun& run, const MeasuredDyad& dyad) {
  Table table{.key = "answers",
              .title = "Who answers whom",
              .fields = {{"answering", "Answering"},
                         {"to", "To"},
                         {"events", "Events"},
                         {"effect", "Events for each event", column, estimate_members},
                         {"delay", "Periods later"}},
              .empty = "No side has streams of its own.",
              .note =
                  "90 % intervals. An event of the other side, as they come on average, is "
                  "followed by so many more, or fewer, than without it."};
  const std::pair<int, const char*> kinds[] = {{0, "all"}, {1, "cooperation"}, {-1, "conflict"}};
  for (const int side : {1, 0}) {
    for (const auto& [sign, name] : kinds) {
      const auto effect = answer_of(run.spiral->dyad, side, sign);
      if (!effect || (sign != 0 && run.spiral->dyad.detail == Detail::direction)) continue;
      table.rows.push_back(Json{{"answering", dyad.states[static_cast<std::size_t>(side)]},
                                {"to", dyad.states[static_cast<std::size_t>(1 - side)]},
                                {"events", name},
                                {"effect", size_of(effect)},
                                {"delay", delay_of(effect)}});
    }
  }
  return table;
}

Table cross_table(const SpiralRun& run) {
  Table table{.key = "cross",
              .title = {},
              .fields = {{"from", "From", data},
                         {"to", "To", data},
                         {"estimate", "Estimate", data},
                         {"low", "Low", data},
                         {"high", "High", data},
                         {"delay", "Periods later", data}}};
  for (const CrossEffect& pair : run.spiral->cross)
    table.rows.push_back(Json{{"from", stream_name(*run.spiral, pair.from)},
                              {"to", stream_name(*run.spiral, pair.to)},
                              {"estimate", four_digits(pair.effect.size.estimate)},
                              {"low", four_digits(pair.effect.size.low)},
                              {"high", four_digits(pair.effect.size.high)},
                              {"delay", number_of(pair.effect.delay)}});
  return table;
}

Table refits_table(const SpiralRun& run, const MeasuredDyad& dyad) {
  Table table{.key = "refits",
              .title = "What survives: the same model on changed counts",
              .fields = {{"counts", "Counts"},
                         {"radius", "Radius", column, estimate_members},
                         {"first_answers", dyad.states[0] + " after " + dyad.states[1], column,
                          estimate_members},
                         {"second_answers", dyad.states[1] + " after " + dyad.states[0], column,
                          estimate_members},
                         {"refusal", "No fit", detail}},
              .empty = "None.",
              .note = "These change the verdict, never the headline figures."};
  for (const Refit& refit : run.spiral->refits)
    table.rows.push_back(Json{{"counts", refit.name},
                              {"radius", json_of(refit.radius)},
                              {"first_answers", size_of(refit.answers[0])},
                              {"second_answers", size_of(refit.answers[1])},
                              {"refusal", json_of(refit.refusal)}});
  return table;
}

Table sensitivity_table(const SpiralRun& run) {
  const Sensitivity& sensitivity = run.spiral->sensitivity;
  Table table{
      .key = "sensitivity",
      .title = "The radius under other assumptions",
      .fields = {{"assumption", "Assumption"}, {"radius", "Radius", column, estimate_members}},
      .note =
          "An empty radius could not be computed, or was not asked for by the data. 1.00 stands "
          "for 1 or more in the first row."};
  table.rows.push_back(
      row_of("half of the events went unreported (lowers a radius)", sensitivity.half_reported));
  table.rows.push_back(row_of("the baseline drifts (raises a radius)", sensitivity.drifting));
  table.rows.push_back(
      row_of("the baseline switches between states (raises a radius)", sensitivity.regimes));
  table.rows.push_back(
      row_of("next-day repeats are the press's echo (raises a radius)", sensitivity.without_echo));
  return table;
}

Table shares_table(const SpiralRun& run) {
  const Shares& shares = run.spiral->shares;
  Table table{.key = "shares",
              .title = {},
              .fields = {{"routine", "Routine", data},
                         {"reaction", "Reaction", data},
                         {"reaction_low", "Reaction, low", data},
                         {"reaction_high", "Reaction, high", data},
                         {"to_own_acts", "To one's own acts", data},
                         {"to_the_other", "To the other's acts", data},
                         {"shock", "Shock", data}},
              .single = true};
  table.rows.push_back(Json{{"routine", four_digits(shares.routine)},
                            {"reaction", four_digits(shares.reaction.estimate)},
                            {"reaction_low", four_digits(shares.reaction.low)},
                            {"reaction_high", four_digits(shares.reaction.high)},
                            {"to_own_acts", four_digits(shares.own)},
                            {"to_the_other", four_digits(shares.other)},
                            {"shock", four_digits(shares.shock)}});
  return table;
}

Table streams_table(const SpiralRun& run) {
  const Spiral& spiral = *run.spiral;
  Table table{.key = "streams",
              .title = "The streams and what the model leaves of them",
              .fields = {{"stream", "Stream"},
                         {"events", "Events"},
                         {"dispersion", "Dispersion"},
                         {"lag_one", "Left at lag 1"},
                         {"leftover", "Memory left, p"},
                         {"shape", "Shape, p"}},
              .note =
                  "Dispersion: variance = mean + dispersion * mean^2. Randomised quantile "
                  "residuals: autocorrelation at lag 1; p of Ljung-Box over all lags; p of "
                  "Kolmogorov-Smirnov against the normal. Under 0.05 the model misses "
                  "something."};
  const auto rounded = [](double number) { return std::round(number * 1000) / 1000; };
  for (std::size_t m = 0; m < spiral.dyad.streams.names.size(); ++m) {
    const auto row = static_cast<Index>(m);
    table.rows.push_back(
        Json{{"stream", spiral.dyad.streams.names[m]},
             {"events", static_cast<std::uint64_t>(spiral.dyad.series.counts.col(row).sum())},
             {"dispersion", rounded(spiral.dyad.fit.rows[m].at.dispersion)},
             {"lag_one", rounded(spiral.checks.autocorrelation(0, row))},
             {"leftover", rounded(spiral.checks.leftover(row))},
             {"shape", rounded(spiral.checks.shape(row))}});
  }
  return table;
}

Table held_out_table(const SpiralRun& run) {
  Table table{.key = "held_out",
              .title = "Against plain models, on periods that were held out",
              .fields = {{"model", "Model"},
                         {"score", "Log score a period"},
                         {"gain", "Gain of the full model", column, estimate_members}},
              .empty = "None: too few periods to hold any out.",
              .note =
                  "Mean log probability of a period's counts given what was before; higher is "
                  "better. The gain's 90 % interval is of a moving-block bootstrap."};
  if (!run.spiral->held_out) return table;
  const HeldOut& held_out = *run.spiral->held_out;
  const auto rounded = [](double number) { return std::round(number * 1000) / 1000; };
  table.rows.push_back(Json{{"model", "full"}, {"score", rounded(held_out.score)}, {"gain", {}}});
  for (const HeldOutScore& plain : held_out.plain)
    table.rows.push_back(Json{{"model", plain.model},
                              {"score", rounded(plain.score)},
                              {"gain", json_of(std::optional(plain.gain))}});
  return table;
}

Table regimes_table(const SpiralRun& run) {
  Table table{.key = "regimes",
              .title = {},
              .fields = {{"states", "States", data},
                         {"score", "Held-out log score a period", data},
                         {"chosen", "Chosen", data}}};
  if (!run.spiral->regimes) return table;
  const RegimeChoice& regimes = *run.spiral->regimes;
  for (std::size_t i = 0; i < regimes.scores.size(); ++i)
    table.rows.push_back(Json{{"states", i + 1},
                              {"score", four_digits(regimes.scores[i])},
                              {"chosen", static_cast<int>(i) + 1 == regimes.best}});
  return table;
}

Table spiral_sources_table(const std::vector<SpiralRun>& runs, const MeasuredDyad& dyad) {
  Table table{.key = "sources",
              .title = "Every source for itself",
              .fields = {{"source", "Source"},
                         {"from", "From"},
                         {"to", "To"},
                         {"model", "Model", detail},
                         {"radius", "Radius", column, estimate_members},
                         {"floor", "Mean by chance alone"},
                         {"self_sustaining", "Self-sustaining"},
                         {"reciprocity", "Reciprocity"},
                         {"refusal", "No model", detail},
                         {"sources", "Sources", data}},
              .empty = "No counts of the two are known on this day.",
              .note = fmt::format("The first that has a model is the headline's. {} is the first "
                                  "state, {} the second. Sources are never added up.",
                                  dyad.states[0], dyad.states[1])};
  for (const SpiralRun& run : runs) {
    const MeasuredSource& counts = run.source.counts;
    const bool any = !counts.forth.empty() || !counts.back.empty();
    Json row{{"source", counts.title},
             {"from", any ? Json(name_of_period(counts.span.first, counts.resolution)) : Json()},
             {"to", any ? Json(name_of_period(counts.span.last, counts.resolution)) : Json()},
             {"model", {}},
             {"radius", {}},
             {"floor", {}},
             {"self_sustaining", {}},
             {"reciprocity", {}},
             {"refusal", json_of(run.refusal)},
             {"sources", counts.ids}};
    if (run.spiral) {
      row["model"] = model_name(*run.spiral, run.source.input.step);
      row["radius"] = json_of(std::optional(run.spiral->dyad.radius));
      row["floor"] = std::round(run.spiral->floor.mean * 100) / 100;
      row["self_sustaining"] = std::string(to_string(run.spiral->verdict.self_sustaining));
      row["reciprocity"] = std::string(to_string(run.spiral->verdict.reciprocity));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Chart spiral_chart(const SpiralRun& run, const MeasuredDyad& dyad) {
  const DyadInput& input = run.source.input;
  const bool by_week = input.step == CountPeriod::day;
  Chart chart{.key = "chart",
              .title = run.source.counts.title,
              .unit = by_week ? "events a week" : "events",
              .summary = by_week ? "What each side did towards the other, by week."
                                 : "What each side did towards the other.",
              .sources = run.source.counts.ids};
  for (const int side : {0, 1}) {
    ChartLine line{direction_code(dyad, side), {}};
    const Eigen::VectorXd counts = events_of(input.dyad, side);
    for (Index t = 0; t < counts.size(); ++t) {
      const Day day = by_week
                          ? first_of(input.first + std::chrono::days(t), Period::week)
                          : add_months(input.first, static_cast<int>(t) *
                                                        (input.step == CountPeriod::year ? 12 : 1));
      if (!line.points.empty() && line.points.back().date == day) {
        line.points.back().value = *line.points.back().value + counts(t);
        continue;
      }
      line.points.push_back({.date = day,
                             .value = counts(t),
                             .precision = by_week ? Date::Precision::day : Date::Precision::month});
    }
    chart.lines.push_back(std::move(line));
  }
  return chart;
}

}  // namespace detente
