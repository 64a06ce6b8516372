// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dynamics/count_model.hpp"
#include "support/peer_table.hpp"

/// The part of our model of counts that hhh4 of R's surveillance has too: a memory of the day
/// before alone, no bend of the mean near 0, and a likelihood that is conditional on the first day.
/// bench/hhh4.R writes the tables.
namespace detente::testing {

/// The first `streams` streams, with the volume or with 1 on each day.
inline CountSeries hhh4_series(const PeerTable& counts, std::size_t streams, bool volume) {
  const auto days = static_cast<Eigen::Index>(counts.rows.size());
  CountSeries series;
  series.counts.resize(days, static_cast<Eigen::Index>(streams));
  series.volume.setOnes(days);
  series.covariates.setOnes(days, 2);
  for (std::size_t t = 0; t < counts.rows.size(); ++t) {
    const auto day = static_cast<Eigen::Index>(t);
    for (std::size_t m = 0; m < streams; ++m)
      series.counts(day, static_cast<Eigen::Index>(m)) = counts.rows[t][m];
    if (volume) series.volume(day) = counts.at(t, "volume");
    series.covariates(day, 1) = counts.at(t, "weekend");
  }
  for (std::size_t m = 0; m < streams; ++m) series.streams.push_back(counts.columns[m]);
  return series;
}

/// The second day and all after it, given the first.
struct Hhh4Model {
  CountDesign design{};
  std::vector<StreamCounts> streams{};

  explicit Hhh4Model(const CountSeries& series) : design(design_of(series, {0})) {
    const Eigen::Index days = series.counts.rows() - 1;
    CountSeries rest = series;
    rest.counts = series.counts.bottomRows(days);
    rest.volume = series.volume.tail(days);
    design.covariates = design.covariates.bottomRows(days).eval();
    design.memory = design.memory.bottomRows(days).eval();
    design.volume = rest.volume;
    for (Eigen::Index m = 0; m < series.counts.cols(); ++m) {
      streams.push_back(stream_counts(rest, m));
      streams.back().floor = 0;
    }
  }
};

/// The parameters in a row of a table of values, of the stream that it is about.
inline StreamParameters hhh4_parameters(const PeerTable& values, std::size_t row,
                                        std::size_t streams) {
  StreamParameters at{.theta = {}, .dispersion = values.at(row, "dispersion")};
  at.theta.resize(2 + static_cast<Eigen::Index>(streams));
  at.theta(0) = values.at(row, "base");
  at.theta(1) = values.at(row, "weekend");
  for (std::size_t j = 0; j < streams; ++j)
    at.theta(2 + static_cast<Eigen::Index>(j)) = values.at(row, "a" + std::to_string(j + 1));
  return at;
}

/// Our log-likelihood for a row.
inline double log_likelihood_for(const PeerTable& counts, const PeerTable& values,
                                 std::size_t row) {
  const auto streams = static_cast<std::size_t>(values.at(row, "streams"));
  const auto stream = static_cast<std::size_t>(values.at(row, "stream")) - 1;
  const Hhh4Model model(hhh4_series(counts, streams, values.at(row, "volume") != 0));
  return stream_likelihood(model.design, model.streams[stream],
                           hhh4_parameters(values, row, streams), Information::none)
      .value;
}

}  // namespace detente::testing
