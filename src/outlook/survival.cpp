// SPDX-License-Identifier: Apache-2.0
#include "outlook/survival.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

#include "base/random.hpp"

namespace detente {

namespace {

/// Of 90 %: the normal quantile of 0.95.
double normal_quantile() { return std::numbers::sqrt2 * boost::math::erf_inv(interval_level); }

/// The interval of log(-log(share)), given the share's standard error.
Interval log_log_interval(double share, double error) {
  if (share <= 0 || share >= 1 || error <= 0) return {share, share};
  const double spread = normal_quantile() * error / std::abs(share * std::log(share));
  return {std::pow(share, std::exp(spread)), std::pow(share, std::exp(-spread))};
}

struct Ends {
  int at_risk = 0;
  std::map<int, int> by_cause{};

  [[nodiscard]] int all() const {
    int sum = 0;
    for (const auto& [cause, count] : by_cause) sum += cause == 0 ? 0 : count;
    return sum;
  }
};

/// By time, who is at risk just before it and who ends, censored ones as cause 0.
std::map<double, Ends> ends_of(std::span<const Spell> spells) {
  std::map<double, Ends> out;
  for (const Spell& spell : spells) ++out[spell.time].by_cause[spell.cause];
  int left = static_cast<int>(spells.size());
  for (auto& [time, ends] : out) {
    ends.at_risk = left;
    for (const auto& [cause, count] : ends.by_cause) left -= count;
  }
  return out;
}

int lasting(std::span<const Spell> spells, double time) {
  return static_cast<int>(
      std::ranges::count_if(spells, [time](const Spell& spell) { return spell.time >= time; }));
}

}  // namespace

std::vector<SurvivalPoint> kaplan_meier(std::span<const Spell> spells) {
  std::vector<SurvivalPoint> out;
  double share = 1;
  double greenwood = 0;
  for (const auto& [time, ends] : ends_of(spells)) {
    const int ended = ends.all();
    if (ended == 0) continue;
    const double n = ends.at_risk;
    share *= 1 - ended / n;
    if (ends.at_risk > ended) greenwood += ended / (n * (n - ended));
    const double error = share * std::sqrt(greenwood);
    out.push_back({time, ends.at_risk, ended, share, error, log_log_interval(share, error)});
  }
  return out;
}

SurvivalPoint at_time(const std::vector<SurvivalPoint>& curve, std::span<const Spell> spells,
                      double time) {
  SurvivalPoint out{.interval = {1, 1}};
  for (const SurvivalPoint& point : curve)
    if (point.time <= time) out = point;
  out.time = time;
  out.at_risk = lasting(spells, time);
  return out;
}

double median_time(const std::vector<SurvivalPoint>& curve) {
  for (const SurvivalPoint& point : curve)
    if (point.share <= 0.5) return point.time;
  return std::numeric_limits<double>::infinity();
}

SurvivalPoint cumulative_incidence(std::span<const Spell> spells, int cause, double time) {
  struct Step {
    double incidence, before, n, of_cause, all;
  };
  std::vector<Step> steps;
  double share = 1;
  double incidence = 0;
  for (const auto& [at, ends] : ends_of(spells)) {
    const int all = ends.all();
    if (at > time) break;
    if (all == 0) continue;
    const auto found = ends.by_cause.find(cause);
    const int own = found == ends.by_cause.end() ? 0 : found->second;
    const double n = ends.at_risk;
    incidence += share * own / n;
    steps.push_back({incidence, share, n, static_cast<double>(own), static_cast<double>(all)});
    share *= 1 - all / n;
  }
  double variance = 0;
  for (const Step& s : steps) {
    const double rest = incidence - s.incidence;
    if (s.n > s.all) variance += rest * rest * s.all / (s.n * (s.n - s.all));
    variance += s.before * s.before * s.of_cause * (s.n - s.of_cause) / (s.n * s.n * s.n);
    variance -= 2 * rest * s.before * s.of_cause / (s.n * s.n);
  }
  SurvivalPoint out{.time = time, .at_risk = lasting(spells, time), .share = incidence};
  for (const Step& s : steps) out.ended += static_cast<int>(s.of_cause);
  out.error = std::sqrt(std::max(variance, 0.0));
  const Interval rest = log_log_interval(1 - incidence, out.error);
  out.interval = {1 - rest.high, 1 - rest.low};
  return out;
}

LogRank log_rank(std::span<const Spell> first, std::span<const Spell> second) {
  std::vector<Spell> both(first.begin(), first.end());
  both.insert(both.end(), second.begin(), second.end());
  const auto own = ends_of(first);
  LogRank out;
  double variance = 0;
  for (const auto& [time, ends] : ends_of(both)) {
    const double d = ends.all();
    const double n = ends.at_risk;
    if (d == 0) continue;
    const double mine = lasting(first, time);
    const auto found = own.find(time);
    out.first_ends += found == own.end() ? 0 : found->second.all();
    out.first_expected += d * mine / n;
    if (n > 1) variance += d * (mine / n) * (1 - mine / n) * (n - d) / (n - 1);
  }
  if (variance <= 0) return out;
  const double difference = out.first_ends - out.first_expected;
  out.chi_square = difference * difference / variance;
  out.p = boost::math::gamma_q(0.5, out.chi_square / 2);
  return out;
}

double log_rank_by_cluster(std::span<const ClusteredSpell> spells, int draws, std::uint64_t seed) {
  std::map<int, bool> groups;
  for (const ClusteredSpell& one : spells) groups[one.cluster] = one.first;
  const auto statistic = [&] {
    std::vector<Spell> first;
    std::vector<Spell> second;
    for (const ClusteredSpell& one : spells)
      (groups.at(one.cluster) ? first : second).push_back(one.spell);
    return log_rank(first, second).chi_square;
  };
  std::vector<bool> assigned;
  assigned.reserve(groups.size());
  for (const auto& [cluster, first] : groups) assigned.push_back(first);
  const auto ones = std::ranges::count(assigned, true);
  if (ones == 0 || ones == std::ssize(assigned)) return 1;
  const double observed = statistic();
  Random random(seed);
  int as_large = 1;
  for (int draw = 0; draw < draws; ++draw) {
    for (std::size_t left = assigned.size(); left > 1; --left) {
      const std::size_t other = random.below(left);
      const bool swapped = assigned[left - 1];
      assigned[left - 1] = assigned[other];
      assigned[other] = swapped;
    }
    std::size_t next = 0;
    for (auto& [cluster, first] : groups) first = assigned[next++];
    as_large += statistic() >= observed * (1 - 1e-12) ? 1 : 0;
  }
  return static_cast<double>(as_large) / (draws + 1);
}

}  // namespace detente
