// SPDX-License-Identifier: Apache-2.0
#include "outlook/leads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "measure/false_discovery.hpp"

namespace detente {

namespace {

/// Each series by each step that a pair may need, made stationary once.
class Prepared {
 public:
  Prepared(const std::vector<LeadSeries>& all, const Mask& mask) : all_(all), mask_(mask) {}

  const Stationary& get(std::size_t number, int per_year) {
    const auto [place, is_new] = made_.try_emplace({number, per_year});
    if (is_new) place->second = make(all_[number], per_year);
    return place->second;
  }

 private:
  [[nodiscard]] Stationary make(const LeadSeries& one, int per_year) const {
    if (per_year == 12) return make_stationary(one.series, 12, one.breaks, mask_);
    const Mask years{mask_.first / 12, mask_.last / 12};
    if (one.per_year == 1) return make_stationary(one.series, 1, one.breaks, years);
    std::vector<int> breaks;
    breaks.reserve(one.breaks.size());
    for (const int month : one.breaks) breaks.push_back(month / 12);
    return make_stationary(yearly(one.series), 1, breaks, years);
  }

  const std::vector<LeadSeries>& all_;
  Mask mask_;
  std::map<std::pair<std::size_t, int>, Stationary> made_;
};

int overlap_of(const RegularSeries& a, const RegularSeries& b) {
  int count = 0;
  for (int period = std::max(a.first, b.first); period <= std::min(a.last(), b.last()); ++period)
    count += a.at(period) && b.at(period) ? 1 : 0;
  return count;
}

std::string periods(int count, int per_year) {
  return fmt::format("{} {}{}", count, per_year == 12 ? "month" : "year", count == 1 ? "" : "s");
}

/// What forecasts say of a direction that was found.
std::string gain_words(const std::optional<ForecastGain>& gain) {
  if (!gain) return "too few forecasts to see whether it helps them";
  if (gain->p <= test_level)
    return fmt::format("its forecasts are better by {:.1f} %", 100 * gain->share);
  return fmt::format("yet forecasts are not reliably better with it ({:+.1f} %, p = {:.2f})",
                     100 * gain->share, gain->p);
}

void judge_found(LeadPair& pair, bool forth, bool back) {
  pair.verdict = forth && back ? LeadVerdict::both : forth ? LeadVerdict::leads : LeadVerdict::lags;
  if (forth)
    pair.reason = fmt::format("the indicator tells of the measure up to {} ahead (q = {:.3f}); {}",
                              periods(pair.forth.lag, pair.per_year), pair.q_forth,
                              gain_words(pair.forth.gain));
  if (!back) return;
  if (forth) pair.reason += "; ";
  pair.reason +=
      fmt::format("the measure tells of the indicator up to {} ahead (q = {:.3f}); {}",
                  periods(pair.back.lag, pair.per_year), pair.q_back, gain_words(pair.back.gain));
}

void judge(LeadPair& pair) {
  const bool forth = pair.q_forth <= discovery_rate;
  const bool back = pair.q_back <= discovery_rate;
  if (forth || back) {
    judge_found(pair, forth, back);
    return;
  }
  if (std::min(pair.forth.p, pair.back.p) <= test_level) {
    pair.reason = fmt::format(
        "alone it would pass (p = {:.3f}), beside all that was tried it does not (q = {:.2f})",
        std::min(pair.forth.p, pair.back.p), std::min(pair.q_forth, pair.q_back));
    return;
  }
  const bool forth_is_weaker = pair.forth.power < pair.back.power;
  const DirectionTest& weaker = forth_is_weaker ? pair.forth : pair.back;
  if (weaker.power >= enough_power) {
    pair.verdict = LeadVerdict::neither;
    pair.reason =
        fmt::format("a share of {:.0f} % would have been found", 100 * share_that_matters);
    return;
  }
  pair.reason =
      fmt::format("only a share of {:.0f} % or more would have been found in {}; {:.0f} % takes {}",
                  100 * weaker.detectable, periods(weaker.rows, pair.per_year),
                  100 * share_that_matters, periods(weaker.needed, pair.per_year));
}

/// Why nothing can be tested; empty where it can.
std::string obstacle(const LeadSeries& indicator, const LeadSeries& measure, const LeadPair& pair) {
  if (indicator.per_year == 0 || measure.per_year == 0) return "it has no figures at equal periods";
  if (pair.x.values == 0 || pair.y.values == 0)
    return "fewer than 8 figures outside the masked years, or all are equal";
  if (!pair.forth.lag_tests.empty() && !pair.back.lag_tests.empty()) return {};
  const DirectionTest& worse = pair.forth.rows <= pair.back.rows ? pair.forth : pair.back;
  return fmt::format("{} with all lags of both; {:.0f} % takes {}",
                     periods(worse.rows, pair.per_year), 100 * share_that_matters,
                     periods(worse.needed, pair.per_year));
}

void add_rates(std::vector<LeadPair>& pairs) {
  std::vector<double> p_values;
  for (const LeadPair& pair : pairs)
    if (pair.tested) p_values.insert(p_values.end(), {pair.forth.p, pair.back.p});
  const std::vector<double> rates = false_discovery_rates(p_values);
  std::size_t next = 0;
  for (LeadPair& pair : pairs) {
    if (!pair.tested) continue;
    pair.q_forth = rates[next++];
    pair.q_back = rates[next++];
    judge(pair);
  }
}

}  // namespace

std::string_view to_string(LeadVerdict verdict) {
  constexpr std::array<std::string_view, 5> words{"leads", "lags", "both", "neither",
                                                  "cannot tell"};
  return words.at(static_cast<std::size_t>(verdict));
}

std::vector<LeadPair> lead_pairs(const std::vector<LeadSeries>& indicators,
                                 const std::vector<LeadSeries>& measures, const Mask& mask) {
  Prepared xs(indicators, mask);
  Prepared ys(measures, mask);
  std::vector<LeadPair> pairs;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    for (std::size_t m = 0; m < measures.size(); ++m) {
      LeadPair pair{.indicator = i, .measure = m};
      const int slower = std::min(indicators[i].per_year, measures[m].per_year);
      if (slower > 0) {
        pair.per_year = slower;
        pair.x = xs.get(i, slower);
        pair.y = ys.get(m, slower);
        pair.overlap = overlap_of(pair.x.series, pair.y.series);
      }
      if (pair.x.values > 0 && pair.y.values > 0) {
        pair.forth = test_direction(pair.x, pair.y, slower);
        pair.back = test_direction(pair.y, pair.x, slower);
      }
      pair.reason = obstacle(indicators[i], measures[m], pair);
      pair.tested = pair.reason.empty();
      pairs.push_back(std::move(pair));
    }
  }
  add_rates(pairs);
  return pairs;
}

LeadCount count_leads(const std::vector<LeadPair>& pairs) {
  LeadCount out{.pairs = static_cast<int>(pairs.size())};
  for (const LeadPair& pair : pairs) {
    ++out.verdicts.at(static_cast<std::size_t>(pair.verdict));
    out.tested += pair.tested ? 1 : 0;
  }
  const auto [leads, lags, both, neither, unclear] = out.verdicts;
  if (both > 0 || (leads > 0 && lags > 0))
    out.verdict = LeadVerdict::both;
  else if (leads + lags > 0)
    out.verdict = leads > 0 ? LeadVerdict::leads : LeadVerdict::lags;
  else if (2 * neither > out.pairs)
    out.verdict = LeadVerdict::neither;
  return out;
}

}  // namespace detente
