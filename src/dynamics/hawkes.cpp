// SPDX-License-Identifier: Apache-2.0
#include "dynamics/hawkes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace detente {

namespace {

Result<void> check_parameters(const HawkesParameters& at) {
  const Eigen::Index kinds = at.base.size();
  const auto refuse = [](const char* what) { return fail(Error::Kind::domain, what); };
  if (kinds == 0 || !(at.base.array() > 0).all() || !at.base.allFinite())
    return refuse("base: each rate must be above 0");
  if (at.reaction.rows() != kinds || at.reaction.cols() != kinds || !at.reaction.allFinite())
    return refuse("reaction: as many rows and columns as kinds, all finite, are needed");
  if (!(at.fading > 0 && std::isfinite(at.fading))) return refuse("fading: it must be above 0");
  return {};
}

Result<void> check_events(const TimedEvents& events, Eigen::Index kinds) {
  const auto refuse = [](const char* what) { return fail(Error::Kind::domain, what); };
  if (events.kinds.size() != events.times.size())
    return refuse("kinds: one for each time is needed");
  if (!(events.horizon > 0 && std::isfinite(events.horizon)))
    return refuse("horizon: it must be above 0");
  bool whole_days = events.times.size() > 1;
  double before = -1;
  for (std::size_t i = 0; i < events.times.size(); ++i) {
    const double time = events.times[i];
    if (!(time >= 0 && time <= events.horizon))
      return refuse("times: each must lie from 0 to the horizon");
    if (time < before) return refuse("times: they must ascend");
    if (time == before)
      return refuse(
          "times: two events have the same time, so neither can have answered the other and "
          "reactions would be "
          "missed; use the model of daily counts");
    if (events.kinds[i] >= static_cast<std::size_t>(kinds))
      return refuse("kinds: there are fewer kinds than that");
    whole_days = whole_days && time == std::floor(time);
    before = time;
  }
  if (whole_days)
    return refuse(
        "times: all are whole days, so what is answered within the day would be missed; use the "
        "model of daily counts");
  return {};
}

/// The sum of logarithms, by one logarithm of a product as long as that neither gets too small nor
/// too large.
class LogSum {
 public:
  void add(double factor) {  // > 0
    if (!(factor > 1e-100 && factor < 1e100)) {
      sum_ += std::log(factor);
      return;
    }
    product_ *= factor;
    if (product_ > 1e-100 && product_ < 1e100) return;
    sum_ += std::log(product_);
    product_ = 1;
  }
  [[nodiscard]] double get() const { return sum_ + std::log(product_); }

 private:
  double sum_ = 0, product_ = 1;
};

/// `Kinds` is their number, or Eigen::Dynamic where it is not known beforehand.
template <int Kinds>
HawkesLikelihood likelihood_of(const TimedEvents& events, const HawkesParameters& at) {
  using Vector = Eigen::Matrix<double, Kinds, 1>;
  using Matrix = Eigen::Matrix<double, Kinds, Kinds>;
  const Eigen::Index kinds = at.base.size();
  const double fading = at.fading;
  const Matrix causes = at.reaction.transpose();  // a column a kind: what brings it about
  Vector numbers = Vector::Zero(kinds), by_base = Vector::Constant(kinds, -events.horizon);
  const Matrix units = Matrix::Identity(kinds, kinds);
  Matrix by_causes = Matrix::Zero(kinds, kinds);
  double by_fading = 0;
  LogSum logs;
  // Of each kind: the sum of exp(-fading * age) over its events, and of age * exp(-fading * age).
  Vector excited = Vector::Zero(kinds), aged = Vector::Zero(kinds);
  const auto wait = [&](double gap) {
    const double left = std::exp(-fading * gap);
    aged = left * (aged + gap * excited);
    excited *= left;
  };
  double before = 0;
  for (std::size_t i = 0; i < events.times.size(); ++i) {
    wait(events.times[i] - before);
    before = events.times[i];
    const auto kind = static_cast<Eigen::Index>(events.kinds[i]);
    const double answered = causes.col(kind).dot(excited);
    const double rate = at.base(kind) + fading * answered;
    if (!(rate > 0)) return {.value = -std::numeric_limits<double>::infinity()};
    logs.add(rate);
    const double share = 1 / rate;
    by_base(kind) += share;
    by_causes.col(kind) += share * excited;
    by_fading += share * (answered - fading * causes.col(kind).dot(aged));
    excited += units.col(kind);  // as a whole: a single number would have to pass through memory
    numbers(kind) += 1;
  }
  // What events bring about until the horizon is the sum of 1 - exp(-fading * age) then.
  wait(events.horizon - before);
  const Vector answers = at.reaction.colwise().sum().transpose(), done = numbers - excited;
  by_causes *= fading;
  by_causes.colwise() -= done;
  return {.value = logs.get() - at.base.sum() * events.horizon - answers.dot(done),
          .by_base = by_base,
          .by_reaction = by_causes.transpose(),
          .by_fading = by_fading - answers.dot(aged)};
}

}  // namespace

Result<HawkesLikelihood> hawkes_likelihood(const TimedEvents& events, const HawkesParameters& at) {
  if (auto checked = check_parameters(at); !checked) return tl::unexpected(checked.error());
  if (auto checked = check_events(events, at.base.size()); !checked)
    return tl::unexpected(checked.error());
  switch (at.base.size()) {
    case 1:
      return likelihood_of<1>(events, at);
    case 2:
      return likelihood_of<2>(events, at);
    case 4:
      return likelihood_of<4>(events, at);
    case 8:
      return likelihood_of<8>(events, at);
    default:
      return likelihood_of<Eigen::Dynamic>(events, at);
  }
}

}  // namespace detente
