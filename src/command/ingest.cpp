// SPDX-License-Identifier: Apache-2.0
#include "command/ingest.hpp"

#include <fmt/format.h>

#include "report/number.hpp"

namespace detente {

namespace {

Table files_table(const IngestReport& report) {
  Table table{.key = "files",
              .title = "",
              .fields = {{"file", "File"},
                         {"what", "What was done"},
                         {"rows", "Rows"},
                         {"rejects", "Bad"},
                         {"kept", "Kept"},
                         {"size", "Bytes", Field::Show::data},
                         {"sha256", "SHA-256", Field::Show::data},
                         {"feeds", "Sources", Field::Show::json},
                         {"repairs", "Mended", Field::Show::detail},
                         {"unknown_states", "Unknown names", Field::Show::json},
                         {"reject_file", "Bad rows are in", Field::Show::detail},
                         {"failed", "Failed", Field::Show::data}},
              .empty = "No file."};
  for (const IngestReport::File& file : report.files) {
    const StoredFile& stored = file.stored;
    const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    table.rows.push_back(Json{{"file", file.file},
                              {"what", file.what},
                              {"rows", stored.rows},
                              {"rejects", stored.rejects},
                              {"kept", stored.kept},
                              {"size", stored.size},
                              {"sha256", or_null(stored.sha256)},
                              {"feeds", stored.feeds},
                              {"repairs", stored.repairs.empty() ? Json() : Json(stored.repairs)},
                              {"unknown_states", stored.unknown_states},
                              {"reject_file", or_null(stored.reject_file)},
                              {"failed", file.failed}});
  }
  return table;
}

}  // namespace

Result<Output> run_ingest(const Common& common, const EventOptions& options,
                          const std::string& folder) {
  const auto rules = rules_of(options);
  if (!rules) return tl::unexpected(rules.error());
  const auto files = list_inputs(options.inputs);
  if (!files) return tl::unexpected(files.error());
  const auto report = ingest(folder, *files, *rules,
                             {.threads = thread_count(options.threads), .max_bad = options.max_bad},
                             common.progress);
  if (!report) return tl::unexpected(report.error());
  std::vector<Sentence> more;
  if (report->too_many_bad)
    more.push_back({fmt::format(
        "More than {:g} % of the rows are bad (--max-bad): what was read since the last "
        "commit is not in the store. The bad rows are in the folder \"rejects\" until the "
        "next ingest.",
        options.max_bad * 100)});
  return ingest_output(*report, folder, more);
}

Output ingest_output(const IngestReport& report, const std::string& folder,
                     std::span<const Sentence> more) {
  Output output{.document = {.schema = "detente.ingest/1", .title = "Ingest into " + folder}};
  if (const auto manifest = read_manifest(folder); manifest && *manifest)
    output.document.vintage = vintage_of(**manifest);
  std::size_t failed = 0;
  for (const auto& file : report.files) failed += file.failed ? 1 : 0;
  Paragraph summary{.key = "summary", .title = {}, .sentences = {}};
  summary.sentences.push_back(
      {fmt::format("{} read in this run, of which {} could not be understood and {} are kept.",
                   counted(report.rows, "row was", "rows were"), count_text(report.rejects),
                   count_text(report.kept))});
  if (failed > 0)
    summary.sentences.push_back({fmt::format(
        "{} of {} files could not be read; of them the store holds what it held before.",
        count_text(failed), count_text(report.files.size()))});
  summary.sentences.insert(summary.sentences.end(), more.begin(), more.end());
  output.document.blocks.emplace_back(files_table(report));
  output.document.blocks.emplace_back(std::move(summary));
  output.faulty = failed > 0 || report.too_many_bad;
  return output;
}

}  // namespace detente
