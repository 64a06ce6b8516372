// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <string_view>
#include <vector>

#include "events/event_hash.hpp"

/// What is one event, by the definitions.
namespace detente::testing {

/// The definitions word by word: each row is held against all before it.
inline std::vector<Deduper::Verdict> slow_verdicts(const std::vector<CodedEvent>& events,
                                                   Dedupe dedupe, bool drop_mirrors) {
  using Verdict = Deduper::Verdict;
  std::vector<Verdict> verdicts;
  std::vector<bool> answered(events.size(), false);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const CodedEvent& one = events[i];
    Verdict verdict = Verdict::event;
    for (std::size_t j = 0; j < i && verdict == Verdict::event; ++j) {
      const CodedEvent& other = events[j];
      const bool same_actors = one.source == other.source && one.target == other.target &&
                               one.source_actor == other.source_actor &&
                               one.target_actor == other.target_actor;
      const bool same = one.day == other.day && same_actors && one.code == other.code &&
                        one.root == other.root && one.quad == other.quad;
      if (same && (dedupe == Dedupe::one_a_day ||
                   (dedupe == Dedupe::story && !one.story.empty() && one.story == other.story)))
        verdict = Verdict::repeat;
    }
    if (verdict == Verdict::event && drop_mirrors && !one.source.empty() && !one.target.empty() &&
        one.source != one.target) {
      for (std::size_t j = 0; j < i; ++j) {
        const CodedEvent& other = events[j];
        if (verdicts[j] != Verdict::event || answered[j] || one.day != other.day ||
            one.source != other.target || one.target != other.source || one.code != other.code ||
            one.root != other.root || one.quad != other.quad || one.story != other.story)
          continue;
        answered[j] = true;
        verdict = Verdict::mirror;
        break;
      }
    }
    verdicts.push_back(verdict);
  }
  return verdicts;
}

/// One of few, so that several collide.
inline CodedEvent any_event() {
  // Codes tell their root and class, as in every source that has codes.
  const auto number = *rc::gen::inRange<std::uint8_t>(1, 3);
  const bool plover = *rc::gen::arbitrary<bool>();
  CodedEvent event{.day = Day{} + std::chrono::days(*rc::gen::inRange(0, 2)),
                   .source = *rc::gen::element<std::string_view>("", "USA", "CHN", "CHN"),
                   .target = *rc::gen::element<std::string_view>("", "USA", "CHN", "USA"),
                   .code = plover        ? std::string_view()
                           : number == 1 ? "010"
                                         : "020",
                   .root = number,
                   .quad = 1,
                   .story = *rc::gen::element<std::string_view>("", "s", "t")};
  event.source_actor = *rc::gen::element<std::string_view>("", "X");
  return event;
}

}  // namespace detente::testing
