// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>

#include "base/file_bytes.hpp"
#include "events/read_counts.hpp"
#include "support/shared_data.hpp"

namespace detente {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::shared_events;
using namespace std::chrono_literals;

/// Year, source and target with their events.
using Yearly = std::map<std::tuple<int, std::string, std::string>, std::uint64_t>;

ReadCounts read(const std::filesystem::path& path, const CountsFormat& format) {
  const auto bytes = read_bytes(path, std::size_t{1} << 30U);
  if (!bytes) {
    ADD_FAILURE() << bytes.error().what;
    return {};
  }
  auto counts = read_counts(*bytes, format);
  if (counts) return *std::move(counts);
  ADD_FAILURE() << counts.error().where << ": " << counts.error().what;
  return {};
}

Yearly by_year(const ReadCounts& counts) {
  Yearly years;
  for (const auto& [key, value] : counts.rows) {
    const std::chrono::year_month_day day{key.day};
    years[{static_cast<int>(day.year()), std::string(key.source), std::string(key.target)}] +=
        value.events;
  }
  return years;
}

std::uint64_t events_of(const ReadCounts& counts) {
  std::uint64_t sum = 0;
  for (const CountRow& row : counts.rows) sum += row.counts.events;
  return sum;
}

// Two people took these counts out of GDELT 1.0, one by month, one by year.
TEST(ReadCountsReal, MonthsAddUpToTheYearsOfAnotherFile) {
  const auto months = shared_events("gdelt-monthly-lionelc/derived-triangle-monthly-1998-2007.csv");
  const auto years = shared_events("gdelt-annual-pavel/derived-10-countries-1979-2008.csv");
  DETENTE_NEEDS(months);
  const ReadCounts monthly = read(months, {.resolution = Resolution::month});
  const ReadCounts yearly = read(years, {.resolution = Resolution::year});
  EXPECT_THAT(monthly.bad, IsEmpty());
  EXPECT_THAT(yearly.bad, IsEmpty());
  EXPECT_EQ(monthly.periods.size(), 96U);
  EXPECT_THAT(monthly.notes, Contains(HasSubstr("24 rows are marked as incomplete")));
  EXPECT_THAT(monthly.notes, Contains(HasSubstr("left out: 2006-01 to 2007-12.")));
  Yearly of_months = by_year(monthly);
  Yearly of_years = by_year(yearly);
  for (int year = 1998; year <= 2005; ++year) {
    for (const auto& [source, target] : {std::pair{"USA", "CHN"}, {"CHN", "USA"}}) {
      const auto sum = of_months[{year, source, target}];
      EXPECT_GT(sum, 0U);
      EXPECT_EQ(sum, (of_years[{year, source, target}])) << year << ' ' << source;
    }
  }
  EXPECT_EQ((of_months[{1999, "USA", "CHN"}]), 10330U);
  EXPECT_EQ((of_months[{2001, "CHN", "USA"}]), 10878U);
}

TEST(ReadCountsReal, YearlyFilesAsTheyWerePublished) {
  const auto first = shared_events("gdelt-annual-pavel/1979_gdelt.csv");
  DETENTE_NEEDS(first);
  const ReadCounts of_1979 = read(first, {.resolution = Resolution::year});
  EXPECT_THAT(of_1979.bad, IsEmpty());
  EXPECT_THAT(of_1979.notes, Contains(HasSubstr("shares of the count")));
  const ReadCounts of_2008 =
      read(shared_events("gdelt-annual-pavel/2008_gdelt.csv"), {.resolution = Resolution::year});
  EXPECT_THAT(of_2008.bad, IsEmpty());
  EXPECT_THAT(of_2008.notes, Contains(HasSubstr("QuadClass is not used")));
  const ReadCounts derived =
      read(shared_events("gdelt-annual-pavel/derived-10-countries-1979-2008.csv"),
           {.resolution = Resolution::year});
  for (const int year : {1979, 2008}) {
    const Yearly raw = by_year(year == 1979 ? of_1979 : of_2008);
    for (const auto& [key, events] : by_year(derived)) {
      if (std::get<0>(key) != year) continue;
      EXPECT_EQ(raw.at(key), events);
    }
  }
}

TEST(ReadCountsReal, UndirectedConflictByMonth) {
  const auto all =
      shared_events("gdelt-monthly-conflict-swan/china-all-countries-200301-202312.csv");
  DETENTE_NEEDS(all);
  const ReadCounts counts = read(
      all, {.resolution = Resolution::month, .undirected = true, .columns = {{"source", "CHN"}}});
  // Two rows of the Philippines have a sum that their events cannot have.
  ASSERT_EQ(counts.bad.size(), 2U);
  EXPECT_EQ(counts.bad[0], (BadCount{68042, "GoldsteinScale",
                                     "\"-2309\" cannot come from 49 scores of -10 to 10"}));
  EXPECT_EQ(counts.bad[1].line, 68694U);
  EXPECT_EQ(counts.periods.size(), 252U);
  const ReadCounts dyad = read(shared_events("gdelt-monthly-conflict-swan/derived-usa-chn.csv"),
                               {.resolution = Resolution::month,
                                .undirected = true,
                                .columns = {{"source", "USA"}, {"target", "CHN"}}});
  EXPECT_EQ(events_of(dyad), 294674U);
  std::vector<CountRow> of_all;
  for (const CountRow& row : counts.rows) {
    if (row.key.source == "CHN" && row.key.target == "USA") of_all.push_back(row);
  }
  EXPECT_EQ(of_all, dyad.rows);
}

TEST(ReadCountsReal, QuadClassesOfNamedCountries) {
  const auto path = shared_events("icews-annual-netify/derived-selected-dyads-2002-2014.csv");
  DETENTE_NEEDS(path);
  const ReadCounts counts = read(path, {.resolution = Resolution::year});
  EXPECT_THAT(counts.bad, IsEmpty());
  std::uint64_t both = 0;
  for (const auto& [key, value] : counts.rows) {
    const bool forth = key.source == "USA" && key.target == "CHN";
    const bool back = key.source == "CHN" && key.target == "USA";
    if (forth || back) both += value.events;
  }
  EXPECT_EQ(both, 140797U);
}

}  // namespace
}  // namespace detente
