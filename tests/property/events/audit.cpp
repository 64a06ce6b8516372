// SPDX-License-Identifier: Apache-2.0
#include "events/audit.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "support/slow_dedupe.hpp"

namespace detente {

namespace {

using Verdict = Deduper::Verdict;

CodedEvent any_dated_event() {
  CodedEvent event = testing::any_event();
  event.root_event = *rc::gen::arbitrary<bool>();
  event.quad = *rc::gen::inRange<std::uint8_t>(1, 5);
  if (*rc::gen::arbitrary<bool>())
    event.added = event.day + std::chrono::days(*rc::gen::element(0, 3, 30, 40, 365, 3652, -9));
  return event;
}

std::uint64_t verdicts_that_are(const std::vector<Verdict>& verdicts, Verdict wanted) {
  return static_cast<std::uint64_t>(std::count(verdicts.begin(), verdicts.end(), wanted));
}

/// The events of one direction that `kept` keeps, by class.
std::array<std::uint64_t, 4> by_class(const std::vector<CodedEvent>& events, const char* from,
                                      const char* to,
                                      const std::function<bool(std::size_t)>& kept) {
  std::array<std::uint64_t, 4> counts{};
  for (std::size_t i = 0; i < events.size(); ++i)
    if (events[i].source == from && events[i].target == to && kept(i))
      ++counts.at(events[i].quad - 1U);
  return counts;
}

RC_GTEST_PROP(Auditor, CountsAsTheDefinitionsDo, ()) {
  std::vector<CodedEvent> events(*rc::gen::inRange<std::size_t>(1, 40));
  for (CodedEvent& event : events) event = any_dated_event();
  Auditor auditor({"USA", "CHN"});
  for (const CodedEvent& event : events) auditor.take(event);
  const auto all = auditor.finish();
  RC_ASSERT(all.size() == 1U);
  const FeedAudit& audit = all.begin()->second;
  const auto story = testing::slow_verdicts(events, Dedupe::story, false);
  const auto one_a_day = testing::slow_verdicts(events, Dedupe::one_a_day, false);
  const auto mirrors = testing::slow_verdicts(events, Dedupe::none, true);
  const auto both = testing::slow_verdicts(events, Dedupe::story, true);
  RC_ASSERT(audit.rows == events.size());
  RC_ASSERT(audit.story_repeats == verdicts_that_are(story, Verdict::repeat));
  RC_ASSERT(audit.day_repeats == verdicts_that_are(one_a_day, Verdict::repeat));
  RC_ASSERT(audit.mirrors == verdicts_that_are(both, Verdict::mirror));
  const auto of = [](const std::vector<Verdict>& verdicts) {
    return [&](std::size_t i) { return verdicts[i] == Verdict::event; };
  };
  const std::vector<std::function<bool(std::size_t)>> filters{
      [](std::size_t) { return true; },
      of(story),
      of(one_a_day),
      of(mirrors),
      of(both),
      [&](std::size_t i) { return events[i].root_event; },
      [&](std::size_t i) {
        return !events[i].added || *events[i].added - events[i].day <= std::chrono::days(7);
      }};
  RC_ASSERT(audit.filters.size() == filters.size());
  for (std::size_t i = 0; i < filters.size(); ++i) {
    RC_ASSERT(audit.filters[i].events[0] == by_class(events, "USA", "CHN", filters[i]));
    RC_ASSERT(audit.filters[i].events[1] == by_class(events, "CHN", "USA", filters[i]));
  }
}

}  // namespace

}  // namespace detente
