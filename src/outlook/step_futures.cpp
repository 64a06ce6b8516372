// SPDX-License-Identifier: Apache-2.0
#include "outlook/step_futures.hpp"

#include <Eigen/Cholesky>
#include <algorithm>

#include "dynamics/radius.hpp"
#include "dynamics/simulate.hpp"
#include "measure/balance.hpp"

namespace detente {

namespace {

using Eigen::Index;

/// The baseline's columns on the days to come, with these values of the lever.
Result<Eigen::MatrixXd> columns_ahead(const DyadInput& input, const Covariate& lever,
                                      const DyadFit& fit, const Eigen::VectorXd& ahead) {
  Covariate whole{lever.name, Eigen::VectorXd(lever.values.size() + ahead.size())};
  whole.values << lever.values, ahead;
  const Baseline baseline = baseline_of(input.first, whole.values.size(), input.step, {whole}, 0);
  if (baseline.names != fit.baseline.names)
    return fail(Error::Kind::domain, "its counts have another season than the days to come");
  return Eigen::MatrixXd(baseline.columns.bottomRows(ahead.size()));
}

/// One draw of every stream's parameters.
CountProcess drawn_process(const DyadFit& fit, const Eigen::VectorXd& floors, Random& random) {
  CountProcess out{.decays = fit.fit.decays, .floors = floors};
  for (const StreamFit& row : fit.fit.rows) {
    StreamParameters at = row.at;
    const Eigen::LLT<Eigen::MatrixXd> root(row.information);
    Eigen::VectorXd noise(at.theta.size());
    for (Index i = 0; i < noise.size(); ++i) noise(i) = random.normal();
    if (root.info() == Eigen::Success) at.theta += root.matrixU().solve(noise);
    out.rows.push_back(std::move(at));
  }
  return out;
}

std::optional<double> balance_in(const DyadFit& fit, const Eigen::MatrixXd& counts) {
  double cooperation = 0;
  double conflict = 0;
  for (Index m = 0; m < counts.cols(); ++m)
    (fit.streams.signs[static_cast<std::size_t>(m)] > 0 ? cooperation : conflict) +=
        counts.col(m).sum();
  if (cooperation + conflict <= 0) return {};
  return (cooperation - conflict) / (cooperation + conflict);
}

Result<DyadFit> fit_with_lever(DyadInput input, const Covariate& lever, std::uint64_t seed) {
  if (input.step != CountPeriod::day) return fail(Error::Kind::domain, "its counts are not by day");
  if (lever.values.maxCoeff() - lever.values.minCoeff() < 1e-9)
    return fail(Error::Kind::domain, "the step's lever did not move while its counts run");
  input.covariates = {lever};
  auto fit = fit_dyad(input, {.finest = Detail::sign, .seed = seed});
  if (!fit) return fit;
  if (fit->baseline.names.back() != lever.name)
    return fail(Error::Kind::domain, "the lever cannot be told from the baseline");
  const auto signs = fit->streams.signs;
  if (std::ranges::find(signs, 1) == signs.end() || std::ranges::find(signs, -1) == signs.end())
    return fail(Error::Kind::domain, "its counts tell no cooperation from conflict");
  return fit;
}

}  // namespace

Result<StepFutures> step_futures(const DyadInput& input, const Covariate& lever,
                                 const Eigen::VectorXd& with, const Eigen::VectorXd& without,
                                 int draws, std::uint64_t seed) {
  const auto fit = fit_with_lever(input, lever, seed);
  if (!fit) return tl::unexpected(fit.error());
  Future futures[2];
  for (int one = 0; one < 2; ++one) {
    auto columns = columns_ahead(input, lever, *fit, one == 0 ? without : with);
    if (!columns) return tl::unexpected(columns.error());
    futures[one].volume = Eigen::VectorXd::Ones(with.size());
    futures[one].covariates = *std::move(columns);
  }
  const auto streams = fit->series.counts.cols();
  Eigen::VectorXd floors(streams);
  for (Index m = 0; m < streams; ++m) floors(m) = stream_counts(fit->series, m).floor;
  const Eigen::VectorXd memory = memory_after(fit->series, fit->fit.decays);
  std::vector<double> values[2];
  std::vector<double> differences;
  for (int draw = 0; draw < draws; ++draw) {
    Random parameters(seed, 2 * static_cast<std::uint64_t>(draw));
    const CountProcess process = drawn_process(*fit, floors, parameters);
    std::optional<double> balances[2];
    for (int one = 0; one < 2; ++one) {
      Random days(seed, 2 * static_cast<std::uint64_t>(draw) + 1);
      balances[one] = balance_in(*fit, simulate(process, memory, futures[one], days));
    }
    if (!balances[0] || !balances[1]) continue;
    for (int one = 0; one < 2; ++one) values[one].push_back(*balances[one]);
    differences.push_back(*balances[1] - *balances[0]);
  }
  if (differences.empty()) return fail(Error::Kind::domain, "no future has an event");
  return StepFutures{
      .without = quantile(values[0], 0.5),
      .with = quantile(values[1], 0.5),
      .difference = estimate_of(quantile(differences, 0.5), differences, interval_level),
      .days = static_cast<int>(with.size()),
      .draws = static_cast<int>(differences.size())};
}

}  // namespace detente
