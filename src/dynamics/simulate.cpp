// SPDX-License-Identifier: Apache-2.0
#include "dynamics/simulate.hpp"

#include <cmath>

namespace detente {

Eigen::VectorXd memory_after(const CountSeries& history, const std::vector<double>& decays) {
  const Eigen::Index streams = history.counts.cols(), last = history.counts.rows() - 1;
  const Eigen::VectorXd rates = history.counts.row(last).transpose() / history.volume(last);
  Eigen::VectorXd memory = memory_of(history, decays).row(last).transpose();
  for (std::size_t r = 0; r < decays.size(); ++r) {
    auto part = memory.segment(static_cast<Eigen::Index>(r) * streams, streams);
    part = decays[r] * part + (1 - decays[r]) * rates;
  }
  return memory;
}

Eigen::MatrixXd simulate(const CountProcess& process, Eigen::VectorXd memory, const Future& future,
                         Random& random) {
  const auto streams = static_cast<Eigen::Index>(process.rows.size());
  const Eigen::Index days = future.volume.size(), k = future.covariates.cols();
  Eigen::MatrixXd weights(streams, memory.size()), gamma(k, streams);
  for (Eigen::Index m = 0; m < streams; ++m) {
    const Eigen::VectorXd& theta = process.rows[static_cast<std::size_t>(m)].theta;
    gamma.col(m) = theta.head(k);
    // A row of nothing would begin at an address that is none.
    if (memory.size() > 0) weights.row(m) = theta.tail(memory.size());
  }
  const Eigen::MatrixXd base = (future.covariates * gamma).array().exp();
  Eigen::MatrixXd counts(days, streams);
  for (Eigen::Index t = 0; t < days; ++t) {
    const Eigen::VectorXd x = base.row(t).transpose() + weights * memory;
    for (Eigen::Index m = 0; m < streams; ++m) {
      const double mean = future.volume(t) * bent(x(m), process.floors(m));
      counts(t, m) = static_cast<double>(
          random.negative_binomial(mean, process.rows[static_cast<std::size_t>(m)].dispersion));
    }
    if (future.added.size() > 0) counts.row(t) += future.added.row(t);
    for (std::size_t r = 0; r < process.decays.size(); ++r) {
      const double decay = process.decays[r];
      auto part = memory.segment(static_cast<Eigen::Index>(r) * streams, streams);
      part = decay * part + (1 - decay) / future.volume(t) * counts.row(t).transpose();
    }
  }
  return counts;
}

}  // namespace detente
