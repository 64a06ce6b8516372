// SPDX-License-Identifier: Apache-2.0
#include "command/measure_tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "command/lookup.hpp"

namespace detente {

namespace {

const std::vector<std::string> value_members{"value", "low", "high"};

Json level_at_end(const MeasuredDirection& direction) {
  if (!direction.level) return {};
  const LevelPoint& last = direction.level->level.back();
  return json_of(last.value, last.interval());
}

/// What stands in the column of changes: how many, or why that cannot be told.
std::string changes_text(const MeasuredDirection& direction) {
  if (!direction.changes) return "cannot tell: " + direction.changes.error().what;
  return fmt::format("{} (none: probability {})", direction.changes->changes.size(),
                     probability_text(direction.changes->none));
}

Json direction_row(const Measured& measured, const MeasuredDirection& direction) {
  const PeriodIndex sum = direction.sum();
  const MeasuredSource& source = measured.source;
  const auto balance = sum.balance();
  const auto rate = sum.rate();
  return Json{{"source", source.title},
              {"direction", direction.code},
              {"by", std::string(to_string(measured.period))},
              {"from", name_of(direction.indices.front().first, measured.period)},
              {"to", name_of(direction.indices.back().first, measured.period)},
              {"events", sum.events},
              {"goldstein_mean", source.has_scores() ? json_of(sum.goldstein_mean()) : Json()},
              {"rate", rate ? Json(1000 * *rate) : Json()},
              {"balance", balance ? json_of(balance->value, balance->interval) : Json()},
              {"level", level_at_end(direction)},
              {"noise", direction.level ? Json(direction.level->variances.noise) : Json()},
              {"drift", direction.level ? Json(direction.level->variances.drift) : Json()},
              {"changes", changes_text(direction)},
              {"sources", source.ids}};
}

Json index_row(const Measured& measured, const MeasuredDirection& direction, std::size_t at) {
  const MeasuredSource& source = measured.source;
  const PeriodIndex& index = direction.indices[at];
  const bool known = index.cooperation() + index.conflict() > 0 || source.has_quads();
  Json row{{"source", source.title},
           {"direction", direction.code},
           {"period", name_of(index.first, measured.period)},
           {"first", to_string(index.first)},
           {"days", index.days},
           {"events", index.events}};
  const std::array<const char*, 4> names{"verbal_cooperation", "material_cooperation",
                                         "verbal_conflict", "material_conflict"};
  for (std::size_t quad = 1; quad <= 4; ++quad)
    row[names[quad - 1]] = known ? Json(index.quads[quad]) : Json();
  for (std::size_t quad = 1; quad <= 4; ++quad)
    row[std::string(names[quad - 1]) + "_share"] = json_of(index.share(quad));
  const bool scores = source.has_scores();
  row["goldstein_sum"] = scores ? Json(static_cast<double>(index.goldstein) / 1000) : Json();
  row["goldstein_mean"] = scores ? json_of(index.goldstein_mean()) : Json();
  row["mentions"] = source.has_mentions() ? Json(index.mentions) : Json();
  row["world"] = index.world ? Json(*index.world) : Json();
  row["rate"] = index.rate() ? Json(1000 * *index.rate()) : Json();
  const auto balance = index.balance();
  row["balance"] = balance ? Json(balance->value) : Json();
  row["balance_low"] = balance ? Json(balance->interval.low) : Json();
  row["balance_high"] = balance ? Json(balance->interval.high) : Json();
  const LevelPoint* level = direction.level ? &direction.level->level[at] : nullptr;
  row["level"] = level != nullptr ? Json(level->value) : Json();
  row["level_low"] = level != nullptr ? Json(level->interval().low) : Json();
  row["level_high"] = level != nullptr ? Json(level->interval().high) : Json();
  row["change"] = direction.changes ? Json(direction.changes->probability[at]) : Json();
  return row;
}

/// The change with this number.
Json change_row(const Measured& measured, const MeasuredDirection& direction, std::size_t number) {
  const auto name = [&](std::size_t t) {
    return name_of(direction.indices[t].first, measured.period);
  };
  const Segment& before = direction.changes->segments[number];
  const Segment& after = direction.changes->segments[number + 1];
  const Change& change = direction.changes->changes[number];
  return Json{{"source", measured.source.title},
              {"direction", direction.code},
              {"at", name(change.at)},
              {"earliest", name(change.earliest)},
              {"latest", name(change.latest)},
              {"probability", std::round(change.probability * 1000) / 1000},
              {"before", json_of(before.mean, before.interval)},
              {"after", json_of(after.mean, after.interval)},
              {"sources", measured.source.ids}};
}

std::vector<Field> index_fields() {
  std::vector<Field> fields;
  for (const char* key : {"source",
                          "direction",
                          "period",
                          "first",
                          "days",
                          "events",
                          "verbal_cooperation",
                          "material_cooperation",
                          "verbal_conflict",
                          "material_conflict",
                          "verbal_cooperation_share",
                          "material_cooperation_share",
                          "verbal_conflict_share",
                          "material_conflict_share",
                          "goldstein_sum",
                          "goldstein_mean",
                          "mentions",
                          "world",
                          "rate",
                          "balance",
                          "balance_low",
                          "balance_high",
                          "level",
                          "level_low",
                          "level_high",
                          "change"})
    fields.push_back({key, key, Field::Show::data});
  return fields;
}

ChartLine chart_line(const Measured& measured, const MeasuredDirection& direction, bool bars) {
  ChartLine line{direction.name, {}};
  const auto precision =
      measured.period == Period::month ? Date::Precision::month : Date::Precision::day;
  for (std::size_t t = 0; t < direction.indices.size(); ++t) {
    ChartPoint point{.date = direction.indices[t].first, .precision = precision};
    if (direction.level) {
      const LevelPoint& level = direction.level->level[t];
      point.value = level.value;
      if (bars) point.low = level.interval().low;
      if (bars) point.high = level.interval().high;
    } else {
      point.value = static_cast<double>(direction.indices[t].events);
    }
    line.points.push_back(point);
  }
  return line;
}

}  // namespace

std::string two_digits(double number) {
  const std::string text = fmt::format("{:.2f}", number);
  return text == "-0.00" ? "0.00" : text;
}

std::string probability_text(double probability) {
  constexpr double least = 0.01;
  if (probability < least) return "under 0.01";
  return probability > 1 - least ? "over 0.99" : two_digits(probability);
}

Json json_of(double value, const Interval& interval) {
  return Json{{"text", fmt::format("{} ({} to {})", two_digits(value), two_digits(interval.low),
                                   two_digits(interval.high))},
              {"value", value},
              {"low", interval.low},
              {"high", interval.high}};
}

Table directions_table(const std::vector<Measured>& all) {
  using enum Field::Show;
  Table table{
      .key = "directions",
      .title = "The dyad in each source",
      .fields = {{"source", "Source"},
                 {"direction", "Direction"},
                 {"by", "By", data},
                 {"from", "From"},
                 {"to", "To"},
                 {"events", "Events"},
                 {"goldstein_mean", "Goldstein mean", detail},
                 {"rate", "Of 1000 events of the world", detail},
                 {"balance", "Balance", column, value_members},
                 {"level", "Level at the end", column, value_members},
                 {"noise", "Noise variance", data},
                 {"drift", "Drift variance", data},
                 {"changes", "Changes", detail},
                 {"sources", "Sources", data}},
      .rows = {},
      .empty = "No counts of the two states are known on this day.",
      .note =
          "Balance: (cooperation - conflict) / (both) by quad class, -1 to 1, with its 90 % "
          "interval as if events were independent; where they repeat one story it is too "
          "narrow. Level: the balance without the noise of single periods, local level model, "
          "90 % interval. Sources are never added up."};
  for (const Measured& measured : all)
    for (const MeasuredDirection& direction : measured.directions)
      table.rows.push_back(direction_row(measured, direction));
  return table;
}

Table changes_table(const std::vector<Measured>& all) {
  Table table{
      .key = "changes",
      .title = "Changes of the balance",
      .fields = {{"source", "Source"},
                 {"direction", "Direction"},
                 {"at", "From"},
                 {"earliest", "Earliest"},
                 {"latest", "Latest"},
                 {"probability", "Probability"},
                 {"before", "Mean before", Field::Show::column, value_members},
                 {"after", "Mean after", Field::Show::column, value_members},
                 {"sources", "Sources", Field::Show::data}},
      .rows = {},
      .empty = "No change can be told: in no series is one more probable than none.",
      .note =
          "The most probable cut of each series into stretches with one mean. Earliest and "
          "latest hold the change with 90 %, given that there are so many. Probability: of a "
          "change in just that period."};
  for (const Measured& measured : all)
    for (const MeasuredDirection& direction : measured.directions)
      for (std::size_t j = 0; direction.changes && j < direction.changes->changes.size(); ++j)
        table.rows.push_back(change_row(measured, direction, j));
  return table;
}

Table indices_table(const std::vector<Measured>& all) {
  Table table{.key = "indices",
              .title = {},
              .fields = index_fields(),
              .rows = {},
              .empty = "None.",
              .note = {}};
  for (const Measured& measured : all)
    for (const MeasuredDirection& direction : measured.directions)
      for (std::size_t t = 0; t < direction.indices.size(); ++t)
        table.rows.push_back(index_row(measured, direction, t));
  table.title =
      fmt::format("Indices by period: {} rows, in --format csv and json", table.rows.size());
  return table;
}

Chart measure_chart(const Measured& measured, std::size_t number) {
  constexpr std::size_t most_bars = 40;
  const bool has_level = measured.directions.front().level.has_value();
  const bool bars = measured.directions.front().indices.size() <= most_bars;
  Chart chart{.key = fmt::format("chart_{}", number),
              .title = measured.source.title,
              .unit = has_level ? "balance, -1 to 1"
                                : fmt::format("events a {}", to_string(measured.period)),
              .summary = {},
              .sources = measured.source.ids};
  chart.summary =
      has_level ? fmt::format("The smoothed cooperation balance by {}{}.",
                              to_string(measured.period), bars ? ", bars: its 90 % interval" : "")
                : fmt::format("Events by {}: no smoothed balance can be told.",
                              to_string(measured.period));
  for (const MeasuredDirection& direction : measured.directions) {
    const bool together = measured.directions.size() == 3 && &direction == &measured.directions[2];
    if (together || direction.level.has_value() != has_level) continue;
    chart.lines.push_back(chart_line(measured, direction, bars && has_level));
  }
  return chart;
}

}  // namespace detente
