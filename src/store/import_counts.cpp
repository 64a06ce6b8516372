// SPDX-License-Identifier: Apache-2.0
#include "store/import_counts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "events/printed_date.hpp"
#include "record/digest.hpp"
#include "store/database.hpp"
#include "store/manifest.hpp"
#include "store/store_lock.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using Type = StoreColumn::Type;

StoreTable table_of(const std::vector<CountRow>& rows) {
  StoreTable table{.name = "new_counts",
                   .description = {},
                   .columns = {{"day", Type::date, {}},
                               {"source", Type::text, {}},
                               {"target", Type::text, {}},
                               {"root", Type::integer, {}},
                               {"quad", Type::integer, {}},
                               {"events", Type::integer, {}},
                               {"mentions", Type::integer, {}},
                               {"goldstein", Type::integer, {}}}};
  for (const CountRow& row : rows)
    table.rows.push_back(
        {Cell(row.key.day), Cell(std::string(row.key.source)), Cell(std::string(row.key.target)),
         Cell(std::int64_t{row.key.root}), Cell(std::int64_t{row.key.quad}),
         Cell(static_cast<std::int64_t>(row.counts.events)),
         Cell(static_cast<std::int64_t>(row.counts.mentions)), Cell(row.counts.goldstein)});
  return table;
}

Result<void> write_piece(const fs::path& to, const std::vector<CountRow>& rows) {
  auto database = Database::open({}, {});
  if (!database) return tl::unexpected(database.error());
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  if (error) return fail(Error::Kind::io, error.message(), to.parent_path().string());
  const fs::path temporary = to.string() + ".new";
  auto done = database->run(
      "CREATE TEMP TABLE new_counts (day DATE, source VARCHAR, target VARCHAR, root BIGINT, quad "
      "BIGINT, events BIGINT, mentions BIGINT, goldstein BIGINT)");
  if (done) done = database->append(table_of(rows));
  if (done)
    done = database->run(fmt::format("COPY new_counts TO {} (FORMAT parquet, COMPRESSION zstd)",
                                     sql_text(temporary.string())));
  if (!done) {
    fs::remove(temporary, error);
    return done;
  }
  fs::rename(temporary, to, error);
  if (error) return fail(Error::Kind::io, error.message(), to.string());
  return {};
}

/// What the store was may differ from what is being imported; says so.
Result<void> check_kind(const fs::path& store, const Manifest& manifest, std::string_view word,
                        bool undirected) {
  if (manifest.files.empty()) return {};
  if (manifest.counts.empty())
    return fail(Error::Kind::usage, "holds events; counts need a folder of their own",
                store.string());
  if (manifest.counts != word || manifest.undirected != undirected)
    return fail(
        Error::Kind::usage,
        fmt::format("holds counts by {}{}; others need a folder of their own", manifest.counts,
                    manifest.undirected ? " of both directions together" : ""),
        store.string());
  return {};
}

}  // namespace

Result<void> import_counts(const fs::path& store, const fs::path& file, std::string_view text,
                           const CountsFormat& format, const ReadCounts& counts) {
  const auto lock = StoreLock::of(store);
  if (!lock) return tl::unexpected(lock.error());
  auto found = read_manifest(store);
  if (!found) return tl::unexpected(found.error());
  Manifest manifest = *found ? **found : Manifest{};
  const std::string_view word = to_string(format.resolution);
  if (auto fits = check_kind(store, manifest, word, format.undirected); !fits) return fits;
  std::error_code error;
  StoredFile stored{.file = fs::absolute(file, error).lexically_normal().string(),
                    .size = text.size(),
                    .sha256 = sha256_of(text),
                    .rows = counts.rows.size() + counts.bad.size(),
                    .rejects = counts.bad.size(),
                    .kept = counts.rows.size()};
  stored.pieces = {"counts/" + stored.sha256.substr(0, 20) + ".parquet"};
  if (auto done = write_piece(store / stored.pieces[0], counts.rows); !done) return done;
  manifest.counts = word;
  manifest.undirected = format.undirected;
  const auto old = std::find_if(manifest.files.begin(), manifest.files.end(),
                                [&](const StoredFile& other) { return other.file == stored.file; });
  std::string replaced;
  if (old == manifest.files.end()) {
    manifest.files.push_back(stored);
  } else {
    if (old->pieces != stored.pieces) replaced = old->pieces[0];
    *old = stored;
  }
  std::sort(manifest.files.begin(), manifest.files.end(),
            [](const StoredFile& left, const StoredFile& right) { return left.file < right.file; });
  if (auto done = write_manifest(store, manifest); !done) return done;
  if (!replaced.empty()) fs::remove(store / replaced, error);
  return {};
}

}  // namespace detente
