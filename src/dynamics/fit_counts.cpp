// SPDX-License-Identifier: Apache-2.0
#include "dynamics/fit_counts.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace detente {

namespace {

constexpr int max_steps = 100;
constexpr double least_dispersion = 1e-6, most_dispersion = 1e4;
/// Half of the squared length of a step in units of its own error, below which it changes nothing
/// that is reported.
constexpr double still = 1e-10;

StreamParameters beginning(const CountDesign& design, const StreamCounts& stream) {
  const Eigen::ArrayXd rate = stream.counts.array() / design.volume.array();
  StreamParameters out{.theta = Eigen::VectorXd::Zero(design.parameters())};
  out.theta(0) = std::log(rate.mean());
  const Eigen::ArrayXd mean = rate.mean() * design.volume.array();
  const double spread =
      ((stream.counts.array() - mean).square() - mean).sum() / mean.square().sum();
  out.dispersion = std::clamp(spread, 0.05, 5.0);
  return out;
}

/// Moves theta by the step, halved until the likelihood rises; false where it never does.
bool take_rising_step(const CountDesign& design, const StreamCounts& stream,
                      const Eigen::VectorXd& step, StreamParameters& at, StreamLikelihood& here) {
  double share = 1;
  for (int halvings = 0; halvings < 30; ++halvings, share /= 2) {
    StreamParameters next{.theta = at.theta + share * step, .dispersion = at.dispersion};
    StreamLikelihood there = stream_likelihood(design, stream, next, false);
    if (!(there.value >= here.value)) continue;  // not a number is no rise either
    at = std::move(next);
    here = std::move(there);
    return true;
  }
  return false;
}

/// A baseline that the likelihood wants at 0 or below is held at the floor; whether it is.
bool hold_baseline(const CountDesign& design, const StreamCounts& stream, StreamParameters& at) {
  auto gamma = at.theta.head(design.covariates.cols());
  if ((design.covariates * gamma).array().exp().mean() >= stream.floor) return false;
  gamma.setZero();
  gamma(0) = std::log(stream.floor);
  return true;
}

/// By the expected information, which is as if the first `held` parameters were known.
Eigen::VectorXd scoring_step(const StreamLikelihood& here, Eigen::Index held) {
  const Eigen::Index free = here.gradient.size() - held;
  Eigen::VectorXd step = Eigen::VectorXd::Zero(here.gradient.size());
  step.tail(free) =
      here.information.bottomRightCorner(free, free).ldlt().solve(here.gradient.tail(free));
  return step;
}

/// Moves kappa by at most a factor of e; returns how far the logarithm went.
double step_dispersion(const StreamLikelihood& here, StreamParameters& at) {
  const double kappa = at.dispersion;
  // By log kappa: l' = kappa dl, l'' = kappa dl + kappa^2 d2l.
  const double slope = kappa * here.by_dispersion;
  const double bend = slope + kappa * kappa * here.by_dispersion_twice;
  const double step = std::clamp(bend < 0 ? -slope / bend : std::copysign(1.0, slope), -1.0, 1.0);
  at.dispersion = std::min(kappa * std::exp(step), most_dispersion);
  return std::abs(std::log(at.dispersion / kappa));
}

}  // namespace

double CountFit::log_likelihood() const {
  double sum = 0;
  for (const StreamFit& row : rows) sum += row.log_likelihood;
  return sum;
}

bool CountFit::converged() const {
  return std::all_of(rows.begin(), rows.end(), [](const StreamFit& row) { return row.converged; });
}

Eigen::MatrixXd CountFit::reaction(std::size_t r) const {
  const auto d = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd out(d, d);
  for (Eigen::Index m = 0; m < d; ++m)
    out.row(m) = rows[static_cast<std::size_t>(m)].at.theta.segment(
        covariates + static_cast<Eigen::Index>(r) * d, d);
  return out;
}

Eigen::MatrixXd CountFit::reaction() const {
  Eigen::MatrixXd out = reaction(0);
  for (std::size_t r = 1; r < decays.size(); ++r) out += reaction(r);
  return out;
}

StreamFit fit_stream(const CountDesign& design, const StreamCounts& stream,
                     const StreamParameters& start) {
  StreamFit fit{.at = start.theta.size() == 0 ? beginning(design, stream) : start};
  StreamLikelihood here = stream_likelihood(design, stream, fit.at, true);
  const Eigen::Index covariates = design.covariates.cols();
  Eigen::Index held = 0;
  for (fit.steps = 1; fit.steps <= max_steps; ++fit.steps) {
    const Eigen::VectorXd step = scoring_step(here, held);
    const double rise = step.dot(here.gradient) / 2;
    const bool rose = take_rising_step(design, stream, step, fit.at, here);
    const bool vanished = hold_baseline(design, stream, fit.at);
    double moved = 0;
    if (fit.at.dispersion > 0) {
      moved = step_dispersion(here, fit.at);
      if (fit.at.dispersion < least_dispersion) fit.at.dispersion = 0;
    }
    here = stream_likelihood(design, stream, fit.at, true);
    // Held as long as the likelihood does not rise with it.
    const Eigen::Index before =
        std::exchange(held, vanished || (held > 0 && here.gradient(0) <= 0) ? covariates : 0);
    fit.converged = held == before && (rise < still || !rose) && moved < 1e-6;
    if (fit.converged) break;
  }
  fit.log_likelihood = here.value;
  fit.information = here.information;
  fit.information.topRightCorner(held, fit.information.cols() - held).setZero();
  fit.information.bottomLeftCorner(fit.information.rows() - held, held).setZero();
  return fit;
}

Result<void> check_fit(const CountSeries& series, const std::vector<double>& decays) {
  if (auto checked = check_series(series); !checked) return checked;
  for (const double decay : decays)
    if (!(decay >= 0 && decay < 1))
      return fail(Error::Kind::domain, "decays: each must be at least 0 and below 1");
  if (decays.empty()) return fail(Error::Kind::domain, "decays: one or more are needed");
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m)
    if (series.counts.col(m).maxCoeff() == 0)
      return fail(Error::Kind::domain,
                  "stream " + series.streams[static_cast<std::size_t>(m)] + " has no event");
  return {};
}

Result<StreamFit> fit_row(const CountDesign& design, const CountSeries& series,
                          Eigen::Index stream) {
  StreamFit row = fit_stream(design, stream_counts(series, stream));
  const Eigen::VectorXd scale = row.information.diagonal().array().sqrt().inverse();
  const Eigen::MatrixXd scaled = scale.asDiagonal() * row.information * scale.asDiagonal();
  if (!scaled.allFinite() || !(scaled.ldlt().vectorD().minCoeff() > 1e-10))
    return fail(Error::Kind::domain, "stream " + series.streams[static_cast<std::size_t>(stream)] +
                                         ": what it is explained by is linearly dependent");
  return row;
}

Result<CountFit> fit_counts(const CountSeries& series, const std::vector<double>& decays) {
  if (auto checked = check_fit(series, decays); !checked) return tl::unexpected(checked.error());
  const CountDesign design = design_of(series, decays);
  CountFit fit{.streams = series.streams, .decays = decays, .covariates = series.covariates.cols()};
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m) {
    auto row = fit_row(design, series, m);
    if (!row) return tl::unexpected(row.error());
    fit.rows.push_back(*std::move(row));
  }
  return fit;
}

Result<CountFit> search_decays(const CountSeries& series, const std::vector<double>& dictionary,
                               std::size_t count) {
  if (count == 0 || count > dictionary.size())
    return fail(Error::Kind::domain, "count: between one and as many decays as the dictionary has");
  std::vector<bool> chosen(dictionary.size(), false);
  std::fill_n(chosen.begin(), count, true);
  std::optional<CountFit> best;
  do {
    std::vector<double> decays;
    for (std::size_t i = 0; i < dictionary.size(); ++i)
      if (chosen[i]) decays.push_back(dictionary[i]);
    auto fit = fit_counts(series, decays);
    if (!fit) return fit;
    if (!best || fit->log_likelihood() > best->log_likelihood()) best = std::move(*fit);
  } while (std::prev_permutation(chosen.begin(), chosen.end()));
  return *best;
}

}  // namespace detente
