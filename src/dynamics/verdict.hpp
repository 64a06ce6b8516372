// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dynamics/refits.hpp"
#include "dynamics/sensitivity.hpp"

namespace detente {

enum class SelfSustaining { no, yes, cannot_tell };
enum class Reciprocity { mutual, one_way, none, cannot_tell };

std::string_view to_string(SelfSustaining answer);  ///< "no", "yes", "cannot tell"
std::string_view to_string(Reciprocity answer);     ///< "mutual", "one-way", "none", "cannot tell"

/// An effect whose whole interval is nearer to 0 than this is none.
inline constexpr double negligible = 0.1;
/// The two directions' counts by day correlate so highly only where one story is coded both ways.
inline constexpr double mirror_images = 0.9;
/// From this correlation on copies of the same day may be what looks like an answer.
inline constexpr double copied_days = 0.3;

struct Verdict {
  SelfSustaining self_sustaining = SelfSustaining::cannot_tell;
  std::vector<std::string> why_self{};   ///< clauses: why it cannot be told; empty where it can
  std::optional<double> periods_self{};  ///< that it would take, where more would help
  Reciprocity reciprocity = Reciprocity::cannot_tell;
  int answering = -1;                          ///< of one-way: 0 or 1, the state that answers
  std::vector<std::string> why_reciprocity{};  ///< of both directions together
  std::array<std::vector<std::string>, 2> why_answers{};  ///< of each state's answers
  std::optional<double> periods_reciprocity{};
};

/// Pearson's correlation of the two directions' events by period; nothing where one does not vary.
std::optional<double> mirror_of(const DyadCounts& dyad);

/// Self-sustaining: yes where the radius's interval lies above 1, no where it lies below, and
/// cannot tell where
/// - it holds 1, or the fit has not settled;
/// - it does not lie on the same side of 1 in every refit;
/// - nor with a baseline that drifts or switches, or with a next-day echo;
/// - for no: half of the events being unreported would bring its upper end to 1;
/// - `chance`, under which the radius of such counts stays in 95 of 100 worlds without reaction,
///   reaches 1, or for yes the interval: so few days bear no interval either.
///
/// A side answers the other where the effect's interval lies above or below 0, has the same side in
/// the filtered refits, is seen in a single quad class and denied by none, and stands where the
/// side's own events are moved a day later. Where the two directions' days correlate at
/// `copied_days` or more it must then not grow by more than its standard error either, as copies of
/// the same day make it. It does not where the interval lies within `negligible` of 0.
/// Nothing can be told where the two directions are mirror images, or cannot be told apart.
Verdict verdict_of(const DyadInput& input, const DyadFit& fit, const std::vector<Refit>& refits,
                   const Sensitivity& sensitivity, double chance);

}  // namespace detente
