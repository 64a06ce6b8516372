// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dynamics/baseline.hpp"
#include "dynamics/fit_counts.hpp"
#include "dynamics/radius.hpp"
#include "dynamics/streams.hpp"

namespace detente {

/// What one source has of one dyad.
struct DyadInput {
  DyadCounts dyad{};
  Day first{};  ///< of the first row of the counts
  CountPeriod step = CountPeriod::day;
  /// T: the source's events of the period without the dyad's; empty where they are not known or too
  /// few to say anything.
  Eigen::VectorXd volume{};
  std::vector<Covariate> covariates{};
};

struct FitOptions {
  /// Of the memories, in days. Empty: 1 and 7. Counts by month or year remember the period before
  /// alone, whatever stands here.
  std::vector<double> half_lives{};
  bool search = false;           ///< the two likeliest of half_lives, or of half_life_dictionary
  Detail finest = Detail::quad;  ///< events are told apart no more finely than this
  double least = 30;             ///< events of a stream
  int knots = 0;                 ///< of a baseline that may drift; 0: it does not
  double level = 0.9;            ///< of the intervals
  int draws = 1000;
  std::uint64_t seed = 1;
};

inline constexpr double half_life_dictionary[] = {0.5, 1, 2, 4, 7, 14, 30};

/// A model of one dyad.
struct DyadFit {
  Detail detail = Detail::quad;
  DyadStreams streams{};
  Baseline baseline{};
  CountSeries series{};
  CountFit fit{};
  std::vector<Eigen::MatrixXd> draws{};  ///< of B
  Eigen::MatrixXd bias{};                ///< of B, from reaction_bias()
  double level = 0;
  Estimate radius{};
  std::vector<std::string> notes{};  ///< sentences on what was pooled or left out
};

/// Events are told apart as finely as the data bear: a stream has at most one parameter for every
/// 20 periods. Fails with Kind::domain where even the coarsest model has too many, or no stream has
/// enough events, and says how many periods it would take.
Result<DyadFit> fit_dyad(const DyadInput& input, const FitOptions& options);

/// The same streams, series and baseline with another estimate of who answers whom; the draws and
/// the radius are made anew.
DyadFit with_fit(const DyadFit& dyad, CountFit fit, const FitOptions& options);

/// Numbers of the streams of a direction (0 or 1) and a sign (0: any).
std::vector<Eigen::Index> streams_by(const DyadFit& fit, int direction, int sign = 0);

/// How one group of streams moves another.
struct Effect {
  Estimate size{};  ///< events of the group `to` for one event of the group `from`, as these come
                    ///< on average
  /// The mean number of periods until then; nothing where effects of different signs or a size of
  /// about 0 make it meaningless.
  std::optional<double> delay{};
  double error = 0;  ///< standard error of the size
};

/// Neither group is empty.
Effect effect_of(const DyadFit& fit, const std::vector<Eigen::Index>& from,
                 const std::vector<Eigen::Index>& to);

/// How much more one side's conflict is answered by the other's than cooperation by cooperation, on
/// average over the two directions; nothing where one of the four has no stream of its own.
std::optional<Estimate> conflict_over_cooperation(const DyadFit& fit);

/// The effect of one direction's events on the other's; nothing where a direction has no stream, or
/// shares one with the other.
std::optional<Effect> answer_of(const DyadFit& fit, int answering, int sign = 0);

}  // namespace detente
