// SPDX-License-Identifier: Apache-2.0
// The real files beside the checkout: their rows and their counts between the USA and China, as the
// description of these files states them, and how many rows repeat others.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "events/count_events.hpp"
#include "events/event_hash.hpp"
#include "support/shared_data.hpp"

namespace detente {

namespace {

std::vector<InputPart> parts_in(const std::filesystem::path& path) {
  std::vector<InputPart> parts;
  const std::vector<std::string> arguments{path.string()};
  const auto files = list_inputs(arguments).value();
  for (const auto& file : files) {
    const auto some = parts_of(file).value();
    parts.insert(parts.end(), some.begin(), some.end());
  }
  return parts;
}

CountedEvents count(const std::filesystem::path& path, Dedupe dedupe = Dedupe::none) {
  const auto counted = count_events(parts_in(path), {.dedupe = dedupe});
  if (counted) return *counted;
  ADD_FAILURE() << counted.error().what;
  return {};
}

std::uint64_t events(const CountedEvents& counted, std::string_view source,
                     std::string_view target) {
  std::uint64_t sum = 0;
  for (const auto& [feed, rows] : counted.rows)
    for (const CountRow& row : rows)
      if (row.key.source == source && row.key.target == target) sum += row.counts.events;
  return sum;
}

std::uint64_t both_ways(const CountedEvents& counted) {
  return events(counted, "USA", "CHN") + events(counted, "CHN", "USA");
}

TEST(RealFiles, IcewsDailyFiles) {
  const auto folder = testing::shared_events("icews-raw-bkitej/daily-gz");
  DETENTE_NEEDS(folder);
  const auto counted = count(folder);
  EXPECT_EQ(counted.report.rows, 279'042U);
  EXPECT_EQ(counted.report.bad, 0U);
  EXPECT_TRUE(counted.report.repairs.empty());
  EXPECT_EQ(events(counted, "USA", "CHN"), 2106U);
  EXPECT_EQ(events(counted, "CHN", "USA"), 1781U);
  EXPECT_LT(counted.report.unknown_states.size(), 10U);
}

/// Counts rows that repeat day, actors, states and code.
class RepeatSink final : public EventSink {
 public:
  explicit RepeatSink(Dedupe dedupe) : deduper_(dedupe, false) {}
  void take(const CodedEvent& event) override {
    ++rows;
    repeats += deduper_.judge(event) == Deduper::Verdict::repeat ? 1 : 0;
  }
  std::uint64_t rows = 0, repeats = 0;

 private:
  Deduper deduper_;
};

RepeatSink repeats_in(const std::filesystem::path& path, Dedupe dedupe) {
  RepeatSink sink(dedupe);
  for (const InputPart& part : parts_in(path)) {
    const auto stream = open_part(part);
    const auto report = read_events(**stream, {}, sink, nullptr);
    EXPECT_TRUE(report);
  }
  return sink;
}

TEST(RealFiles, AQuarterOfIcewsRepeatsAnEventOfTheDay) {
  const auto folder = testing::shared_events("icews-raw-bkitej/daily-gz");
  DETENTE_NEEDS(folder);
  const auto found = repeats_in(folder, Dedupe::one_a_day);
  EXPECT_EQ(found.rows, 279'042U);
  const double share = static_cast<double>(found.repeats) / static_cast<double>(found.rows);
  EXPECT_NEAR(share, 0.24, 0.01);
}

TEST(RealFiles, Gdelt2FifteenMinutes) {
  const auto file = testing::shared_events("gdelt-raw/20191024143000.export.CSV");
  DETENTE_NEEDS(file);
  const auto counted = count(file);
  EXPECT_EQ(counted.report.rows, 2111U);
  EXPECT_EQ(counted.report.bad, 0U);
  EXPECT_TRUE(counted.report.repairs.empty());
  EXPECT_EQ(both_ways(counted), 8U);
  const auto found = repeats_in(file, Dedupe::story);
  const double share = static_cast<double>(found.repeats) / static_cast<double>(found.rows);
  EXPECT_GE(share, 0.17);
  EXPECT_LE(share, 0.22);
}

TEST(RealFiles, Gdelt1OfTwoWidths) {
  const auto file = testing::shared_events("gdelt-raw/reed9999-events-v1-57-58col.tsv");
  DETENTE_NEEDS(file);
  const auto counted = count(file);
  EXPECT_EQ(counted.report.rows, 710U);
  EXPECT_EQ(counted.report.bad, 0U);
  EXPECT_EQ(counted.report.by_source,
            (std::map<EventSource, std::uint64_t>{{EventSource::gdelt1, 710}}));
  EXPECT_EQ(both_ways(counted), 3U);
  EXPECT_EQ(repeats_in(file, Dedupe::story).repeats, 0U);
}

TEST(RealFiles, Gdelt2SavedAsCsv) {
  const auto file = testing::shared_events("gdelt-raw/luka-20201114-gov-events-csv.csv");
  DETENTE_NEEDS(file);
  const auto counted = count(file);
  EXPECT_EQ(counted.report.rows, 2601U);
  EXPECT_EQ(counted.report.bad, 0U);
  EXPECT_EQ(both_ways(counted), 44U);
  EXPECT_EQ(counted.report.repairs.at("column before the row left out"), 2601U);
}

TEST(RealFiles, PhoenixSample) {
  const auto file = testing::shared_events("phoenix/samplePhox.csv");
  DETENTE_NEEDS(file);
  const auto counted = count(file);
  EXPECT_EQ(counted.report.rows, 5000U);
  EXPECT_EQ(counted.report.bad, 2U) << "two rows have no root";
  EXPECT_EQ(both_ways(counted), 59U);
}

TEST(RealFiles, KedsSets) {
  struct Set {
    std::uint64_t rows, both_ways;
  };
  const std::map<std::string, Set> sets{{"balkans.weis", {72'953, 184}},
                                        {"casia.weis", {8377, 7}},
                                        {"gulf.cameo", {54'466, 272}},
                                        {"turkey.cameo", {29'029, 17}}};
  for (const auto& [name, want] : sets) {
    const auto file = testing::shared_events("keds/derived-" + name + ".tsv.gz");
    DETENTE_NEEDS(file);
    const auto counted = count(file, Dedupe::story);
    EXPECT_EQ(counted.report.rows, want.rows) << name;
    EXPECT_EQ(both_ways(counted), want.both_ways) << name;
    EXPECT_EQ(counted.repeats, 0U) << "there is no story that would make two rows one";
    // The set of the Gulf is coded in WEIS, whatever its name says.
    EXPECT_EQ(counted.report.repairs.contains("codes of the file taken for WEIS"),
              name != "turkey.cameo")
        << name;
    EXPECT_LT(counted.report.bad * 1000, want.rows) << name;
  }
}

TEST(RealFiles, TabariText) {
  const auto file = testing::shared_events("keds/tabari-demo.keds");
  DETENTE_NEEDS(file);
  const auto counted = count(file);
  EXPECT_GT(counted.report.rows, 50U);
  EXPECT_EQ(counted.report.bad, 0U);
  EXPECT_EQ(counted.report.by_source.size(), 1U);
}

}  // namespace

}  // namespace detente
