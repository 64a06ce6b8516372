// SPDX-License-Identifier: Apache-2.0
#include "dynamics/echo.hpp"

namespace detente {

Result<EchoFit> fit_with_echo(const CountSeries& series, const std::vector<double>& decays) {
  if (auto checked = check_fit(series, decays); !checked) return tl::unexpected(checked.error());
  const CountDesign design = design_of(series, decays);
  const Eigen::MatrixXd day_before = memory_of(series, {0});
  const Eigen::Index shared = design.parameters();
  EchoFit out{
      .fit = {.streams = series.streams, .decays = decays, .covariates = series.covariates.cols()},
      .echo = Eigen::VectorXd(series.counts.cols())};
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m) {
    CountDesign own = design;
    own.memory.conservativeResize(Eigen::NoChange, design.memory.cols() + 1);
    own.memory.rightCols(1) = day_before.col(m);
    auto row = fit_row(own, series, m);
    if (!row) return tl::unexpected(row.error());
    out.echo(m) = row->at.theta(shared);
    row->at.theta.conservativeResize(shared);
    const Eigen::VectorXd mixed = row->information.col(shared).head(shared);
    row->information = (row->information.topLeftCorner(shared, shared) -
                        mixed * mixed.transpose() / row->information(shared, shared))
                           .eval();
    out.fit.rows.push_back(*std::move(row));
  }
  return out;
}

}  // namespace detente
