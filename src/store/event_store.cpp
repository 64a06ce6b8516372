// SPDX-License-Identifier: Apache-2.0
#include "store/event_store.hpp"

#include <fmt/format.h>

#include "events/coded_event.hpp"
#include "store/count_sql.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;

std::int64_t integer(const Cell& cell) {
  const auto* value = std::get_if<std::int64_t>(&cell);
  return value == nullptr ? 0 : *value;
}

std::string_view text(const Cell& cell) {
  const auto* value = std::get_if<std::string>(&cell);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

CountRow row_of(const std::vector<Cell>& cells) {
  return {.key = {.day = std::get<Day>(cells[1]),
                  .source = StateCode(text(cells[2])),
                  .target = StateCode(text(cells[3])),
                  .root = static_cast<std::uint8_t>(integer(cells[4])),
                  .quad = static_cast<std::uint8_t>(integer(cells[5]))},
          .counts = {.events = static_cast<std::uint64_t>(integer(cells[6])),
                     .mentions = static_cast<std::uint64_t>(integer(cells[7])),
                     .goldstein = integer(cells[8])}};
}

/// The columns of replay's query, in order.
CodedEvent event_of(const std::vector<Cell>& cells) {
  const auto* added = std::get_if<Day>(&cells[2]);
  const auto* goldstein = std::get_if<std::int64_t>(&cells[10]);
  return {.feed = event_source_of(text(cells[0])).value_or(EventSource::generic),
          .day = std::get<Day>(cells[1]),
          .added = added == nullptr ? std::nullopt : std::optional(*added),
          .id = text(cells[3]),
          .source = text(cells[4]),
          .target = text(cells[5]),
          .source_actor = text(cells[6]),
          .target_actor = text(cells[7]),
          .code = text(cells[8]),
          .root = static_cast<std::uint8_t>(integer(cells[9])),
          .quad = static_cast<std::uint8_t>(integer(cells[15])),
          .goldstein = goldstein == nullptr ? std::nullopt
                                            : std::optional(static_cast<std::int32_t>(*goldstein)),
          .mentions = static_cast<std::uint32_t>(integer(cells[11])),
          .story = text(cells[12]),
          .publisher = text(cells[13]),
          .root_event = std::get_if<bool>(&cells[16]) == nullptr || std::get<bool>(cells[16]),
          .line = static_cast<std::uint64_t>(integer(cells[14]))};
}

}  // namespace

Result<EventStore> EventStore::open(const fs::path& folder, int threads) {
  auto manifest = read_manifest(folder);
  if (!manifest) return tl::unexpected(manifest.error());
  if (!*manifest)
    return fail(Error::Kind::usage, "is no event store: it has no manifest.json", folder.string());
  auto database = Database::open({}, {.threads = threads});
  if (!database) return tl::unexpected(database.error());
  return EventStore(folder, **std::move(manifest), *std::move(database));
}

std::string EventStore::files_sql(const std::vector<std::string>& pieces) const {
  std::string list;
  for (const std::string& piece : pieces)
    list += (list.empty() ? "" : ", ") + sql_text((folder_ / piece).string());
  return '[' + list + ']';
}

std::vector<std::string> EventStore::all_pieces() const {
  std::vector<std::string> pieces;
  for (const StoredFile& file : manifest_.files)
    pieces.insert(pieces.end(), file.pieces.begin(), file.pieces.end());
  return pieces;
}

Result<std::vector<FeedSpan>> EventStore::spans(Day as_of) {
  const std::vector<std::string> pieces = all_pieces();
  std::vector<FeedSpan> all;
  if (pieces.empty()) return all;
  const auto rows = database_.rows(spans_sql(files_sql(pieces), !manifest_.counts.empty(), as_of));
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& cells : *rows)
    all.push_back({std::string(text(cells[0])), std::get<Day>(cells[1]), std::get<Day>(cells[2])});
  return all;
}

Result<std::vector<FeedCounts>> EventStore::counts(const CountQuery& query) {
  const std::vector<std::string> pieces = all_pieces();
  std::vector<FeedCounts> all;
  if (pieces.empty()) return all;
  const bool imported = !manifest_.counts.empty();
  if (imported && (query.dedupe || query.drop_mirrors))
    return fail(Error::Kind::usage, "holds imported counts, which cannot be deduplicated",
                folder_.string());
  const std::string sql =
      imported ? imported_sql(files_sql(pieces), query.grouping, query.filter)
               : count_sql(files_sql(pieces), query.dedupe.value_or(manifest_.rules.dedupe),
                           query.drop_mirrors.value_or(manifest_.rules.drop_mirrors),
                           query.grouping, query.filter, query.known);
  const auto rows = database_.rows(sql);
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& cells : *rows) {
    if (all.empty() || all.back().feed != text(cells[0]))
      all.push_back({.feed = std::string(text(cells[0])), .rows = {}});
    all.back().rows.push_back(row_of(cells));
  }
  return all;
}

Result<std::vector<Exposure>> EventStore::exposure() {
  std::vector<std::string> files;
  for (const StoredFile& file : manifest_.files)
    if (!file.totals.empty()) files.push_back(file.totals);
  std::vector<Exposure> all;
  if (files.empty()) return all;
  const auto rows = database_.rows(
      fmt::format("SELECT feed, day, state, sum(as_source)::BIGINT, sum(as_target)::BIGINT FROM "
                  "read_parquet({}) GROUP BY ALL ORDER BY ALL",
                  files_sql(files)));
  if (!rows) return tl::unexpected(rows.error());
  for (const auto& cells : *rows)
    all.push_back({.feed = std::string(text(cells[0])),
                   .day = std::get<Day>(cells[1]),
                   .state = std::string(text(cells[2])),
                   .as_source = static_cast<std::uint64_t>(integer(cells[3])),
                   .as_target = static_cast<std::uint64_t>(integer(cells[4]))});
  return all;
}

Result<void> EventStore::replay(EventSink& sink) {
  for (const StoredFile& file : manifest_.files) {
    for (const std::string& piece : file.pieces) {
      const auto rows = database_.rows(fmt::format(
          "SELECT feed, day, added, event_id, source, target, source_actor, target_actor, code, "
          "root, "
          "round(goldstein * 1000)::BIGINT, mentions, story, publisher, line, quad, root_event "
          "FROM "
          "read_parquet({}, hive_partitioning = true, hive_types = {{'feed': VARCHAR, 'year': "
          "BIGINT}})",
          files_sql({piece})));
      if (!rows) return tl::unexpected(rows.error());
      for (const auto& cells : *rows) {
        const CodedEvent event = event_of(cells);
        if (event.feed == EventSource::mentions) {
          sink.take_mention(event);
        } else {
          sink.take(event);
        }
      }
    }
  }
  return {};
}

}  // namespace detente
