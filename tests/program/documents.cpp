// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "base/version.hpp"
#include "command/readouts.hpp"
#include "support/program.hpp"
#include "support/schema.hpp"

/// The documents about the built-in case are as the schemas say: it has what the small one lacks.
namespace detente {
namespace {

using testing::Workplace;

struct Asked {
  const char* name;
  const char* command;
};

class BuiltInCase : public ::testing::TestWithParam<Asked> {};

TEST_P(BuiltInCase, GivesADocumentAsItsSchemaSays) {
  const Workplace place(testing::built_in_cases());
  const testing::Ran ran = place.run(GetParam().command);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "");
  const std::string faults = testing::faults_of_document(ran.out);
  EXPECT_TRUE(faults.empty()) << faults;
}

INSTANTIATE_TEST_SUITE_P(
    Each, BuiltInCase,
    ::testing::Values(
        Asked{"Check", "detente check us-china --format json"},
        Asked{"Status", "detente status us-china --format json"},
        Asked{"StatusBefore", "detente status us-china --format json --as-of 2022-09-01"},
        Asked{"StatusBeforeAll", "detente status us-china --format json --as-of 1900-01-01"},
        Asked{"Changes", "detente status us-china --changes 2015-01-01 2026-01-01 --format json"},
        Asked{"Timeline", "detente timeline us-china --format json --from 1900"},
        Asked{"Commitments", "detente commitments us-china --format json"},
        Asked{"Recommendations", "detente recommendations us-china --format json"},
        Asked{"Cite", "detente cite us-china us-china detente 2022-11-14-bali --format json"},
        Asked{"Measure", "detente measure us-china --format json"},
        Asked{"MeasureBefore", "detente measure us-china --format json --as-of 2019-03-28"},
        Asked{"MeasureCompare",
              "detente measure us-china --compare --as-of 2026-11-15 --format json"},
        Asked{"Leads", "detente leads us-china --format json"},
        Asked{"LeadsBefore", "detente leads us-china --as-of 1990-01-01 --format json"},
        Asked{"WhatIf", "detente whatif us-china --step R1,R2,R3,R4,R5 --format json"},
        Asked{"Export", "detente export us-china out --format json"},
        Asked{"BriefBefore", "detente brief us-china --as-of 2022-09-01 --format json"},
        Asked{"BriefFile", "detente brief us-china -o x.json --quiet && cat x.json"},
        Asked{"New", "detente new iran-iraq --sides IRN,IRQ --format json"},
        Asked{"NewCase",
              "detente new a-b --sides ALB,BEL >/dev/null && detente brief a-b "
              "--format json"}),
    [](const auto& test) { return std::string(test.param.name); });

// One event in five, since each is laid out and checked on its own; which ones changes as the
// record grows.
TEST(BuiltInCase, GivesTheAccountsOfItsEventsAsTheSchemaSays) {
  const Common common{.folder = testing::built_in_cases() / "us-china",
                      .as_of = *parse_day("2100-01-01")};
  const auto record = load(common);
  ASSERT_TRUE(record) << record.error().what;
  const testing::Schema schema("detente.readouts/1");
  for (std::size_t i = record->events.size() % 5; i < record->events.size(); i += 5) {
    const Event& event = record->events[i];
    const Json json = to_json(readouts_document(common, *record, event), program_version);
    const std::string faults = schema.faults(json);
    EXPECT_TRUE(faults.empty()) << event.id << '\n' << faults;
  }
}

}  // namespace
}  // namespace detente
