// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "base/text.hpp"
#include "command/measure_tables.hpp"
#include "command/spiral_tables.hpp"

namespace detente {

namespace {

std::string interval_text(const Estimate& estimate) {
  return fmt::format("{} (90 % interval {} to {})", two_digits(estimate.estimate),
                     two_digits(estimate.low), two_digits(estimate.high));
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

const char* period_word(CountPeriod step) {
  if (step == CountPeriod::day) return "day";
  return step == CountPeriod::month ? "month" : "year";
}

std::string needed(const std::optional<double>& periods, const SpiralRun& run) {
  if (!periods) return {};
  return fmt::format("; some {:.0f} {}s of such counts would be needed, {} are at hand", *periods,
                     period_word(run.source.input.step), run.source.input.dyad.counts.rows());
}

std::string because(const std::vector<std::string>& why) {
  return why.empty() ? std::string() : ": " + join(why, "; ");
}

/// "cannot tell from this source", since other sources may tell.
std::string answer_words(std::string_view answer) {
  if (answer == "cannot tell") return "Cannot tell from this source";
  std::string out(answer);
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

Sentence self_sentence(const SpiralRun& run) {
  const Spiral& spiral = *run.spiral;
  const Verdict& verdict = spiral.verdict;
  std::string answer = answer_words(to_string(verdict.self_sustaining));
  // Under-reporting hides a spiral, and how much there is no source says of itself.
  if (verdict.self_sustaining == SelfSustaining::no)
    answer += ", as far as this source reports half or more of what happens";
  return {fmt::format(
              "Do events feed on themselves (a spiral)? {}{}{}. The radius is {}: what one event "
              "brings about in all that follows it within this source dies out below 1 and "
              "grows above.",
              answer, because(verdict.why_self), needed(verdict.periods_self, run),
              interval_text(spiral.dyad.radius)),
          run.source.counts.ids};
}

Sentence floor_sentence(const SpiralRun& run) {
  const Spiral& spiral = *run.spiral;
  const bool above = spiral.dyad.radius.low > spiral.floor.high;
  return {fmt::format("Chance alone: where nobody answers anybody, such counts give a radius of {} "
                      "on average and of up to {} in 95 of 100 worlds; the interval of this one "
                      "lies {}. Less what few periods and noise make it off, the radius is {}.",
                      two_digits(spiral.floor.mean), two_digits(spiral.floor.high),
                      above ? "above that" : "not wholly above that", two_digits(spiral.corrected)),
          run.source.counts.ids};
}

std::string answer_clause(const SpiralRun& run, const MeasuredDyad& dyad, int side) {
  const auto& effect = run.spiral->answers[static_cast<std::size_t>(side)];
  const std::string who =
      fmt::format("{} after {}", side_name(dyad, side), side_name(dyad, 1 - side));
  if (!effect) return who + ": no stream of its own";
  std::string text = fmt::format("{}: {} events for each", who, interval_text(effect->size));
  if (effect->delay)
    text += fmt::format(", {:.1f} {}s later on average", *effect->delay,
                        period_word(run.source.input.step));
  return text;
}

Sentence reciprocity_sentence(const SpiralRun& run, const MeasuredDyad& dyad) {
  const Verdict& verdict = run.spiral->verdict;
  std::string answer = answer_words(to_string(verdict.reciprocity));
  if (verdict.reciprocity == Reciprocity::one_way)
    answer += fmt::format(", {} answers {}", side_name(dyad, verdict.answering),
                          side_name(dyad, 1 - verdict.answering));
  return {fmt::format("Who answers whom? {}{}{}. {}; {}.", answer,
                      because(reciprocity_reasons(verdict, dyad)),
                      needed(verdict.periods_reciprocity, run), answer_clause(run, dyad, 1),
                      answer_clause(run, dyad, 0)),
          run.source.counts.ids};
}

Sentence conflict_sentence(const SpiralRun& run) {
  const auto& more = run.spiral->conflict_over_cooperation;
  if (!more)
    return {
        "Is conflict answered more than cooperation? Cannot tell from this source: the two "
        "sides' conflict and cooperation do not all have streams of their own.",
        run.source.counts.ids};
  const char* answer = "Cannot tell from this source, the interval holds 0";
  // What the verdict cannot bear for single effects it cannot bear for their difference.
  const bool told = run.spiral->verdict.reciprocity != Reciprocity::cannot_tell;
  if (!told) answer = "Cannot tell from this source, since it does not tell who answers whom";
  if (told && more->low > 0) answer = "Yes";
  if (told && more->high < 0) answer = "No, less";
  return {fmt::format("Is conflict answered more than cooperation? {}. The difference is {} events "
                      "for each event.",
                      answer, interval_text(*more)),
          run.source.counts.ids};
}

Sentence shares_sentence(const SpiralRun& run) {
  const Shares& shares = run.spiral->shares;
  return {
      fmt::format("Of the events {} are routine, {} ({} to {}) reaction to what came before ({} to "
                  "one's own acts, {} to the other's), and {} shocks, events beyond what 99 of 100 "
                  "{}s have; a drift that the baseline does not know counts as reaction.",
                  percent(shares.routine), percent(shares.reaction.estimate),
                  percent(shares.reaction.low), percent(shares.reaction.high), percent(shares.own),
                  percent(shares.other), percent(shares.shock), period_word(run.source.input.step)),
      run.source.counts.ids};
}

void add_case(std::vector<std::string>& cases, const std::optional<Estimate>& estimate,
              const char* words) {
  if (estimate)
    cases.push_back(fmt::format(
        "{} {}", estimate->estimate >= 1 ? "1 or more" : two_digits(estimate->estimate), words));
}

Sentence sensitivity_sentence(const SpiralRun& run) {
  const Sensitivity& sensitivity = run.spiral->sensitivity;
  std::vector<std::string> cases;
  add_case(cases, sensitivity.half_reported, "if half of the events went unreported");
  add_case(cases, sensitivity.drifting, "with a baseline that drifts");
  add_case(cases, sensitivity.regimes, "with a baseline that switches between states");
  add_case(cases, sensitivity.without_echo, "if each side's next-day repeats are the press's echo");
  if (cases.empty())
    return {
        "What the radius would be under other assumptions cannot be computed for so few events.",
        run.source.counts.ids};
  return {fmt::format("Under other assumptions the radius would be {}: a range of {} to {}.",
                      join_list(cases), two_digits(sensitivity.low),
                      sensitivity.high >= 1 ? "1 or more" : two_digits(sensitivity.high)),
          run.source.counts.ids};
}

/// The largest correlation of two directions' residuals on the same day.
std::optional<double> same_day(const Spiral& spiral) {
  std::optional<double> out;
  for (const CrossEffect& pair : spiral.cross) {
    const double r = spiral.checks.same_day(pair.from, pair.to);
    if (!out || std::abs(r) > std::abs(*out)) out = r;
  }
  return out;
}

Sentence checks_sentence(const SpiralRun& run) {
  const Spiral& spiral = *run.spiral;
  std::vector<std::string> left;
  for (Eigen::Index m = 0; m < spiral.checks.leftover.size(); ++m)
    if (spiral.checks.leftover(m) < 0.05) left.push_back(stream_name(spiral, m));
  std::string text =
      left.empty() ? fmt::format("Checks: nothing is left over at lags 1 to {} (Ljung-Box, 5 %)",
                                 spiral.checks.autocorrelation.rows())
                   : "Checks: the model leaves a memory unexplained in " + join_list(left);
  if (const auto r = same_day(spiral))
    text += fmt::format(
        "; on the same {} the two sides' residuals correlate at up to {}, which is one story coded "
        "twice or an answer within it, and cannot be told apart",
        period_word(run.source.input.step), two_digits(*r));
  return {text + ".", run.source.counts.ids};
}

Sentence held_out_sentence(const SpiralRun& run) {
  const Spiral& spiral = *run.spiral;
  if (!spiral.held_out)
    return {"Held out: cannot tell, " + spiral.no_held_out + ".", run.source.counts.ids};
  std::vector<std::string> clauses;
  for (const HeldOutScore& plain : spiral.held_out->plain) {
    const char* words = "as good as";
    if (plain.gain.low > 0) words = "better than";
    if (plain.gain.high < 0) words = "worse than";
    clauses.push_back(fmt::format("{} {} ({} nats a {}, {} to {})", words, plain.model,
                                  two_digits(plain.gain.estimate),
                                  period_word(run.source.input.step), two_digits(plain.gain.low),
                                  two_digits(plain.gain.high)));
  }
  return {fmt::format("Held out: on the last {} {}s, which it was not fitted to, the model is {}.",
                      spiral.held_out->held_out, period_word(run.source.input.step),
                      join_list(clauses)),
          run.source.counts.ids};
}

Sentence regimes_sentence(const SpiralRun& run) {
  const auto& regimes = run.spiral->regimes;
  if (!regimes)
    return {"Regimes: cannot tell, too few events to look for them.", run.source.counts.ids};
  return {fmt::format("Regimes: of baselines with 1 to {} states the one with {} predicts held-out "
                      "{}s best.",
                      regimes->scores.size(), regimes->best, period_word(run.source.input.step)),
          run.source.counts.ids};
}

}  // namespace

std::vector<Sentence> verdict_sentences(const SpiralRun& run, const MeasuredDyad& dyad) {
  return {self_sentence(run), reciprocity_sentence(run, dyad)};
}

std::vector<Sentence> spiral_sentences(const SpiralRun& run, const MeasuredDyad& dyad) {
  std::vector<Sentence> out = verdict_sentences(run, dyad);
  out.insert(out.begin() + 1, floor_sentence(run));
  out.push_back(conflict_sentence(run));
  out.push_back(shares_sentence(run));
  out.push_back(sensitivity_sentence(run));
  out.push_back(checks_sentence(run));
  out.push_back(held_out_sentence(run));
  out.push_back(regimes_sentence(run));
  return out;
}

std::vector<Sentence> assumption_sentences(const SpiralRun& run) {
  std::vector<Sentence> out;
  const auto& ids = run.source.counts.ids;
  out.push_back(
      {fmt::format("{}: {}; assumed is that within the whole span one model holds, that "
                   "counts are what was reported and not what was done, and that "
                   "reactions take a {} or more.",
                   run.source.counts.title, model_name(*run.spiral, run.source.input.step),
                   period_word(run.source.input.step)),
       ids});
  if (run.source.input.volume.size() > 0)
    out.push_back(
        {"The baseline moves with the source's volume, its events of the day without the "
         "dyad's.",
         ids});
  for (const std::string& note : run.spiral->dyad.notes) out.push_back({note, ids});
  for (const Sentence& remark : run.source.counts.remarks) out.push_back(remark);
  return out;
}

}  // namespace detente
