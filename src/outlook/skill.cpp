// SPDX-License-Identifier: Apache-2.0
#include "outlook/skill.hpp"

#include <algorithm>
#include <cmath>

#include "measure/cross_correlation.hpp"

namespace detente {

namespace {

constexpr std::size_t fewest_origins = 20;

template <typename Visit>
void each(const Backtest& backtest, const Window& window, const Visit& visit) {
  for (const Outcome& outcome : backtest.outcomes)
    if (window.holds(outcome)) visit(outcome);
}

/// Sums of two scores over the outcomes of one origin.
struct Sums {
  Day origin;
  double mine = 0, other = 0;
};

double share(double mine, double other) { return 1 - mine / other; }

}  // namespace

bool Window::holds(const Outcome& outcome) const {
  return (!horizon || outcome.horizon == *horizon) && (!from || outcome.origin >= *from) &&
         (!before || outcome.origin < *before);
}

Means means_of(const Backtest& backtest, std::size_t model, const Window& window) {
  Means means;
  each(backtest, window, [&](const Outcome& outcome) {
    const Score& score = outcome.scores[model];
    ++means.outcomes;
    means.crps += score.crps;
    means.mae += score.error;
    means.log_score += score.log_score;
    means.interval_score += score.interval_score;
    means.width += score.width;
    means.coverage += score.covered ? 1 : 0;
  });
  if (means.outcomes == 0) return means;
  const auto n = static_cast<double>(means.outcomes);
  for (double Means::*sum : {&Means::crps, &Means::mae, &Means::log_score, &Means::interval_score,
                             &Means::width, &Means::coverage})
    means.*sum /= n;
  return means;
}

std::optional<Skill> skill_of(const Backtest& backtest, std::size_t model, std::size_t other,
                              const Window& window, double Score::*score, std::uint64_t seed) {
  std::vector<Sums> sums;
  int furthest = 1;
  Skill skill;
  each(backtest, window, [&](const Outcome& outcome) {
    if (sums.empty() || sums.back().origin != outcome.origin) sums.push_back({outcome.origin});
    sums.back().mine += outcome.scores[model].*score;
    sums.back().other += outcome.scores[other].*score;
    furthest = std::max(furthest, outcome.horizon);
    ++skill.outcomes;
  });
  const std::size_t n = sums.size();
  if (n < fewest_origins) return std::nullopt;
  double mine = 0;
  double others = 0;
  for (const Sums& sum : sums) {
    mine += sum.mine;
    others += sum.other;
  }
  if (!(others > 0)) return std::nullopt;
  skill.estimate = share(mine, others);
  const auto cube_root =
      static_cast<std::size_t>(std::ceil(1.5 * std::cbrt(static_cast<double>(n))));
  const std::size_t length =
      std::min(std::max(cube_root, static_cast<std::size_t>(furthest)), n / 3);
  BlockDraws draws(n, length, seed, 17);
  constexpr int replicates = 1000;
  std::vector<double> drawn;
  for (int replicate = 0; replicate < replicates; ++replicate) {
    double drawn_mine = 0;
    double drawn_other = 0;
    for (const std::size_t i : draws.next()) {
      drawn_mine += sums[i].mine;
      drawn_other += sums[i].other;
    }
    if (drawn_other > 0) drawn.push_back(share(drawn_mine, drawn_other));
  }
  skill.interval = middle_of(std::move(drawn));
  return skill;
}

std::array<std::size_t, 10> transforms_of(const Backtest& backtest, std::size_t model,
                                          const Window& window) {
  std::array<std::size_t, 10> tenths{};
  each(backtest, window, [&](const Outcome& outcome) {
    const double at = std::clamp(outcome.scores[model].transform, 0.0, 1.0);
    ++tenths[std::min<std::size_t>(static_cast<std::size_t>(at * 10), 9)];
  });
  return tenths;
}

BrierParts brier_of(const Backtest& backtest, std::size_t model, const Window& window) {
  std::vector<double> probabilities;
  std::vector<bool> happened;
  each(backtest, window, [&](const Outcome& outcome) {
    probabilities.push_back(outcome.scores[model].median);
    happened.push_back(outcome.value > 0.5);
  });
  constexpr int tenths = 10;
  return brier_parts(probabilities, happened, tenths);
}

std::optional<Day> held_out_from(const Backtest& backtest) {
  std::vector<Day> origins;
  for (const Outcome& outcome : backtest.outcomes)
    if (origins.empty() || origins.back() != outcome.origin) origins.push_back(outcome.origin);
  if (origins.empty()) return std::nullopt;
  using std::chrono::year_month_day;
  const std::size_t least = std::max<std::size_t>(12, (origins.size() + 9) / 10);
  for (auto year = year_month_day(origins.back()).year();
       year >= year_month_day(origins.front()).year(); --year) {
    const Day first = year / std::chrono::January / 1;
    const auto before =
        static_cast<std::size_t>(std::ranges::lower_bound(origins, first) - origins.begin());
    if (before < fewest_origins) return std::nullopt;
    if (origins.size() - before >= least) return first;
  }
  return std::nullopt;
}

Choice recommended(const Backtest& backtest, const Window& choosing, std::uint64_t seed) {
  Choice choice;
  double best = HUGE_VAL;
  for (std::size_t m = 0; m < backtest.models.size(); ++m) {
    if (!backtest.models[m].is_baseline) continue;
    const Means means = means_of(backtest, m, choosing);
    if (means.outcomes > 0 && means.crps < best) {
      best = means.crps;
      choice.best_baseline = m;
    }
  }
  choice.model = choice.best_baseline;
  choice.skill = skill_of(backtest, backtest.combination(), choice.best_baseline, choosing,
                          &Score::crps, seed);
  if (choice.skill && choice.skill->interval.low > 0) choice.model = backtest.combination();
  return choice;
}

}  // namespace detente
