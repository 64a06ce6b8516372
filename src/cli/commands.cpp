// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <iterator>
#include <optional>
#include <vector>

#include "base/file_bytes.hpp"
#include "base/version.hpp"
#include "cli/builder.hpp"
#include "cli/locate.hpp"
#include "command/add.hpp"
#include "command/brief.hpp"
#include "command/check.hpp"
#include "command/cite.hpp"
#include "command/commitments.hpp"
#include "command/export.hpp"
#include "command/new.hpp"
#include "command/readouts.hpp"
#include "command/recommendations.hpp"
#include "command/status.hpp"
#include "command/timeline.hpp"

namespace detente {

namespace {

Result<std::string> read_standard_input() {
  std::string text;
  std::array<char, 1U << 16U> buffer{};
  std::size_t count = 0;
  constexpr std::size_t most = std::size_t{64} << 20U;
  while ((count = std::fread(buffer.data(), 1, buffer.size(), stdin)) > 0 && text.size() <= most)
    text.append(buffer.data(), count);
  if (std::ferror(stdin) != 0) return fail(Error::Kind::io, "cannot be read", "standard input");
  return text;
}

void add_new(Builder& builder) {
  struct Options {
    std::string name;
    std::vector<std::string> sides;
  };
  auto options = std::make_shared<Options>();
  const Command command = builder.add("new", "Make a new case from the template",
                                      "detente new iran-iraq --sides IRN,IRQ");
  command.app->add_option("name", options->name, "Folder of the new case; must not exist")
      ->required()
      ->type_name("NAME");
  command.app->add_option("--sides", options->sides, "The two sides, by ISO 3166-1 alpha-3 code")
      ->delimiter(',')
      ->required()
      ->expected(1, 2)
      ->type_name("AAA,BBB");
  builder.shows(command, [options](const Common& common) -> Result<Output> {
    const auto model = locate_case("template");
    if (!model) return tl::unexpected(model.error());
    return run_new(common, *model, options->name, options->sides);
  });
}

void add_check(Builder& builder) {
  builder.shows(
      builder.add_with_case("check", "Report every fault of a case", "detente check us-china"),
      run_check);
}

void add_add(Builder& builder) {
  auto kind = std::make_shared<std::string>();
  const Command command =
      builder.add_with_case("add", "Add one checked event or source, read from standard input",
                            "detente add us-china event < event.toml");
  command.app->add_option("kind", *kind, "event or source")
      ->required()
      ->check(CLI::IsMember({"event", "source"}))
      ->type_name("event|source");
  builder.shows(command, [kind](const Common& common) -> Result<Output> {
    const auto text = read_standard_input();
    if (!text) return tl::unexpected(text.error());
    return run_add(common, *kind == "event" ? AddedKind::event : AddedKind::source, *text);
  });
}

void add_status(Builder& builder) {
  struct Options {
    std::vector<std::string> changes;
    std::string calendar;
  };
  auto options = std::make_shared<Options>();
  const Command command = builder.add_with_case("status", "The channel board",
                                                "detente status us-china --as-of 2022-09-01");
  auto* changes =
      command.app->add_option("--changes", options->changes, "What changed after day A up to day B")
          ->expected(2)
          ->type_name("A B");
  command.app
      ->add_option("--ics", options->calendar,
                   "Write planned and overdue meetings to this iCalendar file")
      ->excludes(changes)
      ->type_name("FILE");
  builder.shows(command,
                [options, shared = command.shared](const Common& common) -> Result<Output> {
                  if (!options->changes.empty()) {
                    const auto from = day_option("--changes", options->changes[0]);
                    const auto to = day_option("--changes", options->changes[1]);
                    if (!from || !to) return tl::unexpected(!from ? from.error() : to.error());
                    Common until = common;
                    if (shared->as_of.empty()) until.as_of = *to;
                    return run_changes(until, *from, *to);
                  }
                  if (!options->calendar.empty()) {
                    const auto calendar = run_calendar(common);
                    if (!calendar) return tl::unexpected(calendar.error());
                    if (const auto done = replace_file(options->calendar, *calendar); !done)
                      return tl::unexpected(done.error());
                  }
                  return run_status(common);
                });
}

void add_timeline(Builder& builder) {
  struct Options {
    std::string from, to;
    TimelineFilter filter;
  };
  auto options = std::make_shared<Options>();
  const Command command = builder.add_with_case(
      "timeline", "The dated events",
      "detente timeline us-china --from 2022-08 --to 2022-11 --channel leaders");
  command.app->add_option("--from", options->from, "First day, month or year")->type_name("DATE");
  command.app->add_option("--to", options->to, "Last day, month or year")->type_name("DATE");
  command.app
      ->add_option("--channel", options->filter.channel, "Only events that act on this channel")
      ->type_name("ID");
  command.app->add_option("--issue", options->filter.issue, "Only events on this issue")
      ->type_name("ID");
  command.app
      ->add_option("--kind", options->filter.kind,
                   "meeting, call, visit, measure, incident, statement, agreement or exchange")
      ->type_name("KIND");
  command.app
      ->add_option("--actor", options->filter.actor,
                   "Only events that this actor, or one of its own, takes part in")
      ->type_name("ID");
  builder.shows(command, [options](const Common& common) -> Result<Output> {
    const auto from = date_option("--from", options->from);
    const auto to = date_option("--to", options->to);
    if (!from || !to) return tl::unexpected(!from ? from.error() : to.error());
    TimelineFilter filter = options->filter;
    filter.from = *from;
    filter.to = *to;
    return run_timeline(common, filter);
  });
}

void add_readouts(Builder& builder) {
  auto event = std::make_shared<std::string>();
  const Command command =
      builder.add_with_case("readouts", "Both accounts of one event, side by side",
                            "detente readouts us-china 2022-11-14-bali");
  command.app->add_option("event", *event, "Id of the event")->required()->type_name("EVENT");
  builder.shows(command, [event](const Common& common) { return run_readouts(common, *event); });
}

void add_ledgers(Builder& builder) {
  builder.shows(builder.add_with_case("commitments", "The commitment ledger",
                                      "detente commitments us-china --format csv"),
                run_commitments);
  builder.shows(builder.add_with_case("recommendations", "The scorecard of the recommended steps",
                                      "detente recommendations us-china"),
                run_recommendations);
}

void add_cite(Builder& builder) {
  auto ids = std::make_shared<std::vector<std::string>>();
  auto style = std::make_shared<std::string>("bibtex");
  const Command command =
      builder.add_with_case("cite", "Citations of events, sources, the case and the program",
                            "detente cite us-china 2022-11-14-bali");
  command.app
      ->add_option("id", *ids,
                   "Ids of events or sources, the case's name, or \"detente\"; none: the case")
      ->type_name("ID");
  command.app->add_option("--style", *style, "bibtex or csl-json")
      ->check(CLI::IsMember({"bibtex", "csl-json"}))
      ->type_name("STYLE");
  builder.shows(command, [ids, style, shared = command.shared](const Common& common) {
    auto output = run_cite(common, *ids, program_version);
    if (!output || *style == "bibtex") return output;
    shared->format = "table";  // the style is JSON already, and wants no document around it
    Json items = Json::array();
    for (const Json& row : std::get<Table>(output->document.blocks.front()).rows)
      items.push_back(row["csl"]);
    output->text = items.dump(2) + '\n';
    return output;
  });
}

void add_export(Builder& builder) {
  auto folder = std::make_shared<std::string>();
  const Command command = builder.add_with_case(
      "export", "The case as tidy CSV, Parquet and one DuckDB file, with a data dictionary",
      "detente export us-china us-china-data");
  command.app
      ->add_option("folder", *folder, "Folder to write; must be new, empty or of an earlier export")
      ->required()
      ->type_name("DIR");
  builder.shows(command, [folder, shared = command.shared](const Common& common) {
    return run_export(common, *folder, shared->threads);
  });
}

constexpr std::array<FormatEnding, 5> brief_endings{
    {{".html", "html"}, {".htm", "html"}, {".md", "md"}, {".json", "json"}, {".docx", "docx"}}};

/// Fills in the format; refuses what cannot be written.
Result<void> settle_brief(Shared& shared) {
  if (auto settled = settle_format(shared, brief_endings, ""); !settled) return settled;
  if (shared.format.empty() && !shared.file.empty()) {
    return fail(Error::Kind::usage,
                fmt::format("-o: \"{}\" must end in .html, .md, .json or .docx", shared.file));
  }
  if (shared.format == "docx" && shared.file.empty())
    return fail(Error::Kind::usage, "--format docx needs a file: -o brief.docx");
  return {};
}

Result<std::string> brief_bytes(const Brief& brief, const std::string& format) {
  if (format == "docx") return to_docx(brief);
  if (format == "json") return to_json(brief).dump(2) + '\n';
  if (format == "html") return to_html(brief);
  return to_markdown(brief);
}

void add_brief(Builder& builder) {
  const Command command = builder.add_with_case(
      "brief", "The report: HTML, Markdown, JSON or Word, by --format or the file's ending",
      "detente brief us-china -o brief.html", {"html", "md", "json", "docx"});
  builder.on(command, [shared = command.shared](const Common& common) {
    if (const auto settled = settle_brief(*shared); !settled) return report(settled.error());
    const auto brief = run_brief(common, program_version);
    if (!brief) return report(brief.error());
    const auto bytes = brief_bytes(*brief, shared->format);
    if (!bytes) return report(bytes.error());
    if (const auto done = deliver(*bytes, shared->file); !done) return report(done.error());
    if (shared->file.empty()) return 0;
    const std::string summary =
        fmt::format("{}\nWritten to {} ({} KB).\n", summarise(*brief, terminal_width()),
                    shared->file, bytes->size() / 1000);
    const auto done = deliver(shared->quiet ? "" : summary, "");
    return done ? 0 : report(done.error());
  });
}

}  // namespace

void add_commands(CLI::App& app, Day today, Action& action) {
  static std::optional<Builder> builder;  // the callbacks refer to it until the action has run
  builder.emplace(app, today, action);
  add_new(*builder);
  add_check(*builder);
  add_add(*builder);
  add_status(*builder);
  add_timeline(*builder);
  add_readouts(*builder);
  add_ledgers(*builder);
  add_cite(*builder);
  add_export(*builder);
  add_event_commands(*builder);
  add_lead_commands(*builder);
  add_text_commands(*builder);
  add_brief(*builder);
}

}  // namespace detente
