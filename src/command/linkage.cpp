// SPDX-License-Identifier: Apache-2.0
#include "command/linkage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "command/lead_series.hpp"
#include "command/lookup.hpp"
#include "command/spiral_tables.hpp"
#include "outlook/survival.hpp"
#include "record/actors.hpp"
#include "record/channel_history.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

constexpr int permutations = 999;
constexpr std::array reopening_months{6, 12, 24, 60};

/// A channel that both sides wound up was not taken off by one of them.
bool takes_off(const Case& record, const Act& act) {
  const bool has_side =
      std::ranges::find(record.sides, side_of(record, act.by)) != record.sides.end();
  return act.kind == ActKind::suspend || act.kind == ActKind::cancel ||
         act.kind == ActKind::close || (act.kind == ActKind::end && has_side);
}

double months_between(Day from, Day to) {
  constexpr double days_a_month = 365.25 / 12;
  return static_cast<double>((to - from).count()) / days_a_month;
}

void add_spells(const Case& record, const Channel& channel, const std::vector<ChannelAct>& acts,
                Day until, std::vector<Suspension>& out) {
  const ChannelAct* off = nullptr;
  for (const ChannelAct& one : acts) {
    const ActKind kind = one.act->kind;
    if (off == nullptr && takes_off(record, *one.act)) {
      off = &one;
    } else if (off != nullptr && (is_session(kind) || kind == ActKind::end)) {
      out.push_back({&channel, off->event, off->act, one.event, kind == ActKind::end,
                     months_between(off->day(), one.day())});
      off = nullptr;
    }
  }
  if (off != nullptr)
    out.push_back(
        {&channel, off->event, off->act, nullptr, false, months_between(off->day(), until)});
}

/// Reopened is an end; all else is not, or not yet.
Spell spell_of(const Suspension& one) {
  return {std::max(one.months, 0.0), one.ended != nullptr && !one.for_good ? 1 : 0};
}

struct Sides {
  std::vector<ClusteredSpell> all;
  std::array<std::vector<Spell>, 2> by_side;
  std::array<int, 2> events{};
};

/// Those of which the record says that one of the two sides, or an office of one, did it.
Sides sides_of(const Case& record, const std::vector<Suspension>& spells) {
  Sides out;
  std::map<std::pair<const Event*, int>, int> clusters;
  for (const Suspension& one : spells) {
    const auto side = std::ranges::find(record.sides, side_of(record, one.act->by));
    if (side == record.sides.end()) continue;
    const auto number = static_cast<int>(side - record.sides.begin());
    const auto [cluster, is_new] =
        clusters.try_emplace({one.began, number}, static_cast<int>(clusters.size()));
    out.events.at(static_cast<std::size_t>(number)) += is_new ? 1 : 0;
    out.all.push_back({spell_of(one), cluster->second, number == 0});
    out.by_side.at(static_cast<std::size_t>(number)).push_back(spell_of(one));
  }
  return out;
}

/// "取消 (cancel)"
std::string word_of(const Act& act) {
  return act.word_en.empty() ? act.word : fmt::format("{} ({})", act.word, act.word_en);
}

Json row_of(const Case& record, const Suspension& one) {
  const Event* trigger = find(record.events, one.began->after);
  std::vector<std::string> sources = one.began->sources;
  if (one.ended != nullptr) sources = merged_ids(std::move(sources), one.ended->sources);
  const std::string own = side_of(record, one.act->by);
  const std::string& side = own.empty() ? one.act->by : own;
  const auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
  return {{"channel", one.channel->id},
          {"channel_name", one.channel->name},
          {"side", text(side)},
          {"side_name", side.empty() ? Json() : Json(name_of(record, side))},
          {"act", to_string(one.act->kind)},
          {"word", text(word_of(*one.act))},
          {"since", to_string(one.began->date)},
          {"event", one.began->id},
          {"after", trigger == nullptr ? Json() : Json(trigger->id)},
          {"after_title", trigger == nullptr ? Json() : Json(trigger->title)},
          {"stated_reason", text(one.act->reason)},
          {"until", one.ended == nullptr ? Json() : Json(to_string(one.ended->date))},
          {"outcome", one.ended == nullptr ? "off still"
                      : one.for_good       ? "ended"
                                           : "reopened"},
          {"reopened_by", one.ended == nullptr ? Json() : Json(one.ended->id)},
          {"reopened_title", one.ended == nullptr ? Json() : Json(one.ended->title)},
          {"reopened_kind", one.ended == nullptr ? Json() : Json(one.ended->kind)},
          {"months", four_digits(std::round(10 * one.months) / 10)},
          {"sources", std::move(sources)}};
}

Table spells_table(const Case& record, const std::vector<Suspension>& spells) {
  using enum Field::Show;
  Table table{.key = "linkage",
              .title = "Channels suspended, cancelled, closed or ended, and what opened them again",
              .fields = {{"channel", "Channel", data},
                         {"channel_name", "Channel", column},
                         {"side", "By", data},
                         {"side_name", "By", column},
                         {"act", "Act", column},
                         {"word", "Its word", column},
                         {"since", "Since", column},
                         {"event", "Event", data},
                         {"after", "After", data},
                         {"after_title", "After", column},
                         {"stated_reason", "Reason given", column},
                         {"until", "Until", column},
                         {"outcome", "Outcome", column},
                         {"reopened_by", "Opened by", data},
                         {"reopened_title", "Opened by", column},
                         {"reopened_kind", "Kind", data},
                         {"months", "Months", column},
                         {"sources", "Sources", data}},
              .empty = "The record has no channel that was suspended, cancelled, closed or ended.",
              .note =
                  "After: the event that the record names as what came before. A reason is what "
                  "the side gave; no motive is asserted. An end counts where one side made it. "
                  "A meeting or call that was declined or put off, and tariffs, sanctions, lists "
                  "and limits on a part of a channel, are not counted, whichever side's they are. "
                  "Months of what is off still run to the day up to "
                  "which events were looked for."};
  for (const Suspension& one : spells) table.rows.push_back(row_of(record, one));
  return table;
}

Json interval_of(const SurvivalPoint& point) {
  return {{"share", four_digits(point.share)},
          {"low", four_digits(point.interval.low)},
          {"high", four_digits(point.interval.high)},
          {"at_risk", point.at_risk}};
}

Json optional_number(double number) {
  return std::isfinite(number) ? Json(four_digits(number)) : Json();
}

Table survival_table(const Case& record, const Sides& sides) {
  using enum Field::Show;
  Table table{.key = "linkage_survival",
              .title = "How long they stay off, by the side that took them off",
              .fields = {{"side", "Side", data},
                         {"side_name", "Side", column},
                         {"channels", "Channels", column},
                         {"events", "Events", column},
                         {"reopened", "Reopened", column},
                         {"median_months", "Median months (estimate)", column}},
              .note =
                  "Share still off by Kaplan and Meier with Greenwood's 90 % interval; an event "
                  "that took several channels off counts each. A median of so few says little: "
                  "the test above says whether the sides differ."};
  for (const int months : reopening_months)
    table.fields.push_back({fmt::format("off_{}", months),
                            fmt::format("Off after {} months", months),
                            data,
                            {"share", "low", "high", "at_risk"}});
  for (std::size_t side = 0; side < 2; ++side) {
    const auto& spells = sides.by_side.at(side);
    const auto curve = kaplan_meier(spells);
    const auto ended = std::ranges::count(spells, 1, &Spell::cause);
    Json row{{"side", record.sides.at(side)},
             {"side_name", name_of(record, record.sides.at(side))},
             {"channels", spells.size()},
             {"events", sides.events.at(side)},
             {"reopened", ended},
             {"median_months", optional_number(median_time(curve))}};
    for (const int months : reopening_months)
      row[fmt::format("off_{}", months)] = interval_of(at_time(curve, spells, months));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table test_table(const LogRank& test, double by_event) {
  using enum Field::Show;
  Table table{.key = "linkage_test",
              .title = {},
              .fields = {{"chi_square", "Log-rank chi-square", data},
                         {"p", "p", data},
                         {"p_by_event", "p by event", data}},
              .single = true};
  table.rows.push_back({{"chi_square", four_digits(test.chi_square)},
                        {"p", four_digits(test.p)},
                        {"p_by_event", four_digits(by_event)}});
  return table;
}

std::string side_clause(const Case& record, const Sides& sides, std::size_t side) {
  const auto& spells = sides.by_side.at(side);
  const auto ended = std::ranges::count(spells, 1, &Spell::cause);
  return fmt::format("{} took {} channel{} off in {} event{}, of which {} opened again",
                     name_of(record, record.sides.at(side)), spells.size(),
                     spells.size() == 1 ? "" : "s", sides.events.at(side),
                     sides.events.at(side) == 1 ? "" : "s", ended);
}

}  // namespace

std::vector<Suspension> suspensions(const Case& record, Day as_of) {
  const Day until = last_covered(record, as_of);
  const auto acts = acts_by_channel(record, until);
  std::vector<Suspension> out;
  for (const Channel& channel : record.channels)
    if (const auto own = acts.find(channel.id); own != acts.end())
      add_spells(record, channel, own->second, until, out);
  std::ranges::stable_sort(out, {}, [](const Suspension& one) { return one.began->date; });
  return out;
}

std::vector<Table> linkage_tables(const Case& record, Day as_of, std::uint64_t seed) {
  const auto spells = suspensions(record, as_of);
  const Sides sides = sides_of(record, spells);
  std::vector<Table> out{spells_table(record, spells), survival_table(record, sides),
                         test_table(log_rank(sides.by_side[0], sides.by_side[1]),
                                    log_rank_by_cluster(sides.all, permutations, seed))};
  return out;
}

std::vector<Sentence> linkage_sentences(const Case& record, Day as_of, std::uint64_t seed) {
  const auto spells = suspensions(record, as_of);
  const Sides sides = sides_of(record, spells);
  if (sides.all.empty())
    return {{"Suspensions and resumptions: the record has none that a side is named for.", {}}};
  const auto named =
      std::ranges::count_if(spells, [](const Suspension& one) { return !one.act->reason.empty(); });
  const auto after = std::ranges::count_if(spells, [&](const Suspension& one) {
    return find(record.events, one.began->after) != nullptr;
  });
  std::vector<Sentence> out{
      {fmt::format("Suspensions and resumptions: {}; {}.", side_clause(record, sides, 0),
                   side_clause(record, sides, 1))},
      {fmt::format(
          "Of all {} the record gives a stated reason for {} and an event that came before "
          "for {}; no motive is asserted.",
          spells.size(), named, after)}};
  const double p = log_rank_by_cluster(sides.all, permutations, seed);
  if (sides.by_side[0].empty() || sides.by_side[1].empty())
    out.push_back(
        {"Whether the sides differ in how long they keep channels off: cannot tell, since "
         "one side took none off."});
  else if (p <= 0.05)
    out.push_back(
        {fmt::format("The sides differ in how long they keep channels off (log-rank, by "
                     "event: p = {:.3f}).",
                     p)});
  else
    out.push_back(
        {fmt::format("Whether the sides differ in how long they keep channels off cannot "
                     "be told (log-rank p = {:.2f}; {:.2f} with whole events, since "
                     "channels taken off at once are not independent).",
                     log_rank(sides.by_side[0], sides.by_side[1]).p, p)});
  return out;
}

}  // namespace detente
