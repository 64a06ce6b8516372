// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "command/check.hpp"
#include "command/cite.hpp"
#include "command/commitments.hpp"
#include "command/common_ground.hpp"
#include "command/export_tables.hpp"
#include "command/query_groups.hpp"
#include "command/readouts.hpp"
#include "command/recommendations.hpp"
#include "command/status.hpp"
#include "command/timeline.hpp"

namespace detente {

namespace {

Result<Output> ask_check(const Asked& asked, const Typed& /*typed*/) {
  return run_check(asked.common);
}

Result<Output> ask_status(const Asked& asked, const Typed& typed) {
  const auto changes = values_of(typed, "changes");
  if (changes.empty()) return run_status(asked.common);
  if (changes.size() != 2)
    return fail(Error::Kind::usage, "--changes takes two days, each as YYYY-MM-DD");
  const auto from = day_option("--changes", changes[0]);
  const auto to = day_option("--changes", changes[1]);
  if (!from || !to) return tl::unexpected(!from ? from.error() : to.error());
  Common until = asked.common;
  if (!asked.as_of_given) {
    if (const std::string why = too_far_ahead(*to, asked.common.as_of); !why.empty())
      return fail(Error::Kind::usage, "--changes: " + why);
    until.as_of = *to;
  }
  return run_changes(until, *from, *to);
}

Result<Output> ask_timeline(const Asked& asked, const Typed& typed) {
  const auto from = date_option("--from", value_of(typed, "from"));
  const auto to = date_option("--to", value_of(typed, "to"));
  if (!from || !to) return tl::unexpected(!from ? from.error() : to.error());
  return run_timeline(asked.common, {.from = *from,
                                     .to = *to,
                                     .channel = value_of(typed, "channel"),
                                     .issue = value_of(typed, "issue"),
                                     .kind = value_of(typed, "kind"),
                                     .actor = value_of(typed, "actor")});
}

/// The rows of the export's table of events that the timeline has.
Result<StoreTable> table_of_timeline(const Asked& asked, const Output& output) {
  const auto record = load(asked.common);
  if (!record) return tl::unexpected(record.error());
  std::set<std::string> shown;
  for (const Block& block : output.document.blocks) {
    const Table* table = std::get_if<Table>(&block);
    if (table == nullptr || table->key != "events") continue;
    for (const Json& row : table->rows) shown.insert(row.at("id").get<std::string>());
  }
  for (StoreTable& table : event_tables(*record)) {
    if (table.name != "events") continue;
    std::erase_if(table.rows, [&](const std::vector<Cell>& row) {
      return !shown.contains(std::get<std::string>(row.front()));
    });
    return std::move(table);
  }
  return fail(Error::Kind::bug, "the export has no table of events");
}

Result<Output> ask_readouts(const Asked& asked, const Typed& typed) {
  // The lexicon is needed only where the case has both texts.
  return run_readouts(asked.common, value_of(typed, "event"),
                      asked.lexicon.empty() ? "lexicon" : asked.lexicon, asked.version);
}

Result<Output> ask_commitments(const Asked& asked, const Typed& /*typed*/) {
  return run_commitments(asked.common);
}

Result<Output> ask_common_ground(const Asked& asked, const Typed& /*typed*/) {
  return run_common_ground(asked.common);
}

Result<Output> ask_recommendations(const Asked& asked, const Typed& /*typed*/) {
  return run_recommendations(asked.common);
}

Result<Output> ask_cite(const Asked& asked, const Typed& typed) {
  return run_cite(asked.common, values_of(typed, "id"), asked.version);
}
using Shape = Parameter::Form;

Query check() {
  return {.name = "check",
          .what = "Report every fault of a case",
          .example = "detente check us-china",
          .parameters = {},
          .schemas = {"detente.check.1"},
          .reads_folder = true,
          .run = ask_check};
}

Query status() {
  return {
      .name = "status",
      .what = "The channel board",
      .example = "detente status us-china --as-of 2022-09-01",
      .parameters = {{"changes", "What changed after day A up to day B", "A B", Shape::two_days}},
      .schemas = {"detente.status.1", "detente.changes.1"},
      .run = ask_status};
}

Query timeline() {
  return {.name = "timeline",
          .what = "The dated events",
          .example = "detente timeline us-china --from 2022-08 --to 2022-11 --channel leaders",
          .parameters =
              {{"from", "First day, month or year", "DATE", Shape::date},
               {"to", "Last day, month or year", "DATE", Shape::date},
               {"channel", "Only events that act on this channel", "ID"},
               {"issue", "Only events on this issue", "ID"},
               {"kind", "meeting, call, visit, measure, incident, statement, agreement or exchange",
                "KIND"},
               {"actor", "Only events that this actor, or one of its own, takes part in", "ID"}},
          .schemas = {"detente.timeline.1"},
          .run = ask_timeline,
          .table = table_of_timeline};
}

Query readouts() {
  return {.name = "readouts",
          .what = "Both accounts of one event, side by side",
          .example = "detente readouts us-china 2022-11-14-bali",
          .parameters = {{"event", "Id of the event", "EVENT", Shape::text, true, true}},
          .schemas = {"detente.readouts.1"},
          .reads_folder = true,
          .run = ask_readouts};
}

Query commitments() {
  return {.name = "commitments",
          .what = "The commitment ledger",
          .example = "detente commitments us-china --format csv",
          .parameters = {},
          .schemas = {"detente.commitments.1"},
          .run = ask_commitments};
}

Query common_ground() {
  return {.name = "common-ground",
          .what = "Where the sides agree, and the cheapest steps",
          .example = "detente common-ground us-china --format csv",
          .parameters = {},
          .schemas = {"detente.common-ground.1"},
          .run = ask_common_ground};
}

Query recommendations() {
  return {.name = "recommendations",
          .what = "The scorecard of the recommended steps",
          .example = "detente recommendations us-china",
          .parameters = {},
          .schemas = {"detente.recommendations.1"},
          .run = ask_recommendations};
}

Query cite() {
  return {.name = "cite",
          .what = "Citations of events, sources, the case and the program",
          .example = "detente cite us-china 2022-11-14-bali",
          .parameters = {{"id",
                          "Ids of events or sources, the case's name, or \"detente\"; none: the "
                          "case",
                          "ID", Shape::several, true}},
          .schemas = {"detente.cite.1"},
          .run = ask_cite};
}

}  // namespace

std::vector<Query> record_queries() {
  return {check(),       status(),        timeline(),        readouts(),
          commitments(), common_ground(), recommendations(), cite()};
}

}  // namespace detente
