// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "cli/builder.hpp"
#include "cli/follow_world.hpp"
#include "cli/locate.hpp"
#include "command/audit.hpp"
#include "command/dyads.hpp"
#include "command/follow.hpp"
#include "command/import.hpp"
#include "command/ingest.hpp"
#include "command/reduce.hpp"

namespace detente {

namespace {

constexpr const char* source_words =
    "auto, gdelt, gdelt1, gdelt2, mentions, icews, phoenix, polecat, keds or generic";

void add_reading(CLI::App& app, EventOptions& options, const std::string& more = "") {
  app.add_option("--codes", options.codes,
                 "Codes of keds and generic files: cameo, weis, or auto: as their roots tell")
      ->check(CLI::IsMember({"auto", "cameo", "weis"}))
      ->type_name("CODES");
  app.add_option(
         "--max-bad", options.max_bad,
         "The share of rows that may be bad, 0.001 where not said" + more + "; more is an error")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("SHARE");
}

void add_dedupe(CLI::App& app, EventOptions& options) {
  app.add_option("--dedupe", options.dedupe, "Which rows are one event: none, story or one-a-day")
      ->check(CLI::IsMember({"none", "story", "one-a-day"}))
      ->type_name("RULE");
  app.add_flag("--drop-mirrors", options.drop_mirrors,
               "Count A towards B and B towards A of one day, code and story once");
}

void add_selection(CLI::App& app, EventOptions& options, const std::string& more = "") {
  app.add_option("--dyad", options.dyad, "Only events of these two states, both ways")
      ->type_name("AAA:BBB");
  app.add_option("--from", options.from, "First day, month or year of the events" + more)
      ->type_name("DATE");
  app.add_option("--to", options.to, "Last day, month or year of the events" + more)
      ->type_name("DATE");
}

/// For what reads files as they are, whenever their rows came.
Result<void> refuse_as_of(const Shared& shared) {
  if (shared.as_of.empty()) return {};
  return fail(Error::Kind::usage,
              "--as-of: files are read as they are now; give it to what uses their counts: reduce, "
              "measure, spiral, dyads");
}

struct IngestArguments {
  EventOptions events;
  std::string folder;
  FollowOptions follow;
  long every = 900;  ///< seconds
  bool once = false;
};

void add_following(CLI::App& app, IngestArguments& options) {
  CLI::Option* follow =
      app.add_option("--follow", options.follow.lists,
                     "Instead of FILES: those of an update list such as GDELT's lastupdate.txt, "
                     "again and again")
          ->type_name("URL")
          ->allow_extra_args(false);
  app.add_option("--every", options.every, "Seconds from look to look, 900 where not said")
      ->check(CLI::Range(1L, 604'800L))
      ->type_name("SECONDS")
      ->needs(follow);
  CLI::Option* rounds =
      app.add_option("--rounds", options.follow.rounds, "Look so many times, then end")
          ->check(CLI::Range(1, 1'000'000))
          ->type_name("N")
          ->needs(follow);
  app.add_flag("--once", options.once, "The same as --rounds 1")->needs(follow)->excludes(rounds);
}

Result<Output> run_ingest_or_follow(const Common& common, IngestArguments& options, bool quiet,
                                    bool max_bad_is_said) {
  if (options.follow.lists.empty() && options.events.inputs.empty())
    return fail(Error::Kind::usage, "name FILES to read, or --follow URL");
  if (options.follow.lists.empty()) return run_ingest(common, options.events, options.folder);
  if (!options.events.inputs.empty())
    return fail(Error::Kind::usage,
                "--follow takes no FILES: read them by a command of their own, before or after");
  constexpr double usual_max_bad = 0.01;  // a file may have some hundred rows
  if (!max_bad_is_said) options.events.max_bad = usual_max_bad;
  options.follow.every = std::chrono::seconds(options.every);
  if (options.once) options.follow.rounds = 1;
  Interruption interruption;
  return run_follow(common, options.events, options.follow, follow_host(interruption, quiet),
                    options.folder);
}

void add_ingest(Builder& builder) {
  using Options = IngestArguments;
  auto options = std::make_shared<Options>();
  const Command command =
      builder.add_with_folder("ingest", "Read files of coded events into an event store",
                              "detente ingest auto gdelt/ -o events\n"
                              "Following: detente ingest auto --follow "
                              "http://data.gdeltproject.org/gdeltv2/lastupdate.txt -o events",
                              options->folder);
  command.app->add_option("source", options->events.source, source_words)
      ->required()
      ->type_name("SOURCE");
  command.app
      ->add_option("files", options->events.inputs,
                   "Files, folders, globs; plain, gzip, zip or zstd; -: standard input")
      ->type_name("FILES");
  add_following(*command.app, *options);
  add_selection(*command.app, options->events,
                "; with --follow of the files, by the time in their names");
  command.app
      ->add_option("--actors", options->events.actors, "Only events with one of these states")
      ->type_name("AAA,BBB");
  add_dedupe(*command.app, options->events);
  add_reading(*command.app, options->events, ", 0.01 with --follow");
  builder.shows(
      command,
      [options, shared = command.shared,
       max_bad = command.app->get_option("--max-bad")](const Common& common) -> Result<Output> {
        if (auto refused = refuse_as_of(*shared); !refused) return tl::unexpected(refused.error());
        options->events.threads = shared->threads;
        return run_ingest_or_follow(common, *options, shared->quiet, max_bad->count() > 0);
      });
}

void add_audit(Builder& builder) {
  auto options = std::make_shared<EventOptions>();
  const Command command = builder.add(
      "audit", "What makes the counts of coded events wrong, and how much filters change",
      "detente audit events --dyad USA:CHN");
  command.app->add_option("inputs", options->inputs, "An event store; or files, folders, globs")
      ->required()
      ->type_name("DIR|FILES");
  command.app
      ->add_option("--dyad", options->dyad,
                   "The two states whose counts are compared; where not said, those with the most "
                   "events")
      ->type_name("AAA:BBB");
  command.app->add_option("--source", options->source, source_words)->type_name("SOURCE");
  add_reading(*command.app, *options);
  builder.shows(command,
                [options, shared = command.shared](const Common& common) -> Result<Output> {
                  if (auto refused = refuse_as_of(*shared); !refused)
                    return tl::unexpected(refused.error());
                  options->threads = shared->threads;
                  return run_audit(common, *options);
                });
}

void add_reduce(Builder& builder) {
  auto options = std::make_shared<ReduceOptions>();
  const Command command =
      builder.add("reduce", "Counts of coded events by directed dyad",
                  "detente reduce events --dyad USA:CHN --by month,quad --format csv");
  command.app
      ->add_option("inputs", options->events.inputs,
                   "An event store; or files, folders, globs; with --sql one path, glob or table")
      ->required()
      ->type_name("DIR|FILES");
  command.app
      ->add_option("--by", options->by, "Also by day, month or year; root; quad: as day,root,quad")
      ->type_name("KEYS");
  add_selection(*command.app, options->events);
  add_dedupe(*command.app, options->events);
  command.app->add_flag("--unnamed", options->unnamed, "Events without a state on one side too");
  command.app->add_flag("--exposure", options->exposure,
                        "The sources' totals by day and state instead, before any filter");
  command.app
      ->add_option("--sql", options->sql,
                   "Print the reduction of raw GDELT files for duckdb, spark, clickhouse or "
                   "bigquery")
      ->type_name("ENGINE");
  command.app->add_option("--source", options->events.source, source_words)->type_name("SOURCE");
  add_reading(*command.app, options->events);
  builder.shows(command, [options, shared = command.shared](const Common& common) {
    options->events.threads = shared->threads;
    options->csv = shared->format == "csv";
    if (!shared->as_of.empty()) options->as_of = common.as_of;
    return run_reduce(common, *options);
  });
}

void add_import(Builder& builder) {
  struct Options {
    std::string what;
    ImportOptions import;
  };
  auto options = std::make_shared<Options>();
  const Command command = builder.add_with_folder(
      "import", "Put published counts of coded events into an event store",
      "detente import counts counts.csv --resolution month -o counts", options->import.folder);
  command.app->add_option("what", options->what, "counts")
      ->required()
      ->check(CLI::IsMember({"counts"}))
      ->type_name("counts");
  command.app
      ->add_option("file", options->import.file,
                   "A table with a header: one row a count, or a column for each dyad")
      ->required()
      ->type_name("FILE");
  command.app
      ->add_option("--resolution", options->import.resolution,
                   "What one count spans: day, month or year")
      ->required()
      ->check(CLI::IsMember({"day", "month", "year"}))
      ->type_name("PERIOD");
  command.app->add_flag("--undirected", options->import.undirected,
                        "Each count is of both directions together");
  command.app
      ->add_option("--columns", options->import.columns,
                   "Where the header does not tell: events=N,source=CHN,…")
      ->delimiter(',')
      ->type_name("MEANING=COLUMN");
  builder.shows(command, [options, shared = command.shared](const Common&) -> Result<Output> {
    if (auto refused = refuse_as_of(*shared); !refused) return tl::unexpected(refused.error());
    return run_import_counts(options->import);
  });
}

/// A command that takes a case or an event store: `options.input` says which.
template <typename Options>
Result<Output> run_either(const Common& common, const Options& options,
                          Result<Output> (*of_store)(const Common&, const Options&),
                          Result<Output> (*of_case)(const Common&, const Options&)) {
  if (is_event_store(options.input)) return of_store(common, options);
  const auto folder = locate_case(options.input);
  if (!folder) return tl::unexpected(folder.error());
  Common in = common;
  in.folder = *folder;
  return of_case(in, options);
}

/// Such a command with its options.
struct EitherCommand {
  Command command;
  std::shared_ptr<std::string> input = std::make_shared<std::string>();
  std::shared_ptr<Typed> typed = std::make_shared<Typed>();
};

EitherCommand add_either(Builder& builder, const std::string& name) {
  const Query& query = *find_query(name);
  EitherCommand either{.command = builder.add(query.name, query.what, query.example)};
  either.command.app->add_option("input", *either.input, "A case, or an event store")
      ->required()
      ->type_name("CASE|DIR");
  Builder::add_parameters(*either.command.app, query, either.typed);
  return either;
}

void add_measure(Builder& builder) {
  const EitherCommand either = add_either(builder, "measure");
  either.command.app->get_option("--output")
      ->description("Write to this file instead of standard output; FILE.parquet: the indices");
  builder.shows(either.command, [either](const Common& common) -> Result<Output> {
    Shared& shared = *either.command.shared;
    auto options = measure_options(asked_of(common, shared), *either.typed);
    if (!options) return tl::unexpected(options.error());
    options->input = *either.input;
    auto output = run_either(common, *options, run_measure_store, run_measure_case);
    if (!output || !shared.file.ends_with(".parquet")) return output;
    // The file is written here: what is left to show goes to standard output.
    const std::string file = std::exchange(shared.file, {});
    return write_indices(*std::move(output), file, options->threads);
  });
}

void add_spiral(Builder& builder) {
  const EitherCommand either = add_either(builder, "spiral");
  builder.shows(either.command, [either](const Common& common) -> Result<Output> {
    auto options = spiral_options(asked_of(common, *either.command.shared), *either.typed);
    if (!options) return tl::unexpected(options.error());
    options->input = *either.input;
    return run_either(common, *options, run_spiral_store, run_spiral_case);
  });
}

void add_dyads(Builder& builder) {
  auto options = std::make_shared<DyadsOptions>();
  const Command command = builder.add("dyads", "Who answers whom in every dyad of an event store",
                                      "detente dyads events --least 100");
  command.app->add_option("input", options->input, "An event store")->type_name("DIR");
  command.app->add_option("--least", options->least, "Events that a dyad needs (500)")
      ->type_name("N");
  command.app
      ->add_option("--shard", options->shard, "Only this part of the dyads, as 2/8; see --merge")
      ->type_name("i/n");
  command.app
      ->add_option("--merge", options->merge,
                   "The JSON documents of all shards: one document with the rates over all dyads")
      ->type_name("FILES");
  builder.shows(command, [options, shared = command.shared](const Common& common) {
    options->seed = shared->seed;
    options->threads = shared->threads;
    return run_dyads(common, *options);
  });
}

}  // namespace

void add_event_commands(Builder& builder) {
  add_ingest(builder);
  add_audit(builder);
  add_reduce(builder);
  add_import(builder);
  add_measure(builder);
  add_spiral(builder);
  add_dyads(builder);
}

}  // namespace detente
