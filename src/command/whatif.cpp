// SPDX-License-Identifier: Apache-2.0
#include "command/whatif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "command/base_rates.hpp"
#include "command/dyad_choice.hpp"
#include "command/leads_tables.hpp"
#include "command/levers.hpp"
#include "command/lookup.hpp"
#include "command/spiral_sources.hpp"
#include "command/spiral_tables.hpp"
#include "measure/false_discovery.hpp"
#include "outlook/lever_effect.hpp"
#include "outlook/step_futures.hpp"

namespace detente {

namespace {

constexpr std::array effect_months{3, 12};  ///< months
constexpr int days_ahead = 182;
constexpr int future_draws = 400;

/// One estimate, or why there is none.
struct Estimated {
  std::string way, on, on_title,
      unit;  ///< "within" or "across"; the outcome; one unit of the lever
  int horizon = 0, polarity = 1;
  std::optional<LeverEffect> effect{};
  std::string refusal{};
  double q = 1;
};

struct StepAnswer {
  StepLever lever;
  std::vector<Estimated> estimates{};
  std::optional<StepFutures> futures{};
  std::string futures_source{}, no_futures{};
};

/// A finding that stands: beside all that was tried, and not there before the lever was moved.
bool is_found(const Estimated& one) {
  return one.effect && one.q <= discovery_rate && one.effect->placebo_p > test_level;
}

std::string verdict_of(const Estimated& one) {
  if (!is_found(one)) return "cannot tell";
  return one.effect->effect * one.polarity > 0 ? "better" : "worse";
}

std::string reason_of(const Estimated& one) {
  if (!one.effect) return one.refusal;
  if (one.effect->placebo_p <= test_level)
    return fmt::format("the same \"effect\" lay there before the lever moved (placebo p = {:.3f})",
                       one.effect->placebo_p);
  if (one.q > discovery_rate)
    return fmt::format(
        "the interval or what else was tried leaves room for none (q = {:.2f}); an "
        "effect below {:.2g} would have been missed",
        one.q, one.effect->detectable);
  return fmt::format(
      "if no hidden cause explains {:.0f} % or more of both the lever and the "
      "outcome",
      100 * one.effect->robustness);
}

Estimated estimate_of_units(Estimated out, const std::vector<LeverUnit>& units) {
  auto effect = effect_of_lever(units, out.horizon, pandemic);
  if (effect)
    out.effect = *effect;
  else
    out.refusal = effect.error().what;
  return out;
}

void add_within(const Case& record, const LeadInputs& inputs, StepAnswer& answer) {
  for (const NamedLeadSeries& measure : inputs.measures) {
    // Openness is made of the channels that the lever moves; polarity is the series' own.
    const Series* series = find(record.series, measure.data.id);
    if (measure.data.per_year != 12 || measure.domain == "channels") continue;
    for (const int horizon : effect_months) {
      Estimated one{.way = "within",
                    .on = measure.data.id,
                    .on_title = measure.title,
                    .unit = answer.lever.unit,
                    .horizon = horizon,
                    .polarity = series != nullptr && series->polarity < 0 ? -1 : 1};
      if (answer.lever.obstacle.empty())
        one = estimate_of_units(one, {{answer.lever.by_month, measure.data.series}});
      else
        one.refusal = answer.lever.obstacle;
      answer.estimates.push_back(std::move(one));
    }
  }
}

/// Of one dyad, the lever as the binary logarithm of 1 + its events, and the balance of all others.
LeverUnit unit_of(const PairHistory& history, const StepLever& lever) {
  LeverUnit out{{history.first, {}}, {history.first, {}}};
  for (const PairCounts& counts : history.periods) {
    double moved = 0;
    for (const int root : lever.roots) moved += counts.roots.at(static_cast<std::size_t>(root));
    const bool is_cooperation = lever.roots_sign > 0;
    const double cooperation = std::max(0.0, counts.cooperation - (is_cooperation ? moved : 0));
    const double conflict = std::max(0.0, counts.conflict - (is_cooperation ? 0 : moved));
    constexpr double fewest = 5;
    const double all = cooperation + conflict;
    out.lever.values.emplace_back(lever.roots_sign * std::log2(1 + moved));
    out.outcome.values.push_back(all >= fewest ? std::optional((cooperation - conflict) / all)
                                               : std::nullopt);
  }
  return out;
}

void add_across(const Case& record, const std::vector<FeedHistories>& feeds, bool asked,
                StepAnswer& answer) {
  const auto refuse = [&](const std::string& on, std::string why) {
    answer.estimates.push_back({.way = "across",
                                .on = on,
                                .on_title = "Balance of other dyads",
                                .unit = answer.lever.roots_unit,
                                .refusal = std::move(why)});
  };
  if (answer.lever.roots.empty()) {
    refuse("events", "coded events have no kind that is like this step");
    return;
  }
  if (!asked) {
    refuse("events", "no event store of other dyads was named (--events)");
    return;
  }
  const auto [low, high] = std::minmax(record.sides[0], record.sides[1]);
  for (const FeedHistories& feed : feeds) {
    if (feed.per_year != 12) {
      refuse("events:" + feed.feed,
             "its counts are by year, and what follows a step within a year "
             "cannot be told from what led to it");
      continue;
    }
    std::vector<LeverUnit> units;
    for (const auto& [states, history] : feed.dyads)
      if (states != std::pair{low, high} && history.periods.size() >= 24)
        units.push_back(unit_of(history, answer.lever));
    if (units.size() < fewest_units) {
      refuse("events:" + feed.feed,
             fmt::format("{} dyads with two years of months; {} are the least", units.size(),
                         fewest_units));
      continue;
    }
    for (const int horizon : effect_months)
      answer.estimates.push_back(estimate_of_units(
          {.way = "across",
           .on = "events:" + feed.feed,
           .on_title = "Balance of other dyads without these events, " + feed.feed,
           .unit = answer.lever.roots_unit,
           .horizon = horizon},
          units));
  }
}

/// Sessions at the rhythm that the step asks for, or the channels on; without it none, or off.
std::pair<Eigen::VectorXd, Eigen::VectorXd> ahead_of(const StepLever& lever) {
  Eigen::VectorXd with = Eigen::VectorXd::Zero(days_ahead);
  Eigen::VectorXd without = Eigen::VectorXd::Zero(days_ahead);
  if (lever.kind == "channels") {
    without.setOnes();  // the covariate is the share that is off
    return {with, without};
  }
  const auto* held = std::get_if<HeldRule>(&lever.step->rule);
  const int every = held == nullptr ? days_ahead : std::max(1, 30 * held->months / held->at_least);
  for (Eigen::Index day = 0; day < days_ahead; ++day)
    with(day) = day % every < session_days ? 1 : 0;
  return {with, without};
}

Result<void> add_futures(const Case& record, std::uint64_t seed, StepAnswer& answer) {
  auto sources = spiral_sources(record, dyad_in(record, record.sides), {});
  if (!sources) return tl::unexpected(sources.error());
  answer.no_futures = "no daily counts of coded events are known on this day";
  for (const SpiralSource& source : *sources) {
    if (!source.refusal.empty() || source.input.step != CountPeriod::day) continue;
    const auto covariate = daily_covariate(record, answer.lever, source.counts.span);
    if (!covariate) {
      answer.no_futures = "the step moves no channel";
      continue;
    }
    const auto [with, without] = ahead_of(answer.lever);
    const auto futures = step_futures(source.input, *covariate, with, without, future_draws, seed);
    if (!futures) {
      answer.no_futures = source.counts.title + ": " + futures.error().what;
      continue;
    }
    answer.futures = *futures;
    answer.futures_source = source.counts.title;
    answer.no_futures.clear();
    break;
  }
  return {};
}

void add_rates(std::vector<StepAnswer>& answers) {
  std::vector<double> p_values;
  for (const StepAnswer& answer : answers)
    for (const Estimated& one : answer.estimates)
      if (one.effect) p_values.push_back(one.effect->p);
  const auto rates = false_discovery_rates(p_values);
  std::size_t next = 0;
  for (StepAnswer& answer : answers)
    for (Estimated& one : answer.estimates)
      if (one.effect) one.q = rates[next++];
}

Json json_of(double at, double low, double high) {
  return {{"estimate", four_digits(at)}, {"low", four_digits(low)}, {"high", four_digits(high)}};
}

Json row_of(const Estimated& one) {
  const auto number = [&](double value) { return one.effect ? Json(four_digits(value)) : Json(); };
  const LeverEffect e = one.effect.value_or(LeverEffect{});
  return {{"way", one.way},
          {"on", one.on},
          {"on_title", one.on_title},
          {"lever", one.unit.empty() ? Json() : Json(one.unit)},
          {"months", one.horizon == 0 ? Json() : Json(one.horizon)},
          {"n", number(e.rows)},
          {"units", number(e.units)},
          {"moves", number(e.moves)},
          {"effect", one.effect ? json_of(e.effect, e.low, e.high) : Json()},
          {"p", one.effect ? Json(probability_digits(e.p)) : Json()},
          {"q", one.effect ? Json(probability_digits(one.q)) : Json()},
          {"placebo", one.effect ? json_of(e.placebo, e.placebo_low, e.placebo_high) : Json()},
          {"placebo_p", one.effect ? Json(probability_digits(e.placebo_p)) : Json()},
          {"robustness", number(e.robustness)},
          {"detectable", number(e.detectable)},
          {"verdict", verdict_of(one)},
          {"reason", reason_of(one)}};
}

std::string futures_words(const StepAnswer& answer) {
  if (!answer.futures) return "the data cannot tell: " + answer.no_futures;
  const Estimate& d = answer.futures->difference;
  const bool tells = d.low > 0 || d.high < 0;
  return fmt::format(
      "{}: the balance of the next {} days differs by {:+.2f} ({:+.2f} to {:+.2f}), "
      "from {}",
      tells ? (d.estimate > 0 ? "better" : "worse") : "the data cannot tell", answer.futures->days,
      d.estimate, d.low, d.high, answer.futures_source);
}

std::string way_words(const StepAnswer& answer, const std::string& way) {
  std::vector<const Estimated*> found;
  std::size_t tried = 0;
  const Estimated* refused = nullptr;
  for (const Estimated& one : answer.estimates) {
    if (one.way != way) continue;
    if (one.effect) ++tried;
    if (!one.effect) refused = &one;
    if (is_found(one)) found.push_back(&one);
  }
  if (found.empty())
    return tried > 0
               ? fmt::format("the data cannot tell ({} estimate{}, none stands)", tried,
                             tried == 1 ? "" : "s")
               : fmt::format("the data cannot tell: {}",
                             refused == nullptr ? "nothing to estimate with" : refused->refusal);
  std::string out;
  for (const Estimated* one : found)
    out += fmt::format("{}{} after {}, {:+.2g} ({:+.2g} to {:+.2g}) on {} in {} months, {}",
                       out.empty() ? "" : "; ", verdict_of(*one), one->unit, one->effect->effect,
                       one->effect->low, one->effect->high, one->on_title, one->horizon,
                       reason_of(*one));
  return out;
}

Json step_row(const StepAnswer& answer) {
  Json estimates = Json::array();
  for (const Estimated& one : answer.estimates) estimates.push_back(row_of(one));
  Json futures;
  if (answer.futures)
    futures = {
        {"source", answer.futures_source},
        {"days", answer.futures->days},
        {"draws", answer.futures->draws},
        {"without", four_digits(answer.futures->without)},
        {"with", four_digits(answer.futures->with)},
        {"difference", json_of(answer.futures->difference.estimate, answer.futures->difference.low,
                               answer.futures->difference.high)}};
  return {{"id", answer.lever.step->id},
          {"title", answer.lever.step->title},
          {"recommendation", answer.lever.recommendation->id},
          {"lever", answer.lever.kind},
          {"within", way_words(answer, "within")},
          {"across", way_words(answer, "across")},
          {"futures", futures_words(answer)},
          {"simulated", std::move(futures)},
          {"estimates", std::move(estimates)}};
}

Table steps_table(const std::vector<StepAnswer>& answers) {
  using enum Field::Show;
  Table table{.key = "steps",
              .title = "What each step would change",
              .fields = {{"id", "Id", column},
                         {"title", "Step", column},
                         {"recommendation", "Of", data},
                         {"lever", "Lever", column},
                         {"within", "Within the case", detail},
                         {"across", "Across other dyads", detail},
                         {"futures", "Simulated with and without", detail},
                         {"simulated", "Simulated", json},
                         {"estimates", "Estimates", json}},
              .note =
                  "better, worse: of the relationship, by the measure's own polarity; a finding "
                  "stands with a false discovery rate of 0.1 at most over all estimates here, "
                  "and a placebo before the step that shows nothing. 90 % intervals."};
  for (const StepAnswer& answer : answers) table.rows.push_back(step_row(answer));
  return table;
}

std::vector<Sentence> assumptions() {
  return {
      {"Read as effects the estimates assume that nothing moves both the step and, later, the "
       "relationship but what two months of both, and other dyads' common months, hold. Steps are "
       "taken when relations improve; that alone makes a placebo fail."},
      {"The share that a hidden cause would have to explain of both, to bring an effect to "
       "nothing, "
       "is the robustness value of Cinelli and Hazlett."},
      {"Simulated futures go on from the end of the coded counts, and assume that the lever moved "
       "them and nothing else that moved with it."}};
}

}  // namespace

Result<Output> run_whatif(const Common& common, const WhatIfOptions& typed) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  const auto inputs = lead_inputs(*record, common.as_of);
  if (!inputs) return tl::unexpected(inputs.error());
  auto levers = levers_of(*record, *inputs, typed.steps, common.as_of);
  if (!levers) return tl::unexpected(levers.error());
  std::vector<FeedHistories> feeds;
  if (!typed.events.empty()) {
    auto stored = stored_histories(typed.events, common.as_of, typed.threads);
    if (!stored) return tl::unexpected(stored.error());
    feeds = *std::move(stored);
  }
  std::vector<StepAnswer> answers;
  for (StepLever& lever : *levers) {
    StepAnswer answer{.lever = std::move(lever)};
    add_within(*record, *inputs, answer);
    add_across(*record, feeds, !typed.events.empty(), answer);
    if (const auto done = add_futures(*record, typed.seed, answer); !done)
      return tl::unexpected(done.error());
    answers.push_back(std::move(answer));
  }
  add_rates(answers);
  Output output{.document = make_document("whatif", "What a step would change", common, *record)};
  output.document.blocks.emplace_back(steps_table(answers));
  output.document.blocks.emplace_back(
      Paragraph{"assumptions", "What that rests on", assumptions()});
  return output;
}

}  // namespace detente
