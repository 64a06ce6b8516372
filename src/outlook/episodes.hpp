// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "base/date.hpp"
#include "outlook/regular_series.hpp"
#include "outlook/survival.hpp"

/// Base rates: how often and how soon relations recovered that had come to their own worst.
namespace detente {

/// Events of two states, both directions, in one period.
struct PairCounts {
  double cooperation = 0, conflict = 0;
  std::array<double, 21> roots{};  ///< by CAMEO root; all 0 where they are not known
};

/// Consecutive months or years of one dyad; `first` as in RegularSeries.
struct PairHistory {
  int first = 0;
  std::vector<PairCounts> periods{};
};

/// (C - F) / (C + F) of each period and, by months, the two before it together; nothing where these
/// have fewer than `fewest_events` events.
RegularSeries trailing_balance(const PairHistory& history, int per_year);
inline constexpr double fewest_events = 10;

/// From the first period at which the balance lies in its own lowest tenth. It ends with the first
/// one at which it is
///   1 recovered: at its own median or above;
///   2 worse: below the lowest of its first three months (its first year) by half of what lies
///     between that tenth's bound and the median.
/// 0: neither yet, or without a balance for a year (two, by years): then it counts up to the last
/// one known. The next begins after a recovery only. The bounds are of the whole history, which
/// nobody knew at the time: this describes, it forecasts nothing.
struct Episode {
  int start = 0, end = 0;  ///< periods
  int cause = 0;
};

struct Episodes {
  double bound = 0, median = 0;
  std::vector<Episode> all{};
};

/// None where the balance is known in fewer than three years of months or ten years, or where the
/// tenth's bound is the median.
Episodes episodes_of(const RegularSeries& balance, int per_year);

/// Their lengths in months. By years an end lies somewhere within its year, as does the start: with
/// `late` each lasts as long as it can have, else as short.
std::vector<Spell> spells_of(const std::vector<Episode>& episodes, int per_year, bool late);

/// Whether events of these roots were more frequent a month in the half year before the recovery
/// than in the rest of the episode; nothing where the episode has no month before that half year.
std::optional<bool> rose_before_recovery(const PairHistory& history, const Episode& episode,
                                         std::span<const int> roots);

/// Other populations, counted elsewhere; docs/leads.md says from what.
struct Population {
  std::string_view key, title;
  int until = 0;                ///< the last year that is counted
  std::vector<Spell> spells{};  ///< in months; cause 1: it ended
};
/// Those whose last year was over on this day: no list can have been there before.
std::vector<Population> other_populations(Day as_of);

/// A spell of the United States and China in one of them.
struct OwnSpell {
  std::string_view population;
  int year = 0;  ///< in which it began
  int months = 0;
  bool ended = true;
};
std::span<const OwnSpell> own_spells();

}  // namespace detente
