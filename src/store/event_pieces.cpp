// SPDX-License-Identifier: Apache-2.0
#include "store/event_pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

namespace detente {

namespace {

namespace fs = std::filesystem;
using Type = StoreColumn::Type;

constexpr std::size_t batch_rows = 20'000;
constexpr std::uint64_t piece_rows = 1'000'000;

std::string table_sql() {
  std::string sql = "CREATE OR REPLACE TEMP TABLE new_events (feed VARCHAR, year BIGINT";
  for (const StoreColumn& column : event_columns()) {
    const char* type = column.type == Type::date      ? "DATE"
                       : column.type == Type::integer ? "BIGINT"
                       : column.type == Type::number  ? "DOUBLE"
                       : column.type == Type::boolean ? "BOOLEAN"
                                                      : "VARCHAR";
    sql += fmt::format(", {} {}", sql_name(column.name), type);
  }
  return sql + ")";
}

StoreTable empty_batch() {
  StoreTable table{.name = "new_events", .description = {}, .columns = {}};
  table.columns = {{"feed", Type::text, {}}, {"year", Type::integer, {}}};
  table.columns.insert(table.columns.end(), event_columns().begin(), event_columns().end());
  return table;
}

Cell text(std::string_view value) { return Cell(std::string(value)); }

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(Error::Kind::io, error.message(), folder.string());
  return {};
}

std::string copy_sql(const std::string& query, const fs::path& to) {
  return fmt::format("COPY ({}) TO {} (FORMAT parquet, COMPRESSION zstd)", query,
                     sql_text(to.string()));
}

}  // namespace

const std::vector<StoreColumn>& event_columns() {
  static const std::vector<StoreColumn> columns{
      {"event_id", Type::text, "the source's own id of the row"},
      {"day", Type::date, "day of the event"},
      {"added", Type::date, "day on which it came into the source"},
      {"source", Type::text,
       "state of the source actor, CAMEO or ISO 3166-1 alpha-3; empty if none"},
      {"target", Type::text, "state of the target actor, likewise"},
      {"source_actor", Type::text, "source actor as the source names it"},
      {"target_actor", Type::text, "target actor likewise"},
      {"code", Type::text, "event code with its leading zero; empty for PLOVER"},
      {"root", Type::integer, "root of the code, 1 to 20 (WEIS 1 to 22)"},
      {"quad", Type::integer, "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"},
      {"goldstein", Type::number, "Goldstein score, -10 to 10"},
      {"mentions", Type::integer, "mentions that the source counts; 1 where it does not"},
      {"story", Type::text, "story id or address; empty where the source has neither"},
      {"publisher", Type::text, "publisher, where the source names one"},
      {"place", Type::text, "country of the place as the source writes it (GDELT: FIPS 10-4)"},
      {"root_event", Type::boolean, "GDELT's IsRootEvent"},
      {"line", Type::integer, "line of the file"}};
  return columns;
}

EventPieces::EventPieces(Database& database, const StoreRules& rules, fs::path folder,
                         std::string name)
    : database_(database),
      rules_(rules),
      folder_(std::move(folder)),
      name_(std::move(name)),
      batch_(empty_batch()),
      deduper_(rules.dedupe, rules.drop_mirrors) {
  if (const auto made = database_.run(table_sql()); !made) failure_ = made.error();
}

bool EventPieces::wanted(const CodedEvent& event) const {
  if ((rules_.from && event.day < *rules_.from) || (rules_.to && event.day > *rules_.to))
    return false;
  if (rules_.dyad.size() == 2) {
    const bool forth = event.source == rules_.dyad[0] && event.target == rules_.dyad[1];
    const bool back = event.source == rules_.dyad[1] && event.target == rules_.dyad[0];
    if (!forth && !back) return false;
  }
  if (rules_.actors.empty()) return true;
  const auto listed = [&](std::string_view state) {
    return std::find(rules_.actors.begin(), rules_.actors.end(), state) != rules_.actors.end();
  };
  return listed(event.source) || listed(event.target);
}

void EventPieces::take(const CodedEvent& event) {
  if (failure_) return;
  if (deduper_.judge(event) == Deduper::Verdict::event) {
    if (const auto key = pack(event.day, event.source, event.target, 0, 0))
      totals_[static_cast<std::size_t>(event.feed)].add(*key, {.events = 1});
  }
  if (wanted(event)) store(event);
}

void EventPieces::take_mention(const CodedEvent& mention) {
  if (failure_ || !rules_.dyad.empty() || !rules_.actors.empty() || !wanted(mention)) return;
  store(mention);
}

void EventPieces::store(const CodedEvent& event) {
  const auto number = [](std::uint64_t value) { return Cell(static_cast<std::int64_t>(value)); };
  const std::chrono::year_month_day date(event.day);
  batch_.rows.push_back(
      {text(to_string(event.feed)), Cell(std::int64_t{static_cast<int>(date.year())}),
       text(event.id), Cell(event.day), event.added ? Cell(*event.added) : Cell(),
       text(event.source), text(event.target), text(event.source_actor), text(event.target_actor),
       text(event.code), number(event.root), number(event.quad),
       event.goldstein ? Cell(static_cast<double>(*event.goldstein) / 1000.0) : Cell(),
       number(event.mentions), text(event.story), text(event.publisher), text(event.place),
       Cell(event.root_event), number(event.line)});
  ++written_.kept;
  if (batch_.rows.size() >= batch_rows) flush();
}

void EventPieces::flush() {
  auto done = append();
  if (done && in_database_ >= piece_rows) done = write_pieces();
  if (!done) failure_ = done.error();
}

Result<void> EventPieces::append() {
  auto done = database_.append(batch_);
  in_database_ += batch_.rows.size();
  batch_.rows.clear();
  return done;
}

Result<void> EventPieces::write_pieces() {
  const auto parts = database_.rows("SELECT DISTINCT feed, year FROM new_events ORDER BY ALL");
  if (!parts) return tl::unexpected(parts.error());
  for (const auto& part : *parts) {
    const auto& feed = std::get<std::string>(part[0]);
    const auto year = std::get<std::int64_t>(part[1]);
    const std::string place = fmt::format("events/feed={}/year={}", feed, year);
    if (auto made = make_folder(folder_ / place); !made) return made;
    const std::string piece = fmt::format("{}/{}-{}.parquet", place, name_, next_piece_);
    auto done = database_.run(
        copy_sql(fmt::format("SELECT * EXCLUDE (feed, year) FROM new_events WHERE feed = {} AND "
                             "year = {}",
                             sql_text(feed), year),
                 folder_ / piece));
    if (!done) return done;
    written_.pieces.push_back(piece);
  }
  ++next_piece_;
  in_database_ = 0;
  return database_.run(table_sql());
}

Result<void> EventPieces::write_totals() {
  StoreTable table{.name = "new_totals",
                   .description = {},
                   .columns = {{"feed", Type::text, {}},
                               {"day", Type::date, {}},
                               {"state", Type::text, {}},
                               {"as_source", Type::integer, {}},
                               {"as_target", Type::integer, {}}}};
  using Sums = std::pair<std::int64_t, std::int64_t>;
  for (std::size_t feed = 0; feed < event_source_count; ++feed) {
    // "" is the world: each event once as source and once as target.
    std::map<std::pair<Day, StateCode>, Sums> sums;
    for (const CountRow& row : sum_rows({totals_[feed].take()})) {
      const auto events = static_cast<std::int64_t>(row.counts.events);
      Sums& world = sums[{row.key.day, StateCode()}];
      world.first += events;
      world.second += events;
      if (!row.key.source.empty()) sums[{row.key.day, row.key.source}].first += events;
      if (!row.key.target.empty()) sums[{row.key.day, row.key.target}].second += events;
    }
    for (const auto& [key, sum] : sums)
      table.rows.push_back({text(to_string(static_cast<EventSource>(feed))), Cell(key.first),
                            Cell(std::string(key.second)), Cell(sum.first), Cell(sum.second)});
  }
  if (table.rows.empty()) return {};
  if (auto made = make_folder(folder_ / "totals"); !made) return made;
  const std::string file = fmt::format("totals/{}.parquet", name_);
  auto done = database_.run(
      "CREATE OR REPLACE TEMP TABLE new_totals (feed VARCHAR, day DATE, state VARCHAR, "
      "as_source BIGINT, as_target BIGINT)");
  if (done) done = database_.append(table);
  if (done) done = database_.run(copy_sql("SELECT * FROM new_totals", folder_ / file));
  if (done) written_.totals = file;
  return done;
}

Result<EventPieces::Written> EventPieces::finish() {
  if (!failure_ && !batch_.rows.empty()) flush();
  auto done = failure_ ? Result<void>(tl::unexpected(*failure_)) : Result<void>();
  if (done && in_database_ > 0) done = write_pieces();
  if (done) done = write_totals();
  if (!done) return tl::unexpected(done.error());
  return std::move(written_);
}

}  // namespace detente
