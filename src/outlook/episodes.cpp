// SPDX-License-Identifier: Apache-2.0
#include "outlook/episodes.hpp"

#include <algorithm>

#include "dynamics/radius.hpp"

namespace detente {

namespace {

/// So many spells of so many months.
struct CountedSpells {
  int months, ended, open;
};

#include "outlook/populations_table.inc"

Population population_of(std::string_view key, std::string_view title, int until,
                         std::span<const CountedSpells> counted) {
  Population out{.key = key, .title = title, .until = until};
  for (const CountedSpells& one : counted) {
    const auto months = static_cast<double>(one.months);
    out.spells.insert(out.spells.end(), static_cast<std::size_t>(one.ended), {months, 1});
    out.spells.insert(out.spells.end(), static_cast<std::size_t>(one.open), {months, 0});
  }
  return out;
}

}  // namespace

RegularSeries trailing_balance(const PairHistory& history, int per_year) {
  const std::size_t before = per_year == 12 ? 2 : 0;
  RegularSeries out{history.first, std::vector<std::optional<double>>(history.periods.size())};
  for (std::size_t i = before; i < history.periods.size(); ++i) {
    double cooperation = 0;
    double conflict = 0;
    for (std::size_t k = i - before; k <= i; ++k) {
      cooperation += history.periods[k].cooperation;
      conflict += history.periods[k].conflict;
    }
    const double all = cooperation + conflict;
    if (all >= fewest_events) out.values[i] = (cooperation - conflict) / all;
  }
  return out;
}

Episodes episodes_of(const RegularSeries& balance, int per_year) {
  const std::size_t fewest = per_year == 12 ? 36 : 10;
  const int silence = per_year == 12 ? 12 : 2;
  std::vector<double> known;
  for (const auto& value : balance.values)
    if (value) known.push_back(*value);
  Episodes out;
  if (known.size() < fewest) return out;
  out.bound = quantile(known, 0.1);
  out.median = quantile(known, 0.5);
  if (out.bound >= out.median) return out;
  const double half_gap = (out.median - out.bound) / 2;
  const int entry = per_year == 12 ? 3 : 1;
  double floor = out.bound;  // the lowest of the open episode's first periods
  bool may_begin = true;     // not while it has not recovered since the last one
  bool is_open = false;
  int last_known = balance.first;
  for (int period = balance.first; period <= balance.last(); ++period) {
    const auto value = balance.at(period);
    if (is_open && !value && period - last_known >= silence) is_open = false;
    if (!value) continue;
    last_known = period;
    if (*value >= out.median) may_begin = true;
    if (is_open) {
      Episode& now = out.all.back();
      now.end = period;
      if (*value >= out.median) now.cause = 1;
      if (period < now.start + entry)
        floor = std::min(floor, *value);
      else if (*value < floor - half_gap)
        now.cause = 2;
      is_open = now.cause == 0;
    } else if (may_begin && *value <= out.bound) {
      out.all.push_back({period, period, 0});
      floor = *value;
      is_open = true;
      may_begin = false;
    }
  }
  return out;
}

std::vector<Spell> spells_of(const std::vector<Episode>& episodes, int per_year, bool late) {
  std::vector<Spell> out;
  for (const Episode& one : episodes) {
    double months = 12.0 / per_year * (one.end - one.start);
    if (per_year == 1 && one.cause != 0) months = std::max(months + (late ? 12 : -12), 0.0);
    out.push_back({months, one.cause});
  }
  return out;
}

std::optional<bool> rose_before_recovery(const PairHistory& history, const Episode& episode,
                                         std::span<const int> roots) {
  constexpr int half_year = 6;
  const int turn = episode.end - half_year;
  if (turn <= episode.start) return {};
  double early = 0;
  double late = 0;
  for (int period = episode.start; period < episode.end; ++period) {
    const auto& counts = history.periods[static_cast<std::size_t>(period - history.first)];
    for (const int root : roots)
      (period < turn ? early : late) += counts.roots.at(static_cast<std::size_t>(root));
  }
  return late / half_year > early / (turn - episode.start);
}

std::vector<Population> other_populations(Day as_of) {
  std::vector<Population> all{
      population_of("rivalries", "Strategic rivalries begun since 1816, all states", 2020,
                    rivalries),
      population_of("crises", "International crises 1918-2017", 2017, crises),
      population_of("disputes", "Militarised disputes 1816-2010", 2010, disputes)};
  std::erase_if(all, [&](const Population& one) {
    return Day(std::chrono::year(one.until) / std::chrono::December / 31) > as_of;
  });
  return all;
}

std::span<const OwnSpell> own_spells() { return own_spell_list; }

}  // namespace detente
