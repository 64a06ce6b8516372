// SPDX-License-Identifier: Apache-2.0
#include "command/base_rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "command/event_inputs.hpp"
#include "command/lead_series.hpp"
#include "command/lookup.hpp"
#include "command/spiral_tables.hpp"
#include "events/printed_date.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

constexpr std::array recovery_months{12, 24, 36, 60, 120};

/// What is said of one end of one population's spells.
struct Rate {
  std::string population, title, end;
  std::size_t dyads = 0;
  std::vector<Spell> late{}, early{};  ///< `early` is empty where lengths are known to the month
  int cause = 1;
  bool competing = false;
};

std::string point_key(int months) { return fmt::format("after_{}", months); }

/// The share that came to the end; with one cause alone the complement of Kaplan and Meier's curve,
/// which is the same.
SurvivalPoint share_at(const Rate& rate, const std::vector<Spell>& spells, int months) {
  return cumulative_incidence(spells, rate.cause, months);
}

Json row_of(const Rate& rate) {
  const auto ended = std::ranges::count(rate.late, rate.cause, &Spell::cause);
  const auto open = std::ranges::count(rate.late, 0, &Spell::cause);
  const double median = median_time(kaplan_meier(rate.late));
  Json row{{"population", rate.population},
           {"title", rate.title},
           {"end", rate.end},
           {"dyads", rate.dyads == 0 ? Json() : Json(rate.dyads)},
           {"spells", rate.late.size()},
           {"ended", ended},
           {"open", open},
           {"median_months", std::isfinite(median) && !rate.late.empty() && !rate.competing
                                 ? Json(four_digits(median))
                                 : Json()}};
  for (const int months : recovery_months) {
    const SurvivalPoint late = share_at(rate, rate.late, months);
    Json cell{{"share", four_digits(late.share)},
              {"low", four_digits(late.interval.low)},
              {"high", four_digits(late.interval.high)},
              {"at_risk", late.at_risk}};
    cell["share_if_early"] =
        rate.early.empty() ? Json() : Json(four_digits(share_at(rate, rate.early, months).share));
    row[point_key(months)] = std::move(cell);
  }
  return row;
}

std::vector<Rate> rates_of(const std::vector<FeedHistories>& feeds, Day as_of) {
  std::vector<Rate> out;
  for (Population& one : other_populations(as_of))
    out.push_back({.population = std::string(one.key),
                   .title = std::string(one.title),
                   .end = "ended",
                   .late = std::move(one.spells)});
  for (const FeedHistories& feed : feeds) {
    Rate recovered{.population = "events:" + feed.feed,
                   .title = "Balance at its own lowest tenth, " + feed.feed +
                            (feed.per_year == 12 ? ", by month" : ", by year"),
                   .end = "recovered",
                   .competing = true};
    for (const auto& [states, history] : feed.dyads) {
      const Episodes episodes =
          episodes_of(trailing_balance(history, feed.per_year), feed.per_year);
      if (!episodes.all.empty()) ++recovered.dyads;
      const auto late = spells_of(episodes.all, feed.per_year, true);
      recovered.late.insert(recovered.late.end(), late.begin(), late.end());
      if (feed.per_year == 12) continue;
      const auto early = spells_of(episodes.all, feed.per_year, false);
      recovered.early.insert(recovered.early.end(), early.begin(), early.end());
    }
    if (recovered.late.empty()) continue;
    Rate worse = recovered;
    worse.end = "worse first";
    worse.cause = 2;
    out.push_back(std::move(recovered));
    out.push_back(std::move(worse));
  }
  return out;
}

Table rates_table(const std::vector<Rate>& rates) {
  using enum Field::Show;
  Table table{
      .key = "base_rates",
      .title = "How soon the like of it ended, or recovered, elsewhere",
      .fields = {{"population", "Population", data},
                 {"title", "Population", column},
                 {"end", "End", column},
                 {"dyads", "Dyads", data},
                 {"spells", "Spells", column},
                 {"ended", "Came to it", column},
                 {"open", "Open", column},
                 {"median_months", "Median months", data}},
      .note =
          "Shares after so many months by Kaplan and Meier, with competing ends by Aalen and "
          "Johansen; 90 % intervals by Greenwood's variance. Spells of one dyad, and rivals of "
          "one war, are not independent, so the intervals are too narrow. Who was a rival, and "
          "when it "
          "ended, is the judgement of each list's authors, which neither side need share; a state "
          "is what the list counts under its code, earlier governments with it. Rivalries and "
          "annual "
          "counts are dated by year: an end lies somewhere in its year, and share_if_early is "
          "the share if every end came as early as it can have."};
  for (const int months : recovery_months)
    table.fields.push_back({point_key(months),
                            fmt::format("After {} months", months),
                            data,
                            {"share", "low", "high", "at_risk", "share_if_early"}});
  table.fields.push_back({"shares", "After 12, 24, 36, 60, 120 months", people});
  for (const Rate& rate : rates) {
    Json row = row_of(rate);
    std::string shares;
    for (const int months : recovery_months) {
      const Json& cell = row[point_key(months)];
      shares += fmt::format("{}{:.0f} % ({:.0f} to {:.0f})", shares.empty() ? "" : ", ",
                            100 * cell["share"].get<double>(), 100 * cell["low"].get<double>(),
                            100 * cell["high"].get<double>());
    }
    row["shares"] = std::move(shares);
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::string_view outcome_of(int cause) {
  if (cause == 0) return "open";
  return cause == 1 ? "recovered" : "worse first";
}

const PairHistory* own_history(const Case& record, const FeedHistories& feed) {
  const auto [low, high] = std::minmax(record.sides[0], record.sides[1]);
  const auto found = feed.dyads.find({low, high});
  return found == feed.dyads.end() ? nullptr : &found->second;
}

Table own_table(const Case& record, const std::vector<FeedHistories>& feeds, Day as_of) {
  using enum Field::Show;
  Table table{.key = "own_spells",
              .title = "The two sides' own",
              .fields = {{"population", "Population", column},
                         {"since", "Since", column},
                         {"months", "Months", column},
                         {"outcome", "Outcome", column}},
              .empty = "None of the populations has a spell of the two sides."};
  const std::vector<Population> populations = other_populations(as_of);
  for (const OwnSpell& one : own_spells_of(record)) {
    if (std::ranges::find(populations, one.population, &Population::key) == populations.end())
      continue;
    table.rows.push_back({{"population", one.population},
                          {"since", std::to_string(one.year)},
                          {"months", one.months},
                          {"outcome", one.ended ? "ended" : "open"}});
  }
  for (const FeedHistories& feed : feeds) {
    const PairHistory* history = own_history(record, feed);
    if (history == nullptr) continue;
    const Episodes episodes = episodes_of(trailing_balance(*history, feed.per_year), feed.per_year);
    for (const Episode& one : episodes.all) {
      const bool by_month = feed.per_year == 12;
      const Date since(first_of_month(by_month ? one.start : 12 * one.start),
                       by_month ? Date::Precision::month : Date::Precision::year);
      table.rows.push_back({{"population", "events:" + feed.feed},
                            {"since", to_string(since)},
                            {"months", 12 / feed.per_year * (one.end - one.start)},
                            {"outcome", outcome_of(one.cause)}});
    }
  }
  return table;
}

struct Precursor {
  const char* name;
  std::vector<int> roots;
};

const std::vector<Precursor>& precursors() {
  static const std::vector<Precursor> all{{"consultations, meetings and visits", {4}},
                                          {"diplomatic cooperation and agreements", {5}},
                                          {"material cooperation and aid", {6, 7}},
                                          {"concessions", {8}}};
  return all;
}

Table precursors_table(const std::vector<FeedHistories>& feeds) {
  using enum Field::Show;
  Table table{.key = "before_recovery",
              .title = "What grew in the half year before a recovery",
              .fields = {{"population", "Population", column},
                         {"events", "Events", column},
                         {"recoveries", "Recoveries", column},
                         {"share", "Share in which they grew", column},
                         {"low", "Low", column},
                         {"high", "High", column}},
              .empty = "No monthly counts by CAMEO root to tell it from; annual counts cannot.",
              .note =
                  "Against the months of the episode before that half year. A recovery is a "
                  "rise of the share of cooperation, of which these are part: some growth is "
                  "by definition. Third parties' mediation has no root of its own and cannot "
                  "be told from such counts."};
  for (const FeedHistories& feed : feeds) {
    if (feed.per_year != 12) continue;
    for (const Precursor& precursor : precursors()) {
      std::uint64_t grew = 0;
      std::uint64_t did_not = 0;
      for (const auto& [states, history] : feed.dyads) {
        const auto knows = [](const PairCounts& counts) {
          return std::ranges::any_of(counts.roots, [](double events) { return events > 0; });
        };
        if (std::ranges::none_of(history.periods, knows)) continue;
        for (const Episode& one : episodes_of(trailing_balance(history, 12), 12).all) {
          if (one.cause != 1) continue;
          if (const auto rose = rose_before_recovery(history, one, precursor.roots))
            ++(*rose ? grew : did_not);
        }
      }
      const auto balance = balance_of(grew, did_not);
      if (!balance) continue;
      table.rows.push_back({{"population", "events:" + feed.feed},
                            {"events", precursor.name},
                            {"recoveries", grew + did_not},
                            {"share", four_digits((balance->value + 1) / 2)},
                            {"low", four_digits((balance->interval.low + 1) / 2)},
                            {"high", four_digits((balance->interval.high + 1) / 2)}});
    }
  }
  return table;
}

Sentence rate_sentence(const Rate& rate) {
  const SurvivalPoint one = share_at(rate, rate.late, 12);
  const SurvivalPoint five = share_at(rate, rate.late, 60);
  return {fmt::format(
      "{}: of {} spells {:.0f} % ({:.0f} to {:.0f}) {} within a year and {:.0f} % "
      "({:.0f} to {:.0f}) within five.",
      rate.title, rate.late.size(), 100 * one.share, 100 * one.interval.low,
      100 * one.interval.high, rate.end == "worse first" ? "grew worse first" : "had " + rate.end,
      100 * five.share, 100 * five.interval.low, 100 * five.interval.high)};
}

void add_row(PairHistory& history, const CountRow& row, int period) {
  if (history.periods.empty()) history.first = period;
  if (period < history.first) {
    history.periods.insert(history.periods.begin(),
                           static_cast<std::size_t>(history.first - period), {});
    history.first = period;
  }
  const auto at = static_cast<std::size_t>(period - history.first);
  if (at >= history.periods.size()) history.periods.resize(at + 1);
  PairCounts& counts = history.periods[at];
  const auto events = static_cast<double>(row.counts.events);
  if (row.key.quad == 1 || row.key.quad == 2) counts.cooperation += events;
  if (row.key.quad == 3 || row.key.quad == 4) counts.conflict += events;
  if (row.key.root > 0 && row.key.root < counts.roots.size())
    counts.roots.at(row.key.root) += events;
}

}  // namespace

Result<std::vector<FeedHistories>> stored_histories(const std::string& folder, Day as_of,
                                                    int threads) {
  auto store = EventStore::open(folder, thread_count(threads));
  if (!store) return tl::unexpected(store.error());
  const bool annual = resolution_of(store->manifest().counts) == Resolution::year;
  const Resolution by = annual ? Resolution::year : Resolution::month;
  const auto counts = store->counts({.grouping = {.period = by, .root = true, .quad = true},
                                     .filter = {.dyad = {}, .from = {}, .to = as_of},
                                     .known = as_of});
  if (!counts) return tl::unexpected(counts.error());
  std::vector<FeedHistories> out;
  for (const FeedCounts& feed : *counts) {
    FeedHistories one{.feed = feed.feed, .per_year = annual ? 1 : 12};
    for (const CountRow& row : feed.rows) {
      if (row.key.source == row.key.target || row.key.quad == 0) continue;
      if (next_period(row.key.day, by) - std::chrono::days(1) > as_of) continue;
      const auto [low, high] = std::minmax(row.key.source, row.key.target);
      const int month = month_number(row.key.day);
      add_row(one.dyads[{std::string(low), std::string(high)}], row, annual ? month / 12 : month);
    }
    out.push_back(std::move(one));
  }
  return out;
}

std::span<const OwnSpell> own_spells_of(const Case& record) {
  const std::array<std::string, 2> known{"USA", "CHN"};
  if (!std::ranges::is_permutation(record.sides, known)) return {};
  return own_spells();
}

BaseRates base_rates_of(const Case& record, const std::vector<FeedHistories>& feeds, Day as_of) {
  const std::vector<Rate> rates = rates_of(feeds, as_of);
  BaseRates out{
      .tables = {rates_table(rates), own_table(record, feeds, as_of), precursors_table(feeds)},
      .sentences = {}};
  out.sentences.push_back(
      {rates.empty() ? "How often such spells ended elsewhere: cannot tell, since each list that "
                       "the program has counts years that were not over on that day."
                     : "How often such spells ended elsewhere, by populations that say "
                       "different things: a crisis or dispute that ends is not yet a recovery."});
  for (const Rate& rate : rates) out.sentences.push_back(rate_sentence(rate));
  for (const FeedHistories& feed : feeds)
    if (std::ranges::find(rates, "events:" + feed.feed, &Rate::population) == rates.end())
      out.sentences.push_back({feed.feed + ": cannot tell, since no dyad's balance is known long "
                                           "enough and came to its own lowest tenth."});
  return out;
}

}  // namespace detente
