// SPDX-License-Identifier: Apache-2.0
#include "dynamics/small_sample.hpp"

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include "dynamics/spectrum.hpp"

namespace detente {

namespace {

using Eigen::Index, Eigen::MatrixXcd, Eigen::MatrixXd;

constexpr double most_persistent = 0.9999;

/// Of u - A z over the periods.
MatrixXd innovation_variance(const CountSeries& series, const MatrixXd& memory,
                             const MatrixXd& effects) {
  MatrixXd left = series.counts.array().colwise() / series.volume.array();
  left.noalias() -= memory * effects.transpose();
  left.rowwise() -= left.colwise().mean().eval();
  return left.transpose() * left / static_cast<double>(left.rows());
}

/// The sum of F^k Q F'^k over k from 0, which doubles its terms at each step.
MatrixXd sum_of_powers(MatrixXd f, MatrixXd q) {
  for (int i = 0; i < 20; ++i) {
    q = (q + f * q * f.transpose()).eval();
    f = (f * f).eval();
  }
  return q;
}

/// The three terms of the formula between S H' and G^-1.
MatrixXd feedback(const MatrixXd& f, const Eigen::VectorXcd& roots) {
  const Index n = f.rows();
  const MatrixXd turned = f.transpose(), one = MatrixXd::Identity(n, n);
  const MatrixXcd complex_turned = turned.cast<std::complex<double>>(),
                  complex_one = MatrixXcd::Identity(n, n);
  MatrixXd out = (one - turned).inverse() + turned * (one - turned * turned).inverse();
  for (const std::complex<double>& root : roots)
    out += (root * (complex_one - root * complex_turned).inverse()).real();
  return out;
}

}  // namespace

MatrixXd reaction_bias(const CountFit& fit, const CountSeries& series) {
  const auto streams = static_cast<Index>(fit.rows.size());
  const auto memories = static_cast<Index>(fit.decays.size()) * streams;
  MatrixXd effects(streams, memories), f = MatrixXd::Zero(memories, memories),
                                       to_memory = MatrixXd::Zero(memories, streams);
  for (std::size_t r = 0; r < fit.decays.size(); ++r) {
    const Index first = static_cast<Index>(r) * streams;
    effects.middleCols(first, streams) = fit.reaction(r);
    to_memory.middleRows(first, streams).diagonal().setConstant(1 - fit.decays[r]);
    f.diagonal().segment(first, streams).setConstant(fit.decays[r]);
  }
  f += to_memory * effects;
  MatrixXd out = MatrixXd::Zero(streams, streams);
  const Eigen::VectorXcd roots = eigenvalues(f);
  if (!(roots.cwiseAbs().maxCoeff() < most_persistent)) return out;
  const MatrixXd noise = innovation_variance(series, memory_of(series, fit.decays), effects);
  const MatrixXd variance = sum_of_powers(f, to_memory * noise * to_memory.transpose());
  const MatrixXd moved = noise * to_memory.transpose() * feedback(f, roots);
  const MatrixXd bias = variance.ldlt().solve(moved.transpose()).transpose();
  for (std::size_t r = 0; r < fit.decays.size(); ++r)
    out -= bias.middleCols(static_cast<Index>(r) * streams, streams);
  return out / static_cast<double>(series.counts.rows());
}

}  // namespace detente
