// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "command/measure_tables.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

std::string estimate(double value, const Interval& interval) {
  return fmt::format("{} (90 % interval {} to {})", two_digits(value), two_digits(interval.low),
                     two_digits(interval.high));
}

/// Of the balance's changes, or that they cannot be told.
std::string change_clause(const Measured& measured, const MeasuredDirection& direction) {
  if (!direction.changes) return "changes: cannot tell, " + direction.changes.error().what;
  const Segmentation& found = *direction.changes;
  if (found.changes.empty())
    return fmt::format("no change is more probable than one (none: probability {})",
                       probability_text(found.none));
  const Change& last = found.changes.back();
  const auto name = [&](std::size_t t) {
    return name_of(direction.indices[t].first, measured.period);
  };
  const std::string which =
      found.changes.size() == 1
          ? std::string("most probably one change,")
          : fmt::format("most probably {} changes, the latest", found.changes.size());
  return fmt::format(
      "{} from {} on (90 %: {} to {}), from {} to {}; that there was none has "
      "probability {}{}",
      which, name(last.at), name(last.earliest), name(last.latest),
      two_digits(found.segments[found.segments.size() - 2].mean),
      two_digits(found.segments.back().mean), probability_text(found.none),
      found.none >= 0.1 ? " and cannot be ruled out" : "");
}

}  // namespace

Sentence direction_sentence(const Measured& measured, const MeasuredDirection& direction) {
  const PeriodIndex sum = direction.sum();
  std::string text = fmt::format("{}, {}, {} to {}: {} {}", measured.source.title, direction.name,
                                 name_of(direction.indices.front().first, measured.period),
                                 name_of(direction.indices.back().first, measured.period),
                                 count_text(sum.events), sum.events == 1 ? "event" : "events");
  const auto balance = sum.balance();
  if (!balance) {
    text += fmt::format("; balance: cannot tell, {}",
                        measured.source.has_quads() ? "there is no event of a known quad class"
                                                    : "the counts have no quad classes");
  } else {
    text += ", balance " + estimate(balance->value, balance->interval);
    if (direction.level) {
      const LevelPoint& last = direction.level->level.back();
      text += "; level at the end " + estimate(last.value, last.interval());
      text += "; " + change_clause(measured, direction);
    } else {
      text += "; level and changes: cannot tell, " + direction.level.error().what;
    }
  }
  return {text + '.', measured.source.ids};
}

std::optional<Sentence> mirror_sentence(const Measured& measured) {
  const auto r = mirror_correlation(measured);
  if (!r) return std::nullopt;
  return Sentence{
      fmt::format("{}: the two directions' events by {} correlate at {}{}.", measured.source.title,
                  to_string(measured.period), two_digits(*r),
                  *r > 0.9 ? ", near mirror images, which cannot show who answers whom" : ""),
      measured.source.ids};
}

std::vector<Sentence> measure_sentences(const Measured& measured) {
  if (!measured.refusal.empty()) return {{measured.refusal, measured.source.ids}};
  std::vector<Sentence> sentences;
  sentences.reserve(measured.directions.size() + 1);
  for (const MeasuredDirection& direction : measured.directions)
    sentences.push_back(direction_sentence(measured, direction));
  if (auto mirrors = mirror_sentence(measured)) sentences.push_back(*std::move(mirrors));
  return sentences;
}

}  // namespace detente
