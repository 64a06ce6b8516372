// SPDX-License-Identifier: Apache-2.0
#include "dynamics/baseline.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace detente {

namespace {

using Eigen::Index, Eigen::VectorXd;

/// Takes in a column where it says something that the columns before it do not.
class Columns {
 public:
  explicit Columns(Index periods) : taken_(periods, 0), basis_(periods, 0) {}

  bool add(const VectorXd& column) {
    VectorXd rest = column;
    // Twice, since once leaves rounding errors of the size of the rest.
    for (int i = 0; i < 2; ++i) rest -= basis_ * (basis_.transpose() * rest);
    if (!(rest.norm() > 1e-6 * column.norm())) return false;
    append(taken_, column);
    append(basis_, rest.normalized());
    return true;
  }
  [[nodiscard]] const Eigen::MatrixXd& taken() const { return taken_; }

 private:
  static void append(Eigen::MatrixXd& to, const VectorXd& column) {
    to.conservativeResize(Eigen::NoChange, to.cols() + 1);
    to.rightCols(1) = column;
  }
  Eigen::MatrixXd taken_, basis_;
};

VectorXd weekend(Day first, Index days) {
  VectorXd out(days);
  for (Index t = 0; t < days; ++t) {
    const std::chrono::weekday day(first + std::chrono::days(t));
    out(t) = day == std::chrono::Saturday || day == std::chrono::Sunday ? 1 : 0;
  }
  return out;
}

double periods_a_year(CountPeriod step) { return step == CountPeriod::day ? 365.2425 : 12; }

/// The hat over knot k of `knots` that are spread evenly from the first period to the last.
VectorXd hat(Index periods, int knots, int k) {
  VectorXd out(periods);
  for (Index t = 0; t < periods; ++t) {
    const double at = static_cast<double>(t) * (knots - 1) / static_cast<double>(periods - 1);
    out(t) = std::max(0.0, 1 - std::abs(at - k));
  }
  return out;
}

}  // namespace

Baseline baseline_of(Day first, Index periods, CountPeriod step,
                     const std::vector<Covariate>& covariates, int knots) {
  Baseline out;
  Columns columns(periods);
  const auto add = [&](const char* name, const VectorXd& column) {
    if (columns.add(column)) out.names.emplace_back(name);
  };
  add("constant", VectorXd::Ones(periods));
  if (step == CountPeriod::day) add("weekend", weekend(first, periods));
  if (step != CountPeriod::year && static_cast<double>(periods) >= 2 * periods_a_year(step)) {
    const Eigen::ArrayXd angle =
        Eigen::ArrayXd::LinSpaced(periods, 0, static_cast<double>(periods - 1)) * 2 *
        std::numbers::pi / periods_a_year(step);
    add("season (cosine)", angle.cos());
    add("season (sine)", angle.sin());
  }
  for (const Covariate& covariate : covariates) {
    if (columns.add(covariate.values))
      out.names.push_back(covariate.name);
    else
      out.notes.push_back(covariate.name +
                          " is left out of the baseline: over these periods it does not vary, or "
                          "follows from the rest of it.");
  }
  for (int k = 1; k < knots; ++k) add("drift", hat(periods, knots, k));
  out.columns = columns.taken();
  return out;
}

}  // namespace detente
