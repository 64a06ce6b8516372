// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <iterator>
#include <optional>
#include <vector>

#include "base/file_bytes.hpp"
#include "base/version.hpp"
#include "cli/builder.hpp"
#include "cli/locate.hpp"
#include "command/add.hpp"
#include "command/brief.hpp"
#include "command/export.hpp"
#include "command/new.hpp"
#include "command/status.hpp"

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
    std::error_code error;
    if (std::filesystem::path(options->name).is_relative() && is_built_in(options->name) &&
        !std::filesystem::exists(options->name, error))
      return fail(Error::Kind::usage,
                  fmt::format("\"{}\" is a built-in case, which a folder of that name would hide; "
                              "choose another name",
                              options->name));
    return run_new(common, *model, options->name, options->sides);
  });
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
  auto calendar = std::make_shared<std::string>();
  const Query& query = *find_query("status");
  const auto typed = std::make_shared<Typed>();
  const Command command = builder.add_with_case(query.name, query.what, query.example);
  Builder::add_parameters(*command.app, query, typed);
  command.app
      ->add_option("--ics", *calendar, "Write planned and overdue meetings to this iCalendar file")
      ->excludes(command.app->get_option("--changes"))
      ->type_name("FILE");
  builder.shows(command,
                [=, &query, shared = command.shared](const Common& common) -> Result<Output> {
                  if (!calendar->empty()) {
                    const auto bytes = run_calendar(common);
                    if (!bytes) return tl::unexpected(bytes.error());
                    if (const auto done = replace_file(*calendar, *bytes); !done)
                      return tl::unexpected(done.error());
                  }
                  return query.run(asked_of(common, *shared), *typed);
                });
}

void add_cite(Builder& builder) {
  auto style = std::make_shared<std::string>("bibtex");
  const Query& query = *find_query("cite");
  const auto typed = std::make_shared<Typed>();
  const Command command = builder.add_with_case(query.name, query.what, query.example);
  Builder::add_parameters(*command.app, query, typed);
  command.app->add_option("--style", *style, "bibtex or csl-json")
      ->check(CLI::IsMember({"bibtex", "csl-json"}))
      ->type_name("STYLE");
  builder.shows(command, [=, &query, shared = command.shared](const Common& common) {
    auto output = query.run(asked_of(common, *shared), *typed);
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

Result<std::string> brief_bytes(const Brief& brief, const std::string& format) {
  if (format == "docx") return to_docx(brief);
  if (format == "json") return to_json(brief).dump(2) + '\n';
  if (format == "html") return to_html(brief);
  return to_markdown(brief);
}

void add_brief(Builder& builder) {
  const Query& query = *find_query("brief");
  const Command command =
      builder.add_with_case(query.name, query.what, query.example, {"html", "md", "json", "docx"});
  const auto typed = std::make_shared<Typed>();
  Builder::add_parameters(*command.app, query, typed);
  builder.on(command, [shared = command.shared, typed](const Common& common) {
    if (const auto settled = settle_file(*shared, brief_endings, "md"); !settled)
      return report(settled.error());
    const auto brief = run_brief(common, program_version, typed->contains("short"));
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

Day local_day() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  localtime_r(&now, &local);
  return std::chrono::year(local.tm_year + 1900) / (local.tm_mon + 1) / local.tm_mday;
}

void add_commands(CLI::App& app, Day today, Action& action) {
  static std::optional<Builder> builder;  // the callbacks refer to it until the action has run
  builder.emplace(app, today, action);
  add_new(*builder);
  builder->show_query("check");
  add_add(*builder);
  add_status(*builder);
  for (const char* name :
       {"timeline", "readouts", "commitments", "common-ground", "recommendations"})
    builder->show_query(name);
  add_cite(*builder);
  add_export(*builder);
  add_event_commands(*builder);
  add_lead_commands(*builder);
  add_outlook_command(*builder);
  add_text_commands(*builder);
  add_brief(*builder);
  add_serve_command(*builder);
}

}  // namespace detente
