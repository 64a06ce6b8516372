// SPDX-License-Identifier: Apache-2.0
#include "command/reduce.hpp"

#include <fmt/format.h>

#include <map>

#include "command/reduce_csv.hpp"
#include "events/count_events.hpp"
#include "events/group_counts.hpp"
#include "events/printed_date.hpp"
#include "events/reduce_sql.hpp"
#include "report/number.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

std::string how(Dedupe dedupe, bool drop_mirrors) {
  const std::string_view told = dedupe == Dedupe::none ? "each row is an event"
                                : dedupe == Dedupe::story
                                    ? "rows with the same day, actors, code and story are one event"
                                    : "rows with the same day, actors and code are one event";
  return fmt::format(
      "Counting: {}{}.", told,
      drop_mirrors
          ? "; of A towards B and B towards A with the same day, code and story one is dropped"
          : "");
}

Table counts_table(const Grouping& grouping) {
  Table table{.key = "counts", .title = "", .fields = {{"feed", "Source"}}, .empty = "No event."};
  if (grouping.period) {
    const char* key = *grouping.period == Resolution::day     ? "day"
                      : *grouping.period == Resolution::month ? "month"
                                                              : "year";
    table.fields.push_back({key, *grouping.period == Resolution::day     ? "Day"
                                 : *grouping.period == Resolution::month ? "Month"
                                                                         : "Year"});
  }
  table.fields.push_back({"source", "From"});
  table.fields.push_back({"target", "Towards"});
  if (grouping.root) table.fields.push_back({"root", "Root"});
  if (grouping.quad) table.fields.push_back({"quad", "Quad class"});
  table.fields.push_back({"events", "Events"});
  table.fields.push_back({"mentions", "Mentions"});
  table.fields.push_back({"goldstein", "Goldstein sum, thousandths"});
  return table;
}

std::string csv_header(const Table& table) {
  std::string header;
  for (const Field& field : table.fields) header += (header.empty() ? "" : ",") + field.key;
  return header + '\n';
}

void add_rows(Table& table, const std::string& feed, const std::vector<CountRow>& rows,
              const Grouping& grouping) {
  for (const CountRow& row : rows) {
    Json json{{"feed", feed}};
    if (grouping.period) json[table.fields[1].key] = name_of_period(row.key.day, *grouping.period);
    json["source"] = row.key.source.text();
    json["target"] = row.key.target.text();
    if (grouping.root) json["root"] = row.key.root;
    if (grouping.quad) json["quad"] = row.key.quad;
    json["events"] = row.counts.events;
    json["mentions"] = row.counts.mentions;
    json["goldstein"] = row.counts.goldstein;
    table.rows.push_back(std::move(json));
  }
}

struct ReductionAsked {
  Grouping grouping;
  CountFilter filter;
  std::optional<Dedupe> dedupe;
};

Result<ReductionAsked> asked(const ReduceOptions& options) {
  ReductionAsked result;
  const auto grouping = grouping_of(options.by);
  if (!grouping) return tl::unexpected(grouping.error());
  result.grouping = *grouping;
  const auto rules = rules_of(options.events);
  if (!rules) return tl::unexpected(rules.error());
  result.filter = {
      .dyad = rules->dyad, .from = rules->from, .to = rules->to, .unnamed = options.unnamed};
  if (options.as_of && (!result.filter.to || *options.as_of < *result.filter.to))
    result.filter.to = options.as_of;
  const auto dedupe = dedupe_option(options.events.dedupe);
  if (!dedupe) return tl::unexpected(dedupe.error());
  result.dedupe = *dedupe;
  return result;
}

Output exposure_output(const EventStore& store, const std::vector<Exposure>& days) {
  Output output{.document = {.schema = "detente.exposure/1",
                             .title = "Events of each source by day and state",
                             .vintage = vintage_of(store.manifest())}};
  Table table{
      .key = "totals",
      .title = "",
      .fields = {{"feed", "Source"},
                 {"day", "Day"},
                 {"state", "State"},
                 {"as_source", "As source"},
                 {"as_target", "As target"}},
      .empty = "No event.",
      .note =
          "Before the store's filters. Without a state: all events of the day. Repeats within "
          "one file are counted as the store's rules say."};
  for (const Exposure& day : days)
    table.rows.push_back(Json{{"feed", day.feed},
                              {"day", to_string(day.day)},
                              {"state", day.state},
                              {"as_source", day.as_source},
                              {"as_target", day.as_target}});
  output.document.blocks.emplace_back(std::move(table));
  return output;
}

Result<Output> reduce_store(const ReduceOptions& options, const ReductionAsked& asked_for) {
  auto store = EventStore::open(options.events.inputs[0], thread_count(options.events.threads));
  if (!store) return tl::unexpected(store.error());
  if (options.exposure) {
    auto days = store->exposure();
    if (!days) return tl::unexpected(days.error());
    if (options.as_of)
      std::erase_if(*days, [&](const Exposure& day) { return day.day > *options.as_of; });
    return exposure_output(*store, *days);
  }
  CountQuery query{.dedupe = asked_for.dedupe,
                   .drop_mirrors = {},
                   .grouping = asked_for.grouping,
                   .filter = asked_for.filter,
                   .known = options.as_of};
  if (options.events.drop_mirrors) query.drop_mirrors = true;
  const auto counts = store->counts(query);
  if (!counts) return tl::unexpected(counts.error());
  const Manifest& manifest = store->manifest();
  Output output{.document = {.schema = "detente.reduce/1",
                             .title = "Counts of coded events",
                             .vintage = vintage_of(manifest)}};
  Table table = counts_table(asked_for.grouping);
  if (options.csv) output.csv = csv_header(table);
  for (const FeedCounts& feed : *counts) {
    if (options.csv) {
      append_csv(output.csv, feed.feed, feed.rows, asked_for.grouping);
    } else {
      add_rows(table, feed.feed, feed.rows, asked_for.grouping);
    }
  }
  if (manifest.counts.empty()) {
    table.note = how(query.dedupe.value_or(manifest.rules.dedupe),
                     query.drop_mirrors.value_or(manifest.rules.drop_mirrors));
  } else {
    table.note =
        fmt::format("Imported counts by {}{}; how their events were told apart, their source says.",
                    manifest.counts, manifest.undirected ? ", of both directions together" : "");
  }
  output.document.blocks.emplace_back(std::move(table));
  return output;
}

std::string examples_of(const std::vector<FileReject>& rejects) {
  std::string text;
  for (std::size_t i = 0; i < rejects.size() && i < 5; ++i) {
    const Reject& reject = rejects[i].reject;
    text += fmt::format("\n{}:{}: {}{}{}", rejects[i].file, reject.line, reject.field,
                        reject.field.empty() ? "" : ": ", reject.reason);
  }
  return text;
}

/// Why there are no counts, so that an empty table is not taken for a quiet time.
std::string warning_of(const ReadReport& report) {
  if (report.rows == 0) return "no row was read, so that there are no counts";
  return fmt::format("none of the {} that were read is counted: see --dyad, --from and --to",
                     counted(report.rows, "row", "rows"));
}

Result<Output> reduce_files(const Common& common, const ReduceOptions& options,
                            const ReductionAsked& asked_for) {
  const auto choice = choice_of(options.events);
  if (!choice) return tl::unexpected(choice.error());
  const auto parts = parts_of_all(options.events.inputs);
  if (!parts) return tl::unexpected(parts.error());
  const CountOptions counting{.choice = *choice,
                              .dedupe = asked_for.dedupe.value_or(Dedupe::story),
                              .drop_mirrors = options.events.drop_mirrors,
                              .threads = thread_count(options.events.threads)};
  auto counted = count_events(*parts, counting, common.progress);
  if (!counted) return tl::unexpected(counted.error());
  if (const auto good =
          check_bad(counted->report, options.events.max_bad, examples_of(counted->rejects));
      !good)
    return tl::unexpected(good.error());
  Output output{.document = {.schema = "detente.reduce/1", .title = "Counts of coded events"}};
  Table table = counts_table(asked_for.grouping);
  if (options.csv) output.csv = csv_header(table);
  std::size_t counts = 0;
  std::map<std::string, std::vector<CountRow>*> by_name;
  for (auto& [source, rows] : counted->rows) by_name[std::string(to_string(source))] = &rows;
  for (const auto& [feed, rows] : by_name) {
    const auto grouped = group_counts(std::move(*rows), asked_for.grouping, asked_for.filter);
    counts += grouped.size();
    if (options.csv) {
      append_csv(output.csv, feed, grouped, asked_for.grouping);
    } else {
      add_rows(table, feed, grouped, asked_for.grouping);
    }
  }
  if (counts == 0) output.warning = warning_of(counted->report);
  table.note = how(counting.dedupe, counting.drop_mirrors);
  output.document.blocks.emplace_back(std::move(table));
  Paragraph reading{.key = "reading", .title = {}, .sentences = reading_sentences(counted->report)};
  if (counted->repeats + counted->mirrors > 0)
    reading.sentences.push_back(
        {fmt::format("Rows that repeat an event: {}; mirrors of one: {}.",
                     count_text(counted->repeats), count_text(counted->mirrors))});
  output.document.blocks.emplace_back(std::move(reading));
  return output;
}

Result<Output> print_sql(const ReduceOptions& options, const ReductionAsked& asked_for) {
  const auto dialect = sql_dialect_of(options.sql);
  if (!dialect)
    return fail(
        Error::Kind::usage,
        fmt::format("--sql: \"{}\" is none of duckdb, spark, clickhouse, bigquery", options.sql));
  if (!options.by.empty() && options.by != "day,root,quad")
    return fail(Error::Kind::usage, "--sql always counts by day, root and quad; leave --by out");
  SqlOptions sql{.where = options.events.inputs[0],
                 .dedupe = asked_for.dedupe.value_or(Dedupe::story),
                 .drop_mirrors = options.events.drop_mirrors,
                 .from = asked_for.filter.from,
                 .to = asked_for.filter.to};
  if (options.events.source == "gdelt1") {
    sql.source = EventSource::gdelt1;
  } else if (options.events.source != "auto" && options.events.source != "gdelt" &&
             options.events.source != "gdelt2") {
    return fail(Error::Kind::usage, "--sql knows the tables of gdelt1 and gdelt2 alone");
  }
  if (asked_for.filter.dyad.size() == 2)
    sql.dyad = std::pair(asked_for.filter.dyad[0], asked_for.filter.dyad[1]);
  const auto text = reduce_sql(*dialect, sql);
  if (!text) return tl::unexpected(text.error());
  Output output{.document = {.schema = "detente.reduce-sql/1", .title = "The reduction as SQL"},
                .text = *text};
  if (!output.text.ends_with('\n')) output.text += '\n';
  Table table{.key = "statements", .title = "", .fields = {{"dialect", "Engine"}, {"sql", "SQL"}}};
  table.rows.push_back(Json{{"dialect", options.sql}, {"sql", *text}});
  output.document.blocks.emplace_back(std::move(table));
  return output;
}

}  // namespace

Result<Output> run_reduce(const Common& common, const ReduceOptions& options) {
  const auto asked_for = asked(options);
  if (!asked_for) return tl::unexpected(asked_for.error());
  if (!options.sql.empty()) {
    if (options.events.inputs.size() != 1)
      return fail(Error::Kind::usage, "--sql takes one path, glob or table: put a glob in quotes");
    return print_sql(options, *asked_for);
  }
  if (is_store(options.events.inputs)) return reduce_store(options, *asked_for);
  if (options.exposure)
    return fail(Error::Kind::usage, "--exposure needs an event store, which keeps the totals");
  return reduce_files(common, options, *asked_for);
}

}  // namespace detente
