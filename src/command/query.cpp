// SPDX-License-Identifier: Apache-2.0
#include "command/query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "command/brief.hpp"
#include "command/check.hpp"
#include "command/cite.hpp"
#include "command/commitments.hpp"
#include "command/common_ground.hpp"
#include "command/export_tables.hpp"
#include "command/leads.hpp"
#include "command/measure_document.hpp"
#include "command/outlook.hpp"
#include "command/readouts.hpp"
#include "command/recommendations.hpp"
#include "command/status.hpp"
#include "command/timeline.hpp"
#include "command/whatif.hpp"

namespace detente {

namespace {

std::vector<std::string> values_of(const Typed& typed, std::string_view name) {
  const auto found = typed.find(name);
  return found == typed.end() ? std::vector<std::string>() : found->second;
}

/// Empty where it was left out.
std::string value_of(const Typed& typed, std::string_view name) {
  const auto found = typed.find(name);
  return found == typed.end() || found->second.empty() ? std::string() : found->second.front();
}

bool is_set(const Typed& typed, std::string_view name) { return value_of(typed, name) == "true"; }

template <typename Number>
Result<Number> number_option(std::string_view option, const std::string& text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(Error::Kind::usage, fmt::format("--{}: \"{}\" is no such number", option, text));
  return number;
}

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
  if (!asked.as_of_given) until.as_of = *to;
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

Result<Output> ask_measure(const Asked& asked, const Typed& typed) {
  const auto options = measure_options(asked, typed);
  if (!options) return tl::unexpected(options.error());
  return run_measure_case(asked.common, *options);
}

Result<StoreTable> table_of_measure(const Asked& /*asked*/, const Output& output) {
  return indices_store_table(output.document);
}

Result<Output> ask_spiral(const Asked& asked, const Typed& typed) {
  const auto options = spiral_options(asked, typed);
  if (!options) return tl::unexpected(options.error());
  return run_spiral_case(asked.common, *options);
}

Result<Output> ask_leads(const Asked& asked, const Typed& /*typed*/) {
  return run_leads(asked.common, {.seed = asked.seed, .threads = asked.threads});
}

Result<Output> ask_whatif(const Asked& asked, const Typed& typed) {
  return run_whatif(
      asked.common,
      {.steps = values_of(typed, "step"), .seed = asked.seed, .threads = asked.threads});
}

Result<Output> ask_outlook(const Asked& asked, const Typed& typed) {
  return run_outlook(
      asked.common,
      {.targets = values_of(typed, "targets"), .seed = asked.seed, .threads = asked.threads});
}

Result<Output> ask_brief(const Asked& asked, const Typed& typed) {
  const auto brief = run_brief(asked.common, asked.version, is_set(typed, "short"));
  if (!brief) return tl::unexpected(brief.error());
  return Output{.document = {.schema = "detente.brief/1", .title = brief->title},
                .json = to_json(*brief).dump(2) + '\n'};
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

const Parameter dyad{"dyad", "The two states; where not said, a case's sides or a store's own dyad",
                     "AAA:BBB"};

Query measure() {
  return {
      .name = "measure",
      .what = "Indices of a dyad by day, week or month, with their uncertainty",
      .example = "detente measure us-china --compare",
      .parameters = {dyad,
                     {"by",
                      "day, week or month; where not said, week, or month where counts are monthly",
                      "PERIOD"},
                     {"against", "Hold the balance against these monthly series of the case",
                      "SERIES", Shape::several},
                     {"compare",
                      "Hold the case's monthly index series against each other and the balance", "",
                      Shape::flag}},
      .schemas = {"detente.measure.1"},
      .slow = true,
      .run = ask_measure,
      .table = table_of_measure};
}

Query spiral() {
  return {
      .name = "spiral",
      .what = "Who answers whom, and whether the spiral sustains itself",
      .example = "detente spiral us-china",
      .parameters =
          {dyad,
           {"source", "The title or feed of the counts; where not said, the latest daily ones lead",
            "TITLE"},
           {"channels", "The baseline may change while these channels are suspended or closed",
            "ID,…", Shape::by_comma},
           {"half-lives", "How fast what happened is forgotten, in days (1,7 where not said)",
            "DAYS,…", Shape::by_comma},
           {"search", "Take the two likeliest of the half-lives, or of 0.5 to 30 days", "",
            Shape::flag},
           {"bootstrap", "Hold the radius against refitted draws of the counts: fixed or recursive",
            "KIND"},
           {"replicates", "Draws of the bootstrap (400)", "N", Shape::number}},
      .schemas = {"detente.spiral.1"},
      .slow = true,
      .run = ask_spiral};
}

// The command line may also name files and folders, which a request over HTTP must not.
Query leads() {
  return {.name = "leads",
          .what = "What leads the relationship, and how soon others recovered",
          .example = "detente leads us-china",
          .parameters = {},
          .schemas = {"detente.leads.1"},
          .slow = true,
          .run = ask_leads};
}

Query whatif() {
  return {.name = "whatif",
          .what = "What a recommended step would change, or that it is not known",
          .example = "detente whatif us-china --step R2",
          .parameters = {{"step", "Ids of steps or recommendations, as R2.1 or R2", "ID,…",
                          Shape::by_comma, false, true}},
          .schemas = {"detente.whatif.1"},
          .slow = true,
          .run = ask_whatif};
}

Query outlook() {
  return {.name = "outlook",
          .what =
              "Forecasts with their record: every model on every past day, and a ledger that "
              "anyone can score",
          .example = "detente outlook us-china --targets open-channels --record forecasts",
          .parameters = {{"targets", "Only these; where not said, all of the case", "ID,…",
                          Shape::by_comma}},
          .schemas = {"detente.outlook.1"},
          .slow = true,
          .reads_folder = true,
          .run = ask_outlook};
}

Query brief() {
  return {.name = "brief",
          .what = "The report: HTML, Markdown, JSON or Word, by --format or the file's ending",
          .example = "detente brief us-china -o brief.html",
          .parameters = {{"short",
                          "Only what is read before a meeting: the summary, what is new, the last "
                          "two accounts",
                          "", Shape::flag}},
          .schemas = {"detente.brief.1"},
          .slow = true,
          .reads_folder = true,
          .run = ask_brief};
}

}  // namespace

const std::vector<Query>& queries() {
  // A new command that only reads is one entry more.
  static const std::vector<Query> all{
      check(), status(),  timeline(), readouts(), commitments(), common_ground(), recommendations(),
      cite(),  measure(), spiral(),   leads(),    whatif(),      outlook(),       brief()};
  return all;
}

const Query* find_query(std::string_view name) {
  const auto found = std::ranges::find(queries(), name, &Query::name);
  return found == queries().end() ? nullptr : &*found;
}

Result<MeasureOptions> measure_options(const Asked& asked, const Typed& typed) {
  return MeasureOptions{.dyad = value_of(typed, "dyad"),
                        .by = value_of(typed, "by"),
                        .against = values_of(typed, "against"),
                        .compare = is_set(typed, "compare"),
                        .csv = asked.csv,
                        .seed = asked.seed,
                        .threads = asked.threads};
}

Result<SpiralCommandOptions> spiral_options(const Asked& asked, const Typed& typed) {
  SpiralCommandOptions options{.dyad = value_of(typed, "dyad"),
                               .source = value_of(typed, "source"),
                               .channels = values_of(typed, "channels"),
                               .search = is_set(typed, "search"),
                               .bootstrap = value_of(typed, "bootstrap"),
                               .seed = asked.seed,
                               .threads = asked.threads};
  for (const std::string& text : values_of(typed, "half-lives")) {
    const auto days = number_option<double>("half-lives", text);
    if (!days) return tl::unexpected(days.error());
    options.half_lives.push_back(*days);
  }
  if (const std::string text = value_of(typed, "replicates"); !text.empty()) {
    const auto count = number_option<int>("replicates", text);
    if (!count) return tl::unexpected(count.error());
    options.replicates = *count;
  }
  return options;
}

Result<Day> day_option(std::string_view option, const std::string& text) {
  const auto day = parse_day(text);
  if (!day)
    return fail(Error::Kind::usage,
                fmt::format("{}: \"{}\" is no day; write YYYY-MM-DD", option, text));
  return *day;
}

Result<std::optional<Date>> date_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  const auto date = parse_date(text);
  if (!date)
    return fail(
        Error::Kind::usage,
        fmt::format("{}: \"{}\" is no date; write YYYY-MM-DD, YYYY-MM or YYYY", option, text));
  return date;
}

}  // namespace detente
