// SPDX-License-Identifier: Apache-2.0
#include "command/brief.hpp"
#include "command/leads.hpp"
#include "command/measure_document.hpp"
#include "command/outlook.hpp"
#include "command/query_groups.hpp"
#include "command/whatif.hpp"

namespace detente {

namespace {

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

std::vector<Query> analysis_queries() {
  return {measure(), spiral(), leads(), whatif(), outlook(), brief()};
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
}  // namespace detente
