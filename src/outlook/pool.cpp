// SPDX-License-Identifier: Apache-2.0
#include "outlook/pool.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outlook/scores.hpp"

namespace detente {

using Eigen::Index;
using Eigen::VectorXd;

PoolLesson lesson_of(std::span<const Forecast> forecasts, Support support, double outcome) {
  const auto k = static_cast<Index>(forecasts.size());
  PoolLesson lesson{VectorXd(k), Eigen::MatrixXd(k, k)};
  for (Index i = 0; i < k; ++i) {
    const std::vector<double>& draws = forecasts[static_cast<std::size_t>(i)].draws;
    if (support == Support::binary) {
      lesson.errors(i) = std::abs(draws.front() - outcome);
    } else {
      double sum = 0;
      for (const double draw : draws) sum += std::abs(draw - outcome);
      lesson.errors(i) = sum / static_cast<double>(draws.size());
    }
    for (Index j = 0; j <= i; ++j) {
      const std::vector<double>& others = forecasts[static_cast<std::size_t>(j)].draws;
      double distance = 0;
      if (support == Support::binary) {
        const double p = draws.front();
        const double q = others.front();
        distance = p * (1 - q) + q * (1 - p);
      } else {
        distance = i == j ? mean_distance(draws) : mean_distance(draws, others);
      }
      lesson.distances(i, j) = lesson.distances(j, i) = distance;
    }
  }
  return lesson;
}

double pool_crps(const PoolLesson& lesson, const VectorXd& weights) {
  return weights.dot(lesson.errors) - weights.dot(lesson.distances * weights) / 2;
}

PoolWeights::PoolWeights(Index models)
    : sum_{VectorXd::Zero(models), Eigen::MatrixXd::Zero(models, models)},
      best_(VectorXd::Constant(models, 1 / static_cast<double>(models))),
      weights_(best_) {}

void PoolWeights::learn(const PoolLesson& lesson) {
  sum_.errors += lesson.errors;
  sum_.distances += lesson.distances;
  lessons_ += 1;
  is_stale_ = true;
}

const VectorXd& PoolWeights::weights() {
  if (!is_stale_) return weights_;
  is_stale_ = false;
  const auto k = static_cast<double>(best_.size());
  const VectorXd errors = sum_.errors / lessons_;
  const Eigen::MatrixXd distances = sum_.distances / lessons_;
  const double scale = std::max(errors.maxCoeff(), 1e-300);
  // Exponentiated gradient from the last optimum; no weight is so small that it could not come
  // back.
  constexpr int steps = 100;
  constexpr double floor = 1e-6;
  for (int step = 0; step < steps; ++step) {
    const VectorXd gradient = (errors - distances * best_) / scale;
    const double rate = 4;
    best_ = best_.array() * (-rate * (gradient.array() - gradient.minCoeff())).exp();
    best_ = (best_ / best_.sum()).cwiseMax(floor);
    best_ /= best_.sum();
  }
  constexpr double prior = 20;
  weights_ = (best_ * lessons_ + VectorXd::Constant(best_.size(), prior / k)) / (lessons_ + prior);
  return weights_;
}

Forecast pooled(std::span<const Forecast> forecasts, const VectorXd& weights, Support support) {
  if (support == Support::binary) {
    double probability = 0;
    for (std::size_t i = 0; i < forecasts.size(); ++i)
      probability += weights(static_cast<Index>(i)) * forecasts[i].draws.front();
    return {.draws = {probability}, .median = probability};
  }
  const std::size_t size = forecasts.front().draws.size();
  std::vector<double> draws;
  draws.reserve(size);
  double owed = 0;
  for (std::size_t i = 0; i < forecasts.size(); ++i) {
    owed += weights(static_cast<Index>(i)) * static_cast<double>(size);
    const bool is_last = i + 1 == forecasts.size();
    const std::size_t until =
        is_last ? size : std::min(size, static_cast<std::size_t>(std::lround(owed)));
    const std::size_t count = until > draws.size() ? until - draws.size() : 0;
    for (std::size_t j = 0; j < count; ++j) {
      const double p = (static_cast<double>(j) + 0.5) / static_cast<double>(count);
      const auto at = static_cast<std::size_t>(p * static_cast<double>(forecasts[i].draws.size()));
      draws.push_back(forecasts[i].draws[at]);
    }
  }
  return forecast_of(std::move(draws), support);
}

}  // namespace detente
