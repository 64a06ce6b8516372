// SPDX-License-Identifier: Apache-2.0
#include "command/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "events/audit.hpp"
#include "events/count_events.hpp"
#include "events/group_counts.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

using Dyad = std::array<std::string, 2>;

/// The two different states with the most events between them; empty where there are none.
Dyad busiest(const std::vector<CountRow>& rows) {
  std::map<Dyad, std::uint64_t> sums;
  for (const CountRow& row : rows) {
    if (row.key.source == row.key.target || row.key.source.empty() || row.key.target.empty())
      continue;
    Dyad dyad{std::string(row.key.source), std::string(row.key.target)};
    std::sort(dyad.begin(), dyad.end());
    sums[dyad] += row.counts.events;
  }
  const auto most = std::max_element(
      sums.begin(), sums.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == sums.end() ? Dyad{} : most->first;
}

/// What an audit looks at, wherever it lies.
struct Material {
  std::vector<std::string> names;
  Dyad dyad;
  ReadReport report;
  std::map<EventSource, FeedAudit> feeds;
  std::string vintage;
};

Result<Material> from_store(const EventOptions& options, const std::vector<std::string>& dyad) {
  auto store = EventStore::open(options.inputs[0], thread_count(options.threads));
  if (!store) return tl::unexpected(store.error());
  Material material{
      .names = {}, .dyad = {}, .report = {}, .feeds = {}, .vintage = vintage_of(store->manifest())};
  if (!store->manifest().counts.empty())
    return fail(Error::Kind::usage, "holds imported counts; only events can be audited",
                options.inputs[0]);
  for (const StoredFile& file : store->manifest().files) {
    material.names.push_back(file.file);
    ReadReport& report = material.report;
    report.rows += file.rows;
    report.bad += file.rejects;
    for (const auto& [what, count] : file.repairs) report.repairs[what] += count;
    for (const auto& [name, count] : file.unknown_states) report.unknown_states[name] += count;
    for (const auto& [feed, rows] : file.feeds)
      if (const auto source = event_source_of(feed)) report.by_source[*source] += rows;
  }
  if (dyad.size() == 2) {
    material.dyad = {dyad[0], dyad[1]};
  } else {
    const auto counts = store->counts({.dedupe = Dedupe::none});
    if (!counts) return tl::unexpected(counts.error());
    std::vector<CountRow> rows;
    for (const FeedCounts& feed : *counts)
      rows.insert(rows.end(), feed.rows.begin(), feed.rows.end());
    material.dyad = busiest(rows);
  }
  Auditor auditor(material.dyad);
  if (const auto done = store->replay(auditor); !done) return tl::unexpected(done.error());
  material.feeds = auditor.finish();
  return material;
}

Result<Material> from_files(const Common& common, const EventOptions& options,
                            const std::vector<std::string>& dyad) {
  const auto choice = choice_of(options);
  if (!choice) return tl::unexpected(choice.error());
  const auto parts = parts_of_all(options.inputs);
  if (!parts) return tl::unexpected(parts.error());
  Material material;
  for (const InputPart& part : *parts) material.names.push_back(part.name());
  if (dyad.size() == 2) {
    material.dyad = {dyad[0], dyad[1]};
  } else {
    const auto counted = count_events(
        *parts,
        {.choice = *choice, .dedupe = Dedupe::none, .threads = thread_count(options.threads)},
        common.progress);
    if (!counted) return tl::unexpected(counted.error());
    std::vector<CountRow> rows;
    for (const auto& [source, counts] : counted->rows)
      rows.insert(rows.end(), counts.begin(), counts.end());
    material.dyad = busiest(rows);
  }
  Auditor auditor(material.dyad);
  std::string examples;
  int shown = 0;
  for (const InputPart& part : *parts) {
    auto stream = open_part(part);
    if (!stream) return tl::unexpected(stream.error());
    const auto report =
        read_events(**stream, {.choice = *choice}, auditor, [&](const Reject& reject) {
          if (shown++ < 5)
            examples += fmt::format("\n{}:{}: {}{}{}", part.name(), reject.line, reject.field,
                                    reject.field.empty() ? "" : ": ", reject.reason);
        });
    if (!report) return tl::unexpected(report.error());
    material.report.add(*report);
  }
  if (const auto good = check_bad(material.report, options.max_bad, examples); !good)
    return tl::unexpected(good.error());
  material.feeds = auditor.finish();
  return material;
}

Json share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  return static_cast<double>(part) / static_cast<double>(whole);
}

Json day_or_null(const std::optional<Day>& day) { return day ? Json(to_string(*day)) : Json(); }

Table feeds_table(const Material& material) {
  Table table{.key = "feeds",
              .title = "Rows",
              .fields = {{"feed", "Source"},
                         {"rows", "Rows"},
                         {"first_day", "First day"},
                         {"last_day", "Last day"},
                         {"no_source", "No source state"},
                         {"no_target", "No target state"},
                         {"no_state", "Neither"},
                         {"mentions", "Mentions", Field::Show::data},
                         {"first_added", "First added", Field::Show::data},
                         {"last_added", "Last added", Field::Show::data},
                         {"not_root", "Not root events", Field::Show::data}},
              .empty = "No event."};
  for (const auto& [source, audit] : material.feeds)
    table.rows.push_back(Json{{"feed", to_string(source)},
                              {"rows", audit.rows},
                              {"first_day", day_or_null(audit.first_day)},
                              {"last_day", day_or_null(audit.last_day)},
                              {"no_source", audit.no_source},
                              {"no_target", audit.no_target},
                              {"no_state", audit.no_state},
                              {"mentions", audit.mentions},
                              {"first_added", day_or_null(audit.first_added)},
                              {"last_added", day_or_null(audit.last_added)},
                              {"not_root", audit.not_root}});
  return table;
}

Table coverage_table(const Material& material) {
  Table table{
      .key = "coverage",
      .title = "Files by their names",
      .fields = {{"kind", "Series"},
                 {"first", "First"},
                 {"last", "Last"},
                 {"expected", "Expected"},
                 {"present", "Present"},
                 {"missing_count", "Missing"},
                 {"missing", "Missing ones", Field::Show::json}},
      .empty =
          "No file's name says for which time it is, so that nothing can be said to be missing."};
  for (const Coverage& coverage : coverage_of(material.names))
    table.rows.push_back(Json{{"kind", coverage.kind},
                              {"first", coverage.first},
                              {"last", coverage.last},
                              {"expected", coverage.expected},
                              {"present", coverage.present},
                              {"missing_count", coverage.missing_count},
                              {"missing", coverage.missing}});
  return table;
}

Table repeats_table(std::string key, std::string title, const Material& material) {
  Table table{.key = std::move(key), .title = std::move(title), .fields = {{"feed", "Source"}}};
  const bool mirrors = table.key == "mirrors";
  if (mirrors) {
    table.fields.insert(table.fields.end(),
                        {{"mirrors", "Mirrored rows"}, {"mirror_share", "Share"}});
    table.note =
        "A mirror: A towards B and B towards A on one day with the same code, and the same story "
        "where there is one; counted after repeats by story.";
  } else {
    table.fields.insert(table.fields.end(), {{"story_repeats", "Repeats of a story"},
                                             {"story_share", "Share"},
                                             {"day_repeats", "Repeats of a day"},
                                             {"day_share", "Share"},
                                             {"no_story", "Rows without a story"}});
    table.note =
        "A repeat of a story: a row with the same day, actors, code and story as an earlier one. "
        "Of "
        "a day: with the same day, actors and code: what a one-a-day filter removes.";
  }
  for (const auto& [source, audit] : material.feeds) {
    if (audit.rows == 0) continue;
    Json row{{"feed", to_string(source)}};
    if (mirrors) {
      row["mirrors"] = audit.mirrors;
      row["mirror_share"] = share(audit.mirrors, audit.rows);
    } else {
      row["story_repeats"] = audit.story_repeats;
      row["story_share"] = share(audit.story_repeats, audit.rows);
      row["day_repeats"] = audit.day_repeats;
      row["day_share"] = share(audit.day_repeats, audit.rows);
      row["no_story"] = audit.no_story;
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table dates_table(const Material& material) {
  Table table{
      .key = "late_dates",
      .title = "Dates far from the day on which the row was added",
      .fields = {{"feed", "Source"},
                 {"with_both", "Rows with both days"},
                 {"month", "A month before"},
                 {"year", "A year before"},
                 {"decade", "Ten years before"},
                 {"other", "Else over a week"},
                 {"after", "After it"}},
      .empty = "No source here states when its rows were added.",
      .note = "Round spans are mostly the coder's reading of \"last month\" or \"a year ago\"."};
  for (const auto& [source, audit] : material.feeds) {
    const LateDates& late = audit.late;
    if (late.with_both == 0) continue;
    table.rows.push_back(Json{{"feed", to_string(source)},
                              {"with_both", late.with_both},
                              {"month", late.month},
                              {"year", late.year},
                              {"decade", late.decade},
                              {"other", late.other},
                              {"after", late.before}});
  }
  return table;
}

Table publishers_table(const Material& material) {
  Table table{.key = "publishers",
              .title = "Who is read most",
              .fields = {{"feed", "Source"},
                         {"publisher", "Publisher"},
                         {"rows", "Rows"},
                         {"share", "Share"},
                         {"in_dyad", "In the dyad"}},
              .empty = "No source here names its publishers."};
  for (const auto& [source, audit] : material.feeds)
    for (const PublisherShare& publisher : audit.publishers)
      table.rows.push_back(Json{{"feed", to_string(source)},
                                {"publisher", publisher.publisher},
                                {"rows", publisher.rows},
                                {"share", share(publisher.rows, audit.rows + audit.mentions)},
                                {"in_dyad", publisher.in_dyad}});
  return table;
}

Table filters_table(const Material& material) {
  const auto& [a, b] = material.dyad;
  Table table{.key = "filters",
              .title = fmt::format("What each filter leaves of {} and {}", a, b),
              .fields = {{"feed", "Source"},
                         {"filter", "Filter"},
                         {"forth", fmt::format("{} towards {}", a, b)},
                         {"back", fmt::format("{} towards {}", b, a)},
                         {"forth_balance", "Balance"},
                         {"back_balance", "Balance back"},
                         {"dyad", "Dyad", Field::Show::data}},
              .empty = "No two states have events with each other.",
              .note = "Balance: (cooperation - conflict) / (both), by quad class, from -1 to 1."};
  if (a.empty()) return table;
  const auto or_null = [](const std::optional<double>& value) {
    return value ? Json(*value) : Json();
  };
  for (const auto& [source, audit] : material.feeds)
    for (const FilterEffect& effect : audit.filters)
      table.rows.push_back(Json{{"feed", to_string(source)},
                                {"filter", effect.filter},
                                {"forth", effect.total(0)},
                                {"back", effect.total(1)},
                                {"forth_balance", or_null(effect.balance(0))},
                                {"back_balance", or_null(effect.balance(1))},
                                {"dyad", fmt::format("{}:{}", a, b)}});
  return table;
}

}  // namespace

Result<Output> run_audit(const Common& common, const EventOptions& options) {
  const auto dyad = dyad_of(options.dyad);
  if (!dyad) return tl::unexpected(dyad.error());
  const auto material =
      is_store(options.inputs) ? from_store(options, *dyad) : from_files(common, options, *dyad);
  if (!material) return tl::unexpected(material.error());
  Output output{.document = {.schema = "detente.audit/1",
                             .title = "Audit of coded events",
                             .vintage = material->vintage}};
  auto& blocks = output.document.blocks;
  blocks.emplace_back(
      Paragraph{.key = "reading", .title = {}, .sentences = reading_sentences(material->report)});
  blocks.emplace_back(feeds_table(*material));
  blocks.emplace_back(coverage_table(*material));
  blocks.emplace_back(repeats_table("duplicates", "Repeats", *material));
  blocks.emplace_back(repeats_table("mirrors", "Mirrors", *material));
  blocks.emplace_back(dates_table(*material));
  blocks.emplace_back(publishers_table(*material));
  blocks.emplace_back(filters_table(*material));
  return output;
}

}  // namespace detente
