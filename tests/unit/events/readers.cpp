// SPDX-License-Identifier: Apache-2.0
// A good row of each source, with every field that it fills.
#include <gtest/gtest.h>

#include "support/event_rows.hpp"

namespace detente {

namespace {

using testing::Everything;
using testing::KeptEvent;
using testing::line_of;
using testing::read_text;

Day day(std::string_view text) { return parse_day(text).value(); }

/// The one event of the text; a test that names what is wrong where there is another number.
KeptEvent the_event(const Everything& all) {
  for (const Reject& reject : all.rejects) ADD_FAILURE() << reject.field << ' ' << reject.reason;
  EXPECT_EQ(all.events.size(), 1U);
  return all.events.empty() ? KeptEvent{} : all.events.front();
}

void expect_gdelt(const KeptEvent& read) {
  EXPECT_EQ(read.event.day, day("2021-04-05"));
  EXPECT_EQ(read.event.added, day("2021-04-06"));
  EXPECT_EQ(read.id, "900000001");
  EXPECT_EQ(read.source, "USA");
  EXPECT_EQ(read.target, "CHN");
  EXPECT_EQ(read.source_actor, "USAGOV");
  EXPECT_EQ(read.target_actor, "CHN");
  EXPECT_EQ(read.code, "042");
  EXPECT_EQ(read.event.root, 4);
  EXPECT_EQ(read.event.quad, 1);
  EXPECT_EQ(read.event.goldstein, 1900);
  EXPECT_EQ(read.event.mentions, 6U);
  EXPECT_EQ(read.place, "CH");
  EXPECT_EQ(read.publisher, "");
  EXPECT_TRUE(read.event.root_event);
  EXPECT_EQ(read.event.line, 1U);
}

TEST(Gdelt, OfTheSecondVersion) {
  const auto all = read_text(line_of(testing::gdelt2_row()));
  const auto read = the_event(all);
  expect_gdelt(read);
  EXPECT_EQ(read.story, "https://example.org/a");
  EXPECT_EQ(all.report.by_source, (std::map<EventSource, std::uint64_t>{{EventSource::gdelt2, 1}}));
  EXPECT_TRUE(all.report.repairs.empty());
}

TEST(Gdelt, OfTheFirstVersionWithAnAddressAndWithout) {
  auto read = the_event(read_text(line_of(testing::gdelt1_row())));
  expect_gdelt(read);
  EXPECT_EQ(read.story, "https://example.org/a");
  read = the_event(read_text(line_of(testing::gdelt1_row({}, 57))));
  expect_gdelt(read);
  EXPECT_EQ(read.story, "");
}

TEST(Gdelt, OfAFileThatMixesWidths) {
  const auto all = read_text(line_of(testing::gdelt1_row({}, 57)) + line_of(testing::gdelt2_row()) +
                             line_of(testing::gdelt1_row()) + line_of(testing::mention_row()));
  EXPECT_EQ(all.report.rows, 4U);
  EXPECT_EQ(all.report.bad, 0U);
  EXPECT_EQ(all.report.by_source,
            (std::map<EventSource, std::uint64_t>{
                {EventSource::gdelt1, 2}, {EventSource::gdelt2, 1}, {EventSource::mentions, 1}}));
  ASSERT_EQ(all.events.size(), 3U);
  EXPECT_EQ(all.events[2].event.line, 3U);
}

TEST(Gdelt, WithEmptyFieldsThatMayBeEmpty) {
  const auto read = the_event(read_text(line_of(testing::gdelt2_row(
      {{5, ""}, {7, ""}, {15, ""}, {17, ""}, {25, "0"}, {30, ""}, {53, ""}, {60, ""}}))));
  EXPECT_EQ(read.source, "");
  EXPECT_EQ(read.target, "");
  EXPECT_FALSE(read.event.goldstein);
  EXPECT_FALSE(read.event.root_event);
}

TEST(Gdelt, GetsALostZeroBackWhereTheRootTellsIt) {
  for (const auto& [code, root, whole] :
       std::vector<std::array<std::string, 3>>{{"42", "4", "042"},
                                               {"10", "1", "010"},
                                               {"10", "01", "010"},
                                               {"231", "2", "0231"},
                                               {"1823", "18", "1823"},
                                               {"100", "10", "100"}}) {
    const auto all = read_text(line_of(testing::gdelt2_row({{26, code}, {28, root}})));
    EXPECT_EQ(the_event(all).code, whole);
    EXPECT_EQ(all.report.repairs.size(), code == whole ? 0U : 1U) << code;
  }
}

TEST(Mentions, AreNoEvents) {
  const auto all = read_text(line_of(testing::mention_row()));
  EXPECT_TRUE(all.events.empty());
  ASSERT_EQ(all.mentions.size(), 1U);
  const KeptEvent& read = all.mentions[0];
  EXPECT_EQ(read.event.day, day("2021-04-05"));
  EXPECT_EQ(read.event.added, day("2021-04-06"));
  EXPECT_EQ(read.id, "900000001");
  EXPECT_EQ(read.story, "https://example.org/b");
  EXPECT_EQ(read.publisher, "example.org");
}

void expect_icews(const KeptEvent& read) {
  EXPECT_EQ(read.event.day, day("2018-10-05"));
  EXPECT_FALSE(read.event.added);
  EXPECT_EQ(read.id, "30000001");
  EXPECT_EQ(read.source, "USA");
  EXPECT_EQ(read.target, "CHN");
  EXPECT_EQ(read.source_actor, "Jane Roe");
  EXPECT_EQ(read.target_actor, "John \"Jack\" Doe");
  EXPECT_EQ(read.code, "040");
  EXPECT_EQ(read.event.root, 4);
  EXPECT_EQ(read.event.quad, 1);
  EXPECT_EQ(read.event.goldstein, 1000);
  EXPECT_EQ(read.event.mentions, 1U);
  EXPECT_EQ(read.story, "40000001");
  EXPECT_EQ(read.place, "China");
  EXPECT_EQ(read.publisher, "The Example");
}

TEST(Icews, WithItsHeaderAndWithout) {
  const auto all = read_text(line_of(testing::icews_header()) + line_of(testing::icews_row()));
  expect_icews(the_event(all));
  EXPECT_EQ(all.events[0].event.line, 2U);
  EXPECT_EQ(all.report.rows, 1U);
  EXPECT_TRUE(all.report.repairs.empty());
  expect_icews(the_event(read_text(line_of(testing::icews_row()))));
}

TEST(Icews, GetsLostZerosBack) {
  for (const auto& [code, whole] : std::map<std::string, std::string>{{"10", "010"},
                                                                      {"42", "042"},
                                                                      {"20", "020"},
                                                                      {"231", "0231"},
                                                                      {"831", "0831"},
                                                                      {"112", "112"},
                                                                      {"1823", "1823"},
                                                                      {"5", "05"}}) {
    const auto all =
        read_text(line_of(testing::icews_header()) + line_of(testing::icews_row({{6, code}})));
    EXPECT_EQ(the_event(all).code, whole);
  }
}

TEST(Icews, TellsNamesWithoutACode) {
  const auto all = read_text(line_of(testing::icews_header()) +
                             line_of(testing::icews_row({{4, "Atlantis"}, {10, ""}})) +
                             line_of(testing::icews_row({{4, "Atlantis"}, {10, "Mu"}})));
  ASSERT_EQ(all.events.size(), 2U);
  EXPECT_EQ(all.events[0].source, "");
  EXPECT_EQ(all.report.unknown_states,
            (std::map<std::string, std::uint64_t, std::less<>>{{"Atlantis", 2}, {"Mu", 1}}));
}

TEST(Phoenix, InItsOwnForm) {
  const auto all = read_text(line_of(testing::phoenix_row()));
  const auto read = the_event(all);
  EXPECT_EQ(read.event.day, day("2016-03-25"));
  EXPECT_EQ(read.id, "1234567_v0.2.0");
  EXPECT_EQ(read.source, "CHN");
  EXPECT_EQ(read.target, "USA");
  EXPECT_EQ(read.source_actor, "CHNGOV");
  EXPECT_EQ(read.target_actor, "USALEG");
  EXPECT_EQ(read.code, "043");
  EXPECT_EQ(read.event.root, 4);
  EXPECT_EQ(read.event.quad, 1);
  EXPECT_EQ(read.event.goldstein, 2800);
  EXPECT_EQ(read.story, "56f4e5a2cc3f6d0e6c1b2a3d");
  EXPECT_EQ(read.place, "CHN");
  EXPECT_EQ(read.publisher, "example;other");
  EXPECT_EQ(all.report.by_source.at(EventSource::phoenix), 1U);
}

TEST(Phoenix, InItsSampleFormWithNaForNothing) {
  const std::string header =
      ",X,GID,Date,Year,Month,Day,Source,SrcActor,SrcAgent,SOthAgent,Target,TgtActor,TgtAgent,"
      "TOthAgent,CAMEO,RootCode,QuadClass,Goldstein,None,Lat,Lon,Geoname,AdminInfo,CountryCode,ID,"
      "URL,sourcetxt\n";
  const auto row = line_of(
      testing::phoenix_row(
          {{5, "NA"}, {6, "NA"}, {13, "43"}, {15, "0"}, {16, "NA"}, {22, "NA"}, {23, "NA"}}),
      ',');
  const auto all = read_text(header + "5,5," + row);
  const auto read = the_event(all);
  EXPECT_EQ(read.source, "");
  EXPECT_EQ(read.source_actor, "");
  EXPECT_EQ(read.code, "043");
  EXPECT_EQ(read.event.quad, 1) << "class 0, statements";
  EXPECT_FALSE(read.event.goldstein);
  EXPECT_EQ(read.story, "");
  EXPECT_EQ(read.place, "");
  EXPECT_EQ(all.report.repairs.at("leading zero given back to a code"), 1U);
  EXPECT_EQ(all.report.repairs.at("column before the row left out"), 1U);
}

void expect_polecat(const KeptEvent& read) {
  EXPECT_EQ(read.event.day, day("2022-08-05"));
  EXPECT_EQ(read.source, "CHN");
  EXPECT_EQ(read.target, "USA");
  EXPECT_EQ(read.code, "");
  EXPECT_EQ(read.event.root, 16);
  EXPECT_EQ(read.event.quad, 4);
  EXPECT_EQ(read.event.goldstein, -8000);
}

TEST(Polecat, WithItsHeaderAndWithout) {
  for (const auto& text : {line_of(testing::polecat_header()) + line_of(testing::polecat_row()),
                           line_of(testing::polecat_row())}) {
    const auto read = the_event(read_text(text));
    expect_polecat(read);
    EXPECT_EQ(read.event.added, day("2022-08-06"));
    EXPECT_EQ(read.id, "DV-1");
    EXPECT_EQ(read.source_actor, "Jane Roe");
    EXPECT_EQ(read.target_actor, "John Doe");
    EXPECT_EQ(read.place, "China");
    EXPECT_EQ(read.publisher, "The Example");
    EXPECT_EQ(read.story, "");
  }
}

TEST(Polecat, StatesItsClassOrHasThatOfItsType) {
  const auto header = line_of(testing::polecat_header());
  const auto quad = [&](const std::string& type, const std::string& said) {
    return the_event(read_text(header + line_of(testing::polecat_row({{2, type}, {5, said}}))))
        .event.quad;
  };
  EXPECT_EQ(quad("CONSULT", ""), 1);
  EXPECT_EQ(quad("consult", "Material Cooperation"), 2);
  EXPECT_EQ(quad("CONSULT", "VERBAL CONFLICT"), 3);
  EXPECT_EQ(quad("CONSULT", "MATERIAL CONFLICT"), 4);
}

TEST(Keds, InItsThreeWaysToWriteADay) {
  for (const auto& [text, when] :
       std::map<std::string, std::string>{{"690105", "1969-01-05"},
                                          {"680105", "2068-01-05"},
                                          {"20060105", "2006-01-05"},
                                          {"1995-01-05", "1995-01-05"}}) {
    const auto read = the_event(read_text(text + "\tTURGOV\tIGOUNO\t0211\t(x)\tY\n"));
    EXPECT_EQ(read.event.day, day(when));
    EXPECT_EQ(read.source, "TUR");
    EXPECT_EQ(read.source_actor, "TURGOV");
    EXPECT_EQ(read.target, "") << "the United Nations are no state";
    EXPECT_EQ(read.target_actor, "IGOUNO");
    EXPECT_EQ(read.code, "0211");
    EXPECT_EQ(read.event.root, 2);
    EXPECT_EQ(read.event.quad, 1);
    EXPECT_EQ(read.event.goldstein, 3400);
    EXPECT_EQ(read.story, "");
  }
}

TEST(Keds, CodedInWeis) {
  const auto all = read_text("950101\tISR\tPAL\t223\t(MIL ENGAGEMENT)\n");
  const auto read = the_event(all);
  EXPECT_EQ(read.event.root, 22);
  EXPECT_EQ(read.event.quad, 4);
  EXPECT_EQ(read.event.goldstein, -10'000);
  EXPECT_EQ(all.report.repairs.at("codes of the file taken for WEIS"), 1U);
}

TEST(Generic, WithAllItsColumnsAndWithTheFourThatItNeeds) {
  const auto read = the_event(
      read_text("id;url;mentions;goldstein;code;target;source;date\n7;s1;3;-2,5;112;China;USAGOV;"
                "2021-04-05 10:00\n"));
  EXPECT_EQ(read.event.day, day("2021-04-05"));
  EXPECT_EQ(read.id, "7");
  EXPECT_EQ(read.source, "USA");
  EXPECT_EQ(read.source_actor, "USAGOV");
  EXPECT_EQ(read.target, "CHN");
  EXPECT_EQ(read.target_actor, "China");
  EXPECT_EQ(read.code, "112");
  EXPECT_EQ(read.event.root, 11);
  EXPECT_EQ(read.event.quad, 3);
  EXPECT_EQ(read.event.goldstein, -2500);
  EXPECT_EQ(read.event.mentions, 3U);
  EXPECT_EQ(read.story, "s1");
  const auto bare =
      the_event(read_text("Date,Actor1,Actor2,EventCode\n20210405,UNITED STATES,CHN,042\n"));
  EXPECT_EQ(bare.source, "USA");
  EXPECT_EQ(bare.event.goldstein, 1900) << "the code's own";
  EXPECT_EQ(bare.event.mentions, 1U);
}

TEST(Generic, TakesNoWordInCapitalsForACode) {
  const auto all = read_text("date,source,target,code\n20210405,CHINE,CHN & Co.,042\n");
  const auto read = the_event(all);
  EXPECT_EQ(read.source, "");
  EXPECT_EQ(read.target, "");
  EXPECT_EQ(all.report.unknown_states.size(), 2U);
}

}  // namespace

}  // namespace detente
