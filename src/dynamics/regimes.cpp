// SPDX-License-Identifier: Apache-2.0
#include "dynamics/regimes.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "dynamics/count_distribution.hpp"
#include "dynamics/held_out.hpp"

namespace detente {

namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::RowVectorXd, Eigen::VectorXd;

constexpr int max_rounds = 200;
/// A state that has less of all periods than this is none.
constexpr double least_share = 0.02;

/// All that the rounds move.
struct Rounds {
  std::vector<StreamParameters> rows;  ///< D, each with S - 1 shifts after its covariates
  MatrixXd passage, chance;
  RowVectorXd start;
};

/// The design S times over, one block of rows a state, with a column for each state but the first.
CountDesign stacked(const CountDesign& design, Index states) {
  const Index periods = design.memory.rows(), k = design.covariates.cols();
  CountDesign out{.covariates = MatrixXd::Zero(periods * states, k + states - 1),
                  .memory = design.memory.replicate(states, 1),
                  .volume = design.volume.replicate(states, 1),
                  .decays = design.decays,
                  .weights = VectorXd::Ones(periods * states)};
  out.covariates.leftCols(k) = design.covariates.replicate(states, 1);
  for (Index s = 1; s < states; ++s)
    out.covariates.block(s * periods, k + s - 1, periods, 1).setOnes();
  return out;
}

/// The counts S times over. The weights of a period sum to 1 over its states, so what does not
/// depend on the state stays as it is.
StreamCounts stacked(const StreamCounts& stream, Index states) {
  StreamCounts out = stream;
  out.counts = stream.counts.replicate(states, 1);
  return out;
}

/// Where the rounds begin: periods by the level of all streams around them, the quietest first.
MatrixXd first_chances(const CountSeries& series, Index states) {
  const Index periods = series.counts.rows(), half = 14;
  const VectorXd rate =
      (series.counts.array().colwise() / series.volume.array()).rowwise().sum().matrix();
  VectorXd level(periods);
  for (Index t = 0; t < periods; ++t) {
    const Index from = std::max<Index>(0, t - half), to = std::min(periods, t + half + 1);
    level(t) = rate.segment(from, to - from).mean();
  }
  std::vector<Index> order(static_cast<std::size_t>(periods));
  std::iota(order.begin(), order.end(), Index{0});
  std::ranges::stable_sort(order, [&](Index a, Index b) { return level(a) < level(b); });
  const double rest = states > 1 ? 0.1 / static_cast<double>(states - 1) : 0;
  MatrixXd chance = MatrixXd::Constant(periods, states, rest);
  for (Index i = 0; i < periods; ++i)
    chance(order[static_cast<std::size_t>(i)], i * states / periods) = states > 1 ? 0.9 : 1;
  return chance;
}

/// log P(counts of period t | state), T x S.
MatrixXd log_densities(const CountDesign& stack, const CountSeries& series, const Rounds& at,
                       Index states) {
  const Index periods = series.counts.rows();
  MatrixXd out = MatrixXd::Zero(periods, states);
  for (Index m = 0; m < series.counts.cols(); ++m) {
    const StreamCounts stream = stacked(stream_counts(series, m), states);
    const StreamParameters& row = at.rows[static_cast<std::size_t>(m)];
    const VectorXd means = mean_counts(stack, stream, row);
    for (Index s = 0; s < states; ++s)
      for (Index t = 0; t < periods; ++t)
        out(t, s) += log_probability(series.counts(t, m), means(s * periods + t), row.dispersion);
  }
  return out;
}

/// Chances of the states given the past, T x S, and the log score of each period.
struct Filtered {
  MatrixXd chance;
  VectorXd scores;
};

Filtered forward(const MatrixXd& log_density, const Rounds& at) {
  const Index periods = log_density.rows();
  Filtered out{.chance = MatrixXd(periods, log_density.cols()), .scores = VectorXd(periods)};
  RowVectorXd expected = at.start;
  for (Index t = 0; t < periods; ++t) {
    const double top = log_density.row(t).maxCoeff();
    const RowVectorXd joint =
        (expected.array() * (log_density.row(t).array() - top).exp()).matrix();
    out.scores(t) = std::log(joint.sum()) + top;
    out.chance.row(t) = joint / joint.sum();
    expected = out.chance.row(t) * at.passage;
  }
  return out;
}

/// Chances given all periods, and the expected passages, S x S.
void backward(const Filtered& filtered, const MatrixXd& log_density, Rounds& at,
              MatrixXd& passages) {
  const Index periods = log_density.rows(), states = log_density.cols();
  at.chance = filtered.chance;
  passages = MatrixXd::Zero(states, states);
  for (Index t = periods - 1; t-- > 0;) {
    const RowVectorXd expected = filtered.chance.row(t) * at.passage;
    const RowVectorXd ratio =
        (at.chance.row(t + 1).array() / expected.array().max(1e-300)).matrix();
    const MatrixXd joint = filtered.chance.row(t).transpose().asDiagonal() * at.passage *
                           ratio.transpose().asDiagonal();
    passages += joint;
    at.chance.row(t) = joint.rowwise().sum().transpose();
  }
}

Result<Rounds> maximise(const CountSeries& series, CountDesign& stack, Index states,
                        const MatrixXd& passages, Rounds at) {
  stack.weights = at.chance.reshaped();
  for (Index m = 0; m < series.counts.cols(); ++m) {
    auto& row = at.rows[static_cast<std::size_t>(m)];
    row = fit_stream(stack, stacked(stream_counts(series, m), states), row).at;
  }
  if (passages.size() > 0) {
    at.passage = passages;
    for (Index s = 0; s < states; ++s) at.passage.row(s) /= std::max(passages.row(s).sum(), 1e-300);
  }
  at.start = at.chance.row(0);
  if (at.chance.colwise().mean().minCoeff() < least_share)
    return fail(Error::Kind::domain,
                "states: one of " + std::to_string(states) + " is left without periods");
  return at;
}

/// The rounds until the likelihood stands still.
struct Settled {
  Rounds at;
  double log_likelihood = 0;
  bool converged = false;
};

Result<Settled> settle_from(MatrixXd chance, const CountSeries& series, const CountDesign& design) {
  const Index states = chance.cols();
  CountDesign stack = stacked(design, states);
  Settled out;
  out.at.rows.resize(static_cast<std::size_t>(series.counts.cols()));
  out.at.chance = std::move(chance);
  out.at.passage =
      MatrixXd::Constant(states, states, states > 1 ? 0.05 / static_cast<double>(states - 1) : 1);
  if (states > 1) out.at.passage.diagonal().setConstant(0.95);
  MatrixXd passages;
  out.log_likelihood = -std::numeric_limits<double>::infinity();
  for (int round = 0; round < max_rounds && !out.converged; ++round) {
    auto next = maximise(series, stack, states, passages, std::move(out.at));
    if (!next) return tl::unexpected(next.error());
    out.at = *std::move(next);
    const MatrixXd log_density = log_densities(stack, series, out.at, states);
    const Filtered filtered = forward(log_density, out.at);
    backward(filtered, log_density, out.at, passages);
    const double value = filtered.scores.sum();
    out.converged = value - out.log_likelihood < 1e-3;
    out.log_likelihood = value;
    if (states == 1) out.converged = true;
  }
  return out;
}

/// From two beginnings, of which the likelier is kept: the levels of the periods, and the states as
/// they come out where nobody answers anybody. From the first alone, long states may be taken for
/// reactions that fade slowly.
Result<Settled> settle(const CountSeries& series, const CountDesign& design, Index states) {
  const MatrixXd levels = first_chances(series, states);
  auto settled = settle_from(levels, series, design);
  if (states == 1) return settled;
  const auto calm = settle_from(levels, series, design_of(series, {}));
  if (!calm) return settled;
  auto other = settle_from(calm->at.chance, series, design);
  if (!other || (settled && settled->log_likelihood >= other->log_likelihood)) return settled;
  return other;
}

/// The states by the number of events, the fewest first, as the numbers they have now.
std::vector<Index> order_of(const Settled& settled, Index k, Index states) {
  VectorXd level = VectorXd::Zero(states);
  for (const StreamParameters& row : settled.at.rows)
    for (Index s = 0; s < states; ++s)
      level(s) += std::exp(row.theta(0) + (s > 0 ? row.theta(k + s - 1) : 0));
  std::vector<Index> order(static_cast<std::size_t>(states));
  std::iota(order.begin(), order.end(), Index{0});
  std::ranges::stable_sort(order, [&](Index a, Index b) { return level(a) < level(b); });
  return order;
}

RegimeFit regime_fit(const Settled& settled, const CountSeries& series, const CountDesign& design,
                     Index states) {
  const Index k = series.covariates.cols(), streams = series.counts.cols();
  const std::vector<Index> order = order_of(settled, k, states);
  RegimeFit out{.fit = {.streams = series.streams, .decays = design.decays, .covariates = k},
                .shift = MatrixXd::Zero(states, streams),
                .passage = MatrixXd(states, states),
                .chance = MatrixXd(series.counts.rows(), states),
                .log_likelihood = settled.log_likelihood,
                .converged = settled.converged};
  CountDesign stack = stacked(design, states);
  stack.weights = settled.at.chance.reshaped();
  const CountBlocks blocks(stack);
  for (Index m = 0; m < streams; ++m) {
    const StreamParameters& row = settled.at.rows[static_cast<std::size_t>(m)];
    const StreamCounts stream = stacked(stream_counts(series, m), states);
    const auto shift = [&](Index s) { return s > 0 ? row.theta(k + s - 1) : 0; };
    for (Index s = 0; s < states; ++s)
      out.shift(s, m) = shift(order[static_cast<std::size_t>(s)]) - shift(order[0]);
    StreamFit fit{.at = row, .log_likelihood = 0, .information = {}, .converged = true};
    const MatrixXd whole =
        stream_likelihood(blocks, stream, row, Information::expected).information;
    // Without the shifts: theta of the quietest state, and the information that is left.
    std::vector<Index> kept;
    for (Index i = 0; i < whole.rows(); ++i)
      if (i < k || i >= k + states - 1) kept.push_back(i);
    fit.information = whole.inverse()(kept, kept).inverse();
    fit.at.theta = row.theta(kept);
    fit.at.theta(0) += shift(order[0]);
    out.fit.rows.push_back(std::move(fit));
  }
  for (Index s = 0; s < states; ++s) {
    out.chance.col(s) = settled.at.chance.col(order[static_cast<std::size_t>(s)]);
    for (Index to = 0; to < states; ++to)
      out.passage(s, to) = settled.at.passage(order[static_cast<std::size_t>(s)],
                                              order[static_cast<std::size_t>(to)]);
  }
  return out;
}

/// Mean log score of the periods after the first `fitted`.
Result<double> score_of(const CountSeries& series, const std::vector<double>& decays, Index fitted,
                        Index states) {
  const CountSeries past = first_part(series, fitted);
  const auto settled = settle(past, design_of(past, decays), states);
  if (!settled) return tl::unexpected(settled.error());
  const CountDesign stack = stacked(design_of(series, decays), states);
  const Filtered filtered = forward(log_densities(stack, series, settled->at, states), settled->at);
  return filtered.scores.tail(series.counts.rows() - fitted).mean();
}

}  // namespace

Result<RegimeFit> fit_regimes(const CountSeries& series, const std::vector<double>& decays,
                              int states) {
  if (auto fitted = fit_counts(series, decays); !fitted) return tl::unexpected(fitted.error());
  if (states < 1) return fail(Error::Kind::domain, "states: one or more");
  const CountDesign design = design_of(series, decays);
  const auto settled = settle(series, design, states);
  if (!settled) return tl::unexpected(settled.error());
  return regime_fit(*settled, series, design, states);
}

Result<RegimeChoice> choose_regimes(const CountSeries& series, const std::vector<double>& decays,
                                    int most) {
  const Index fitted = series.counts.rows() * 3 / 4;
  if (auto past = fit_counts(first_part(series, fitted), decays); !past)
    return tl::unexpected(past.error());
  RegimeChoice out;
  for (int states = 1; states <= most; ++states) {
    const auto score = score_of(series, decays, fitted, states);
    auto fit = fit_regimes(series, decays, states);
    if (!score || !fit) {
      if (states == 1) return tl::unexpected(fit ? score.error() : fit.error());
      break;
    }
    out.scores.push_back(*score);
    out.fits.push_back(*std::move(fit));
    if (*score > out.scores[static_cast<std::size_t>(out.best) - 1]) out.best = states;
  }
  return out;
}

}  // namespace detente
