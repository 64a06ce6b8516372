// SPDX-License-Identifier: Apache-2.0
#include "command/spiral.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/dyad_choice.hpp"
#include "command/event_inputs.hpp"
#include "command/lookup.hpp"
#include "store/event_store.hpp"

namespace detente {

namespace {

Result<SpiralOptions> options_of(const SpiralCommandOptions& typed) {
  SpiralOptions options;
  options.fit.half_lives = typed.half_lives;
  options.fit.search = typed.search;
  options.fit.seed = typed.seed;
  options.replicates = typed.replicates;
  for (const double days : typed.half_lives)
    if (!(days > 0 && days <= 1000))
      return fail(Error::Kind::usage, "--half-lives: each lies above 0 and up to 1000 days");
  if (typed.replicates < 50 || typed.replicates > 100000)
    return fail(Error::Kind::usage, "--replicates: 50 to 100000");
  if (typed.bootstrap == "fixed") options.bootstrap = Bootstrap::fixed_intensity;
  if (typed.bootstrap == "recursive") options.bootstrap = Bootstrap::recursive;
  if (!typed.bootstrap.empty() && options.bootstrap == Bootstrap::none)
    return fail(Error::Kind::usage,
                fmt::format("--bootstrap: \"{}\" is neither fixed nor recursive", typed.bootstrap));
  return options;
}

/// The source that is asked for alone, or all.
Result<std::vector<SpiralSource>> chosen(std::vector<SpiralSource> sources,
                                         const std::string& title) {
  if (title.empty()) return sources;
  std::vector<std::string> known;
  for (SpiralSource& source : sources) {
    known.push_back(source.counts.title);
    if (source.counts.title != title) continue;
    std::vector<SpiralSource> one;
    one.push_back(std::move(source));
    return one;
  }
  return tl::unexpected(no_such("source", title, known));
}

void add_headline(Document& document, const SpiralRun& run, const MeasuredDyad& dyad) {
  document.blocks.emplace_back(Paragraph{
      "sentences", "What the counts say: " + run.source.counts.title, spiral_sentences(run, dyad)});
  document.blocks.emplace_back(
      Paragraph{"assumptions", "What that rests on", assumption_sentences(run)});
  document.blocks.emplace_back(radius_table(run));
  document.blocks.emplace_back(verdict_table(run, dyad));
  document.blocks.emplace_back(answers_table(run, dyad));
  document.blocks.emplace_back(cross_table(run));
  document.blocks.emplace_back(refits_table(run, dyad));
  document.blocks.emplace_back(sensitivity_table(run));
  document.blocks.emplace_back(shares_table(run));
  document.blocks.emplace_back(streams_table(run));
  document.blocks.emplace_back(held_out_table(run));
  document.blocks.emplace_back(regimes_table(run));
  document.blocks.emplace_back(spiral_chart(run, dyad));
}

/// Where no source bears a model: the same members, empty.
void add_silence(Document& document, const std::vector<SpiralRun>& runs) {
  Paragraph says{"sentences", "What the counts say", {}};
  for (const SpiralRun& run : runs)
    says.sentences.push_back(
        {fmt::format("{}: cannot tell from this source, {}.", run.source.counts.title, run.refusal),
         run.source.counts.ids});
  if (runs.empty())
    says.sentences.push_back({"Cannot tell: no counts of the two are known on this day.", {}});
  document.blocks.emplace_back(says);
  Table radius{.key = "radius", .title = {}, .fields = {}, .single = true};
  Table cross{.key = "cross", .title = {}, .fields = {}};
  Table verdict{.key = "verdict",
                .title = {},
                .fields = {{"self_sustaining", "Self-sustaining", Field::Show::data},
                           {"reciprocity", "Reciprocity", Field::Show::data},
                           {"sentences", "Sentences", Field::Show::json}},
                .single = true};
  Json sentences = Json::array();
  for (const Sentence& sentence : says.sentences)
    sentences.push_back(Json{{"text", sentence.text}, {"sources", sentence.sources}});
  verdict.rows.push_back(Json{{"self_sustaining", "cannot tell"},
                              {"reciprocity", "cannot tell"},
                              {"sentences", std::move(sentences)}});
  document.blocks.emplace_back(std::move(radius));
  document.blocks.emplace_back(std::move(verdict));
  document.blocks.emplace_back(std::move(cross));
}

/// CSV: a row a source.
Output output_of(Document document, const std::vector<SpiralRun>& runs, const MeasuredDyad& dyad) {
  const auto headline =
      std::ranges::find_if(runs, [](const SpiralRun& run) { return run.spiral.has_value(); });
  if (headline != runs.end())
    add_headline(document, *headline, dyad);
  else
    add_silence(document, runs);
  Table sources = spiral_sources_table(runs, dyad);
  std::string csv = to_csv({.schema = {}, .title = {}, .blocks = {sources}});
  document.blocks.emplace_back(std::move(sources));
  return {.document = std::move(document), .csv = std::move(csv)};
}

}  // namespace

std::vector<SpiralRun> run_spirals(std::vector<SpiralSource> sources,
                                   const SpiralOptions& options) {
  std::vector<SpiralRun> runs;
  for (SpiralSource& source : sources) {
    SpiralRun run{.source = std::move(source)};
    run.refusal = run.source.refusal;
    if (run.refusal.empty()) {
      auto spiral = spiral_of(run.source.input, run.source.filtered, options);
      if (spiral)
        run.spiral = *std::move(spiral);
      else
        run.refusal = spiral.error().what;
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

Result<Output> run_spiral_case(const Common& common, const SpiralCommandOptions& typed) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  const auto options = options_of(typed);
  if (!options) return tl::unexpected(options.error());
  const auto dyad = chosen_dyad(*record, typed.dyad);
  if (!dyad) return tl::unexpected(dyad.error());
  std::vector<const Channel*> channels;
  for (const std::string& id : typed.channels) {
    const auto channel = require(record->channels, id, "channel");
    if (!channel) return tl::unexpected(channel.error());
    channels.push_back(*channel);
  }
  auto sources = spiral_sources(*record, *dyad, channels);
  if (!sources) return tl::unexpected(sources.error());
  auto wanted = chosen(*std::move(sources), typed.source);
  if (!wanted) return tl::unexpected(wanted.error());
  return output_of(
      make_document("spiral", "Action and reaction of " + dyad->names[0] + " and " + dyad->names[1],
                    common, *record),
      run_spirals(*std::move(wanted), *options), *dyad);
}

Result<Output> run_spiral_store(const Common& common, const SpiralCommandOptions& typed) {
  if (!typed.channels.empty())
    return fail(Error::Kind::usage, "--channels: an event store has no channels; name a case");
  const auto options = options_of(typed);
  if (!options) return tl::unexpected(options.error());
  auto store = EventStore::open(typed.input, thread_count(typed.threads));
  if (!store) return tl::unexpected(store.error());
  const auto dyad = chosen_dyad(*store, typed.dyad);
  if (!dyad) return tl::unexpected(dyad.error());
  auto sources = spiral_sources(*store, *dyad, common.as_of);
  if (!sources) return tl::unexpected(sources.error());
  auto wanted = chosen(*std::move(sources), typed.source);
  if (!wanted) return tl::unexpected(wanted.error());
  Document document{.schema = "detente.spiral/1",
                    .title = "Action and reaction of " + dyad->names[0] + " and " + dyad->names[1],
                    .as_of = to_string(common.as_of),
                    .vintage = vintage_of(store->manifest())};
  return output_of(std::move(document), run_spirals(*std::move(wanted), *options), *dyad);
}

}  // namespace detente
