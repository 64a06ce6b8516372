// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dynamics/radius.hpp"
#include "dynamics/verdict.hpp"
#include "outlook/survival.hpp"

/// Claim C2, that a relationship is bound to get worse, held against three lines of evidence: the
/// spiral model, base rates and forecasts. Each has a rule of its own, and one rule joins them. All
/// intervals are of 90 %. An interval that holds the threshold tells nothing; none is ever made
/// narrower here.
namespace detente {

enum class Bearing { worse, not_worse, cannot_tell };
std::string_view to_string(Bearing bearing);  ///< "worse", "not worse", "cannot tell"

/// What one piece of evidence says, and why it cannot where it cannot.
struct Ruling {
  Bearing bearing = Bearing::cannot_tell;
  std::vector<std::string> why{};  ///< clauses; empty where it can tell
};

enum class ClaimVerdict { doomed, not_doomed, cannot_tell };
std::string_view to_string(ClaimVerdict verdict);  ///< "doomed", "not doomed", "cannot tell"

/// Doomed: two lines or more can tell, and all that can say worse. Not doomed: two or more say not
/// worse, and none says worse. Else cannot tell: a single line decides nothing, nor do lines that
/// disagree.
ClaimVerdict claim_verdict(std::span<const Bearing> lines);

/// Several pieces of evidence of one line, none of which may outvote another: what all say that can
/// tell; cannot tell where none can or two disagree.
Bearing agreed(std::span<const Bearing> pieces);

/// The same where each piece has its own chance to tell by accident: more than half of all pieces,
/// those that cannot tell included, say the one and none says the other.
Bearing most(std::span<const Bearing> pieces);

/// A figure that is older than this says what was, not what is.
inline constexpr int longest_silence = 24;  // months

/// The spiral model of one source.
struct SpiralEvidence {
  Estimate radius{};
  SelfSustaining self_sustaining = SelfSustaining::cannot_tell;
  std::vector<std::string> why{};  ///< why that cannot be told
  double floor_high = 0;           ///< of 100 worlds where nobody answers, 95 have a radius below
  bool tells_conflict = false;     ///< has conflict streams apart from those of cooperation?
  int months_old = 0;              ///< from the end of the counts to the day
};

/// Worse: the radius's interval lies above 1 and above what chance alone gives, the model's own
/// verdict is that the spiral sustains itself, and conflict is told apart, since what grows may
/// else be cooperation. Not worse: the interval lies below 1 and the verdict is no. Neither from
/// counts that ended more than `longest_silence` months before.
Ruling judge_spiral(const SpiralEvidence& evidence);

/// The spells that lasted `months` or more, counted from then on: the future of those that are
/// where a spell of this length is.
std::vector<Spell> after_lasting(std::span<const Spell> spells, double months);

/// The share that ended by `months`, as 1 - Kaplan and Meier's curve. Where none or all ended,
/// which leaves Greenwood's variance 0, the interval is Jeffreys' for as many as were seen to
/// last, or end. {0, [0, 1]} with `at_risk` 0 where there is no spell; `at_risk` is at the begin.
SurvivalPoint share_ended(std::span<const Spell> spells, double months);

/// Horizon of the base rates.
inline constexpr int base_rate_months = 60;

/// Not worse: the interval of the share that ended lies above one half. Never worse: these
/// populations count ends, and that a spell lasts is not that it grows worse.
Ruling judge_base_rate(const SurvivalPoint& ended);

/// As many spells as it would take for the interval to leave out one half, were the share as it is:
/// widths shrink with the root of the number. Nothing where it leaves it out already, or the share
/// lies within 0.02 of one half.
std::optional<double> spells_needed(const SurvivalPoint& ended);

/// The forecast of one measure at the end of its longest horizon.
struct ForecastEvidence {
  double today = 0;  ///< the latest figure that is known
  double median = 0, low = 0, high = 0;
  int polarity = 0;      ///< 1: higher is closer; -1: higher is tenser
  bool as_today = true;  ///< not shown to be better than persistence, which says "as today"
  std::uint64_t covered = 0, outcomes = 0;  ///< past outcomes, and those in their 90 % intervals
};

/// Are the past's 90 % intervals shown to have been too narrow: does the 90 % interval of the share
/// that they held (Jeffreys) lie below 0.9, or is there no outcome?
bool is_too_narrow(const ForecastEvidence& evidence);

/// Worse or not worse: the interval lies wholly on that side of the latest figure. Neither where
/// the forecast is not shown to be better than "as today", or where its intervals were too narrow.
Ruling judge_forecast(const ForecastEvidence& evidence);

/// Which part of its distance from the median the interval's near end would have to keep so as to
/// leave out the latest figure: 0 to 1. Nothing where it leaves it out already, where the median is
/// within a thousandth of the interval's width of it, or for "as today".
std::optional<double> width_needed(const ForecastEvidence& evidence);

}  // namespace detente
