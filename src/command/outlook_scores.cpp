// SPDX-License-Identifier: Apache-2.0
#include "command/outlook_scores.hpp"

#include <fmt/format.h>

#include "command/lookup.hpp"
#include "command/spiral_tables.hpp"

namespace detente {

Window held_out_window(const OutlookRun& run, std::optional<int> horizon) {
  return {.horizon = horizon, .from = run.held_out, .before = {}};
}

Json means_json(const Means& means, bool binary) {
  if (means.outcomes == 0) return {};
  return Json{{"outcomes", means.outcomes},
              {"crps", four_digits(means.crps)},
              {"mae", four_digits(means.mae)},
              {"log_score", four_digits(means.log_score)},
              {"interval_score", binary ? Json() : Json(four_digits(means.interval_score))},
              {"coverage", binary ? Json() : Json(four_digits(means.coverage))},
              {"width", binary ? Json() : Json(four_digits(means.width))}};
}

Json scores_of(const OutlookRun& run) {
  Json scores = Json::object();
  if (!run.backtest) return scores;
  const Backtest& backtest = *run.backtest;
  const bool binary = is_binary(run);
  for (std::size_t m = 0; m <= backtest.combination(); ++m) {
    Json one = means_json(means_of(backtest, m, {}), binary);
    if (one.is_null()) continue;
    one["held_out"] =
        run.held_out ? means_json(means_of(backtest, m, held_out_window(run)), binary) : Json();
    one["fell_back"] = m < backtest.combination() ? Json(backtest.fell_back[m]) : Json(0);
    one["why"] = m < backtest.combination() ? json_of(backtest.refusals[m]) : Json();
    one["horizons"] = Json::array();
    for (const int horizon : backtest.horizons) {
      Json by = means_json(means_of(backtest, m, {.horizon = horizon}), binary);
      if (by.is_null()) continue;
      by["horizon"] = horizon;
      by["held_out"] =
          run.held_out ? means_json(means_of(backtest, m, held_out_window(run, horizon)), binary)
                       : Json();
      one["horizons"].push_back(std::move(by));
    }
    scores[std::string(backtest.name_of(m))] = std::move(one);
  }
  return scores;
}

std::string skill_text(double estimate, const Interval& interval) {
  return fmt::format("{:+.1f} % ({:+.1f} to {:+.1f})", 100 * estimate, 100 * interval.low,
                     100 * interval.high);
}

Json skill_json(const Skill& skill, std::string_view against, std::string_view measure,
                Json horizon, std::string_view window) {
  return Json{{"against", std::string(against)},
              {"measure", std::string(measure)},
              {"horizon", std::move(horizon)},
              {"window", std::string(window)},
              {"estimate", four_digits(skill.estimate)},
              {"low", four_digits(skill.interval.low)},
              {"high", four_digits(skill.interval.high)},
              {"outcomes", skill.outcomes}};
}

/// The combination against every baseline, on origins that chose nothing.
Json skills_of(const OutlookRun& run) {
  Json rows = Json::array();
  if (!run.backtest || !run.held_out) return rows;
  const Backtest& backtest = *run.backtest;
  constexpr std::uint64_t seed = 1;
  std::vector<std::optional<int>> horizons{std::nullopt};
  if (backtest.horizons.size() > 1)
    for (const int horizon : backtest.horizons) horizons.emplace_back(horizon);
  for (std::size_t m = 0; m < backtest.models.size(); ++m) {
    if (!backtest.models[m].is_baseline) continue;
    for (const auto& horizon : horizons)
      for (const auto& [score, name] : {std::pair(&Score::crps, "crps"), {&Score::error, "mae"}}) {
        const auto skill = skill_of(backtest, backtest.combination(), m,
                                    held_out_window(run, horizon), score, seed);
        if (skill)
          rows.push_back(skill_json(*skill, backtest.name_of(m), name,
                                    horizon ? Json(*horizon) : Json(), "held out"));
      }
  }
  return rows;
}

Json weights_of(const OutlookRun& run) {
  Json rows = Json::array();
  if (!run.backtest) return rows;
  for (std::size_t h = 0; h < run.backtest->horizons.size(); ++h) {
    Json weights = Json::object();
    for (std::size_t m = 0; m < run.backtest->models.size(); ++m)
      weights[std::string(run.backtest->name_of(m))] =
          four_digits(run.backtest->weights[h](static_cast<Eigen::Index>(m)));
    rows.push_back(Json{{"horizon", run.backtest->horizons[h]}, {"weights", std::move(weights)}});
  }
  return rows;
}

Json brier_row(const OutlookRun& run) {
  if (!run.backtest || !is_binary(run) || run.backtest->outcomes.empty()) return {};
  const BrierParts parts = brier_of(*run.backtest, run.choice.model, {});
  return Json{{"score", four_digits(parts.score)},
              {"rounded", four_digits(parts.rounded)},
              {"reliability", four_digits(parts.reliability)},
              {"resolution", four_digits(parts.resolution)},
              {"uncertainty", four_digits(parts.uncertainty)}};
}

}  // namespace detente
