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

}  // namespace

Result<HawkesLikelihood> hawkes_likelihood(const TimedEvents& events, const HawkesParameters& at) {
  if (auto checked = check_parameters(at); !checked) return tl::unexpected(checked.error());
  if (auto checked = check_events(events, at.base.size()); !checked)
    return tl::unexpected(checked.error());

  const Eigen::Index kinds = at.base.size();
  const double fading = at.fading;
  HawkesLikelihood out{.by_base = Eigen::VectorXd::Constant(kinds, -events.horizon),
                       .by_reaction = Eigen::MatrixXd::Zero(kinds, kinds)};
  out.value = -at.base.sum() * events.horizon;
  // Of each kind: the sum of exp(-fading * age) over its events, and of age * exp(-fading * age).
  Eigen::VectorXd excited = Eigen::VectorXd::Zero(kinds), aged = excited;
  const Eigen::VectorXd answers = at.reaction.colwise().sum();
  double before = 0;
  for (std::size_t i = 0; i < events.times.size(); ++i) {
    const double gap = events.times[i] - before;
    before = events.times[i];
    const double left = std::exp(-fading * gap);
    aged = left * (aged + gap * excited);
    excited *= left;
    const auto kind = static_cast<Eigen::Index>(events.kinds[i]);
    const double answered = at.reaction.row(kind).dot(excited);
    const double rate = at.base(kind) + fading * answered;
    if (!(rate > 0)) {
      out.value = -std::numeric_limits<double>::infinity();
      return out;
    }
    out.value += std::log(rate);
    out.by_base(kind) += 1 / rate;
    out.by_reaction.row(kind) += fading / rate * excited;
    out.by_fading += (answered - fading * at.reaction.row(kind).dot(aged)) / rate;
    // What this event brings about until the horizon, in all kinds.
    const double rest = events.horizon - before, still = std::exp(-fading * rest);
    out.value -= answers(kind) * (1 - still);
    out.by_reaction.col(kind).array() -= 1 - still;
    out.by_fading -= answers(kind) * rest * still;
    excited(kind) += 1;
  }
  return out;
}

}  // namespace detente
