// SPDX-License-Identifier: Apache-2.0
#include "outlook/fatalism.hpp"

#include <algorithm>
#include <cmath>

#include "measure/balance.hpp"

namespace detente {

namespace {

constexpr double half = 0.5;

struct Tally {
  std::ptrdiff_t worse = 0, not_worse = 0, all = 0;
};

Tally tally_of(std::span<const Bearing> pieces) {
  return {std::ranges::count(pieces, Bearing::worse),
          std::ranges::count(pieces, Bearing::not_worse), std::ssize(pieces)};
}

/// Jeffreys' interval of a share.
Interval share_interval(std::uint64_t hits, std::uint64_t misses) {
  const auto balance = balance_of(hits, misses);
  if (!balance) return {0, 1};
  return {(balance->interval.low + 1) / 2, (balance->interval.high + 1) / 2};
}

}  // namespace

std::string_view to_string(Bearing bearing) {
  if (bearing == Bearing::worse) return "worse";
  return bearing == Bearing::not_worse ? "not worse" : "cannot tell";
}

std::string_view to_string(ClaimVerdict verdict) {
  if (verdict == ClaimVerdict::doomed) return "doomed";
  return verdict == ClaimVerdict::not_doomed ? "not doomed" : "cannot tell";
}

ClaimVerdict claim_verdict(std::span<const Bearing> lines) {
  const Tally tally = tally_of(lines);
  if (tally.worse >= 2 && tally.not_worse == 0) return ClaimVerdict::doomed;
  if (tally.not_worse >= 2 && tally.worse == 0) return ClaimVerdict::not_doomed;
  return ClaimVerdict::cannot_tell;
}

Bearing agreed(std::span<const Bearing> pieces) {
  const Tally tally = tally_of(pieces);
  if (tally.worse > 0 && tally.not_worse == 0) return Bearing::worse;
  if (tally.not_worse > 0 && tally.worse == 0) return Bearing::not_worse;
  return Bearing::cannot_tell;
}

Bearing most(std::span<const Bearing> pieces) {
  const Tally tally = tally_of(pieces);
  if (2 * tally.worse > tally.all && tally.not_worse == 0) return Bearing::worse;
  if (2 * tally.not_worse > tally.all && tally.worse == 0) return Bearing::not_worse;
  return Bearing::cannot_tell;
}

Ruling judge_spiral(const SpiralEvidence& evidence) {
  Ruling out;
  const bool above = evidence.radius.low > 1;
  const bool below = evidence.radius.high < 1;
  if (!above && !below) {
    out.why.emplace_back("the radius's interval holds 1");
  } else if (evidence.self_sustaining != (above ? SelfSustaining::yes : SelfSustaining::no)) {
    out.why = evidence.why;
    if (out.why.empty()) out.why.emplace_back("the model's own verdict does not bear it out");
  }
  if (above && evidence.radius.low <= evidence.floor_high)
    out.why.emplace_back("chance alone may give as large a radius");
  if (above && !evidence.tells_conflict)
    out.why.emplace_back(
        "conflict is not told apart from cooperation, and what grows may be "
        "either");
  if (evidence.months_old > longest_silence)
    out.why.push_back("the counts end " + std::to_string(evidence.months_old) +
                      " months before this day");
  if (out.why.empty()) out.bearing = above ? Bearing::worse : Bearing::not_worse;
  return out;
}

std::vector<Spell> after_lasting(std::span<const Spell> spells, double months) {
  std::vector<Spell> out;
  for (const Spell& spell : spells)
    if (spell.time >= months) out.push_back({spell.time - months, spell.cause});
  return out;
}

SurvivalPoint share_ended(std::span<const Spell> spells, double months) {
  if (spells.empty()) return {.time = months, .share = 0, .interval = {0, 1}};
  const auto curve = kaplan_meier(spells);
  const SurvivalPoint lasting = at_time(curve, spells, months);
  SurvivalPoint out{.time = months,
                    .at_risk = static_cast<int>(spells.size()),
                    .share = 1 - lasting.share,
                    .error = lasting.error,
                    .interval = {1 - lasting.interval.high, 1 - lasting.interval.low}};
  for (const Spell& spell : spells) out.ended += spell.cause != 0 && spell.time <= months ? 1 : 0;
  if (lasting.error > 0) return out;
  if (out.ended == 0)
    out.interval = share_interval(0, static_cast<std::uint64_t>(lasting.at_risk));
  else
    out.interval = share_interval(static_cast<std::uint64_t>(out.ended), 0);
  return out;
}

Ruling judge_base_rate(const SurvivalPoint& ended) {
  if (ended.at_risk == 0) return {.why = {"there is no spell to compare with"}};
  if (ended.interval.low > half) return {.bearing = Bearing::not_worse};
  if (ended.interval.high < half)
    return {.why = {"most lasted on, and that a spell lasts is not that it grows worse"}};
  return {.why = {"the share's interval holds one half"}};
}

std::optional<double> spells_needed(const SurvivalPoint& ended) {
  const Interval& interval = ended.interval;
  const bool holds = interval.low <= half && half <= interval.high;
  const double distance = std::abs(ended.share - half);
  constexpr double nothing = 0.02;
  if (!holds || ended.at_risk == 0 || distance < nothing) return std::nullopt;
  const double width =
      ended.share < half ? interval.high - ended.share : ended.share - interval.low;
  return std::ceil(ended.at_risk * std::pow(width / distance, 2));
}

bool is_too_narrow(const ForecastEvidence& evidence) {
  if (evidence.outcomes == 0) return true;
  return share_interval(evidence.covered, evidence.outcomes - evidence.covered).high <
         interval_level;
}

Ruling judge_forecast(const ForecastEvidence& evidence) {
  if (evidence.as_today)
    return {.why = {"the forecast is not shown to be better than repeating the latest figure"}};
  const bool above = evidence.low > evidence.today;
  const bool below = evidence.high < evidence.today;
  if (!above && !below) return {.why = {"its interval holds the latest figure"}};
  if (evidence.outcomes == 0) return {.why = {"no past forecast has an outcome yet"}};
  if (is_too_narrow(evidence))
    return {.why = {"its 90 % intervals held only " + std::to_string(evidence.covered) + " of " +
                    std::to_string(evidence.outcomes) + " past outcomes"}};
  const bool is_closer = above == (evidence.polarity > 0);
  return {.bearing = is_closer ? Bearing::not_worse : Bearing::worse};
}

std::optional<double> width_needed(const ForecastEvidence& evidence) {
  const bool holds = evidence.low <= evidence.today && evidence.today <= evidence.high;
  if (evidence.as_today || !holds) return std::nullopt;
  const double distance = std::abs(evidence.today - evidence.median);
  const double width = evidence.today < evidence.median ? evidence.median - evidence.low
                                                        : evidence.high - evidence.median;
  if (distance <= (evidence.high - evidence.low) / 1000) return std::nullopt;
  return std::min(distance / width, 1.0);
}

}  // namespace detente
