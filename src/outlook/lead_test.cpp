// SPDX-License-Identifier: Apache-2.0
#include "outlook/lead_test.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_f.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

#include "measure/balance.hpp"
#include "outlook/robust_regression.hpp"
#include "outlook/scores.hpp"

namespace detente {

namespace {

using Eigen::Index;

struct Shape {
  int own = 0, cross = 0;  ///< lags of y and x, the present one included
  int need_own = 0;        ///< a row must have so many lags of y, so that models compare
  int horizon = 1;
};

/// Columns: 1, own lags, cross lags, month dummies, steps.
struct Design {
  Eigen::MatrixXd x;
  Eigen::VectorXd y;
  Index cross = 0;  ///< the first column of the cross lags
};

class Pair {
 public:
  Pair(const Stationary& x, const Stationary& y, int per_year)
      : x_(x.series),
        y_(y.series),
        seasonal_(per_year == 12 && (x.seasonal || y.seasonal)),
        sums_(y.changes),
        steps_(y.steps) {
    steps_.insert(steps_.end(), x.steps.begin(), x.steps.end());
    std::ranges::sort(steps_);
    steps_.erase(std::unique(steps_.begin(), steps_.end()), steps_.end());
  }

  [[nodiscard]] Design design(const Shape& shape) const;

 private:
  [[nodiscard]] std::optional<double> outcome(int base, int horizon) const;
  [[nodiscard]] std::vector<int> bases(const Shape& shape) const;
  void add_fixed(Design& out, const std::vector<int>& targets, Index column) const;

  const RegularSeries& x_;
  const RegularSeries& y_;
  bool seasonal_, sums_;
  std::vector<int> steps_;
};

std::optional<double> Pair::outcome(int base, int horizon) const {
  if (!sums_) return y_.at(base + horizon);
  double sum = 0;
  for (int i = 1; i <= horizon; ++i) {
    const auto value = y_.at(base + i);
    if (!value) return {};
    sum += *value;
  }
  return sum;
}

std::vector<int> Pair::bases(const Shape& shape) const {
  std::vector<int> out;
  for (int base = y_.first; base < y_.last(); ++base) {
    bool whole = outcome(base, shape.horizon).has_value();
    for (int lag = 0; whole && lag < std::max(shape.own, shape.need_own); ++lag)
      whole = y_.at(base - lag).has_value();
    for (int lag = 0; whole && lag < shape.cross; ++lag) whole = x_.at(base - lag).has_value();
    if (whole) out.push_back(base);
  }
  return out;
}

/// What does not vary over the rows is left out.
void Pair::add_fixed(Design& out, const std::vector<int>& targets, Index column) const {
  std::vector<Eigen::VectorXd> more;
  const auto rows = static_cast<Index>(targets.size());
  const auto add = [&](auto holds) {
    Eigen::VectorXd values(rows);
    for (Index i = 0; i < rows; ++i)
      values(i) = holds(targets[static_cast<std::size_t>(i)]) ? 1 : 0;
    if (values.sum() > 0 && values.sum() < static_cast<double>(rows)) more.push_back(values);
  };
  for (int month = 1; seasonal_ && month < 12; ++month)
    add([month](int period) { return period % 12 == month; });
  for (const int step : steps_) add([step](int period) { return period >= step; });
  out.x.conservativeResize(Eigen::NoChange, column + static_cast<Index>(more.size()));
  for (std::size_t i = 0; i < more.size(); ++i) out.x.col(column + static_cast<Index>(i)) = more[i];
}

Design Pair::design(const Shape& shape) const {
  std::vector<int> rows = bases(shape);
  Design out;
  const auto n = static_cast<Index>(rows.size());
  out.cross = 1 + shape.own;
  out.x = Eigen::MatrixXd::Ones(n, 1 + shape.own + shape.cross);
  out.y.resize(n);
  for (Index i = 0; i < n; ++i) {
    int& base = rows[static_cast<std::size_t>(i)];
    out.y(i) = *outcome(base, shape.horizon);
    for (int lag = 0; lag < shape.own; ++lag) out.x(i, 1 + lag) = *y_.at(base - lag);
    for (int lag = 0; lag < shape.cross; ++lag) out.x(i, out.cross + lag) = *x_.at(base - lag);
    base += shape.horizon;
  }
  add_fixed(out, rows, 1 + shape.own + shape.cross);
  return out;
}

constexpr Index spare_rows = 10;

int chosen_own_lags(const Pair& pair, int most) {
  double least = std::numeric_limits<double>::infinity();
  int best = 1;
  for (int own = 1; own <= most; ++own) {
    const Design d = pair.design({.own = own, .cross = 0, .need_own = most});
    if (d.x.rows() < d.x.cols() + spare_rows) break;
    const auto fit = regress(d.x, d.y);
    if (!fit) break;
    const auto n = static_cast<double>(fit->rows);
    const double aic =
        n * std::log(fit->variance * (n - static_cast<double>(d.x.cols())) / n) + 2.0 * own;
    if (aic >= least) continue;
    least = aic;
    best = own;
  }
  return best;
}

double power_of(double share, double rows, double columns, int lags) {
  const double rest = rows - columns;
  if (rest < 1) return 0;
  const boost::math::fisher_f f(lags, rest);
  const double critical = boost::math::quantile(boost::math::complement(f, test_level));
  const boost::math::non_central_f shifted(lags, rest, rows * share / (1 - share));
  return boost::math::cdf(boost::math::complement(shifted, critical));
}

/// The least value of [low, high] at which a rising function is at least `enough_power`; high where
/// there is none.
template <typename F>
double first_enough(double low, double high, double near, const F& rising) {
  if (rising(high) < enough_power) return high;
  while (high - low > near) {
    const double middle = (low + high) / 2;
    (rising(middle) < enough_power ? low : high) = middle;
  }
  return high;
}

std::vector<Projection> projections_of(const Pair& pair, int own,
                                       const std::vector<int>& horizons) {
  std::vector<Projection> out;
  for (const int horizon : horizons) {
    const Design d =
        pair.design({.own = own + 1, .cross = own + 1, .need_own = 0, .horizon = horizon});
    if (d.x.rows() < d.x.cols() + spare_rows) continue;
    const auto fit = regress(d.x, d.y);
    if (!fit) continue;
    const double effect = fit->coefficients(d.cross);
    const double half = fit->half_width(d.cross, interval_level);
    out.push_back({horizon, static_cast<int>(fit->rows), effect, effect - half, effect + half,
                   fit->p_value(d.cross, 1)});
  }
  return out;
}

/// Sums of a growing window, and the forecast of the next row from them.
class Growing {
 public:
  explicit Growing(Index columns)
      : xx_(Eigen::MatrixXd::Identity(columns, columns) * 1e-6),
        xy_(Eigen::VectorXd::Zero(columns)) {}

  void add(const Eigen::VectorXd& x, double y) {
    xx_.noalias() += x * x.transpose();
    xy_ += x * y;
    yy_ += y * y;
    ++rows_;
  }
  [[nodiscard]] double crps(const Eigen::VectorXd& x, double y) const {
    const Eigen::LLT<Eigen::MatrixXd> llt(xx_);
    const Eigen::VectorXd b = llt.solve(xy_);
    const double rest = std::max(yy_ - b.dot(xy_), 1e-9);
    const double variance = rest / static_cast<double>(rows_ - xx_.cols());
    return normal_crps(x.dot(b), std::sqrt(variance * (1 + x.dot(llt.solve(x)))), y);
  }

 private:
  Eigen::MatrixXd xx_;
  Eigen::VectorXd xy_;
  double yy_ = 0;
  Index rows_ = 0;
};

std::optional<ForecastGain> gain_of(const Design& d, int cross) {
  constexpr Index fewest_origins = 20;
  const Index n = d.x.rows();
  const Index columns = d.x.cols();
  const Index start = std::max(n / 2, 2 * columns + spare_rows);
  if (n - start < fewest_origins) return {};
  Growing with(columns);
  Growing without(columns - cross);
  std::vector<double> differences;
  double sum = 0;
  for (Index i = 0; i < n; ++i) {
    const Eigen::VectorXd all = d.x.row(i).transpose();
    const Index rest = columns - d.cross - cross;
    Eigen::VectorXd own(columns - cross);
    own.head(d.cross) = all.head(d.cross);
    if (rest > 0) own.tail(rest) = all.tail(rest);
    if (i >= start) {
      const double plain = without.crps(own, d.y(i));
      sum += plain;
      differences.push_back(plain - with.crps(all, d.y(i)));
    }
    with.add(all, d.y(i));
    without.add(own, d.y(i));
  }
  double gained = 0;
  for (const double difference : differences) gained += difference;
  return ForecastGain{static_cast<int>(differences.size()), gained / sum,
                      diebold_mariano(differences)};
}

}  // namespace

double diebold_mariano(const std::vector<double>& differences) {
  const auto n = static_cast<double>(differences.size());
  if (n < 2) return 1;
  double mean = 0;
  for (const double d : differences) mean += d / n;
  double variance = 0;
  for (const double d : differences) variance += (d - mean) * (d - mean) / n;
  if (variance <= 0) return 1;
  const double statistic = mean / std::sqrt(variance / n) * std::sqrt((n - 1) / n);
  return boost::math::cdf(boost::math::complement(boost::math::students_t(n - 1), statistic));
}

DirectionTest test_direction(const Stationary& x, const Stationary& y, int per_year) {
  const bool months = per_year == 12;
  const std::vector<int> lags = months ? std::vector{1, 3, 6} : std::vector{1, 2};
  const std::vector<int> horizons = months ? std::vector{1, 3, 6, 12} : std::vector{1, 2};
  const int middle = months ? 3 : 1;
  const Pair pair(x, y, per_year);
  DirectionTest out{.own_lags = chosen_own_lags(pair, months ? 6 : 2)};
  double columns = 0;
  for (const int cross : lags) {
    const Design d = pair.design({.own = out.own_lags, .cross = cross});
    if (cross == middle) {
      out.rows = static_cast<int>(d.x.rows());
      columns = static_cast<double>(d.x.cols());
    }
    if (d.x.rows() < d.x.cols() + spare_rows) continue;
    const auto fit = regress(d.x, d.y);
    if (!fit) continue;
    out.lag_tests.push_back({cross, static_cast<int>(fit->rows), fit->p_value(d.cross, cross)});
    if (cross == middle) out.gain = gain_of(d, cross);
  }
  out.needed = static_cast<int>(first_enough(columns + 2, 4000, 0.5, [&](double rows) {
    return power_of(share_that_matters, rows, columns, middle);
  }));
  const auto decides = std::ranges::find(out.lag_tests, middle, &LagTest::lags);
  if (decides == out.lag_tests.end()) {
    out.lag_tests.clear();
    return out;
  }
  out.p = decides->p;
  out.lag = std::ranges::min_element(out.lag_tests, {}, &LagTest::p)->lags;
  out.projections = projections_of(pair, out.own_lags, horizons);
  out.power = power_of(share_that_matters, out.rows, columns, middle);
  const double largest = out.rows < 60 ? 0.9 : 0.5;  // a long series finds less than that
  out.detectable = first_enough(0, largest, 1e-4, [&](double share) {
    return share <= 0 ? 0 : power_of(share, out.rows, columns, middle);
  });
  return out;
}

}  // namespace detente
