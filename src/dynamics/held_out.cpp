// SPDX-License-Identifier: Apache-2.0
#include "dynamics/held_out.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "dynamics/count_distribution.hpp"
#include "dynamics/fit_counts.hpp"
#include "measure/cross_correlation.hpp"

namespace detente {

namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

constexpr Index trailing = 28;

/// The design of the first periods.
CountDesign first_part(CountDesign design, Index periods) {
  design.covariates = design.covariates.topRows(periods).eval();
  design.memory = design.memory.topRows(periods).eval();
  design.volume = design.volume.head(periods).eval();
  return design;
}

/// log P of the counts of each period from `from` on.
VectorXd log_scores(const VectorXd& counts, const VectorXd& means, double dispersion, Index from) {
  VectorXd out(counts.size() - from);
  for (Index t = from; t < counts.size(); ++t)
    out(t - from) = log_probability(counts(t), means(t), dispersion);
  return out;
}

/// Scores of a design of one stream that is fitted to the first periods.
VectorXd scores_of(const CountDesign& design, const CountSeries& series, const CountSeries& past,
                   Index stream) {
  const Index fitted = past.counts.rows();
  const StreamCounts counts = stream_counts(past, stream);
  const StreamFit fit = fit_stream(first_part(design, fitted), counts);
  const VectorXd means = mean_counts(design, counts, fit.at);
  return log_scores(series.counts.col(stream), means, fit.at.dispersion, fitted);
}

/// The design with nothing but the stream's own memories.
CountDesign own_memory(const CountDesign& design, Index streams, Index stream) {
  CountDesign out = design;
  const auto decays = static_cast<Index>(design.decays.size());
  out.memory.resize(design.memory.rows(), decays);
  for (Index r = 0; r < decays; ++r) out.memory.col(r) = design.memory.col(r * streams + stream);
  return out;
}

/// The mean rate of the last 28 periods as a baseline that needs no more than a dispersion.
CountDesign trailing_mean(const CountSeries& series, Index stream) {
  const VectorXd rates = series.counts.col(stream).array() / series.volume.array();
  VectorXd column(rates.size());
  for (Index t = 0; t < rates.size(); ++t) {
    const Index from = std::max<Index>(0, t - trailing);
    // The first period has no past; half an event keeps a quiet month above 0.
    const double sum = t == 0 ? rates(0) : rates.segment(from, t - from).sum();
    column(t) = std::log((sum + 0.5) / (static_cast<double>(std::max<Index>(1, t - from)) + 0.5));
  }
  CountDesign out{.covariates = column,
                  .memory = MatrixXd(rates.size(), 0),
                  .volume = series.volume,
                  .decays = {},
                  .weights = {}};
  return out;
}

/// exp of the column itself: its coefficient is 1, and the dispersion is all that is fitted.
VectorXd trailing_scores(const CountSeries& series, const CountSeries& past, Index stream) {
  const CountDesign design = trailing_mean(series, stream);
  const Index fitted = past.counts.rows();
  StreamCounts counts = stream_counts(past, stream);
  const VectorXd one = VectorXd::Ones(1);
  const CountBlocks early(first_part(design, fitted));
  double best = 0;
  double best_value = stream_likelihood(early, counts, {one, 0}, Information::none).value;
  for (int tenth = -60; tenth <= 30; ++tenth) {
    const double kappa = std::exp(tenth / 10.0);
    const double value = stream_likelihood(early, counts, {one, kappa}, Information::none).value;
    if (value > best_value) best = kappa, best_value = value;
  }
  return log_scores(series.counts.col(stream), mean_counts(design, counts, {one, best}), best,
                    fitted);
}

Estimate gain_of(const VectorXd& full, const VectorXd& plain, double level, std::uint64_t seed) {
  constexpr int draws = 1000;
  const VectorXd gains = full - plain;
  const auto size = static_cast<std::size_t>(gains.size());
  const auto length = static_cast<std::size_t>(
      std::clamp(std::round(std::cbrt(gains.size()) * 2), 1.0, static_cast<double>(size)));
  BlockDraws blocks(size, length, seed, 0);
  std::vector<double> means;
  for (int i = 0; i < draws; ++i) {
    double sum = 0;
    for (const std::size_t t : blocks.next()) sum += gains(static_cast<Index>(t));
    means.push_back(sum / static_cast<double>(size));
  }
  return estimate_of(gains.mean(), means, level);
}

}  // namespace

CountSeries first_part(const CountSeries& series, Index periods) {
  return {.streams = series.streams,
          .counts = series.counts.topRows(periods),
          .volume = series.volume.head(periods),
          .covariates = series.covariates.topRows(periods)};
}

Result<HeldOut> held_out(const CountSeries& series, const std::vector<double>& decays, double level,
                         std::uint64_t seed) {
  if (auto checked = check_series(series); !checked) return tl::unexpected(checked.error());
  const Index periods = series.counts.rows(), streams = series.counts.cols();
  HeldOut out{.fitted = periods * 3 / 4, .held_out = periods - periods * 3 / 4};
  const CountSeries past = first_part(series, out.fitted);
  if (auto fitted = fit_counts(past, decays); !fitted) return tl::unexpected(fitted.error());
  const CountDesign design = design_of(series, decays), no_memory = design_of(series, {});
  VectorXd full = VectorXd::Zero(out.held_out);
  std::vector<VectorXd> plain(3, VectorXd::Zero(out.held_out));
  for (Index m = 0; m < streams; ++m) {
    full += scores_of(design, series, past, m);
    plain[0] += scores_of(no_memory, series, past, m);
    plain[1] += trailing_scores(series, past, m);
    plain[2] += scores_of(own_memory(design, streams, m), series, past, m);
  }
  out.score = full.mean();
  const char* const names[] = {"constant rate", "trailing mean", "own memory"};
  for (std::size_t i = 0; i < plain.size(); ++i)
    out.plain.push_back({names[i], plain[i].mean(), gain_of(full, plain[i], level, seed)});
  return out;
}

}  // namespace detente
