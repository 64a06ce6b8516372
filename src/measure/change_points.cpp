// SPDX-License-Identifier: Apache-2.0
#include "measure/change_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measure/segment_model.hpp"

namespace detente {

namespace {

constexpr std::size_t longest = 20000;

std::optional<Error> fault_of(const WeighedSeries& series, double expected_changes) {
  const auto fault = [](std::string what) {
    return Error{Error::Kind::domain, std::move(what), {}};
  };
  if (series.size() > longest)
    return fault(fmt::format("{} periods are more than {}", series.size(), longest));
  std::size_t count = 0;
  const Weighed* one = nullptr;
  bool equal = true;
  for (const auto& observed : series) {
    if (!observed) continue;
    if (!std::isfinite(observed->value))
      return fault(fmt::format("value is {}, not a number", observed->value));
    if (!(observed->weight > 0) || !std::isfinite(observed->weight))
      return fault(fmt::format("weight is {}, not a number > 0", observed->weight));
    if (one != nullptr && observed->value != one->value) equal = false;
    one = &*observed;
    ++count;
  }
  if (count < fewest_for_changes)
    return fault(fmt::format("{} {} an observation; {} are needed", count,
                             count == 1 ? "period has" : "periods have", fewest_for_changes));
  if (equal) return fault("all observations are equal");
  if (!(expected_changes > 0 && expected_changes < static_cast<double>(series.size() - 1)))
    return fault(fmt::format("expected_changes is {}, not between 0 and {}", expected_changes,
                             series.size() - 1));
  return std::nullopt;
}

/// What the pass from the end gives: Q of Theorem 1 as logarithms, log_tail[t] for the periods from
/// t on given that a segment begins at t, and the end of that segment in the most probable
/// segmentation of them.
struct Tails {
  std::vector<double> log_tail;
  std::vector<std::size_t> best_end;
};

Tails tails_of(const SegmentModel& model) {
  const std::size_t n = model.size();
  Tails tails{std::vector<double>(n + 1, 0), std::vector<std::size_t>(n, 0)};
  std::vector<double> best(n + 1, 0);  // the log weight of the most probable segmentation
  std::vector<double> terms(n);
  for (std::size_t t = n; t-- > 0;) {
    double most = -HUGE_VAL;
    best[t] = -HUGE_VAL;
    for (std::size_t s = t; s < n; ++s) {
      const double weight = model.log_weight(t, s);
      terms[s] = weight + tails.log_tail[s + 1];
      most = std::max(most, terms[s]);
      if (weight + best[s + 1] > best[t]) {
        best[t] = weight + best[s + 1];
        tails.best_end[t] = s;
      }
    }
    double sum = 0;
    for (std::size_t s = t; s < n; ++s) sum += std::exp(terms[s] - most);
    tails.log_tail[t] = most + std::log(sum);
  }
  return tails;
}

/// The changes given the observations are a Markov chain: a segment that begins at t ends at s with
/// this probability.
double ends_at(const SegmentModel& model, const Tails& tails, std::size_t t, std::size_t s) {
  return std::exp(model.log_weight(t, s) + tails.log_tail[s + 1] - tails.log_tail[t]);
}

/// Row j, column t: a number for the j-th change at t.
using Rows = std::vector<std::vector<double>>;

/// Probability that the j-th change (j from 0: the beginning itself) is at t, for j up to `most`;
/// and, in one more row, that any change is at t.
Rows positions(const SegmentModel& model, const Tails& tails, std::size_t most) {
  const std::size_t n = model.size();
  Rows rows(most + 2, std::vector<double>(n + 1, 0));
  std::vector<double>& any = rows.back();
  rows[0][0] = any[0] = 1;
  for (std::size_t t = 0; t < n; ++t) {
    if (any[t] <= 0) continue;
    for (std::size_t s = t; s + 1 < n; ++s) {
      const double p = ends_at(model, tails, t, s);
      any[s + 1] += any[t] * p;
      for (std::size_t j = 0; j < most; ++j) rows[j + 1][s + 1] += rows[j][t] * p;
    }
  }
  return rows;
}

/// Probability that exactly k changes follow, given that a segment begins at t.
Rows remaining(const SegmentModel& model, const Tails& tails, std::size_t most) {
  const std::size_t n = model.size();
  Rows rows(most + 1, std::vector<double>(n + 1, 0));
  for (std::size_t t = n; t-- > 0;) {
    rows[0][t] = ends_at(model, tails, t, n - 1);
    if (most == 0) continue;
    for (std::size_t s = t; s + 1 < n; ++s) {
      const double p = ends_at(model, tails, t, s);
      for (std::size_t k = 0; k < most; ++k) rows[k + 1][t] += p * rows[k][s + 1];
    }
  }
  return rows;
}

/// The shortest run of periods that holds 90 % of the weights.
void place(Change& change, const std::vector<double>& weights) {
  double total = 0;
  for (const double weight : weights) total += weight;
  std::size_t low = 0;
  double inside = 0;
  std::size_t shortest = weights.size() + 1;
  for (std::size_t high = 0; high < weights.size(); ++high) {
    inside += weights[high];
    while (inside - weights[low] >= interval_level * total && low < high) inside -= weights[low++];
    if (inside >= interval_level * total && high - low + 1 < shortest) {
      shortest = high - low + 1;
      change.earliest = low;
      change.latest = high;
    }
  }
}

std::vector<Segment> best_segments(const SegmentModel& model, const Tails& tails) {
  std::vector<Segment> segments;
  for (std::size_t t = 0; t < model.size(); t = segments.back().last + 1)
    segments.push_back(model.segment(t, tails.best_end[t]));
  return segments;
}

}  // namespace

Result<Segmentation> change_points(const WeighedSeries& series, double expected_changes) {
  if (auto fault = fault_of(series, expected_changes)) return tl::unexpected(*std::move(fault));
  const SegmentModel model(series, expected_changes);
  const std::size_t n = model.size();
  const Tails tails = tails_of(model);
  Segmentation result;
  result.segments = best_segments(model, tails);
  const std::size_t m = result.segments.size() - 1;
  if (m > most_changes)
    return fail(Error::Kind::domain,
                fmt::format("the most probable segmentation has {} changes, more than {}: a "
                            "series of steps does not describe it",
                            m, most_changes));
  const Rows before = positions(model, tails, m);
  const Rows after = remaining(model, tails, m);
  result.probability.assign(before.back().begin(), before.back().begin() + std::ptrdiff_t(n));
  result.probability[0] = 0;
  for (const double p : result.probability) result.expected += p;
  result.none = after[0][0];
  result.as_many = after[m][0];
  for (std::size_t j = 1; j <= m; ++j) {
    Change change{.at = result.segments[j].first};
    change.probability = result.probability[change.at];
    std::vector<double> weights(n, 0);
    for (std::size_t t = 1; t < n; ++t) weights[t] = before[j][t] * after[m - j][t];
    place(change, weights);
    result.changes.push_back(change);
  }
  return result;
}

}  // namespace detente
