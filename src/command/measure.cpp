// SPDX-License-Identifier: Apache-2.0
#include "command/measure.hpp"

#include <fmt/format.h>

#include "command/dyad_choice.hpp"
#include "command/event_inputs.hpp"
#include "command/lookup.hpp"
#include "command/measure_compare.hpp"
#include "command/measure_document.hpp"
#include "store/event_store.hpp"
#include "store/write_tables.hpp"

namespace detente {

namespace {

Result<std::optional<Period>> period_option(const std::string& text) {
  if (text.empty()) return std::optional<Period>();
  const auto period = period_of(text);
  if (!period)
    return fail(Error::Kind::usage, fmt::format("--by: \"{}\" is none of day, week, month", text));
  return period;
}

/// The series that are asked for, by their ids.
Result<std::vector<ComparedSeries>> series_of(const Case& record, const MeasureOptions& options) {
  std::vector<std::string> ids = options.against;
  if (options.compare)
    for (std::string& id : monthly_indices(record)) ids.push_back(std::move(id));
  std::vector<ComparedSeries> all;
  for (const std::string& id : ids) {
    const auto series = require(record.series, id, "series");
    if (!series) return tl::unexpected(series.error());
    auto compared = monthly_series(**series);
    if (!compared) return tl::unexpected(compared.error());
    all.push_back(*std::move(compared));
  }
  return all;
}

/// The document as an output: its CSV is the comparisons' where they were asked for, else the
/// indices'.
Output output_of(Document document, bool csv) {
  Output output{.document = std::move(document)};
  if (!csv) return output;
  for (const char* key : {"comparisons", "indices"}) {
    for (const Block& block : output.document.blocks) {
      const Table* table = std::get_if<Table>(&block);
      if (table == nullptr || table->key != key) continue;
      output.csv = to_csv({.schema = {}, .title = {}, .blocks = {*table}});
      return output;
    }
  }
  return output;
}

}  // namespace

bool is_event_store(const std::string& input) { return is_store({input}); }

Result<Output> run_measure_case(const Common& common, const MeasureOptions& options) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  const auto dyad = chosen_dyad(*record, options.dyad);
  if (!dyad) return tl::unexpected(dyad.error());
  const auto period = period_option(options.by);
  if (!period) return tl::unexpected(period.error());
  auto document = measure_document(common, *record, *dyad, *period);
  if (!document) return tl::unexpected(document.error());
  if (options.compare || !options.against.empty()) {
    const auto series = series_of(*record, options);
    if (!series) return tl::unexpected(series.error());
    auto sources = coded_sources(*record, *dyad);
    if (!sources) return tl::unexpected(sources.error());
    const auto balances = monthly_balances(*std::move(sources), *dyad);
    if (!balances) return tl::unexpected(balances.error());
    auto table = comparisons_table(*series, *balances, options.compare, options.seed);
    if (!table) return tl::unexpected(table.error());
    document->blocks.emplace_back(*std::move(table));
  }
  return output_of(*std::move(document), options.csv);
}

Result<Output> run_measure_store(const Common& common, const MeasureOptions& options) {
  if (options.compare || !options.against.empty())
    return fail(Error::Kind::usage, "--compare and --against need a case, which has series");
  const auto period = period_option(options.by);
  if (!period) return tl::unexpected(period.error());
  auto store = EventStore::open(options.input, thread_count(options.threads));
  if (!store) return tl::unexpected(store.error());
  const auto dyad = chosen_dyad(*store, options.dyad);
  if (!dyad) return tl::unexpected(dyad.error());
  auto sources = stored_sources(*store, *dyad, common.as_of);
  if (!sources) return tl::unexpected(sources.error());
  auto all = measured(*std::move(sources), *dyad, *period);
  if (!all) return tl::unexpected(all.error());
  Document document{.schema = "detente.measure/1",
                    .title = "Indices of " + dyad->names[0] + " and " + dyad->names[1],
                    .as_of = to_string(common.as_of),
                    .vintage = vintage_of(store->manifest())};
  add_measures(document, *all);
  return output_of(std::move(document), options.csv);
}

Result<Output> write_indices(Output output, const std::string& file, int threads) {
  const StoreTable table = indices_store_table(output.document);
  if (auto done = write_parquet(file, table, thread_count(threads)); !done)
    return tl::unexpected(done.error());
  output.text = fmt::format("{} rows of indices were written to {}.\n", table.rows.size(), file);
  return output;
}

}  // namespace detente
