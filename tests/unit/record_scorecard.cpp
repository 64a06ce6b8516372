// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "record/as_of.hpp"
#include "record/scorecard.hpp"
#include "support/record_case.hpp"

namespace detente::testing {
namespace {

/// Two meetings without a cadence: "a" held in March and June 2022, "b" held in March and suspended
/// in August.
Case two_channels() {
  CaseFiles files = small_case();
  files["channels.toml"] = "";
  for (const std::string id : {"a", "b", "talks", "consulate"}) {
    files["channels.toml"] += fmt::format(
        "[[channel]]\nid = \"{}\"\nname = \"The {}\"\nlevel = \"cabinet\"\nparties = "
        "[\"USA\"]\nform = "
        "\"meeting\"\n",
        id, id);
  }
  files["events/2022.toml"] = "";
  const auto event = [&](const std::string& id, const std::string& date, const std::string& acts) {
    files["events/2022.toml"] +=
        "[[event]]\nid = \"" + id + "\"\ndate = " + date +
        "\ntitle = \"T\"\nkind = \"meeting\"\nparties = [\"USA\"]\nsummary = \"S\"\nsources = "
        "[\"s1\"]\nacts = [" +
        acts + "]\n";
  };
  event("march", "2022-03-10", "{channel='a', act='hold'}, {channel='b', act='hold'}");
  event("june", "2022-06-10", "{channel='a', act='hold'}");
  event("august", "2022-08-05", "{channel='b', act='suspend', by='CHN'}");
  ReadCase read = parse(files);
  EXPECT_EQ(lines(read.faults), "");
  return std::move(read.record);
}

struct Asked {
  const char* name;
  Rule rule;
  const char* on;
  StepState state;
  const char* why;
};

void PrintTo(const Asked& asked, std::ostream* out) { *out << asked.name; }

class StepRule : public ::testing::TestWithParam<Asked> {};

TEST_P(StepRule, AnswersFromTheRecordOfTheDay) {
  const Case record = known_on(two_channels(), testing::day(GetParam().on));
  Step step;
  step.rule = GetParam().rule;
  const StepStatus status = step_status(record, step, testing::day(GetParam().on));
  EXPECT_EQ(to_string(status.state), to_string(GetParam().state));
  EXPECT_EQ(status.why, GetParam().why);
}

const ChannelsOpenRule both_open{{"a", "b"}};
const NotSuspendedRule none_suspended{{"a", "b"}};
const HeldRule held_twice{{"a", "b"}, 2, 12};
const HappenedRule two_events{{"march", "august"}};

using enum StepState;
INSTANTIATE_TEST_SUITE_P(
    Table, StepRule,
    ::testing::Values(
        Asked{"NoRule", NoRule{"nobody counts"}, "2022-09-30", cannot_tell, "nobody counts"},
        Asked{"OpenNone", both_open, "2022-03-09", not_met, "0 of 2 open"},
        Asked{"OpenAll", both_open, "2022-06-30", met, "2 of 2 open"},
        Asked{"OpenSome", both_open, "2022-09-30", partly_met, "1 of 2 open"},
        Asked{"OpenDormant", ChannelsOpenRule{{"a"}}, "2024-06-11", not_met, "0 of 1 open"},
        Asked{"FreeAll", none_suspended, "2022-08-04", met, "0 of 2 suspended"},
        Asked{"FreeSome", none_suspended, "2022-08-05", partly_met, "1 of 2 suspended"},
        Asked{"FreeNone", NotSuspendedRule{{"b"}}, "2022-08-05", not_met, "1 of 1 suspended"},
        Asked{"HeldNone", held_twice, "2022-06-09", not_met,
              "sessions in 12 months: The a 1; The b 1"},
        Asked{"HeldSome", held_twice, "2022-06-10", partly_met,
              "sessions in 12 months: The a 2; The b 1"},
        Asked{"HeldAll", HeldRule{{"a", "b"}, 1, 12}, "2022-03-10", met,
              "sessions in 12 months: The a 1; The b 1"},
        Asked{"HeldYearAgoToTheDay", HeldRule{{"a"}, 2, 12}, "2023-03-09", met,
              "sessions in 12 months: The a 2"},
        Asked{"HeldADayLonger", HeldRule{{"a"}, 2, 12}, "2023-03-10", not_met,
              "sessions in 12 months: The a 1"},
        Asked{"HappenedNone", two_events, "2022-03-09", not_met, "0 of 2 happened"},
        Asked{"HappenedSome", two_events, "2022-08-04", partly_met, "1 of 2 happened"},
        Asked{"HappenedAll", two_events, "2022-08-05", met, "2 of 2 happened"}),
    [](const auto& asked) { return std::string(asked.param.name); });

// Events were looked for up to the end of June 2022, before which "a" was held twice.
TEST(StepRule, HoldsNothingAgainstAStepForDaysUpToWhichNobodyLooked) {
  Case record = two_channels();
  record.covered = testing::date("2022-06-30");
  const auto status = [&](const Rule& rule, std::string_view on) {
    Step step;
    step.rule = rule;
    return step_status(known_on(record, testing::day(on)), step, testing::day(on));
  };
  EXPECT_EQ(status(held_twice, "2022-06-30").state, partly_met);
  EXPECT_EQ(status(held_twice, "2022-07-01").state, cannot_tell);
  EXPECT_EQ(
      status(held_twice, "2022-07-01").why,
      "sessions in 12 months: The a 2; The b 1; events were looked for up to 2022-06-30 only");
  EXPECT_EQ(status(HeldRule{{"a"}, 2, 12}, "2022-07-01").state, met);
  // Time alone made it dormant; an act did not.
  EXPECT_EQ(status(ChannelsOpenRule{{"a"}}, "2024-06-11").state, cannot_tell);
  EXPECT_EQ(status(NotSuspendedRule{{"b"}}, "2022-08-05").state, not_met);
  EXPECT_EQ(status(two_events, "2022-08-04").state, partly_met);
}

// --- series ---

struct Figures {
  const char* name;
  const char* frequency;
  const char* rows;  ///< of side USA: "2021:100 2022:110"
  double rise;
  StepState state;
  const char* why;
};

void PrintTo(const Figures& figures, std::ostream* out) { *out << figures.name; }

Case with_figures(const Figures& figures) {
  Case record;
  Series series;
  series.id = "s";
  series.frequency = figures.frequency;
  std::istringstream rows(figures.rows);
  std::string row;
  while (rows >> row) {
    Observation observation;
    const std::size_t colon = row.find(':');
    observation.date = testing::date(row.substr(0, colon));
    if (colon + 1 < row.size()) observation.value = std::stod(row.substr(colon + 1));
    observation.side = "USA";
    series.observations.push_back(observation);
  }
  Observation other;
  other.date = testing::date("2023-05");
  other.value = 1e6;
  other.side = "CHN";
  series.observations.push_back(other);
  record.series.push_back(series);
  return record;
}

class SeriesStep : public ::testing::TestWithParam<Figures> {};

TEST_P(SeriesStep, ComparesWithTheLastFigureBefore) {
  Step step;
  step.rule = SeriesRule{"s", "USA", GetParam().rise, testing::date("2022-07-01")};
  const auto status = step_status(with_figures(GetParam()), step, testing::day("2023-06-30"));
  EXPECT_EQ(to_string(status.state), to_string(GetParam().state));
  EXPECT_EQ(status.why, GetParam().why);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SeriesStep,
    ::testing::Values(Figures{"Met", "irregular", "2022-06:100 2023-05:110", 10, met,
                              "110 in 2023-05 against 100 in 2022-06"},
                      Figures{"Partly", "irregular", "2022-06:100 2023-05:109", 10, partly_met,
                              "109 in 2023-05 against 100 in 2022-06"},
                      Figures{"Equal", "irregular", "2022-06:100 2023-05:100", 0, not_met,
                              "100 in 2023-05 against 100 in 2022-06"},
                      Figures{"AnyRise", "irregular", "2022-06:100 2023-05:101", 0, met,
                              "101 in 2023-05 against 100 in 2022-06"},
                      Figures{"Lower", "irregular", "2022-06:100 2023-05:90", 10, not_met,
                              "90 in 2023-05 against 100 in 2022-06"},
                      Figures{"SameMonth", "month", "2022-05:50 2022-06:100 2023-05:60", 10, met,
                              "60 in 2023-05 against 50 in 2022-05"},
                      Figures{"NoSameMonth", "month", "2022-06:100 2023-05:60", 10, cannot_tell,
                              "no figure before 2022-07-01 to compare with is in the record"},
                      Figures{"YearAcrossFromIsAfter", "year", "2021:100 2022:120", 10, met,
                              "120 in 2022 against 100 in 2021"},
                      Figures{"NoneBefore", "irregular", "2023-05:110", 10, cannot_tell,
                              "no figure before 2022-07-01 to compare with is in the record"},
                      Figures{"NoneSince", "irregular", "2022-06:110", 10, cannot_tell,
                              "no figure since 2022-07-01 was known"},
                      Figures{"None", "irregular", "", 10, cannot_tell,
                              "no figure since 2022-07-01 was known"},
                      Figures{"WithoutValue", "irregular", "2022-06:100 2022-08:120 2023-05:", 10,
                              met, "120 in 2022-08 against 100 in 2022-06"}),
    [](const auto& figures) { return std::string(figures.param.name); });

TEST(SeriesStep, CannotTellFromAnOldFigure) {
  const Case record = with_figures({"", "irregular", "2022-06:100 2022-08:120", 10, met, ""});
  Step step;
  step.rule = SeriesRule{"s", "USA", 10, testing::date("2022-07-01")};
  EXPECT_EQ(step_status(record, step, testing::day("2023-08-31")).state, met);
  const auto later = step_status(record, step, testing::day("2023-09-01"));
  EXPECT_EQ(later.state, cannot_tell);
  EXPECT_EQ(later.why, "the last figure known is of 2022-08");
  step.rule = SeriesRule{"none", "USA", 10, testing::date("2022-07-01")};
  EXPECT_EQ(step_status(record, step, testing::day("2023-08-31")).why,
            "the series is not in the record");
}

TEST(RuleInWords, NamesTheChannels) {
  const Case record = two_channels();
  EXPECT_EQ(rule_in_words(record, held_twice),
            "met when each of these was held at least 2 times in the last 12 months, partly when "
            "some were: The a; The b");
}

TEST(RuleInWords, SaysWhatASeriesIsComparedWith) {
  Case record;
  record.series.emplace_back();
  record.series[0].id = "trade";
  record.series[0].title = "Trade";
  record.series[0].frequency = "quarter";
  EXPECT_EQ(rule_in_words(record, SeriesRule{"trade", "", 10, testing::date("2023")}),
            "met when the latest figure of \"Trade\" is at least 10 % above the last one before "
            "2023 of the same quarter of the year, partly when it is higher by less");
  record.series[0].frequency = "year";
  EXPECT_EQ(rule_in_words(record, SeriesRule{"trade", "", 0, testing::date("2023-06-01")}),
            "met when the latest figure of \"Trade\" is above the last one before 2023-06-01");
}

}  // namespace
}  // namespace detente::testing
