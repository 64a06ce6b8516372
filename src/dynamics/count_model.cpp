// SPDX-License-Identifier: Apache-2.0
#include "dynamics/count_model.hpp"

#include <algorithm>
#include <cmath>

namespace detente {

double bent(double x, double floor) {
  const double root = std::sqrt(x * x + 4 * floor * floor);
  return x >= 0 ? (x + root) / 2 : 2 * floor * floor / (root - x);
}

CountDesign design_of(const CountSeries& series, const std::vector<double>& decays) {
  return {.covariates = series.covariates,
          .memory = memory_of(series, decays),
          .volume = series.volume,
          .decays = decays,
          .weights = {}};
}

StreamCounts stream_counts(const CountSeries& series, Eigen::Index stream) {
  StreamCounts out{.counts = series.counts.col(stream), .above = {}};
  out.above.resize(static_cast<std::size_t>(out.counts.maxCoeff()));
  for (const double count : out.counts) {
    if (count > 0) out.above[static_cast<std::size_t>(count) - 1] += 1;
    out.log_factorials += std::lgamma(count + 1);
  }
  for (std::size_t k = out.above.size(); k-- > 1;) out.above[k - 1] += out.above[k];
  const double rate = (out.counts.array() / series.volume.array()).mean();
  out.floor = 1e-3 * rate;
  out.slight = 1e-2 / rate;
  return out;
}

CountBlocks::CountBlocks(const CountDesign& design)
    : days(design.volume.size()),
      covariates(design.covariates.cols()),
      parameters(design.parameters()) {
  constexpr auto whole = static_cast<Eigen::Index>(wide::block);
  const Eigen::Index blocks = (days + whole - 1) / whole;
  columns.resize(static_cast<std::size_t>(blocks * parameters));
  volume.resize(static_cast<std::size_t>(blocks));
  weights.resize(static_cast<std::size_t>(blocks));
  auto* column = columns.data();
  for (Eigen::Index b = 0; b < blocks; ++b) {
    const Eigen::Index from = b * whole, here = std::min(whole, days - from);
    for (Eigen::Index c = 0; c < covariates; ++c)
      std::copy_n(design.covariates.col(c).data() + from, here, (column++)->data());
    for (Eigen::Index c = 0; c < design.memory.cols(); ++c)
      std::copy_n(design.memory.col(c).data() + from, here, (column++)->data());
    const auto i = static_cast<std::size_t>(b);
    volume[i].fill(1);
    std::copy_n(design.volume.data() + from, here, volume[i].data());
    if (design.weights.size() > 0)
      std::copy_n(design.weights.data() + from, here, weights[i].data());
    else
      std::fill_n(weights[i].data(), here, 1);
  }
}

Eigen::VectorXd mean_counts(const CountDesign& design, const StreamCounts& stream,
                            const StreamParameters& at) {
  const Eigen::Index k = design.covariates.cols();
  Eigen::VectorXd x = (design.covariates * at.theta.head(k)).array().exp();
  x += design.memory * at.theta.tail(at.theta.size() - k);
  for (Eigen::Index t = 0; t < x.size(); ++t)
    x(t) = design.volume(t) * (stream.floor > 0 ? bent(x(t), stream.floor) : x(t));
  return x;
}

}  // namespace detente
