// SPDX-License-Identifier: Apache-2.0
#include "command/sections_coded.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>

#include "command/lookup.hpp"
#include "events/printed_date.hpp"

namespace detente {

namespace {

/// Of one direction: events by period and by quad class.
struct CodedDirection {
  std::map<Day, double> by_period;
  std::array<std::uint64_t, 5> by_quad{};
  std::uint64_t events = 0;

  [[nodiscard]] Json balance() const {
    const auto cooperation = static_cast<double>(by_quad[1] + by_quad[2]);
    const auto conflict = static_cast<double>(by_quad[3] + by_quad[4]);
    if (cooperation + conflict == 0) return {};
    return (cooperation - conflict) / (cooperation + conflict);
  }
};

CodedDirection direction_of(const std::vector<CountRow>& rows, std::string_view source,
                            std::string_view target) {
  CodedDirection direction;
  for (const CountRow& row : rows) {
    if (row.key.source != source || row.key.target != target) continue;
    direction.events += row.counts.events;
    direction.by_period[row.key.day] += static_cast<double>(row.counts.events);
    if (row.key.quad <= 4) direction.by_quad[row.key.quad] += row.counts.events;
  }
  return direction;
}

/// Pearson's r of the two directions over the file's periods, a period without an event being 0;
/// nothing under 12 periods or where one of them never changes.
std::optional<double> correlation(const CodedDirection& forth, const CodedDirection& back,
                                  const std::vector<Day>& periods) {
  if (periods.size() < 12) return std::nullopt;
  const auto at = [](const CodedDirection& direction, Day day) {
    const auto found = direction.by_period.find(day);
    return found == direction.by_period.end() ? 0.0 : found->second;
  };
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  const auto n = static_cast<double>(periods.size());
  for (const Day day : periods) {
    x += at(forth, day) / n;
    y += at(back, day) / n;
  }
  for (const Day day : periods) {
    const double dx = at(forth, day) - x;
    const double dy = at(back, day) - y;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (xx == 0 || yy == 0) return std::nullopt;
  return xy / std::sqrt(xx * yy);
}

Table counts_table(const Case& record) {
  const std::string a = name_of(record, record.sides[0]);
  const std::string b = name_of(record, record.sides[1]);
  return {
      .key = "coded",
      .title = "What was counted",
      .fields = {{"title", "Counts"},
                 {"from", "From"},
                 {"to", "To"},
                 {"forth", a + " towards " + b},
                 {"back", b + " towards " + a},
                 {"forth_balance", "Balance"},
                 {"back_balance", "Balance back"},
                 {"correlation", "Correlation of the two"},
                 {"undirected", "Both ways together", Field::Show::data},
                 {"note", "Note", Field::Show::detail},
                 {"sources", "Sources"}},
      .empty = "No counts of coded events are known on this day.",
      .note =
          "Counts by machines that read news: never facts one by one. Balance: (cooperation - "
          "conflict) / (both) by quad class, from -1 to 1. Correlation: of the two directions "
          "over the periods counted; near 1 they are mirror images, and cannot show who answers "
          "whom."};
}

Table audit_table() {
  return {
      .key = "coded_audit",
      .title = "What is the matter with the rows that were counted",
      .fields = {{"title", "Counts"},
                 {"rows", "Rows"},
                 {"story_repeats", "Repeat a story", Field::Show::column, {}, true},
                 {"day_repeats", "Repeat a day", Field::Show::column, {}, true},
                 {"mirrors", "Mirrors", Field::Show::column, {}, true},
                 {"no_state", "Without any state"},
                 {"missing", "Files missing"},
                 {"sources", "Sources"}},
      .empty =
          "No audit: the rows behind these counts are not at hand, so that their repeats, mirrors "
          "and gaps cannot be told.",
      .note =
          "Of all rows of the source, not of the two sides' alone. A repeat of a day: what a "
          "one-a-day filter removes."};
}

Result<void> add_audit(const CodedCounts& coded, Table& table) {
  const Json audit = Json::parse(coded.audit_text, nullptr, false);
  if (!audit.is_object() || audit.value("schema", "") != "detente.audit/1")
    return fail(Error::Kind::input, "is not what \"detente audit --format json\" writes",
                "coded/" + coded.audit);
  const auto rows_of = [&](const char* key) { return audit.value(key, Json::array()); };
  std::uint64_t missing = 0;
  for (const Json& files : rows_of("coverage")) missing += files.value("missing_count", 0U);
  for (const Json& feed : rows_of("feeds")) {
    const std::string name = feed.value("feed", "");
    const auto share_of = [&](const char* key, const char* member) -> Json {
      for (const Json& row : rows_of(key))
        if (row.value("feed", "") == name)
          return fmt::format("{} ({:.1f} %)", row.value(member, std::uint64_t{0}),
                             100.0 * static_cast<double>(row.value(member, std::uint64_t{0})) /
                                 static_cast<double>(std::max<std::uint64_t>(
                                     1, feed.value("rows", std::uint64_t{0}))));
      return {};
    };
    table.rows.push_back(Json{{"title", coded.title},
                              {"rows", feed.value("rows", std::uint64_t{0})},
                              {"story_repeats", share_of("duplicates", "story_repeats")},
                              {"day_repeats", share_of("duplicates", "day_repeats")},
                              {"mirrors", share_of("mirrors", "mirrors")},
                              {"no_state", feed.value("no_state", std::uint64_t{0})},
                              {"missing", rows_of("coverage").empty() ? Json() : Json(missing)},
                              {"sources", Json::array({coded.source})}});
  }
  return {};
}

Result<void> add_counts(const Case& record, const CodedCounts& coded, Table& table) {
  const Resolution resolution = resolution_of(coded.resolution).value_or(Resolution::year);
  const auto counts = read_coded_counts(coded);
  if (!counts) return tl::unexpected(counts.error());
  const std::string& a = record.sides[0];
  const std::string& b = record.sides[1];
  const bool swapped = coded.undirected && a > b;  // such counts stand in alphabetical order
  const CodedDirection forth = direction_of(counts->rows, swapped ? b : a, swapped ? a : b);
  const CodedDirection back =
      coded.undirected ? CodedDirection() : direction_of(counts->rows, b, a);
  const auto r = coded.undirected ? std::nullopt : correlation(forth, back, counts->periods);
  const auto period = [&](bool last) {
    if (counts->periods.empty()) return Json();
    return Json(
        name_of_period(last ? counts->periods.back() : counts->periods.front(), resolution));
  };
  table.rows.push_back(Json{{"title", coded.title},
                            {"from", period(false)},
                            {"to", period(true)},
                            {"forth", forth.events},
                            {"back", coded.undirected ? Json() : Json(back.events)},
                            {"forth_balance", forth.balance()},
                            {"back_balance", back.balance()},
                            {"correlation", r ? Json(std::round(*r * 1000) / 1000) : Json()},
                            {"undirected", coded.undirected},
                            {"note", coded.note.empty() ? Json() : Json(coded.note)},
                            {"sources", Json::array({coded.source})}});
  return {};
}

}  // namespace

Result<ReadCounts> read_coded_counts(const CodedCounts& coded) {
  const Resolution resolution = resolution_of(coded.resolution).value_or(Resolution::year);
  auto counts = read_counts(coded.text, {.resolution = resolution, .undirected = coded.undirected});
  if (!counts) {
    Error error = counts.error();
    error.where = "coded/" + coded.file + (error.where.empty() ? "" : ":" + error.where);
    return tl::unexpected(std::move(error));
  }
  if (!counts->bad.empty())
    return fail(Error::Kind::input,
                fmt::format("{}: {}", counts->bad.front().field, counts->bad.front().reason),
                fmt::format("coded/{}:{}", coded.file, counts->bad.front().line));
  return counts;
}

Result<Document> coded_document(const Common& common, const Case& record) {
  Document document = make_document("coded", "Machine-coded events", common, record);
  Table counts = counts_table(record);
  Table audits = audit_table();
  for (const CodedCounts& coded : record.coded) {
    if (const auto done = add_counts(record, coded, counts); !done)
      return tl::unexpected(done.error());
    if (coded.audit.empty()) continue;
    if (const auto done = add_audit(coded, audits); !done) return tl::unexpected(done.error());
  }
  document.blocks.emplace_back(std::move(counts));
  if (!record.coded.empty()) document.blocks.emplace_back(std::move(audits));
  return document;
}

}  // namespace detente
