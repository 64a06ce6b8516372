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
constexpr double most_dispersion = 1e4;
/// What the likelihood is expected to rise by in a step that changes nothing that is reported: half
/// of its squared length in units of its own error.
constexpr double still = 1e-10;
/// The likelihood's terms are of the size of events times their logarithm, and no more exact.
constexpr double roundings = 1e-15;
/// Of a step from which on the peak is near enough for the observed information.
/// Days that are weighed, as by the chances of hidden states, have more peaks that are near.
constexpr double near_peak = 5, near_weighed_peak = 0.01;

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

/// A baseline that the likelihood wants at 0 or below is held at the floor; whether it is.
bool hold_baseline(const CountDesign& design, const Eigen::VectorXd& typical,
                   const StreamCounts& stream, StreamParameters& at) {
  auto gamma = at.theta.head(design.covariates.cols());
  // An exponential's mean is not below that of the mean.
  if (std::exp(typical.dot(gamma)) >= stream.floor) return false;
  if ((design.covariates * gamma).array().exp().mean() >= stream.floor) return false;
  gamma.setZero();
  gamma(0) = std::log(stream.floor);
  return true;
}

/// Where to from here.
struct Step {
  Eigen::VectorXd theta;
  double log_dispersion = 0;
  double rise = 0;  ///< what the likelihood is expected to rise by
};

/// A factor of e at most; where the likelihood is not bent downwards, as far as that.
double bounded_step(double slope, double curvature) {
  const double step = curvature > 0 ? slope / curvature : std::copysign(1.0, slope);
  return std::clamp(step, -1.0, 1.0);
}

/// Newton's step for theta, of which the first `held` are known, and log kappa; nothing where the
/// observed information is that of no peak.
std::optional<Step> newton_step(const StreamLikelihood& here, double kappa, Eigen::Index held) {
  const Eigen::Index free = here.gradient.size() - held;
  const Eigen::LLT<Eigen::MatrixXd> root(here.information.bottomRightCorner(free, free));
  if (root.info() != Eigen::Success) return std::nullopt;
  Step step{.theta = Eigen::VectorXd::Zero(here.gradient.size())};
  step.theta.tail(free) = root.solve(here.gradient.tail(free));
  if (kappa > 0) {
    // By log kappa: l' = kappa dl, l'' = kappa dl + kappa^2 d2l.
    const double slope = kappa * here.by_dispersion;
    const double bend = slope + kappa * kappa * here.by_dispersion_twice;
    const Eigen::VectorXd mixed = kappa * here.mixed.tail(free);
    const Eigen::VectorXd moved = root.solve(mixed);
    step.log_dispersion =
        bounded_step(slope + mixed.dot(step.theta.tail(free)), -bend - mixed.dot(moved));
    step.theta.tail(free) += step.log_dispersion * moved;
    step.rise = slope * step.log_dispersion / 2;
  }
  step.rise += step.theta.dot(here.gradient) / 2;
  return step;
}

/// Fisher's: by the expected information, which does not mix theta and kappa (Lawless 1987).
Step scoring_step(const StreamLikelihood& here, double kappa, Eigen::Index held) {
  const Eigen::Index free = here.gradient.size() - held;
  Step step{.theta = Eigen::VectorXd::Zero(here.gradient.size())};
  step.theta.tail(free) =
      here.information.bottomRightCorner(free, free).ldlt().solve(here.gradient.tail(free));
  const double slope = kappa * here.by_dispersion;
  if (kappa > 0)
    step.log_dispersion = bounded_step(slope, -slope - kappa * kappa * here.by_dispersion_twice);
  step.rise = (step.theta.dot(here.gradient) + slope * step.log_dispersion) / 2;
  return step;
}

/// What the likelihood rises by at first for each share of the step.
double slope_along(const Step& step, const StreamLikelihood& here, double kappa) {
  return step.theta.dot(here.gradient) + step.log_dispersion * kappa * here.by_dispersion;
}

StreamParameters moved(const StreamParameters& at, const Step& step, double share) {
  return {.theta = at.theta + share * step.theta,
          .dispersion =
              std::min(at.dispersion * std::exp(share * step.log_dispersion), most_dispersion)};
}

/// Where kappa goes at once: to 0 where it falls and falls, away from 0 where the counts are more
/// spread than Poisson; nothing where it goes by the step.
std::optional<double> leap(const StreamLikelihood& here, double kappa, const Step& step) {
  if (kappa > 0 && kappa < 1 && step.log_dispersion <= -1 && here.by_dispersion < 0) return 0;
  if (kappa > 0 || !(here.by_dispersion > 0)) return std::nullopt;
  return here.by_dispersion_twice < 0 ? -here.by_dispersion / here.by_dispersion_twice : 0.05;
}

/// The search for the peak of one stream's likelihood.
class Ascent {
 public:
  Ascent(const CountBlocks& blocks, const StreamCounts& stream, StreamParameters start,
         double nearest)
      : blocks_(blocks), stream_(stream), at_(std::move(start)), near_(nearest) {
    look(Information::expected);
  }

  StreamParameters& at() { return at_; }
  [[nodiscard]] const StreamLikelihood& here() const { return here_; }
  void look(Information information) {
    information_ = information;
    here_ = likelihood(at_);
  }

  /// Newton's step near the peak, and Fisher's where there is none.
  Step step(Eigen::Index held) {
    if (information_ == Information::observed) {
      if (auto newton = newton_step(here_, at_.dispersion, held)) return *std::move(newton);
      look(Information::expected);
    }
    return scoring_step(here_, at_.dispersion, held);
  }

  /// Takes the step, or as much of it as the likelihood does not fall with; whether there is such.
  bool climb(const Step& step) {
    information_ = step.rise < near_ ? Information::observed : Information::expected;
    blur_ = std::clamp(std::sqrt(1e3 * step.rise), 1.0, 10.0);
    const double slope = slope_along(step, here_, at_.dispersion);
    const std::optional<double> dispersion = leap(here_, at_.dispersion, step);
    double share = 1;
    for (int tries = 0; tries < 30; ++tries) {
      StreamParameters next = moved(at_, step, share);
      if (dispersion) next.dispersion = *dispersion;
      StreamLikelihood there = likelihood(next);
      if (there.value >= here_.value) {  // what is not a number is no rise either
        at_ = std::move(next);
        here_ = std::move(there);
        return true;
      }
      const double past = there.gradient.size() > 0 ? slope_along(step, there, next.dispersion) : 0;
      share *= past < 0 ? std::clamp(slope / (slope - past), 0.1, 0.4) : 0.25;
    }
    look(information_);
    return false;
  }

 private:
  [[nodiscard]] StreamLikelihood likelihood(const StreamParameters& at) const {
    return stream_likelihood(blocks_, stream_, at, information_, blur_);
  }

  const CountBlocks& blocks_;
  const StreamCounts& stream_;
  StreamParameters at_;
  double near_;
  Information information_ = Information::expected;
  double blur_ = 1;  ///< the bend near 0 is none at last
  StreamLikelihood here_{};
};

StreamFit fit_blocks(const CountDesign& design, const CountBlocks& blocks,
                     const StreamCounts& stream, const StreamParameters& start) {
  StreamFit fit;
  const Eigen::VectorXd typical = design.covariates.colwise().mean();
  Ascent ascent(blocks, stream, start.theta.size() == 0 ? beginning(design, stream) : start,
                design.weights.size() > 0 ? near_weighed_peak : near_peak);
  const double events = stream.counts.sum();
  const double no_rise = std::max(still, roundings * events * std::log1p(events));
  Eigen::Index held = 0, before = 0;
  for (fit.steps = 1; fit.steps <= max_steps && !fit.converged; ++fit.steps) {
    const Step step = ascent.step(held);
    if (held == before && std::abs(step.rise) < no_rise) {
      ascent.at() = moved(ascent.at(), step, 1);
      fit.converged = true;
      break;
    }
    const bool rose = ascent.climb(step);
    const bool vanished = hold_baseline(design, typical, stream, ascent.at());
    if (vanished) ascent.look(Information::observed);
    // Held as long as the likelihood does not rise with it.
    before = std::exchange(held, vanished || (held > 0 && ascent.here().gradient(0) <= 0)
                                     ? design.covariates.cols()
                                     : 0);
    fit.converged = held == before && !rose;
  }
  ascent.look(Information::expected);
  fit.at = ascent.at();
  fit.log_likelihood = ascent.here().value;
  fit.information = ascent.here().information;
  fit.information.topRightCorner(held, fit.information.cols() - held).setZero();
  fit.information.bottomLeftCorner(fit.information.rows() - held, held).setZero();
  return fit;
}

Result<StreamFit> fit_row(const CountDesign& design, const CountBlocks& blocks,
                          const CountSeries& series, Eigen::Index stream) {
  StreamFit row = fit_blocks(design, blocks, stream_counts(series, stream), {});
  const Eigen::VectorXd scale = row.information.diagonal().array().sqrt().inverse();
  const Eigen::MatrixXd scaled = scale.asDiagonal() * row.information * scale.asDiagonal();
  if (!scaled.allFinite() || !(scaled.ldlt().vectorD().minCoeff() > 1e-10))
    return fail(Error::Kind::domain, "stream " + series.streams[static_cast<std::size_t>(stream)] +
                                         ": what it is explained by is linearly dependent");
  return row;
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
  return fit_blocks(design, CountBlocks(design), stream, start);
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
  return fit_row(design, CountBlocks(design), series, stream);
}

Result<CountFit> fit_counts(const CountSeries& series, const std::vector<double>& decays) {
  if (auto checked = check_fit(series, decays); !checked) return tl::unexpected(checked.error());
  const CountDesign design = design_of(series, decays);
  const CountBlocks blocks(design);
  CountFit fit{.streams = series.streams, .decays = decays, .covariates = series.covariates.cols()};
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m) {
    auto row = fit_row(design, blocks, series, m);
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
