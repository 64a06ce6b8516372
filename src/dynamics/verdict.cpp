// SPDX-License-Identifier: Apache-2.0
#include "dynamics/verdict.hpp"

#include <fmt/format.h>

#include <cmath>

namespace detente {

namespace {

/// Periods until the distance from the estimate to the near end of its interval is down to
/// `distance`: widths shrink with the root of the time.
std::optional<double> periods_for(double periods, double width, double distance) {
  if (distance < 0.02) return std::nullopt;  // no length at hand would
  const double ratio = width / distance;
  return ratio > 1 ? std::optional(std::ceil(periods * ratio * ratio)) : std::nullopt;
}

bool above(const Estimate& estimate, double value) { return estimate.low > value; }
bool below(const Estimate& estimate, double value) { return estimate.high < value; }

void judge_self(const DyadInput& input, const DyadFit& fit, const std::vector<Refit>& refits,
                const Sensitivity& sensitivity, double chance, Verdict& out) {
  const Estimate& radius = fit.radius;
  auto& why = out.why_self;
  if (!fit.fit.converged()) why.emplace_back("the fit has not settled");
  const bool yes = above(radius, 1);
  if (chance >= 1 || (yes && !above(radius, chance)))
    why.push_back(fmt::format("chance alone gives such counts a radius of up to {:.2f}", chance));
  if (!yes && !below(radius, 1)) {
    why.emplace_back("the radius's interval holds 1");
    const double nearest = radius.estimate < 1 ? radius.high : radius.low;
    if (chance < 1)
      out.periods_self =
          periods_for(static_cast<double>(input.dyad.counts.rows()),
                      std::abs(nearest - radius.estimate), std::abs(1 - radius.estimate));
  } else {
    for (const Refit& refit : refits)
      if (refit.radius && (yes ? !above(*refit.radius, 1) : !below(*refit.radius, 1)))
        why.push_back("the interval reaches 1 with " + refit.name);
    if (!yes && sensitivity.half_reported && sensitivity.half_reported->high >= 1)
      why.emplace_back("if half of the events went unreported the radius could reach 1");
    const std::pair<const std::optional<Estimate>*, const char*> others[] = {
        {&sensitivity.drifting, "the interval reaches 1 where the baseline may drift"},
        {&sensitivity.regimes, "the interval reaches 1 where the baseline may switch"},
        {&sensitivity.without_echo, "the interval reaches 1 without a next-day echo"}};
    for (const auto& [estimate, clause] : others)
      if (*estimate && (yes ? !above(**estimate, 1) : !below(**estimate, 1)))
        why.emplace_back(clause);
  }
  if (why.empty()) out.self_sustaining = yes ? SelfSustaining::yes : SelfSustaining::no;
}

enum class Held { yes, no, cannot_tell };

/// Whether one side answers, with the reasons why it cannot be told.
struct Judgement {
  Held held = Held::cannot_tell;
  std::vector<std::string> why{};
};

int side_of_zero(const Effect& effect) {
  if (effect.size.low > 0) return 1;
  return effect.size.high < 0 ? -1 : 0;
}

bool is_negligible(const Effect& effect) {
  return effect.size.low > -negligible && effect.size.high < negligible;
}

/// What holds only as long as nobody's events are moved is none; what grows when one side's are
/// moved a day later is made by copies of the same day, which then look like answers of the day
/// after.
void judge_shift(const Effect& found, const Effect& moved, const std::string& name, bool copies,
                 std::vector<std::string>& why) {
  const int sign = side_of_zero(found);
  if (sign != 0 && side_of_zero(moved) != sign) why.push_back("it does not hold with " + name);
  const bool grows = std::abs(moved.size.estimate) > std::abs(found.size.estimate) + found.error;
  if (copies && grows && side_of_zero(moved) != 0 && std::abs(moved.size.estimate) > negligible)
    why.push_back("with " + name +
                  " the effect grows by more than its standard error, as copies of the same day "
                  "make it");
}

Judgement judge_answer(int side, const Effect& found, bool copies,
                       const std::vector<Refit>& refits) {
  Judgement out;
  const int sign = side_of_zero(found);
  if (sign == 0 && !is_negligible(found)) out.why.emplace_back("its interval holds 0");
  bool seen_alone = false;
  bool tried_alone = false;
  for (const Refit& refit : refits) {
    const auto& answer = refit.answers[static_cast<std::size_t>(side)];
    if (!answer) continue;
    if (refit.kind == Refit::Kind::filtered && sign != 0 && side_of_zero(*answer) != sign)
      out.why.push_back("it does not hold with " + refit.name);
    if (refit.kind == Refit::Kind::shifted && refit.later == side)
      judge_shift(found, *answer, refit.name, copies, out.why);
    if (refit.kind == Refit::Kind::single_quad) {
      tried_alone = true;
      seen_alone = seen_alone || side_of_zero(*answer) == sign;
      if (sign != 0 && side_of_zero(*answer) == -sign)
        out.why.push_back("it is the other way round with " + refit.name);
    }
  }
  if (sign != 0 && tried_alone && !seen_alone)
    out.why.emplace_back("no single quad class shows it");
  if (out.why.empty()) out.held = sign != 0 ? Held::yes : Held::no;
  return out;
}

std::string number(double value) {
  std::string text = std::to_string(value);
  return text.substr(0, text.size() - 4);
}

void judge_reciprocity(const DyadInput& input, const DyadFit& fit, const std::vector<Refit>& refits,
                       Verdict& out) {
  const auto mirror = mirror_of(input.dyad);
  if (mirror && *mirror > mirror_images) {
    out.why_reciprocity = {"the two directions' events correlate at " + number(*mirror) +
                           ", near mirror images: one story is coded both ways"};
    return;
  }
  const auto first = answer_of(fit, 0), second = answer_of(fit, 1);
  if (!first || !second) {
    out.why_reciprocity = {"the two directions do not both have streams of their own"};
    return;
  }
  const bool copies = mirror && *mirror >= copied_days;
  const Judgement judged[] = {judge_answer(0, *first, copies, refits),
                              judge_answer(1, *second, copies, refits)};
  const bool answers[] = {judged[0].held == Held::yes, judged[1].held == Held::yes};
  if (judged[0].held != Held::cannot_tell && judged[1].held != Held::cannot_tell) {
    out.answering = answers[0] == answers[1] ? -1 : (answers[0] ? 0 : 1);
    out.reciprocity = answers[0] && answers[1] ? Reciprocity::mutual
                      : out.answering < 0      ? Reciprocity::none
                                               : Reciprocity::one_way;
    return;
  }
  for (const std::size_t side : {0U, 1U}) {
    out.why_answers.at(side) = judged[side].why;
    const Effect& effect = side == 0 ? *first : *second;
    const auto periods =
        periods_for(static_cast<double>(input.dyad.counts.rows()),
                    (effect.size.high - effect.size.low) / 2, std::abs(effect.size.estimate));
    if (side_of_zero(effect) == 0 && periods)
      out.periods_reciprocity = std::max(out.periods_reciprocity.value_or(0), *periods);
  }
}

}  // namespace

std::string_view to_string(SelfSustaining answer) {
  if (answer == SelfSustaining::no) return "no";
  return answer == SelfSustaining::yes ? "yes" : "cannot tell";
}

std::string_view to_string(Reciprocity answer) {
  switch (answer) {
    case Reciprocity::mutual:
      return "mutual";
    case Reciprocity::one_way:
      return "one-way";
    case Reciprocity::none:
      return "none";
    case Reciprocity::cannot_tell:
      break;
  }
  return "cannot tell";
}

std::optional<double> mirror_of(const DyadCounts& dyad) {
  return correlation(events_of(dyad, 0), events_of(dyad, 1));
}

Verdict verdict_of(const DyadInput& input, const DyadFit& fit, const std::vector<Refit>& refits,
                   const Sensitivity& sensitivity, double chance) {
  Verdict out;
  judge_self(input, fit, refits, sensitivity, chance, out);
  judge_reciprocity(input, fit, refits, out);
  return out;
}

}  // namespace detente
