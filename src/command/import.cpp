// SPDX-License-Identifier: Apache-2.0
#include "command/import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "events/input.hpp"
#include "events/printed_date.hpp"
#include "events/read_counts.hpp"
#include "report/number.hpp"
#include "store/import_counts.hpp"
#include "store/manifest.hpp"

namespace detente {

namespace {

/// The text of a file that holds one, decompressed.
Result<std::string> text_of(const std::string& file) {
  constexpr std::size_t most = std::size_t{1} << 30U;
  const auto parts = parts_of(file);
  if (!parts) return tl::unexpected(parts.error());
  if (parts->size() != 1) return fail(Error::Kind::input, "must hold one file of counts", file);
  auto stream = open_part(parts->front());
  if (!stream) return tl::unexpected(stream.error());
  std::string text;
  std::vector<char> buffer(std::size_t{1} << 20U);
  for (;;) {
    const auto got = (*stream)->read(buffer);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return text;
    text.append(buffer.data(), *got);
    if (text.size() > most) return fail(Error::Kind::input, "is longer than 1 GiB", file);
  }
}

Result<CountsFormat> format_of(const ImportOptions& options) {
  CountsFormat format{.undirected = options.undirected};
  format.resolution = resolution_of(options.resolution).value_or(Resolution::year);
  for (const std::string& column : options.columns) {
    const auto equals = column.find('=');
    if (equals == std::string::npos || equals == 0)
      return fail(Error::Kind::usage,
                  fmt::format("--columns: \"{}\" is not MEANING=COLUMN", column));
    format.columns.emplace_back(column.substr(0, equals), column.substr(equals + 1));
  }
  return format;
}

std::string examples_of(const std::string& file, const std::vector<BadCount>& bad) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(bad.size(), most); ++i)
    text += fmt::format("\n{}:{}: {}: {}", file, bad[i].line, bad[i].field, bad[i].reason);
  return text;
}

}  // namespace

Result<Output> run_import_counts(const ImportOptions& options) {
  const auto format = format_of(options);
  if (!format) return tl::unexpected(format.error());
  const auto text = text_of(options.file);
  if (!text) return tl::unexpected(text.error());
  auto counts = read_counts(*text, *format);
  if (!counts) {
    Error error = counts.error();
    error.where = error.where.empty() ? options.file : options.file + ":" + error.where;
    return tl::unexpected(std::move(error));
  }
  if (counts->rows.empty())
    return fail(
        Error::Kind::input,
        "no row can be used, so that nothing was written" + examples_of(options.file, counts->bad),
        options.file);
  if (const auto done = import_counts(options.folder, options.file, *text, *format, *counts); !done)
    return tl::unexpected(done.error());
  Output output{.document = {.schema = "detente.import/1",
                             .title = "Import of counts into " + options.folder}};
  if (const auto manifest = read_manifest(options.folder); manifest && *manifest)
    output.document.vintage = vintage_of(**manifest);
  std::uint64_t events = 0;
  for (const CountRow& row : counts->rows) events += row.counts.events;
  Paragraph summary{.key = "summary", .title = {}, .sentences = {}};
  summary.sentences.push_back(
      {fmt::format("{} in {} of {}.", counted(events, "event", "events"),
                   counted(counts->rows.size(), "count", "counts"),
                   counted(counts->periods.size(), options.resolution, options.resolution + "s"))});
  for (const std::string& note : counts->notes) summary.sentences.push_back({note});
  output.document.blocks.emplace_back(std::move(summary));
  Table bad{.key = "bad",
            .title = "What could not be used",
            .fields = {{"line", "Line"}, {"field", "Field"}, {"reason", "Reason"}},
            .empty = "Every row was used."};
  for (const BadCount& row : counts->bad)
    bad.rows.push_back(Json{{"line", row.line}, {"field", row.field}, {"reason", row.reason}});
  output.document.blocks.emplace_back(std::move(bad));
  output.faulty = !counts->bad.empty();
  return output;
}

}  // namespace detente
