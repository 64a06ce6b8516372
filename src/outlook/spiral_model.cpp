// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "dynamics/bootstrap.hpp"
#include "outlook/backtest.hpp"

namespace detente {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// How many rows of counts lie before `end`.
Index rows_before(const DyadInput& counts, Day end) {
  if (counts.step == CountPeriod::day) return (end - counts.first).count();
  return periods_between(first_of(counts.first, Period::month), first_of(end, Period::month),
                         Period::month);
}

/// What the series makes of a period's cooperation and conflict.
double summed(CountSum sum, double events, double conflict) {
  if (sum == CountSum::events) return events;
  const double share = events > 0 ? conflict / events : 0;
  return sum == CountSum::balance ? 1 - 2 * share : share;
}

struct Fitted {
  CountSeries series;
  DyadStreams streams;
  MatrixXd future_covariates;
  CountFit fit;
};

/// The spiral model of the counts up to the end of the history, with the calendar of `ahead` more
/// rows.
Result<Fitted> fitted(const History& history, Index rows, Index ahead) {
  const DyadInput& input = *history.counts;
  // Shares need cooperation and conflict apart, a total does not.
  const Detail detail = history.sum == CountSum::events ? Detail::direction : Detail::sign;
  constexpr double least = 30;
  auto streams = streams_of(input.dyad, least, detail);
  if (!streams) return tl::unexpected(streams.error());
  if (detail == Detail::sign && std::ranges::count(streams->signs, -1) == 0)
    return fail(Error::Kind::domain, "the counts up to then have too few conflictual events");
  const Baseline baseline = baseline_of(input.first, rows + ahead, input.step, {}, 0);
  Fitted out;
  out.streams = *std::move(streams);
  out.series = {.streams = out.streams.names,
                .counts = out.streams.counts,
                .volume = Eigen::VectorXd::Ones(rows),
                .covariates = baseline.columns.topRows(rows)};
  out.future_covariates = baseline.columns.bottomRows(ahead);
  const std::vector<double> decays =
      input.step == CountPeriod::day
          ? std::vector<double>{decay_of_half_life(1), decay_of_half_life(7)}
          : std::vector<double>{0};
  const auto parameters =
      out.series.covariates.cols() + static_cast<Index>(decays.size()) * out.streams.counts.cols();
  if (rows < 10 * parameters)
    return fail(Error::Kind::domain, "fewer than ten rows of counts for each parameter");
  auto fit = fit_counts(out.series, decays);
  if (!fit) return tl::unexpected(fit.error());
  out.fit = *std::move(fit);
  return out;
}

}  // namespace

DyadInput counts_until(const DyadInput& counts, Day end) {
  const Index rows = std::clamp<Index>(rows_before(counts, end), 0, counts.dyad.counts.rows());
  DyadInput out{.dyad = {.states = counts.dyad.states,
                         .counts = counts.dyad.counts.topRows(rows),
                         .unknown = {}},
                .first = counts.first,
                .step = counts.step};
  if (counts.dyad.unknown.rows() > 0) out.dyad.unknown = counts.dyad.unknown.topRows(rows);
  return out;
}

Result<std::vector<Forecast>> forecast_spiral(const Question& question) {
  const History& history = question.history;
  const std::size_t known = history.values.size();
  const Index rows =
      rows_before(*history.counts, period_after(history.first, known, history.period));
  if (rows < 2 || rows != history.counts->dyad.counts.rows())
    return fail(Error::Kind::domain, "the counts do not reach to the end of the series");
  const auto furthest = static_cast<std::size_t>(question.horizons.back());
  std::vector<Index> ends;  // of each period to come, in rows after the history
  for (std::size_t h = 0; h <= furthest; ++h)
    ends.push_back(
        rows_before(*history.counts, period_after(history.first, known + h, history.period)) -
        rows);
  const auto model = fitted(history, rows, ends.back());
  if (!model) return tl::unexpected(model.error());
  const CountProcess process = process_of(model->fit, model->series);
  const Eigen::VectorXd memory = memory_after(model->series, process.decays);
  const Future future{.volume = Eigen::VectorXd::Ones(ends.back()),
                      .covariates = model->future_covariates};
  Random random(question.seed, 9);
  std::vector<std::vector<double>> draws(question.horizons.size());
  for (std::size_t draw = 0; draw < question.draws; ++draw) {
    const MatrixXd path = simulate(process, memory, future, random);
    for (std::size_t i = 0; i < draws.size(); ++i) {
      const auto h = static_cast<std::size_t>(question.horizons[i]);
      const Eigen::RowVectorXd period =
          path.middleRows(ends[h - 1], ends[h] - ends[h - 1]).colwise().sum();
      double conflict = 0;
      for (Index m = 0; m < path.cols(); ++m)
        if (model->streams.signs[static_cast<std::size_t>(m)] < 0) conflict += period(m);
      draws[i].push_back(summed(history.sum, period.sum(), conflict));
    }
  }
  return forecasts_of(std::move(draws), history.support);
}

}  // namespace detente
