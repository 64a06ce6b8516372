// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/base_rates.hpp"
#include "command/fatalism.hpp"
#include "command/lead_series.hpp"
#include "command/measure_tables.hpp"
#include "command/spiral_tables.hpp"
#include "measure/period.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

int months_before(Day last, Day as_of) {
  return periods_between(first_of(last, Period::month), first_of(as_of, Period::month),
                         Period::month);
}

const char* step_word(CountPeriod step) {
  if (step == CountPeriod::day) return "days";
  return step == CountPeriod::month ? "months" : "years";
}

// --- the spiral ---

FatalismPiece spiral_piece(const SpiralRun& run, Day as_of) {
  const Spiral& spiral = *run.spiral;
  const SpiralEvidence evidence{.radius = spiral.dyad.radius,
                                .self_sustaining = spiral.verdict.self_sustaining,
                                .why = spiral.verdict.why_self,
                                .floor_high = spiral.floor.high,
                                .tells_conflict = spiral.conflict_over_cooperation.has_value(),
                                .months_old = months_before(run.source.counts.span.last, as_of)};
  return {.name = run.source.counts.title,
          .ruling = judge_spiral(evidence),
          .figure = evidence.radius,
          .text = estimate_text(evidence.radius),
          .threshold = 1,
          .sources = run.source.counts.ids};
}

std::vector<std::string> spiral_change(const SpiralRun& run, const FatalismPiece& piece,
                                       Bearing bearing, Day as_of) {
  if (bearing != Bearing::cannot_tell)
    return {fmt::format("counts in which the radius's interval no longer lies {} 1",
                        bearing == Bearing::worse ? "above" : "below")};
  std::vector<std::string> out;
  const auto& periods = run.spiral->verdict.periods_self;
  const bool holds = piece.figure.low <= 1 && piece.figure.high >= 1;
  if (holds && periods)
    out.push_back(fmt::format("some {} {} of such counts ({} are at hand)", number_text(*periods),
                              step_word(run.source.input.step),
                              run.source.input.dyad.counts.rows()));
  else if (holds)
    out.emplace_back("counts in which the radius's interval leaves out 1");
  else
    out.emplace_back("counts in which the interval stays on its side of 1 in every refit");
  if (months_before(run.source.counts.span.last, as_of) > longest_silence)
    out.push_back(
        fmt::format("counts that reach to within {} months of this day", longest_silence));
  return out;
}

Sentence chance_sentence(const FatalismLine& line, const SpiralRun& shown) {
  std::string text = fmt::format(
      "Where nobody answers anybody, such counts would give a radius of up to {} in 95 of 100 "
      "worlds",
      two_digits(shown.spiral->floor.high));
  Sentence out{{}, line.pieces[*line.shown].sources};
  std::vector<std::string> others;
  for (std::size_t i = 0; i < line.pieces.size(); ++i) {
    if (i == *line.shown) continue;
    const FatalismPiece& other = line.pieces[i];
    others.push_back(fmt::format("{}, {}, {}{}", other.name, other.text,
                                 to_string(other.ruling.bearing), since(other.ruling.why)));
    out.sources = merged_ids(std::move(out.sources), other.sources);
  }
  if (!others.empty()) text += "; the other sources, each for itself: " + join(others, "; ");
  out.text = text + '.';
  return out;
}

// --- base rates ---

/// The open spell of the two on this day, and the spells of its population that lasted as long.
struct PresentSpell {
  Population population{};
  int since = 0, reaches = 0;  ///< the year of its begin, and the last that is looked at
  int months = 0;              ///< how long it had lasted by then
  bool is_cut = false;         ///< does the source stop there?
};

std::optional<PresentSpell> present_spell(const Case& record, Day as_of) {
  const int year = static_cast<int>(std::chrono::year_month_day(as_of).year());
  for (Population& population : other_populations(as_of))
    for (const OwnSpell& own : own_spells_of(record)) {
      const int last = own.year + own.months / 12;
      const bool is_open = own.year <= year && (!own.ended || last > year);
      if (own.population != population.key || !is_open) continue;
      const int reaches = std::min(last, year);
      return PresentSpell{.population = std::move(population),
                          .since = own.year,
                          .reaches = reaches,
                          .months = 12 * (reaches - own.year),
                          .is_cut = !own.ended && reaches == last};
    }
  return std::nullopt;
}

std::vector<std::string> base_rate_change(const SurvivalPoint& ended, Bearing bearing) {
  if (bearing != Bearing::cannot_tell)
    return {"spells of which the share's interval no longer lies above 50 %"};
  if (const auto needed = spells_needed(ended))
    return {
        fmt::format("some {} such spells ({} are at hand)", number_text(*needed), ended.at_risk)};
  if (ended.interval.high < 0.5)
    return {
        "no number of such spells, but a population that counts growing worse beside recovery, "
        "as \"detente leads --events\" makes it from an event store"};
  return {"spells of which the share's interval leaves out 50 %"};
}

}  // namespace

ExplainedLine spiral_line(const std::vector<SpiralRun>& runs, Day as_of) {
  ExplainedLine out{
      .line = {.id = "spiral",
               .title = "Spiral",
               .question = "Does what one event brings about grow from event to event?",
               .otherwise = "worse: a radius whose interval lies above 1 and above what chance "
                            "gives, with conflict told apart; not worse: one below 1; both in "
                            "every refit and in counts of the last 24 months"}};
  FatalismLine& line = out.line;
  std::vector<const SpiralRun*> fitted;
  std::vector<std::string> refusals;
  std::vector<std::string> refused;  // the sources of those
  for (const SpiralRun& run : runs) {
    if (run.spiral) {
      line.pieces.push_back(spiral_piece(run, as_of));
      fitted.push_back(&run);
    } else {
      refusals.push_back(fmt::format("the source \"{}\" bears no model ({})",
                                     run.source.counts.title, run.refusal));
      refused = merged_ids(std::move(refused), run.source.counts.ids);
    }
  }
  settle(line, agreed);
  if (!line.shown) {
    line.why = std::move(refusals);
    line.sources = std::move(refused);
    if (line.why.empty())
      line.why.emplace_back("no counts of coded events of the two are known on this day");
    line.change.emplace_back("counts by day of coded events that tell who acts towards whom");
    out.sentences.push_back({"Spiral: cannot tell" + since(line.why) + ".", line.sources});
    return out;
  }
  const SpiralRun& run = *fitted[*line.shown];
  const FatalismPiece& piece = line.pieces[*line.shown];
  line.change = spiral_change(run, piece, line.bearing, as_of);
  out.sentences.push_back(
      {fmt::format("Spiral: {}{}; the radius in {} is {} (90 % interval {} to {}), and what one "
                   "event brings about in all that follows dies out below 1 and grows above.",
                   to_string(line.bearing), since(line.why), piece.name,
                   two_digits(piece.figure.estimate), two_digits(piece.figure.low),
                   two_digits(piece.figure.high)),
       piece.sources});
  out.sentences.push_back(chance_sentence(line, run));
  return out;
}

ExplainedLine base_rate_line(const Case& record, Day as_of) {
  ExplainedLine out{
      .line = {
          .id = "base-rates",
          .title = "Base rates",
          .question = "Did most others leave within 60 months the kind of spell that these two are "
                      "in?",
          .otherwise = "not worse: a share whose interval lies above 50 %; worse: at no level, "
                       "since the population counts ends and not growing worse"}};
  FatalismLine& line = out.line;
  const auto present = present_spell(record, as_of);
  if (!present) {
    line.why.emplace_back("none of the populations has an open spell of these two");
    line.change.emplace_back("a population with an open spell of these two");
    out.sentences.push_back({"Base rates: cannot tell" + since(line.why) + ".", {}});
    return out;
  }
  const std::vector<Spell> spells = after_lasting(present->population.spells, present->months);
  const SurvivalPoint ended = share_ended(spells, base_rate_months);
  line.pieces.push_back({.name = std::string(present->population.title),
                         .ruling = judge_base_rate(ended),
                         .figure = {ended.share, ended.interval.low, ended.interval.high},
                         .text = fmt::format("{:.0f} % ({:.0f} to {:.0f})", 100 * ended.share,
                                             100 * ended.interval.low, 100 * ended.interval.high),
                         .threshold = 0.5,
                         .remark = fmt::format("{} spells that lasted {} months or more",
                                               ended.at_risk, present->months)});
  settle(line, agreed);
  line.change = base_rate_change(ended, line.bearing);
  out.sentences.push_back(
      {fmt::format("Base rates: {}{}; of {} spells ({}) that lasted {} months or more, as that of "
                   "these two, which the source dates from {}, had by {}, {:.0f} % (90 % interval "
                   "{:.0f} to {:.0f}) ended within the next {} months.",
                   to_string(line.bearing), since(line.why), ended.at_risk,
                   line.pieces.front().name, present->months, present->since,
                   present->is_cut ? fmt::format("{}, where it stops", present->reaches)
                                   : std::to_string(present->reaches),
                   100 * ended.share, 100 * ended.interval.low, 100 * ended.interval.high,
                   base_rate_months),
       {}});
  out.sentences.push_back(
      {"Whether these two are like the others the population cannot tell: it is of states of every "
       "kind, its authors set the ends, which are no measured recoveries, and spells of one war "
       "are not independent, which makes the interval too narrow.",
       {}});
  return out;
}

}  // namespace detente
