// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

#include "support/slow_dedupe.hpp"

namespace detente {

namespace {

using testing::any_event;
using testing::slow_verdicts;
using Verdict = Deduper::Verdict;

RC_GTEST_PROP(Deduper, JudgesAsTheDefinitionsDo, ()) {
  std::vector<CodedEvent> events(*rc::gen::inRange<std::size_t>(0, 40));
  for (CodedEvent& event : events) event = any_event();
  const auto dedupe = *rc::gen::element(Dedupe::none, Dedupe::story, Dedupe::one_a_day);
  const auto drop_mirrors = *rc::gen::arbitrary<bool>();
  Deduper deduper(dedupe, drop_mirrors);
  std::vector<Verdict> verdicts;
  for (const CodedEvent& event : events) verdicts.push_back(deduper.judge(event));
  RC_ASSERT(verdicts == slow_verdicts(events, dedupe, drop_mirrors));
}

}  // namespace

}  // namespace detente
