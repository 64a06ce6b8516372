// SPDX-License-Identifier: Apache-2.0
#include "measure/segment_model.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace detente {

namespace {

constexpr double prior_shape = 1;

/// The quantile of Student's t at 0.95, by the relation of its tail to the incomplete beta
/// function: P(|T| > t) = I(v / (v + t^2); v / 2, 1 / 2).
double student_quantile(double freedom) {
  const double x = boost::math::ibeta_inv(freedom / 2, 0.5, 1 - interval_level);
  return std::sqrt(freedom * (1 - x) / x);
}

/// Half the weighed mean square of the steps between observations that follow each other.
double step_variance(const WeighedSeries& series) {
  double sum = 0;
  double steps = 0;
  const Weighed* before = nullptr;
  for (const auto& now : series) {
    if (!now) continue;
    if (before != nullptr) {
      const double step = now->value - before->value;
      sum += step * step / (1 / now->weight + 1 / before->weight);
      ++steps;
    }
    before = &*now;
  }
  return sum / steps;
}

}  // namespace

SegmentModel::SegmentModel(const WeighedSeries& series, double expected_changes)
    : prior_rate_(prior_shape * step_variance(series)) {
  const auto n = static_cast<double>(series.size());
  log_change_ = std::log(expected_changes / (n - 1));
  log_stay_ = std::log1p(-expected_changes / (n - 1));
  double values = 0;
  double weights = 0;
  double count = 0;
  for (const auto& observed : series) {
    if (!observed) continue;
    values += observed->weight * observed->value;
    weights += observed->weight;
    ++count;
  }
  centre_ = values / weights;
  prior_weight_ = weights / count;
  count_ = weight_ = sum_ = square_ = {0};
  log_gamma_ = {boost::math::lgamma(prior_shape)};
  for (const auto& observed : series) {
    const double w = observed ? observed->weight : 0;
    const double y = observed ? observed->value - centre_ : 0;
    count_.push_back(count_.back() + (observed ? 1 : 0));
    weight_.push_back(weight_.back() + w);
    sum_.push_back(sum_.back() + w * y);
    square_.push_back(square_.back() + w * y * y);
    log_gamma_.push_back(
        boost::math::lgamma(prior_shape + 0.5 * static_cast<double>(log_gamma_.size())));
  }
}

SegmentModel::Posterior SegmentModel::posterior(std::size_t first, std::size_t last) const {
  const double count = count_[last + 1] - count_[first];
  const double weight = weight_[last + 1] - weight_[first];
  const double sum = sum_[last + 1] - sum_[first];
  const double square = square_[last + 1] - square_[first];
  const double precision = prior_weight_ + weight;
  // The prior's mean is 0 here: what is left about the posterior's mean is square - sum^2 /
  // precision.
  return {.mean = sum / precision,
          .precision = precision,
          .shape = prior_shape + count / 2,
          .rate = prior_rate_ + std::max(0.0, square - sum * sum / precision) / 2};
}

double SegmentModel::log_marginal(std::size_t first, std::size_t last) const {
  const Posterior p = posterior(first, last);
  const auto count = static_cast<std::size_t>(count_[last + 1] - count_[first]);
  return 0.5 * std::log(prior_weight_ / p.precision) + prior_shape * std::log(prior_rate_) -
         p.shape * std::log(p.rate) + log_gamma_[count] - log_gamma_[0];
}

double SegmentModel::log_weight(std::size_t first, std::size_t last) const {
  const double stays = static_cast<double>(last - first) * log_stay_;
  return log_marginal(first, last) + stays + (last + 1 < size() ? log_change_ : 0);
}

Segment SegmentModel::segment(std::size_t first, std::size_t last) const {
  const Posterior p = posterior(first, last);
  const double half = student_quantile(2 * p.shape) * std::sqrt(p.rate / (p.shape * p.precision));
  const double mean = centre_ + p.mean;
  return {first, last, mean, {mean - half, mean + half}};
}

}  // namespace detente
