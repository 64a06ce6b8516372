// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "outlook/forecast.hpp"

namespace detente {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// What each moment of a history looks like: means over spans that end there, on the scale of the
/// model.
class Moments {
 public:
  explicit Moments(const History& history) : history_(history) {
    sums_.push_back(0);
    counts_.push_back(0);
    for (const auto& value : history.values) {
      sums_.push_back(sums_.back() + (value ? to_scale(*value, history.support) : 0));
      counts_.push_back(counts_.back() + (value ? 1 : 0));
    }
    const std::size_t season = memory_of(history.period).season;
    spans_ = {1, season, 4 * season, 12 * season};
    // A window of months that has already been summed needs no further mean over a season.
    if (history.support == Support::binary) spans_ = {1, 12, 60};
  }

  /// Of the moment after the first `end` periods: the means, then the companions' last values. A
  /// span without a value has the next longer one's mean; nothing where even the longest has none.
  [[nodiscard]] std::optional<VectorXd> at(std::size_t end) const {
    const bool with_companions = history_.support == Support::binary;
    const std::size_t companions = with_companions ? history_.companions.size() : 0;
    VectorXd out(static_cast<Index>(spans_.size() + companions));
    std::optional<double> longer;
    for (std::size_t i = spans_.size(); i-- > 0;) {
      if (const auto mean = mean_of(end, spans_[i])) longer = mean;
      if (!longer) return std::nullopt;
      out(static_cast<Index>(i)) = *longer;
    }
    for (std::size_t i = 0; i < companions; ++i) {
      const auto& value = history_.companions[i][end - 1];
      if (!value) return std::nullopt;
      out(static_cast<Index>(spans_.size() + i)) = *value;
    }
    return out;
  }

 private:
  [[nodiscard]] std::optional<double> mean_of(std::size_t end, std::size_t span) const {
    const std::size_t from = end - std::min(span, end);
    const int count = counts_[end] - counts_[from];
    if (count == 0) return std::nullopt;
    return (sums_[end] - sums_[from]) / count;
  }

  const History& history_;
  std::vector<double> sums_;
  std::vector<int> counts_;
  std::vector<std::size_t> spans_;
};

/// Moments of the past with what came `horizon` periods later, the oldest first.
struct Lessons {
  std::vector<std::size_t> ends;
  MatrixXd moments;
  VectorXd outcomes;  ///< as they were
};

Lessons lessons_of(const History& history, const Moments& moments, int horizon) {
  constexpr std::size_t most = 730;
  const std::size_t n = history.values.size();
  const auto ahead = static_cast<std::size_t>(horizon);
  const std::size_t first = n > most ? n - most : 1;
  std::vector<VectorXd> rows;
  std::vector<double> outcomes;
  Lessons lessons;
  for (std::size_t end = first; end + ahead <= n; ++end) {
    const auto& outcome = history.values[end + ahead - 1];
    if (!outcome) continue;
    auto moment = moments.at(end);
    if (!moment) continue;
    rows.push_back(*std::move(moment));
    outcomes.push_back(*outcome);
    lessons.ends.push_back(end);
  }
  if (rows.empty()) return lessons;
  lessons.moments.resize(static_cast<Index>(rows.size()), rows.front().size());
  lessons.outcomes.resize(static_cast<Index>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    lessons.moments.row(static_cast<Index>(i)) = rows[i].transpose();
    lessons.outcomes(static_cast<Index>(i)) = outcomes[i];
  }
  return lessons;
}

/// Deviations of the columns; 1 where one does not vary.
VectorXd deviations(const MatrixXd& centred) {
  VectorXd out =
      (centred.colwise().squaredNorm() / static_cast<double>(centred.rows())).cwiseSqrt();
  for (double& deviation : out)
    if (!(deviation > 1e-12)) deviation = 1;
  return out;
}

/// Ridge regression on standardised moments, the ridge worth three observations.
struct Line {
  VectorXd means, slopes;
  double level = 0;

  Line(const MatrixXd& x, const VectorXd& y) : means(x.colwise().mean()), level(y.mean()) {
    MatrixXd centred = x.rowwise() - means.transpose();
    const VectorXd scale = deviations(centred);
    centred.array().rowwise() /= scale.transpose().array();
    MatrixXd information = centred.transpose() * centred;
    constexpr double ridge = 3;
    information.diagonal().array() += ridge;
    const VectorXd moments = centred.transpose() * (y.array() - level).matrix();
    slopes = information.ldlt().solve(moments).cwiseQuotient(scale);
  }
  [[nodiscard]] double at(const VectorXd& x) const { return level + slopes.dot(x - means); }
};

constexpr std::size_t fewest_lessons = 40;

Error too_short(std::size_t lessons) {
  return {Error::Kind::domain,
          "only " + std::to_string(lessons) + " past moments with an outcome, of the " +
              std::to_string(fewest_lessons) + " that it takes",
          {}};
}

Forecast probability_of(double probability) {
  const double kept = std::clamp(probability, 0.02, 0.98);
  return {.draws = {kept}, .median = kept};
}

/// A residual for each draw, the recent ones the likelier.
std::vector<double> drawn_residuals(const VectorXd& residuals, const Lessons& lessons,
                                    const Question& question, std::uint64_t stream) {
  const double half_life = 2 * memory_of(question.history.period).half_life;
  const auto n = static_cast<double>(question.history.values.size());
  std::vector<double> cumulated;
  double total = 0;
  for (const std::size_t end : lessons.ends) {
    total += std::exp2((static_cast<double>(end) - n) / half_life);
    cumulated.push_back(total);
  }
  Random random(question.seed, stream);
  std::vector<double> draws(question.draws);
  for (double& draw : draws) {
    const auto found = std::ranges::upper_bound(cumulated, random.uniform() * total);
    draw = residuals(std::min<Index>(found - cumulated.begin(), residuals.size() - 1));
  }
  return draws;
}

}  // namespace

Result<std::vector<Forecast>> forecast_regression(const Question& question) {
  const History& history = question.history;
  const Support support = history.support;
  const Moments moments(history);
  const auto now = moments.at(history.values.size());
  if (!now) return tl::unexpected(too_short(0));
  std::vector<Forecast> forecasts;
  for (const int horizon : question.horizons) {
    const Lessons lessons = lessons_of(history, moments, horizon);
    if (lessons.ends.size() < fewest_lessons) return tl::unexpected(too_short(lessons.ends.size()));
    const VectorXd outcomes =
        lessons.outcomes.unaryExpr([support](double value) { return to_scale(value, support); });
    const Line line(lessons.moments, outcomes);
    const double centre = line.at(*now);
    if (support == Support::binary) {
      forecasts.push_back(probability_of(centre));
      continue;
    }
    VectorXd residuals = outcomes;
    for (Index i = 0; i < residuals.size(); ++i)
      residuals(i) -= line.at(lessons.moments.row(i).transpose());
    std::vector<double> draws =
        drawn_residuals(residuals, lessons, question, 6 + 16 * static_cast<std::uint64_t>(horizon));
    for (double& draw : draws) draw = from_scale(centre + draw, support);
    forecasts.push_back(forecast_of(std::move(draws), support));
  }
  return forecasts;
}

Result<std::vector<Forecast>> forecast_analogues(const Question& question) {
  const History& history = question.history;
  const Moments moments(history);
  const auto now = moments.at(history.values.size());
  if (!now) return tl::unexpected(too_short(0));
  const bool by_level = history.support == Support::count || history.support == Support::binary;
  std::vector<Forecast> forecasts;
  for (const int horizon : question.horizons) {
    const Lessons lessons = lessons_of(history, moments, horizon);
    const std::size_t n = lessons.ends.size();
    if (n < fewest_lessons) return tl::unexpected(too_short(n));
    // The longest span tells where the series once was rather than how it moves now.
    const Index columns = history.support == Support::binary ? now->size() : now->size() - 1;
    const MatrixXd known = lessons.moments.leftCols(columns);
    const VectorXd scale =
        deviations(known.rowwise() - VectorXd(known.colwise().mean()).transpose());
    std::vector<std::pair<double, Index>> near;
    for (Index i = 0; i < static_cast<Index>(n); ++i) {
      const VectorXd gap = (known.row(i).transpose() - now->head(columns)).cwiseQuotient(scale);
      const auto age =
          static_cast<double>(history.values.size() - lessons.ends[static_cast<std::size_t>(i)]);
      constexpr double ageing = 0.06;  // of half a half-life, in squared deviations
      near.emplace_back(gap.squaredNorm() + ageing * age / memory_of(history.period).half_life, i);
    }
    const std::size_t most = std::clamp<std::size_t>(n / 4, 20, 100);
    std::ranges::nth_element(near, near.begin() + static_cast<std::ptrdiff_t>(most - 1));
    near.resize(most);
    std::vector<double> outcomes;
    for (const auto& [distance, i] : near) {
      const double from = by_level ? 0 : lessons.moments(i, 0) - (*now)(0);
      outcomes.push_back(lessons.outcomes(i) - from);
    }
    if (history.support == Support::binary) {
      double sum = 0;
      for (const double outcome : outcomes) sum += outcome;
      forecasts.push_back(probability_of(sum / static_cast<double>(most)));
      continue;
    }
    Random random(question.seed, 7 + 16 * static_cast<std::uint64_t>(horizon));
    std::vector<double> draws(question.draws);
    for (double& draw : draws) draw = outcomes[random.below(outcomes.size())];
    const double median = forecast_of(outcomes, history.support).median;
    forecasts.push_back(forecast_of(std::move(draws), history.support));
    forecasts.back().median = median;
  }
  return forecasts;
}

namespace {

/// The series and its companions side by side, T x K; a gap is nan.
MatrixXd table_of(const History& history) {
  constexpr std::size_t most = 480;
  const std::size_t n = history.values.size();
  const std::size_t from = n - std::min(n, most);
  MatrixXd table(static_cast<Index>(n - from), static_cast<Index>(history.companions.size() + 1));
  for (std::size_t t = from; t < n; ++t) {
    const auto row = static_cast<Index>(t - from);
    table(row, 0) = history.values[t] ? to_scale(*history.values[t], history.support) : NAN;
    for (std::size_t i = 0; i < history.companions.size(); ++i)
      table(row, static_cast<Index>(i + 1)) = history.companions[i][t].value_or(NAN);
  }
  return table;
}

/// y_t = c + A_1 y_t-1 + … + A_p y_t-p + e_t by least squares over the periods that have all
/// values.
struct Autoregression {
  MatrixXd coefficients;        ///< (1 + p K) x K
  MatrixXd residuals;           ///< rows x K
  double criterion = HUGE_VAL;  ///< Schwarz's, per period
  Index order = 0;
};

Autoregression autoregression_of(const MatrixXd& table, Index order, Index skip) {
  const Index k = table.cols();
  std::vector<Index> rows;
  for (Index t = skip; t < table.rows(); ++t)
    if (table.middleRows(t - order, order + 1).allFinite()) rows.push_back(t);
  Autoregression fit;
  fit.order = order;
  const Index width = 1 + order * k;
  const auto n = static_cast<Index>(rows.size());
  if (n < 3 * width + 10) return fit;
  MatrixXd x(n, width);
  MatrixXd y(n, k);
  for (Index i = 0; i < n; ++i) {
    const Index t = rows[static_cast<std::size_t>(i)];
    x(i, 0) = 1;
    for (Index lag = 1; lag <= order; ++lag)
      x.block(i, 1 + (lag - 1) * k, 1, k) = table.row(t - lag);
    y.row(i) = table.row(t);
  }
  MatrixXd information = x.transpose() * x;
  information.diagonal().array() += 1e-8 * information.trace() / static_cast<double>(width);
  fit.coefficients = information.ldlt().solve(x.transpose() * y);
  fit.residuals = y - x * fit.coefficients;
  const MatrixXd covariance = fit.residuals.transpose() * fit.residuals / static_cast<double>(n) +
                              1e-12 * MatrixXd::Identity(k, k);
  const double log_determinant =
      2 * MatrixXd(covariance.llt().matrixL()).diagonal().array().log().sum();
  fit.criterion = log_determinant + std::log(static_cast<double>(n)) *
                                        static_cast<double>(width * k) / static_cast<double>(n);
  return fit;
}

}  // namespace

Result<std::vector<Forecast>> forecast_var(const Question& question) {
  const History& history = question.history;
  const MatrixXd table = table_of(history);
  constexpr Index most_order = 3;
  Autoregression best;
  for (Index order = 1; order <= most_order; ++order) {
    Autoregression fit = autoregression_of(table, order, most_order);
    if (fit.criterion < best.criterion) best = std::move(fit);
  }
  if (best.order == 0 || best.coefficients.size() == 0)
    return fail(Error::Kind::domain, "too few periods have a value of every series");
  const Index k = table.cols();
  // The last values; a gap is filled with what stood before it.
  MatrixXd start = table.bottomRows(best.order);
  VectorXd last = VectorXd::Constant(k, NAN);
  for (Index t = 0; t < table.rows(); ++t)
    for (Index i = 0; i < k; ++i) {
      if (std::isfinite(table(t, i))) last(i) = table(t, i);
      if (const Index row = t - (table.rows() - best.order); row >= 0) start(row, i) = last(i);
    }
  const int furthest = question.horizons.back();
  std::vector<std::vector<double>> draws(question.horizons.size());
  Random random(question.seed, 8);
  MatrixXd path(best.order + furthest, k);
  for (std::size_t draw = 0; draw < question.draws; ++draw) {
    path.topRows(best.order) = start;
    std::size_t next = 0;
    for (Index step = 0; step < furthest; ++step) {
      const Index t = best.order + step;
      Eigen::RowVectorXd row = best.coefficients.row(0);
      for (Index lag = 1; lag <= best.order; ++lag)
        row += path.row(t - lag) * best.coefficients.middleRows(1 + (lag - 1) * k, k);
      const auto rows = static_cast<std::uint64_t>(best.residuals.rows());
      path.row(t) = row + best.residuals.row(static_cast<Index>(random.below(rows)));
      if (step + 1 == question.horizons[next])
        draws[next++].push_back(from_scale(path(t, 0), history.support));
    }
  }
  return forecasts_of(std::move(draws), history.support);
}

}  // namespace detente
