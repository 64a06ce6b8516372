// SPDX-License-Identifier: Apache-2.0
#include "outlook/lever_effect.hpp"

#include <Eigen/QR>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>

#include "measure/balance.hpp"
#include "outlook/lead_test.hpp"
#include "outlook/robust_regression.hpp"

namespace detente {

namespace {

using Eigen::Index;

constexpr int lags = 2;
constexpr Index columns = 1 + 2 * lags;  // the lever, its lags, the outcome's

struct Panel {
  std::vector<std::array<double, 1 + columns>> rows;  ///< the outcome's change, then the columns
  std::vector<int> unit, period;
  int moves = 0;
};

/// Whether `period` - back to `period` + ahead lie outside the mask.
bool is_clear(const Mask& mask, int period, int back, int ahead) {
  return period + ahead < mask.first || period - back > mask.last;
}

/// The row of one unit and month, or nothing where something of it is missing. Of the placebo what
/// came before it are the lags before its own beginning.
std::optional<std::array<double, 1 + columns>> row_at(const LeverUnit& unit, int period,
                                                      int horizon, bool placebo) {
  const int base = placebo ? period - 1 - horizon : period - 1;
  const auto end = unit.outcome.at(placebo ? period - 1 : period + horizon);
  const auto begin = unit.outcome.at(base);
  const auto lever = unit.lever.at(period);
  if (!end || !begin || !lever) return {};
  std::array<double, 1 + columns> out{*end - *begin, *lever};
  for (int lag = 0; lag < lags; ++lag) {
    const auto x = unit.lever.at(base - lag);
    const auto y = unit.outcome.at(base - lag);
    if (!x || !y) return {};
    out.at(static_cast<std::size_t>(2 + lag)) = *x;
    out.at(static_cast<std::size_t>(2 + lags + lag)) = *y;
  }
  return out;
}

Panel panel_of(std::span<const LeverUnit> units, int horizon, const Mask& mask, bool placebo) {
  Panel out;
  const int back = lags + 1 + (placebo ? horizon : 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const LeverUnit& unit = units[i];
    for (int period = unit.lever.first; period <= unit.lever.last(); ++period) {
      if (!is_clear(mask, period, back, placebo ? 0 : horizon)) continue;
      const auto row = row_at(unit, period, horizon, placebo);
      if (!row) continue;
      out.rows.push_back(*row);
      out.unit.push_back(static_cast<int>(i));
      out.period.push_back(period);
      const auto before = unit.lever.at(period - 1);
      out.moves += before && *before != (*row)[1] ? 1 : 0;
    }
  }
  return out;
}

/// Takes the means of units and periods out of every column, in turn until neither is left.
void take_out_means(Eigen::MatrixXd& data, const Panel& panel) {
  const auto by = [&](const std::vector<int>& groups) {
    std::map<int, std::pair<Eigen::RowVectorXd, double>> means;
    for (Index i = 0; i < data.rows(); ++i) {
      auto& [sum, count] = means[groups[static_cast<std::size_t>(i)]];
      if (count == 0) sum = Eigen::RowVectorXd::Zero(data.cols());
      sum += data.row(i);
      ++count;
    }
    double largest = 0;
    for (auto& [group, mean] : means) {
      mean.first /= mean.second;
      largest = std::max(largest, mean.first.cwiseAbs().maxCoeff());
    }
    for (Index i = 0; i < data.rows(); ++i)
      data.row(i) -= means.at(groups[static_cast<std::size_t>(i)]).first;
    return largest;
  };
  constexpr int most_turns = 200;
  constexpr double settled = 1e-9;
  for (int turn = 0; turn < most_turns; ++turn) {
    const double of_units = by(panel.unit);
    const double of_periods = by(panel.period);
    if (std::max(of_units, of_periods) < settled) return;
  }
}

struct Slope {
  double at = 0, error = 0, freedom = 1;
  double classical_error = 0, rest = 1;  ///< with equal variances, and its degrees of freedom
};

double clustered_error(const Eigen::MatrixXd& x, const Eigen::VectorXd& residuals,
                       const Eigen::MatrixXd& inverse, const Panel& panel, int units) {
  std::map<int, Eigen::VectorXd> scores;
  for (Index i = 0; i < x.rows(); ++i) {
    auto& score = scores[panel.unit[static_cast<std::size_t>(i)]];
    if (score.size() == 0) score = Eigen::VectorXd::Zero(x.cols());
    score += x.row(i).transpose() * residuals(i);
  }
  double variance = 0;
  for (const auto& [unit, score] : scores) {
    const double move = inverse.row(0).dot(score);
    variance += move * move;
  }
  return std::sqrt(variance * units / (units - 1.0));
}

Result<Slope> slope_of(const Panel& panel, int units) {
  const auto rows = static_cast<Index>(panel.rows.size());
  const bool several = units > 1;
  Eigen::MatrixXd data(rows, 1 + columns);
  for (Index i = 0; i < rows; ++i)
    for (Index c = 0; c <= columns; ++c)
      data(i, c) = panel.rows[static_cast<std::size_t>(i)].at(static_cast<std::size_t>(c));
  if (several) take_out_means(data, panel);
  Eigen::MatrixXd x(rows, columns + (several ? 0 : 1));
  x.leftCols(columns) = data.rightCols(columns);
  if (!several) x.col(columns).setOnes();
  const Eigen::VectorXd y = data.col(0);
  const auto fit = regress(x, y);
  if (!fit) return tl::unexpected(fit.error());
  Slope out{.at = fit->coefficients(0)};
  out.rest = static_cast<double>(rows - x.cols()) - (several ? units : 0);
  if (out.rest < 1) return fail(Error::Kind::domain, "too few rows for the units");
  out.classical_error = std::sqrt(fit->variance * fit->inverse(0, 0));
  out.freedom = several ? units - 1 : out.rest;
  out.error = several ? clustered_error(x, y - x * fit->coefficients, fit->inverse, panel, units)
                      : std::sqrt(fit->covariance(0, 0));
  if (!(out.error > 0)) return fail(Error::Kind::domain, "the outcome does not vary");
  return out;
}

double p_of(const Slope& slope) {
  const boost::math::students_t t(slope.freedom);
  return 2 * boost::math::cdf(boost::math::complement(t, std::abs(slope.at / slope.error)));
}

/// Half of the interval about the slope.
double half_width(const Slope& slope) {
  const boost::math::students_t t(slope.freedom);
  return boost::math::quantile(t, (1 + interval_level) / 2) * slope.error;
}

int units_in(const Panel& panel) {
  int count = 0;
  int last = -1;
  for (const int unit : panel.unit) {
    count += unit != last ? 1 : 0;
    last = unit;
  }
  return count;
}

}  // namespace

Result<LeverEffect> effect_of_lever(std::span<const LeverUnit> units, int horizon,
                                    const Mask& mask) {
  const Panel panel = panel_of(units, horizon, mask, false);
  LeverEffect out{.units = units_in(panel), .rows = static_cast<int>(panel.rows.size())};
  out.moves = panel.moves;
  if (out.rows < fewest_rows)
    return fail(Error::Kind::domain, std::to_string(out.rows) + " usable months, of " +
                                         std::to_string(fewest_rows) + " that it takes");
  if (out.moves < fewest_moves)
    return fail(Error::Kind::domain, "it moved in " + std::to_string(out.moves) + " of " +
                                         std::to_string(out.rows) + " usable months; " +
                                         std::to_string(fewest_moves) + " are the least");
  if (units.size() > 1 && out.units < fewest_units)
    return fail(Error::Kind::domain, std::to_string(out.units) + " dyads with enough months; " +
                                         std::to_string(fewest_units) + " are the least");
  const auto slope = slope_of(panel, out.units);
  if (!slope) return tl::unexpected(slope.error());
  const boost::math::students_t t(slope->freedom);
  const double half = half_width(*slope);
  out.effect = slope->at;
  out.low = slope->at - half;
  out.high = slope->at + half;
  out.p = p_of(*slope);
  out.detectable =
      (boost::math::quantile(t, 1 - test_level / 2) + boost::math::quantile(t, enough_power)) *
      slope->error;
  const double f2 = std::pow(slope->at / slope->classical_error, 2) / slope->rest;
  out.robustness = (std::sqrt(f2 * f2 + 4 * f2) - f2) / 2;
  const Panel before = panel_of(units, horizon, mask, true);
  const auto placebo = slope_of(before, units_in(before));
  if (!placebo) return tl::unexpected(placebo.error());
  const double around = half_width(*placebo);
  out.placebo = placebo->at;
  out.placebo_low = placebo->at - around;
  out.placebo_high = placebo->at + around;
  out.placebo_p = p_of(*placebo);
  return out;
}

}  // namespace detente
