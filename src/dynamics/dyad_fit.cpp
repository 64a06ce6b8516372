// SPDX-License-Identifier: Apache-2.0
#include "dynamics/dyad_fit.hpp"

#include <array>
#include <cmath>
#include <iterator>

#include "dynamics/small_sample.hpp"

namespace detente {

namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

/// Periods for each parameter of a stream, below which a fit says nothing.
constexpr double periods_a_parameter = 20;

std::vector<double> decays_of(const DyadInput& input, const FitOptions& options) {
  if (input.step != CountPeriod::day) return {0};
  std::vector<double> half_lives = options.half_lives;
  if (half_lives.empty() && options.search)
    half_lives.assign(std::begin(half_life_dictionary), std::end(half_life_dictionary));
  if (half_lives.empty()) half_lives = {1, 7};
  std::vector<double> decays;
  decays.reserve(half_lives.size());
  for (const double days : half_lives) decays.push_back(decay_of_half_life(days));
  return decays;
}

/// In units of its mean; a period without anything reported has a hundredth of it.
VectorXd volume_of(const DyadInput& input) {
  if (input.volume.size() == 0) return VectorXd::Ones(input.dyad.counts.rows());
  return (input.volume / input.volume.mean()).cwiseMax(0.01);
}

Result<CountFit> fit_of(const CountSeries& series, const DyadInput& input,
                        const FitOptions& options) {
  const std::vector<double> decays = decays_of(input, options);
  if (options.search && input.step == CountPeriod::day && decays.size() > 2)
    return search_decays(series, decays, 2);
  return fit_counts(series, decays);
}

std::size_t memories(const DyadInput& input, const FitOptions& options) {
  const std::size_t decays = decays_of(input, options).size();
  return options.search ? std::min<std::size_t>(decays, 2) : decays;
}

}  // namespace

DyadFit with_fit(const DyadFit& dyad, CountFit fit, const FitOptions& options) {
  DyadFit out = dyad;
  out.fit = std::move(fit);
  out.level = options.level;
  out.draws = reaction_draws(out.fit, options.draws, options.seed);
  out.bias = reaction_bias(out.fit, out.series);
  out.radius = radius_of(out.fit, out.bias, options.level);
  return out;
}

Result<DyadFit> fit_dyad(const DyadInput& input, const FitOptions& options) {
  const Index periods = input.dyad.counts.rows();
  if (periods < 2) return fail(Error::Kind::domain, "two periods or more are needed");
  DyadFit out;
  out.baseline = baseline_of(input.first, periods, input.step, input.covariates, options.knots);
  std::string why;
  const bool quads = input.dyad.counts.sum() > 0;
  for (const Detail detail : {Detail::quad, Detail::sign, Detail::direction}) {
    if (detail < options.finest || (!quads && detail != Detail::direction)) continue;
    auto streams = streams_of(input.dyad, options.least, detail);
    if (!streams) {
      why = streams.error().what;
      continue;
    }
    const auto parameters =
        static_cast<double>(out.baseline.columns.cols() +
                            streams->counts.cols() * static_cast<Index>(memories(input, options)));
    if (static_cast<double>(periods) < periods_a_parameter * parameters) {
      why = std::to_string(periods) + " periods are too few, since a model of " +
            std::to_string(streams->names.size()) + " streams needs " +
            std::to_string(static_cast<int>(periods_a_parameter * parameters));
      continue;
    }
    out.detail = detail;
    out.series = {.streams = streams->names,
                  .counts = streams->counts,
                  .volume = volume_of(input),
                  .covariates = out.baseline.columns};
    auto fit = fit_of(out.series, input, options);
    if (!fit) {
      why = fit.error().what;
      continue;
    }
    if (!why.empty())
      out.notes.push_back("Told apart less finely than the source does: " + why + ".");
    out.notes.insert(out.notes.end(), streams->notes.begin(), streams->notes.end());
    out.notes.insert(out.notes.end(), out.baseline.notes.begin(), out.baseline.notes.end());
    out.streams = *std::move(streams);
    return with_fit(out, *std::move(fit), options);
  }
  return fail(Error::Kind::domain, why);
}

std::vector<Index> streams_by(const DyadFit& fit, int direction, int sign) {
  std::vector<Index> out;
  for (std::size_t i = 0; i < fit.streams.names.size(); ++i)
    if (fit.streams.directions[i] == direction && (sign == 0 || fit.streams.signs[i] == sign))
      out.push_back(static_cast<Index>(i));
  return out;
}

namespace {

/// How much the streams of a group count in what they bring about: by their events.
VectorXd shares_of(const DyadFit& fit, const std::vector<Index>& from) {
  VectorXd out = VectorXd::Zero(fit.series.counts.cols());
  for (const Index j : from) out(j) = fit.series.counts.col(j).sum();
  return out / out.sum();
}

/// Events of the group `to` for one event of the group with these shares, by this reaction matrix.
double effect_size(const VectorXd& from, const MatrixXd& reaction, const std::vector<Index>& to) {
  double sum = 0;
  for (const Index m : to) sum += reaction.row(m).dot(from);
  return sum;
}

double standard_error(const std::vector<double>& drawn) {
  double mean = 0;
  double squares = 0;
  const auto n = static_cast<double>(drawn.size());
  for (const double value : drawn) mean += value / n;
  for (const double value : drawn) squares += (value - mean) * (value - mean) / n;
  return std::sqrt(squares);
}

}  // namespace

Effect effect_of(const DyadFit& fit, const std::vector<Index>& from, const std::vector<Index>& to) {
  const VectorXd shares = shares_of(fit, from);
  std::vector<double> drawn;
  drawn.reserve(fit.draws.size());
  for (const MatrixXd& draw : fit.draws) drawn.push_back(effect_size(shares, draw, to));
  Effect out;
  out.error = standard_error(drawn);
  out.size = estimate_of(effect_size(shares, fit.fit.reaction(), to), drawn, fit.level);
  double delay = 0;
  bool one_sign = true;
  for (std::size_t r = 0; r < fit.fit.decays.size(); ++r) {
    const double part = effect_size(shares, fit.fit.reaction(r), to);
    one_sign = one_sign && part * out.size.estimate >= 0;
    delay += part / (1 - fit.fit.decays[r]);
  }
  if (one_sign && std::abs(out.size.estimate) > 2 * out.error)
    out.delay = delay / out.size.estimate;
  return out;
}

std::optional<Estimate> conflict_over_cooperation(const DyadFit& fit) {
  std::vector<std::vector<Index>> conflict;
  std::vector<std::vector<Index>> cooperation;
  for (const int direction : {0, 1}) {
    conflict.push_back(streams_by(fit, direction, -1));
    cooperation.push_back(streams_by(fit, direction, 1));
    if (conflict.back().empty() || cooperation.back().empty()) return std::nullopt;
  }
  const auto shares_by = [&](const std::vector<std::vector<Index>>& groups) {
    return std::array{shares_of(fit, groups[0]), shares_of(fit, groups[1])};
  };
  const auto difference = [&, hostile = shares_by(conflict),
                           friendly = shares_by(cooperation)](const MatrixXd& reaction) {
    double sum = 0;
    for (const std::size_t from : {0U, 1U})
      sum += effect_size(hostile[from], reaction, conflict[1 - from]) -
             effect_size(friendly[from], reaction, cooperation[1 - from]);
    return sum / 2;
  };
  std::vector<double> drawn;
  drawn.reserve(fit.draws.size());
  for (const MatrixXd& draw : fit.draws) drawn.push_back(difference(draw));
  return estimate_of(difference(fit.fit.reaction()), drawn, fit.level);
}

std::optional<Effect> answer_of(const DyadFit& fit, int answering, int sign) {
  const auto from = streams_by(fit, 1 - answering, sign);
  const auto to = streams_by(fit, answering, sign);
  const bool shared = !streams_by(fit, -1, sign).empty();
  if (from.empty() || to.empty() || shared) return std::nullopt;
  return effect_of(fit, from, to);
}

}  // namespace detente
