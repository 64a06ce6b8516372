// SPDX-License-Identifier: Apache-2.0
#include "command/measure_compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/lookup.hpp"
#include "command/measure_tables.hpp"

namespace detente {

namespace {

using std::chrono::year;

std::string months(int count) {
  return fmt::format("{} {}", count, count == 1 ? "month" : "months");
}

/// "first leads by 2 months (90 %: 1 to 3), r 0.31"
std::string lead_text(const LeadLag& lead) {
  const std::string r = fmt::format(", r {}", two_digits(lead.correlation));
  const int least = std::min(std::abs(lead.earliest), std::abs(lead.latest));
  const int most = std::max(std::abs(lead.earliest), std::abs(lead.latest));
  const std::string by =
      fmt::format(" leads by {} (90 %: {} to {})", months(std::abs(lead.lag)), least, most);
  switch (lead.lead) {
    case Lead::first:
      return "the first" + by + r;
    case Lead::second:
      return "the second" + by + r;
    case Lead::neither:
      return "neither: same month" + r;
    case Lead::cannot_tell:
      break;
  }
  std::string text = "cannot tell: " + lead.why;
  if (lead.points > 0)
    text += fmt::format(" (lag {}, {} to {}{}; chance {})", lead.lag, lead.earliest, lead.latest, r,
                        two_digits(lead.chance));
  if (lead.needed > 0)
    text += lead.points > 0 ? fmt::format("; about {} months are needed", lead.needed)
                            : fmt::format("; a lead needs {} months", lead.needed);
  return text;
}

std::string_view lead_word(Lead lead) {
  switch (lead) {
    case Lead::first:
      return "first";
    case Lead::second:
      return "second";
    case Lead::neither:
      return "neither";
    case Lead::cannot_tell:
      break;
  }
  return "cannot tell";
}

Json lead_json(const LeadLag& lead) {
  const bool told = lead.points > 0;
  return Json{{"text", lead_text(lead)},
              {"leads", std::string(lead_word(lead.lead))},
              {"lag", told ? Json(lead.lag) : Json()},
              {"earliest", told ? Json(lead.earliest) : Json()},
              {"latest", told ? Json(lead.latest) : Json()},
              {"correlation", told ? Json(lead.correlation) : Json()},
              {"chance", told ? Json(lead.chance) : Json()},
              {"needed", lead.needed > 0 ? Json(lead.needed) : Json()}};
}

/// What is compared, and over which span: "all", "1990s".
struct ComparisonAsked {
  const ComparedSeries& first;
  const ComparedSeries& second;
  std::string span;
};

Json row_of(const ComparisonAsked& asked, const PairedSeries& pair, std::uint64_t seed) {
  const auto compared = compare_series(pair.x, pair.y, {.seed = seed});
  std::vector<std::string> sources = asked.first.sources;
  for (const std::string& id : asked.second.sources)
    if (std::ranges::find(sources, id) == sources.end()) sources.push_back(id);
  const auto month = [](Day day) { return name_of(first_of(day, Period::month), Period::month); };
  const bool empty = pair.x.empty();
  const Day last = empty ? pair.first : add_months(pair.first, static_cast<int>(pair.x.size()) - 1);
  Json row{{"first", asked.first.name},
           {"second", asked.second.name},
           {"span", asked.span},
           {"from", empty ? Json() : Json(month(pair.first))},
           {"to", empty ? Json() : Json(month(last))},
           {"months", pair.x.size()}};
  const Json refusal =
      compared ? Json() : Json{{"text", "cannot tell"}, {"value", {}}, {"low", {}}, {"high", {}}};
  row["levels"] = compared ? json_of(compared->levels.value, compared->levels.interval) : refusal;
  row["differences"] =
      compared ? json_of(compared->differences.value, compared->differences.interval) : refusal;
  LeadLag none;
  if (!compared) {
    none.why = compared.error().what;
    if (pair.x.size() < fewest_for_lead) none.needed = fewest_for_lead;
  }
  row["lead"] = lead_json(compared ? compared->lead : none);
  row["sources"] = sources;
  return row;
}

void add_pair(Table& table, const ComparedSeries& first, const ComparedSeries& second,
              std::uint64_t seed) {
  const PairedSeries pair = longest_common(first.values, second.values, Period::month);
  table.rows.push_back(row_of({first, second, "all"}, pair, seed));
  if (pair.x.size() < fewest_to_compare) return;
  const Day last = add_months(pair.first, static_cast<int>(pair.x.size()) - 1);
  const auto decade = [](Day day) {
    const int in = int{std::chrono::year_month_day(day).year()};
    return in - in % 10;
  };
  if (decade(pair.first) == decade(last)) return;
  for (int from = decade(pair.first); from <= decade(last); from += 10) {
    const PairedSeries part =
        part_of(pair, Day(year(from) / 1 / 1), Day(year(from + 9) / 12 / 31), Period::month);
    table.rows.push_back(row_of({first, second, fmt::format("{}s", from)}, part, seed));
  }
}

Table empty_table() {
  using enum Field::Show;
  const std::vector<std::string> estimate{"value", "low", "high"};
  return {.key = "comparisons",
          .title = "Index series held against each other and against the balance",
          .fields = {{"first", "First"},
                     {"second", "Second"},
                     {"span", "Span"},
                     {"from", "From"},
                     {"to", "To"},
                     {"months", "Months", data},
                     {"levels", "Levels", column, estimate},
                     {"differences", "Differences", column, estimate},
                     {"lead",
                      "Lead",
                      detail,
                      {"leads", "lag", "earliest", "latest", "correlation", "chance", "needed"}},
                     {"sources", "Sources", data}},
          .rows = {},
          .empty = "There is nothing to compare.",
          .note =
              "By month, over the longest run of months that both have. Correlations with 90 % "
              "intervals, moving-block bootstrap. Levels that both drift correlate without any "
              "link: trust the differences. Lead: the lag of the largest cross-correlation of "
              "the prewhitened differences within 12 months; it is no cause."};
}

}  // namespace

Result<ComparedSeries> monthly_series(const Series& series) {
  if (series.frequency != "month")
    return fail(Error::Kind::usage,
                fmt::format("--against: the series \"{}\" is by {}, and only monthly ones can be "
                            "compared",
                            series.id, series.frequency));
  ComparedSeries compared{series.id, {}, {series.source}};
  const std::string side = series.observations.empty() ? "" : series.observations.front().side;
  for (const Observation& observation : series.observations) {
    if (observation.side != side)
      return fail(Error::Kind::usage,
                  fmt::format("--against: the series \"{}\" holds the figures of several sides, "
                              "which are never merged",
                              series.id));
    if (observation.value)
      compared.values.push_back(
          {first_of(observation.date.first(), Period::month), *observation.value});
  }
  return compared;
}

std::vector<std::string> monthly_indices(const Case& record) {
  std::vector<std::string> ids;
  for (const Series& series : record.series)
    if (series.domain == "index" && series.frequency == "month") ids.push_back(series.id);
  return ids;
}

Result<std::vector<ComparedSeries>> monthly_balances(std::vector<MeasuredSource> sources,
                                                     const MeasuredDyad& dyad) {
  std::erase_if(sources, [](const MeasuredSource& source) { return !source.has_quads(); });
  const auto by_month = measured(std::move(sources), dyad, Period::month);
  if (!by_month) return tl::unexpected(by_month.error());
  std::vector<ComparedSeries> all;
  for (const Measured& one : *by_month) {
    for (const MeasuredDirection& direction : one.directions) {
      ComparedSeries series{one.source.title + ", balance " + direction.code, {}, one.source.ids};
      for (const PeriodIndex& index : direction.indices)
        if (const auto balance = index.balance())
          series.values.push_back({index.first, balance->value});
      all.push_back(std::move(series));
    }
  }
  return all;
}

Result<Table> comparisons_table(const std::vector<ComparedSeries>& series,
                                const std::vector<ComparedSeries>& others, bool among,
                                std::uint64_t seed) {
  Table table = empty_table();
  if (among)
    for (std::size_t i = 0; i < series.size(); ++i)
      for (std::size_t j = i + 1; j < series.size(); ++j)
        add_pair(table, series[i], series[j], seed);
  for (const ComparedSeries& other : others)
    for (const ComparedSeries& one : series) add_pair(table, other, one, seed);
  return table;
}

}  // namespace detente
