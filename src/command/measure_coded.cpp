// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command/measure_sources.hpp"
#include "command/sections_coded.hpp"
#include "events/number_text.hpp"
#include "events/printed_date.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

std::uint64_t number_at(const Json& object, const char* key) {
  if (!object.is_object() || !object.contains(key) || !object[key].is_number_unsigned()) return 0;
  return object[key].get<std::uint64_t>();
}

/// "7329 (2.6 %)"
std::string share_text(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return fmt::format("{}", part);
  return fmt::format("{} ({:.1f} %)", count_text(part),
                     100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

/// The member of the list `rows` that is about the feed; null where there is none.
Json about(const Json& rows, const Json& feed) {
  for (const Json& row : rows)
    if (row.is_object() && row.value("feed", Json()) == feed) return row;
  return {};
}

std::vector<Sentence> audit_remarks(const CodedCounts& coded) {
  const Json audit = Json::parse(coded.audit_text, nullptr, false);
  if (!audit.is_object())
    return {
        {coded.title + ": no audit; the repeats, mirrors and gaps in these counts cannot be told.",
         {coded.source}}};
  std::uint64_t missing = 0;
  std::uint64_t expected = 0;
  for (const Json& files : audit.value("coverage", Json::array())) {
    missing += number_at(files, "missing_count");
    expected += number_at(files, "expected");
  }
  std::vector<Sentence> remarks;
  for (const Json& feed : audit.value("feeds", Json::array())) {
    const Json name = feed.is_object() ? feed.value("feed", Json()) : Json();
    const std::uint64_t rows = number_at(feed, "rows");
    const Json repeats = about(audit.value("duplicates", Json::array()), name);
    const Json mirrors = about(audit.value("mirrors", Json::array()), name);
    remarks.push_back(
        {fmt::format("{}, audit: of {} rows {} repeat a story, {} a day, {} are mirrors{}.",
                     coded.title, count_text(rows),
                     share_text(number_at(repeats, "story_repeats"), rows),
                     share_text(number_at(repeats, "day_repeats"), rows),
                     share_text(number_at(mirrors, "mirrors"), rows),
                     expected > 0 ? fmt::format("; {} of {} files are missing", count_text(missing),
                                                count_text(expected))
                                  : std::string()),
         {coded.source}});
  }
  return remarks;
}

std::vector<DyadCount> counts_of(const std::vector<CountRow>& rows, const std::string& source,
                                 const std::string& target) {
  std::vector<DyadCount> counts;
  for (const CountRow& row : rows) {
    if (row.key.source != source || row.key.target != target) continue;
    counts.push_back({row.key.day, row.key.quad, row.counts.events, row.counts.mentions,
                      row.counts.goldstein, row.key.root});
  }
  return counts;
}

/// "day,events" and a line for each day.
Result<WorldTotals> read_totals(const CodedCounts& coded) {
  WorldTotals totals;
  std::size_t line = 0;
  for (std::string_view rest = coded.totals_text; !rest.empty();) {
    const std::string_view text = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
    ++line;
    const auto refuse = [&](std::string what) {
      return fail(Error::Kind::input, std::move(what),
                  fmt::format("coded/{}:{}", coded.totals, line));
    };
    if (line == 1) {
      if (text != "day,events") return refuse("the header must be \"day,events\"");
      continue;
    }
    const std::size_t comma = text.find(',');
    const auto day = parse_day(text.substr(0, comma));
    const auto events = comma == std::string_view::npos
                            ? std::nullopt
                            : parse_printed_count(text.substr(comma + 1));
    if (!day || !events) return refuse(fmt::format("\"{}\" is no day and number of events", text));
    if (!totals.empty() && *day <= totals.rbegin()->first)
      return refuse(
          fmt::format("{} does not follow {}", to_string(*day), to_string(totals.rbegin()->first)));
    totals[*day] = *events;
  }
  return totals;
}

}  // namespace

Result<std::vector<MeasuredSource>> coded_sources(const Case& record, const MeasuredDyad& dyad) {
  std::vector<MeasuredSource> all;
  for (const CodedCounts& coded : record.coded) {
    const auto counts = read_coded_counts(coded);
    if (!counts) return tl::unexpected(counts.error());
    const Resolution resolution = resolution_of(coded.resolution).value_or(Resolution::year);
    MeasuredSource source{.title = coded.title,
                          .resolution = resolution,
                          .undirected = coded.undirected,
                          .span = {},
                          .forth = {},
                          .back = {},
                          .world = {},
                          .ids = {coded.source}};
    const auto& [a, b] = dyad.states;
    // Undirected counts stand in alphabetical order.
    source.forth = counts_of(counts->rows, coded.undirected ? std::min(a, b) : a,
                             coded.undirected ? std::max(a, b) : b);
    if (!coded.undirected) source.back = counts_of(counts->rows, b, a);
    if (!counts->periods.empty())
      source.span = {counts->periods.front(),
                     next_period(counts->periods.back(), resolution) - std::chrono::days(1)};
    source.remarks = audit_remarks(coded);
    auto totals = read_totals(coded);
    if (!totals) return tl::unexpected(totals.error());
    take_volume(source, *std::move(totals));
    all.push_back(std::move(source));
  }
  return all;
}

}  // namespace detente
