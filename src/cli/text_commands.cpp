// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <memory>

#include "base/version.hpp"
#include "cli/builder.hpp"
#include "cli/locate.hpp"
#include "command/brief.hpp"
#include "command/check_lexicon.hpp"
#include "command/compare.hpp"
#include "command/compare_rows.hpp"
#include "command/comparison.hpp"
#include "command/positions.hpp"
#include "command/rhetoric.hpp"

namespace detente {

namespace {

constexpr std::array<FormatEnding, 7> compare_endings{{{".html", "html"},
                                                       {".htm", "html"},
                                                       {".md", "md"},
                                                       {".docx", "docx"},
                                                       {".json", "json"},
                                                       {".csv", "csv"},
                                                       {".txt", "table"}}};

Result<std::string> compared_bytes(const Compared& compared, const std::string& format) {
  if (format == "html") return compare_page(compared, program_version);
  if (format == "docx") return to_docx(compare_brief(compared, program_version));
  if (format == "md") return to_markdown(compare_brief(compared, program_version));
  const bool csv = format == "csv";
  Output output{.document = csv ? compare_table(compared) : compare_document(compared)};
  return render(std::move(output),
                csv                ? Format::csv
                : format == "json" ? Format::json
                                   : Format::table,
                program_version);
}

Result<std::string> result_bytes(const Compared& compared, const std::string& event,
                                 const std::vector<std::string>& sides) {
  const auto result = result_of(compared, event, sides, program_version);
  if (!result) return tl::unexpected(result.error());
  return to_toml(*result);
}

void add_compare(Builder& builder) {
  struct Files {
    std::string a, b, event;
    std::vector<std::string> sides;
  };
  auto files = std::make_shared<Files>();
  const Command command =
      builder.add("compare", "Two accounts of one meeting, in English or Chinese, point by point",
                  "detente compare us.txt china.txt -o compared.html",
                  {"table", "html", "md", "docx", "json", "csv"});
  command.app->add_option("a", files->a, "The first text")->required()->type_name("A");
  command.app->add_option("b", files->b, "The second text")->required()->type_name("B");
  command.app
      ->add_option("--result", files->event,
                   "Write what it came to, without the words, for comparisons/ of a case")
      ->type_name("EVENT");
  command.app->add_option("--sides", files->sides, "Whose the texts are, where they do not say so")
      ->delimiter(',')
      ->expected(1, 2)
      ->type_name("AAA,BBB");
  builder.on(command, [files, shared = command.shared](const Common&) {
    if (files->event.empty())
      if (const auto settled = settle_file(*shared, compare_endings, "table"); !settled)
        return report(settled.error());
    const auto lexicon = locate_lexicon();
    if (!lexicon) return report(lexicon.error());
    const auto compared = compare_files(files->a, files->b, *lexicon);
    if (!compared) return report(compared.error());
    for (const std::string& warning : warnings_of(*compared)) say("detente: " + warning + '\n');
    const auto bytes = files->event.empty() ? compared_bytes(*compared, shared->format)
                                            : result_bytes(*compared, files->event, files->sides);
    if (!bytes) return report(bytes.error());
    if (const auto done = deliver(*bytes, shared->file); !done) return report(done.error());
    if (shared->file.empty() || shared->quiet) return 0;
    const auto done =
        deliver(fmt::format("Written to {} ({} KB).\n", shared->file, bytes->size() / 1000), "");
    return done ? 0 : report(done.error());
  });
}

void add_check_lexicon(Builder& builder) {
  struct Options {
    std::string folder;
    std::vector<std::string> texts;
  };
  auto options = std::make_shared<Options>();
  const Command command =
      builder.add("check-lexicon", "Report every fault of the lexicon, and how much it covers",
                  "detente check-lexicon --texts us.txt china.txt");
  command.app
      ->add_option("folder", options->folder,
                   "The lexicon's folder; the program's own if not given")
      ->type_name("FOLDER");
  command.app->add_option("--texts", options->texts, "Say how much of these texts it covers")
      ->type_name("FILE");
  builder.shows(command, [options](const Common&) -> Result<Output> {
    if (!options->folder.empty()) return run_check_lexicon(options->folder, options->texts);
    const auto folder = locate_lexicon();
    if (!folder) return tl::unexpected(folder.error());
    return run_check_lexicon(*folder, options->texts);
  });
}

void add_rhetoric(Builder& builder) {
  constexpr double all = 100;
  auto options = std::make_shared<RhetoricOptions>();
  const Command command =
      builder.add("rhetoric", "How each side speaks of the other: blame, threat, respect, credit",
                  "detente rhetoric us.txt china.txt --language en=USA,zh=CHN");
  CLI::App& app = *command.app;
  app.add_option("inputs", options->inputs, "A case, or files and folders of texts")
      ->required()
      ->type_name("CASE|FILES");
  app.add_option("--side", options->side, "Whose texts they are, where no first line says it")
      ->type_name("AAA");
  app.add_option("--about", options->about, "The other side; where not said, the one named most")
      ->type_name("AAA");
  app.add_option("--language", options->language,
                 "Texts in a language are a side's, where nothing else says whose: en=AAA,zh=BBB")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("en=AAA");
  app.add_option("--level", options->level,
                 "Level of the speakers; where not said, by each text's title")
      ->type_name("LEVEL");
  app.add_option("--sample", options->sample,
                 "Lay out this share of the sentences, in per cent, for a person to check")
      ->check(CLI::Range(0.0, all))
      ->type_name("N");
  builder.shows(
      command, [options, shared = command.shared](const Common& common) -> Result<Output> {
        const auto lexicon = locate_lexicon();
        if (!lexicon) return tl::unexpected(lexicon.error());
        options->lexicon = *lexicon;
        options->seed = shared->seed;
        const std::filesystem::path first = options->inputs.front();
        std::error_code error;
        const bool is_case =
            options->inputs.size() == 1 && (!std::filesystem::exists(first, error) ||
                                            std::filesystem::exists(first / "case.toml", error));
        if (!is_case) return run_rhetoric_files(common, *options);
        const auto folder = locate_case(options->inputs.front());
        if (!folder) return tl::unexpected(folder.error());
        Common in = common;
        in.folder = *folder;
        return run_rhetoric_case(in, *options);
      });
}

void add_positions(Builder& builder) {
  struct Options {
    std::string file, draft;
  };
  auto options = std::make_shared<Options>();
  const Command command = builder.add(
      "positions", "Who holds what in a report of a Track II meeting, in English or Chinese",
      "detente positions report.txt --draft draft");
  command.app->add_option("file", options->file, "The report, as plain text or Markdown")
      ->required()
      ->type_name("FILE");
  command.app
      ->add_option("--draft", options->draft,
                   "Also write draft case files into this new folder, for a person to correct")
      ->type_name("DIR");
  builder.shows(command, [options](const Common& common) -> Result<Output> {
    const auto lexicon = locate_lexicon();
    if (!lexicon) return tl::unexpected(lexicon.error());
    const auto report = read_report_file(options->file, *lexicon);
    if (!report) return tl::unexpected(report.error());
    Output output{.document = positions_of_report(*report)};
    if (options->draft.empty()) return output;
    const auto files = write_draft(*report, options->draft, common.as_of);
    if (!files) return tl::unexpected(files.error());
    Table table{.key = "draft",
                .title = "Draft",
                .fields = {{"folder", "Folder"}, {"files", "Files"}},
                .single = true};
    table.rows.push_back(Json{{"folder", options->draft}, {"files", *files}});
    output.document.blocks.emplace_back(std::move(table));
    return output;
  });
}

}  // namespace

void add_text_commands(Builder& builder) {
  add_compare(builder);
  add_rhetoric(builder);
  add_positions(builder);
  add_check_lexicon(builder);
}

}  // namespace detente
