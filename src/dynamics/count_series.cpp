// SPDX-License-Identifier: Apache-2.0
#include "dynamics/count_series.hpp"

#include <cmath>

namespace detente {

Result<void> check_series(const CountSeries& series) {
  const auto refuse = [](std::string what) { return fail(Error::Kind::domain, std::move(what)); };
  const Eigen::Index days = series.counts.rows();
  if (days < 2) return refuse("counts: a model of counts needs two days or more");
  if (series.counts.cols() != static_cast<Eigen::Index>(series.streams.size()) ||
      series.streams.empty())
    return refuse("streams: one name for each column of counts is needed");
  if (series.volume.size() != days) return refuse("volume: one value for each day is needed");
  if (series.covariates.rows() != days || series.covariates.cols() < 1)
    return refuse("covariates: one row for each day and one column or more are needed");
  // Written so that what is not a number fails too.
  if (!(series.counts.array() >= 0).all() ||
      !(series.counts.array() == series.counts.array().floor()).all() || !series.counts.allFinite())
    return refuse("counts: only whole numbers from 0 are counts");
  if (!(series.volume.array() > 0).all() || !series.volume.allFinite())
    return refuse("volume: each day's must be above 0");
  if (!series.covariates.allFinite() || !(series.covariates.col(0).array() == 1).all())
    return refuse("covariates: the first column must be 1, and every value finite");
  return {};
}

Eigen::MatrixXd memory_of(const CountSeries& series, const std::vector<double>& decays) {
  const Eigen::Index days = series.counts.rows(), streams = series.counts.cols();
  const Eigen::MatrixXd rates = series.counts.array().colwise() / series.volume.array();
  const Eigen::RowVectorXd mean = rates.colwise().mean();
  Eigen::MatrixXd memory(days, streams * static_cast<Eigen::Index>(decays.size()));
  for (std::size_t r = 0; r < decays.size(); ++r) {
    auto part = memory.middleCols(static_cast<Eigen::Index>(r) * streams, streams);
    part.row(0) = mean;
    for (Eigen::Index t = 1; t < days; ++t)
      part.row(t) = decays[r] * part.row(t - 1) + (1 - decays[r]) * rates.row(t - 1);
  }
  return memory;
}

double decay_of_half_life(double days) { return std::exp2(-1 / days); }

}  // namespace detente
