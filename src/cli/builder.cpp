// SPDX-License-Identifier: Apache-2.0
#include "cli/builder.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/version.hpp"
#include "cli/locate.hpp"
#include "command/typed.hpp"

namespace detente {

Result<void> settle_format(Shared& shared, std::span<const FormatEnding> endings,
                           std::string_view usual) {
  for (const FormatEnding& known : endings) {
    if (!shared.file.ends_with(known.ending)) continue;
    if (!shared.format.empty() && shared.format != known.format) {
      return fail(Error::Kind::usage,
                  fmt::format("--format {} does not go with -o {}: its ending says {}",
                              shared.format, shared.file, known.format));
    }
    shared.format = known.format;
  }
  if (shared.format.empty()) shared.format = usual;
  return {};
}

namespace {

/// Whether a file of this name would be opened by a program that plain text is nothing for.
bool promises_more(std::string_view file) {
  constexpr std::array<std::string_view, 7> endings{".pdf", ".html", ".htm", ".docx",
                                                    ".doc", ".odt",  ".xlsx"};
  return std::ranges::any_of(endings, [&](auto ending) { return file.ends_with(ending); });
}

}  // namespace

Result<void> settle_file(Shared& shared, std::span<const FormatEnding> endings,
                         std::string_view usual) {
  if (auto settled = settle_format(shared, endings, shared.file.empty() ? usual : ""); !settled)
    return settled;
  if (shared.format.empty()) {
    std::vector<std::string> all;
    for (const FormatEnding& known : endings) all.emplace_back(known.ending);
    return fail(Error::Kind::usage,
                fmt::format("-o: \"{}\" must end in one of {}", shared.file, join(all, ", ")));
  }
  if (shared.format == "docx" && shared.file.empty())
    return fail(Error::Kind::usage, "--format docx needs a file: -o FILE.docx");
  return {};
}

Command Builder::add_bare(const std::string& name, const std::string& what,
                          const std::string& example, const Formats& formats) {
  auto shared = std::make_shared<Shared>();
  CLI::App* command = app_.add_subcommand(name, what);
  command->footer("Example: " + example);
  command
      ->add_option("--as-of", shared->as_of,
                   "Use nothing that was not known on this day (YYYY-MM-DD)")
      ->type_name("DATE");
  std::string one_of = formats.back();
  for (auto format = formats.rbegin() + 1; format != formats.rend(); ++format)
    one_of.insert(0, *format)
        .insert(format->size(), format == formats.rbegin() + 1 ? " or " : ", ");
  command->add_option("--format", shared->format, one_of)
      ->check(CLI::IsMember(formats))
      ->type_name("FORMAT");
  return {command, shared};
}

namespace {

void add_shared_rest(const Command& command) {
  command.app->add_option("--seed", command.shared->seed, "Seed of whatever is drawn at random")
      ->type_name("N");
  command.app
      ->add_option("--threads", command.shared->threads,
                   "Threads to use; 0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->type_name("N");
  command.app->add_flag("--quiet", command.shared->quiet, "No progress, no notes");
}

}  // namespace

Command Builder::add(const std::string& name, const std::string& what, const std::string& example,
                     const Formats& formats) {
  Command command = add_bare(name, what, example, formats);
  command.app
      ->add_option("-o,--output", command.shared->file,
                   "Write to this file instead of standard output")
      ->type_name("FILE");
  add_shared_rest(command);
  return command;
}

Command Builder::add_with_folder(const std::string& name, const std::string& what,
                                 const std::string& example, std::string& folder) {
  Command command = add_bare(name, what, example, usual_formats);
  command.app
      ->add_option("-o,--output", folder, "Folder of the event store; made where there is none")
      ->required()
      ->type_name("DIR");
  add_shared_rest(command);
  return command;
}

Command Builder::add_with_case(const std::string& name, const std::string& what,
                               const std::string& example, const Formats& formats) {
  Command command = add(name, what, example, formats);
  command.app
      ->add_option("case", command.shared->case_name,
                   "A case: a folder, or the name of a built-in one")
      ->required()
      ->type_name("CASE");
  return command;
}

Command Builder::add_service(const std::string& name, const std::string& what,
                             const std::string& example) {
  Command command{app_.add_subcommand(name, what), std::make_shared<Shared>()};
  command.app->footer("Example: " + example);
  command.app
      ->add_option("case", command.shared->case_name,
                   "A case: a folder, or the name of a built-in one")
      ->required()
      ->type_name("CASE");
  command.app->add_flag("--quiet", command.shared->quiet, "No progress, no notes");
  return command;
}

void Builder::add_parameters(CLI::App& app, const Query& query,
                             const std::shared_ptr<Typed>& typed) {
  using Taken = Parameter::Form;
  using Values = std::vector<std::string>;
  for (const Parameter& parameter : query.parameters) {
    const std::string name = (parameter.positional ? "" : "--") + parameter.name;
    const auto take = [typed, key = parameter.name](const Values& values) {
      (*typed)[key] = values;
    };
    CLI::Option* option = nullptr;
    switch (parameter.form) {
      case Taken::flag:
        app.add_flag_callback(
            name, [take] { take({"true"}); }, parameter.what);
        continue;
      case Taken::several:
      case Taken::by_comma:
      case Taken::two_days:
        option = app.add_option_function<Values>(name, take, parameter.what);
        if (parameter.form == Taken::by_comma) option->delimiter(',');
        if (parameter.form == Taken::two_days) option->expected(2);
        break;
      case Taken::text:
      case Taken::date:
      case Taken::number:
        option = app.add_option_function<std::string>(
            name, [take](const std::string& value) { take({value}); }, parameter.what);
    }
    option->required(parameter.required)->type_name(parameter.type);
  }
}

Command Builder::show_query(const std::string& name) {
  const Query& query = *find_query(name);
  const auto typed = std::make_shared<Typed>();
  Command command = add_with_case(query.name, query.what, query.example);
  add_parameters(*command.app, query, typed);
  shows(command, [&query, typed, shared = command.shared](const Common& common) {
    return query.run(asked_of(common, *shared), *typed);
  });
  return command;
}

void Builder::on(const Command& command, std::function<int(const Common&)> run) {
  command.app->callback([this, shared = command.shared, run = std::move(run)] {
    action_ = [this, shared, run] {
      const auto common = resolve(*shared);
      return common ? run(*common) : report(common.error());
    };
  });
}

void Builder::shows(const Command& command, std::function<Result<Output>(const Common&)> run) {
  on(command, [shared = command.shared, run = std::move(run)](const Common& common) {
    constexpr std::array<FormatEnding, 2> endings{{{".json", "json"}, {".csv", "csv"}}};
    if (const auto settled = settle_format(*shared, endings, "table"); !settled)
      return report(settled.error());
    if (promises_more(shared->file))
      return report({.kind = Error::Kind::usage,
                     .what = fmt::format("-o: \"{}\" cannot be written: .json, .csv, or plain text "
                                         "under another ending",
                                         shared->file),
                     .where = {}});
    auto output = run(common);
    if (!output) return report(output.error());
    const bool faulty = output->faulty;
    if (!output->warning.empty()) say("detente: " + output->warning + '\n');
    const auto format = shared->format == "json"  ? Format::json
                        : shared->format == "csv" ? Format::csv
                                                  : Format::table;
    if (const auto done =
            deliver(render(*std::move(output), format, program_version), shared->file);
        !done)
      return report(done.error());
    return faulty ? 1 : 0;
  });
}

Result<Common> Builder::resolve(const Shared& shared) const {
  Common common{.folder = {}, .as_of = today_, .progress = progress_line(shared.quiet)};
  if (!shared.as_of.empty()) {
    const auto day = day_option("--as-of", shared.as_of);
    if (!day) return tl::unexpected(day.error());
    if (const std::string why = too_far_ahead(*day, today_); !why.empty())
      return fail(Error::Kind::usage, "--as-of: " + why);
    common.as_of = *day;
  }
  if (shared.case_name.empty()) return common;
  const auto folder = locate_case(shared.case_name);
  if (!folder) return tl::unexpected(folder.error());
  common.folder = *folder;
  return common;
}

Asked asked_of(const Common& common, const Shared& shared) {
  const auto lexicon = locate_lexicon();
  return {.common = common,
          .version = program_version,
          .as_of_given = !shared.as_of.empty(),
          .csv = shared.format == "csv",
          .seed = shared.seed,
          .threads = shared.threads,
          .lexicon = lexicon ? *lexicon : std::filesystem::path()};
}

}  // namespace detente
