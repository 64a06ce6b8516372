// SPDX-License-Identifier: Apache-2.0
#include "events/read_counts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace detente {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

constexpr CountsFormat by_month{
    .resolution = Resolution::month, .undirected = false, .columns = {}};
constexpr CountsFormat by_year{.resolution = Resolution::year, .undirected = false, .columns = {}};

ReadCounts read(std::string_view text, const CountsFormat& format = {}) {
  auto counts = read_counts(text, format);
  if (counts) return *std::move(counts);
  ADD_FAILURE() << counts.error().where << ": " << counts.error().what;
  return {};
}

CountRow row(Day day, StateCode source, StateCode target, Counts counts, std::uint8_t root = 0,
             std::uint8_t quad = 0) {
  return {{day, source, target, root, quad}, counts};
}

TEST(ReadCounts, TakesTheResultOfOurOwnSql) {
  const ReadCounts counts = read(
      "day,source,target,root,quad,events,mentions,goldstein\n"
      "2019-10-24,,CHN,4,1,2,9,-500\n"
      "2019-10-24,USA,CHN,19,4,1,4,-10000\n");
  EXPECT_THAT(counts.rows, ElementsAre(row(2019y / 10 / 24, "", "CHN", {2, 9, -500}, 4, 1),
                                       row(2019y / 10 / 24, "USA", "CHN", {1, 4, -10000}, 19, 4)));
  EXPECT_THAT(counts.bad, IsEmpty());
  EXPECT_THAT(counts.notes, IsEmpty());
  EXPECT_THAT(counts.periods, ElementsAre(Day{2019y / 10 / 24}));
}

TEST(ReadCounts, TakesAWideTableAndLeavesIncompleteRowsOut) {
  const ReadCounts counts = read(
      "month,USA_CHN,CHN_USA,complete\n"
      "2005-11,627,583,1\n2005-12,0,222,1\n2006-01,0,0,0\n2006-02,0,0,0\n2006-12,1171,1184,0\n",
      by_month);
  EXPECT_THAT(counts.rows, ElementsAre(row(2005y / 11 / 1, "CHN", "USA", {583, 0, 0}),
                                       row(2005y / 11 / 1, "USA", "CHN", {627, 0, 0}),
                                       row(2005y / 12 / 1, "CHN", "USA", {222, 0, 0})));
  EXPECT_THAT(counts.periods, ElementsAre(Day{2005y / 11 / 1}, Day{2005y / 12 / 1}));
  EXPECT_THAT(counts.notes, ElementsAre("3 rows are marked as incomplete (complete = 0) and were "
                                        "left out: 2006-01 to 2006-02, 2006-12."));
}

TEST(ReadCounts, TurnsSharesIntoCounts) {
  const ReadCounts counts = read(
      "year,source,target,n_events,material_coop,verbal_coop,verbal_conf,material_conf,"
      "goldstein_mean\n"
      "1979,CHN,IND,20,0.15,0.7,0.0,0.15,0.030000000000000027\n"
      "2007,CHN,IND,949,,,,,1.5\n",
      by_year);
  EXPECT_THAT(counts.rows, ElementsAre(row(1979y / 1 / 1, "CHN", "IND", {0, 0, 600}),
                                       row(1979y / 1 / 1, "CHN", "IND", {14, 0, 0}, 0, 1),
                                       row(1979y / 1 / 1, "CHN", "IND", {3, 0, 0}, 0, 2),
                                       row(1979y / 1 / 1, "CHN", "IND", {3, 0, 0}, 0, 4),
                                       row(2007y / 1 / 1, "CHN", "IND", {949, 0, 1423500})));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("shares of the count")));
  EXPECT_THAT(counts.notes, Contains("1 rows have no quad classes."));
}

TEST(ReadCounts, TellsSharesFromCountsByWhatTheyAddUpTo) {
  const ReadCounts counts = read(
      "year,source,target,n_events,material_coop,verbal_coop,verbal_conf,material_conf\n"
      "1979,ABW,NLD,1,0,1,0,0\n1979,AFG,ARE,3,1,2,0,0\n",
      by_year);
  EXPECT_THAT(counts.rows, ElementsAre(row(1979y / 1 / 1, "ABW", "NLD", {1, 0, 0}, 0, 1),
                                       row(1979y / 1 / 1, "AFG", "ARE", {2, 0, 0}, 0, 1),
                                       row(1979y / 1 / 1, "AFG", "ARE", {1, 0, 0}, 0, 2)));
}

TEST(ReadCounts, KnowsCountriesByName) {
  const ReadCounts counts = read(
      "year,i,j,verbCoop,matlCoop,verbConf,matlConf\n"
      "2002,China,United States,1012,3,0,7\n"
      "2002,Russian Federation,\"Korea, Republic Of\",1,0,0,0\n"
      "2002,Atlantis,China,1,0,0,0\n",
      by_year);
  EXPECT_THAT(counts.rows, ElementsAre(row(2002y / 1 / 1, "CHN", "USA", {1012, 0, 0}, 0, 1),
                                       row(2002y / 1 / 1, "CHN", "USA", {3, 0, 0}, 0, 2),
                                       row(2002y / 1 / 1, "CHN", "USA", {7, 0, 0}, 0, 4),
                                       row(2002y / 1 / 1, "RUS", "KOR", {1, 0, 0}, 0, 1)));
  EXPECT_THAT(counts.bad, ElementsAre(BadCount{4, "i", "\"Atlantis\" is no state we know"}));
}

TEST(ReadCounts, TakesAStateInPlaceOfAColumnAndKeepsUndirectedCountsTogether) {
  const ReadCounts counts = read(
      "MonthYear,Actor2CountryCode,QuadClass,SubEventType,GoldsteinScale,RecordCount\r\n"
      "202310,AUS,4,4,\"-1,701.20\",326\r\n202310,USA,3,2,-13,2\r\n202310,USA,3,4,-5.5,1\r\n",
      {.resolution = Resolution::month, .undirected = true, .columns = {{"source", "CHN"}}});
  EXPECT_TRUE(counts.undirected);
  EXPECT_THAT(counts.rows, ElementsAre(row(2023y / 10 / 1, "AUS", "CHN", {326, 0, -1701200}, 0, 4),
                                       row(2023y / 10 / 1, "CHN", "USA", {3, 0, -18500}, 0, 3)));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("GoldsteinScale was taken as the sum")));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("1 counts were added to another")));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("say nothing of who acted")));
}

TEST(ReadCounts, RefusesUndirectedCountsThatStandBothWays) {
  const auto counts = read_counts("year,source,target,events\n2001,USA,CHN,5\n2001,CHN,USA,5\n",
                                  {.resolution = Resolution::year, .undirected = true});
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().where, "3");
  EXPECT_THAT(counts.error().what, HasSubstr("both orders"));
}

TEST(ReadCounts, LeavesAQuadClassOutThatIsOfOneEvent) {
  const ReadCounts counts = read(
      "Actor1CountryCode,Actor2CountryCode,Actor1CountryCode,Actor2CountryCode,SQLDATE,QuadClass,"
      "GoldsteinScale,NumberOfRowsBetweenCountries\n"
      "ABW,BHS,ABW,BHS,20080117,1,2.26,5\n",
      by_year);
  EXPECT_THAT(counts.rows, ElementsAre(row(2008y / 1 / 1, "ABW", "BHS", {5, 0, 11300})));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("QuadClass is not used")));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("Actor1CountryCode (the second of that name)")));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("finer than a year")));
}

TEST(ReadCounts, AddsUpDaysToMonths) {
  const ReadCounts counts = read(
      "date;source;target;events\n2019-10-24;USA;CHN;3\n2019/10/25;usa;chn;1,000\n"
      "20191101 00:00:00;USA;CHN;2.0\n",
      by_month);
  EXPECT_THAT(counts.rows, ElementsAre(row(2019y / 10 / 1, "USA", "CHN", {1003, 0, 0}),
                                       row(2019y / 11 / 1, "USA", "CHN", {2, 0, 0})));
  EXPECT_THAT(counts.notes, Contains(HasSubstr("3 rows have dates that are finer")));
}

TEST(ReadCounts, PutsYearAndMonthTogether) {
  const ReadCounts counts =
      read("\xEF\xBB\xBFyear\tmonth\tsource\ttarget\tevents\n1999\t2\tUSA\tCHN\t7\n", by_month);
  EXPECT_THAT(counts.rows, ElementsAre(row(1999y / 2 / 1, "USA", "CHN", {7, 0, 0})));
}

TEST(ReadCounts, ReportsEachBadRowWithItsLineFieldAndReason) {
  const ReadCounts counts = read(
      "month,source,target,events,goldstein_sum,quad,root\n"
      "2019,USA,CHN,1,0,1,1\n"
      "2019-13,USA,CHN,1,0,1,1\n"
      "\n"
      "2019-01,USA,CHN,-1,0,1,1\n"
      "2019-01,USA,CHN,1,12.5,1,1\n"
      "2019-01,USA,CHN,1,0,5,1\n"
      "2019-01,USA,CHN,1,0,1,21\n"
      "2019-01,USA,CHN,1\n"
      "2019-01,\"USA,CHN,1,0,1,1\n",
      by_month);
  EXPECT_THAT(counts.rows, IsEmpty());
  EXPECT_THAT(counts.bad, ElementsAre(BadCount{2, "month", "\"2019\" is no month"},
                                      BadCount{3, "month", "\"2019-13\" is no date"},
                                      BadCount{5, "events", "\"-1\" is no count"},
                                      BadCount{6, "goldstein_sum",
                                               "\"12.5\" cannot come from 1 scores of -10 to 10"},
                                      BadCount{7, "quad", "\"5\" is no quad class, 1 to 4"},
                                      BadCount{8, "root", "\"21\" is no CAMEO root, 1 to 20"},
                                      BadCount{9, "", "4 fields, but the header has 7"},
                                      BadCount{10, "", "a quote does not end in the line"}));
}

TEST(ReadCounts, RefusesQuadClassesThatDoNotAddUp) {
  const ReadCounts counts = read(
      "year,source,target,events,verbCoop,matlCoop,verbConf,matlConf\n"
      "2001,USA,CHN,10,4,3,2,1\n2001,CHN,USA,10,4,3,2,2\n",
      by_year);
  EXPECT_THAT(counts.bad, ElementsAre(BadCount{
                              3, "verbCoop", "the four quad classes have 11 events, the row 10"}));
}

struct Refused {
  const char* name;
  std::string_view text;
  CountsFormat format;
  Error::Kind kind;
  const char* says;
};

class ReadCountsRefuses : public testing::TestWithParam<Refused> {};

TEST_P(ReadCountsRefuses, SayingWhat) {
  const auto counts = read_counts(GetParam().text, GetParam().format);
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().kind, GetParam().kind);
  EXPECT_THAT(counts.error().what, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Table, ReadCountsRefuses,
    testing::Values(
        Refused{"Nothing", "", {}, Error::Kind::input, "nothing in it"},
        Refused{"OnlyEmptyLines", "\n\r\n", {}, Error::Kind::input, "nothing in it"},
        Refused{"NotUtf8", "date,source\n\xFF", {}, Error::Kind::input, "UTF-8"},
        Refused{"OpenHeader", "date,\"source\n", {}, Error::Kind::input, "header"},
        Refused{"NoDate", "source,target,events\n", {}, Error::Kind::input, "date=NAME"},
        Refused{"NoSource", "day,target,events\n", {}, Error::Kind::input, "source=NAME"},
        Refused{"NoTarget", "day,source,events\n", {}, Error::Kind::input, "target=NAME"},
        Refused{"NoCount", "day,source,target\n", {}, Error::Kind::input, "events=NAME"},
        Refused{"NoSuchMeaning",
                "day,source,target,events\n",
                {.columns = {{"sorce", "day"}}},
                Error::Kind::usage,
                "sorce"},
        Refused{"NoSuchColumn",
                "day,source,target,events\n",
                {.columns = {{"date", "when"}}},
                Error::Kind::usage,
                "when"},
        Refused{"NoSuchState",
                "day,events\n",
                {.columns = {{"source", "usa"}}},
                Error::Kind::usage,
                "no state such as USA"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace detente
