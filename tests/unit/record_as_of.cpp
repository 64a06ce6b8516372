// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/as_of.hpp"
#include "support/record_picture.hpp"

namespace detente::testing {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

/// The small case with more that came out late.
CaseFiles late_case() {
  CaseFiles files = small_case();
  change(files["events/2021.toml"], "date = \"2021-03\"\n",
         "date = \"2021-03\"\nend = 2021-05-06\nknown = \"2021-03\"\n");
  files["events/2021.toml"] += R"(
[[event]]
id = "winter"
date = 2021-12-20
end = 2022-01-03
title = "Talks over the turn of the year"
kind = "meeting"
parties = ["USA", "CHN"]
summary = "They met again."
sources = ["s1"]
[event.account.USA]
text = "It looked back."
source = "later"
)";
  files["sources.toml"] += R"(
[[source]]
id = "later"
publisher = "A ministry"
title = "Looking back"
address = "https://example.org/later"
date = 2022-01-20
language = "en"
read = "full"
)";
  change(files["events/2022.toml"], "after = \"visit\"", "after = \"open\"");
  change(files["events/2022.toml"], "sources = [\"s1\"]\n",
         "sources = [\"s1\"]\n"
         "corrections = [{ date = 2023-01-05, text = \"The place was wrong.\" }]\n");
  change(files["events/2022.toml"], "medium = \"air\"", "medium = \"air\"\nafter = \"visit\"");
  change(files["channels.toml"], "date = 2022-09-01",
         "date = 2022-09-01\nknown = \"2022-10\"\n"
         "until = 2023-02-01");
  change(files["commitments.toml"], "due = 2022-01-01", "due = 2022-01-01\nended = 2023-03-01");
  change(files["commitments.toml"], "date = 2022-05-01", "date = 2022-05-01\nknown = 2022-06-01");
  change(files["commitments.toml"], "event = \"open\"", "event = \"open\"\nknown = 2021-04-02");
  change(files["positions.toml"], "date = 2022-05-26", "date = 2022-05-26\nknown = \"2023\"");
  change(files["series/series.toml"], "lag_days = 30", "lag_days = 30\npublished = 2022-03-15");
  return files;
}

Case on(std::string_view today) {
  const ReadCase read = parse(late_case());
  EXPECT_EQ(lines(read.faults), "");
  return known_on(read.record, day(today));
}

struct Appearance {
  std::string_view name, thing, first_day;
};

void PrintTo(const Appearance& appearance, std::ostream* out) { *out << appearance.name; }

class KnownFrom : public ::testing::TestWithParam<Appearance> {};

TEST_P(KnownFrom, ItsDayOn) {
  const Day first = day(GetParam().first_day);
  const std::string thing(GetParam().thing);
  EXPECT_THAT(things_known(on(to_string(first - std::chrono::days(1)))), Not(Contains(thing)));
  EXPECT_THAT(things_known(on(to_string(first))), Contains(thing));
}

INSTANTIATE_TEST_SUITE_P(
    Table, KnownFrom,
    ::testing::Values(
        Appearance{"EventOfAMonth", "event open", "2021-03-31"},
        Appearance{"EventOnItsLastDay", "event winter", "2022-01-03"},
        Appearance{"EventOfADay", "event visit", "2022-08-02"},
        Appearance{"EventThatCameOutLater", "event intercept", "2022-12-29"},
        Appearance{"AccountWithItsEvent", "USA of visit", "2022-08-02"},
        Appearance{"AccountThatCameOutLater", "CHN of visit", "2022-08-03"},
        Appearance{"AccountOnTheDayOfItsSource", "USA of winter", "2022-01-20"},
        Appearance{"NeedThatCameOutInAMonth", "need 2022-09-01 2022-10", "2022-10-31"},
        Appearance{"Commitment", "commitment hotline", "2021-04-02"},
        Appearance{"Status", "status 2022-05-01 2022-06-01", "2022-06-01"},
        Appearance{"PositionThatCameOutInAYear", "position 2022-05-26 2023", "2023-12-31"},
        Appearance{"FigureWithItsSeries", "visas 2022-01", "2022-03-15"},
        Appearance{"FigureAfterItsLag", "visas 2022-02", "2022-03-30"}),
    [](const auto& each) { return std::string(each.param.name); });

const Event& find(const Case& record, std::string_view id) {
  static const Event none{};
  const auto found = std::ranges::find(record.events, id, &Event::id);
  EXPECT_NE(found, record.events.end()) << id;
  return found == record.events.end() ? none : *found;
}

std::size_t figures(const CaseFiles& files, std::string_view today) {
  const Case known = known_on(parse(files).record, day(today));
  return known.series.empty() ? 0 : known.series.front().observations.size();
}

TEST(KnownOn, FiguresComeOutOneByOne) {
  EXPECT_EQ(figures(small_case(), "2022-02-28"), 0U);
  EXPECT_EQ(figures(small_case(), "2022-03-01"), 1U) << "the one with a day of its own";
  EXPECT_EQ(figures(small_case(), "2022-03-02"), 2U) << "30 days after the month";
  EXPECT_EQ(figures(small_case(), "2022-03-30"), 3U);
}

TEST(KnownOn, ARevisedFigureHoldsFromItsDayOn) {
  CaseFiles files = small_case();
  change(files["series/visas.csv"], "2022-01,100,,,USA,2022-03-01,s1\n",
         "2022-01,100,,,USA,2022-03-01,s1\n2022-01,105,,,USA,2022-06-01,s1\n"
         "2022-01,103,,,USA,2023-06-01,s1\n");
  const auto figure = [&](std::string_view today) {
    return known_on(parse(files).record, day(today)).series.front().observations.front();
  };
  EXPECT_EQ(figures(files, "2022-02-28"), 0U);
  EXPECT_EQ(figure("2022-05-31").value, 100);
  EXPECT_TRUE(figure("2022-05-31").earlier.empty());
  EXPECT_EQ(figure("2022-06-01").value, 105);
  EXPECT_EQ(figure("2022-06-01").earlier.size(), 1U);
  EXPECT_EQ(figure("2023-06-01").value, 103);
  EXPECT_EQ(figure("2023-06-01").earlier.size(), 2U);
}

TEST(KnownOn, FiguresComeOutWithTheirSeriesAtTheEarliest) {
  EXPECT_EQ(figures(late_case(), "2022-03-14"), 0U);
  EXPECT_EQ(figures(late_case(), "2022-03-15"), 2U);
}

TEST(KnownOn, ForgetsTheEndOfWhatLasts) {
  EXPECT_EQ(picture(find(on("2021-05-05"), "open").end), "-");
  EXPECT_EQ(picture(find(on("2021-05-06"), "open").end), "2021-05-06");
  EXPECT_EQ(picture(on("2023-01-31").channels.front().needs.front().until), "-");
  EXPECT_EQ(picture(on("2023-02-01").channels.front().needs.front().until), "2023-02-01");
  EXPECT_EQ(picture(on("2023-02-28").commitments.front().ended), "-");
  EXPECT_EQ(picture(on("2023-03-01").commitments.front().ended), "2023-03-01");
}

TEST(KnownOn, KeepsTheDayByWhichAPromiseIsDue) {
  EXPECT_EQ(picture(on("2021-04-02").commitments.front().due), "2022-01-01");
}

TEST(KnownOn, ForgetsPostsAndMembersToCome) {
  const auto minister = [](std::string_view today) { return on(today).actors.at(3).posts; };
  EXPECT_THAT(minister("2021-12-30"), IsEmpty());
  EXPECT_EQ(picture(minister("2023-06-29").at(0).to), "-");
  EXPECT_EQ(picture(minister("2023-06-30").at(0).to), "2023-06");
  EXPECT_EQ(on("2000-12-30").actors.at(4).members.size(), 1U);
  EXPECT_EQ(on("2000-12-31").actors.at(4).members.size(), 2U);
}

TEST(KnownOn, APostWithoutAFirstDayIsKnownFromItsSource) {
  CaseFiles files = small_case();
  change(files["actors.toml"], "from = \"2021\", to = \"2023-06\"", "to = \"2023-06\"");
  const Case record = parse(files).record;
  const auto posts = [&](std::string_view today) {
    return known_on(record, day(today)).actors.at(3).posts.size();
  };
  EXPECT_EQ(posts("2022-08-01"), 0U);
  EXPECT_EQ(posts("2022-08-02"), 1U);
}

TEST(KnownOn, ACadenceIsKnownFromItsSource) {
  EXPECT_FALSE(on("2022-08-01").channels.front().cadence);
  EXPECT_TRUE(on("2022-08-02").channels.front().cadence);
}

template <typename T>
std::vector<std::string> ids_in(const std::vector<T>& things) {
  std::vector<std::string> ids;
  for (const T& thing : things) ids.push_back(thing.id);
  return ids;
}

/// An event that rests on sources of three days, one of which only its id tells.
Case with_late_sources() {
  CaseFiles files = small_case();
  change(files["events/2021.toml"], "sources = [\"s1\"]", "sources = [\"s2\", \"s1\", \"s-2024\"]");
  change(files["channels.toml"], "form = \"standing\"", "form = \"standing\"\nsources = [\"s2\"]");
  files["sources.toml"] += R"(
[[source]]
id = "s-2024"
publisher = "A ministry"
title = "Looking back"
address = "https://example.org/later"
language = "en"
read = "full"
)";
  return parse(files).record;
}

TEST(KnownOn, ForgetsSourcesToCome) {
  const Case record = with_late_sources();
  const auto sources = [&](std::string_view today) {
    return find(known_on(record, day(today)), "open").sources;
  };
  EXPECT_THAT(sources("2021-04-01"), ElementsAre("s1")) << "the first to come out stands for all";
  EXPECT_THAT(sources("2022-08-04"), ElementsAre("s1"));
  EXPECT_THAT(sources("2022-08-05"), ElementsAre("s2", "s1"));
  EXPECT_THAT(sources("2024-12-30"), ElementsAre("s2", "s1"));
  EXPECT_THAT(sources("2024-12-31"), ElementsAre("s2", "s1", "s-2024"));
  EXPECT_THAT(known_on(record, day("2022-08-04")).channels.at(1).sources, IsEmpty());
  EXPECT_THAT(known_on(record, day("2022-08-05")).channels.at(1).sources, ElementsAre("s2"));
}

TEST(KnownOn, ListsNoSourceToComeThatNothingRestsOn) {
  const Case record = with_late_sources();
  EXPECT_THAT(ids_in(known_on(record, day("2021-04-01")).sources), ElementsAre("s1"));
  EXPECT_THAT(ids_in(known_on(record, day("2022-08-05")).sources), ElementsAre("s1", "s2"));
  EXPECT_THAT(ids_in(known_on(record, day("2024-12-31")).sources),
              ElementsAre("s1", "s2", "s-2024"));
}

TEST(KnownOn, AComparisonIsKnownFromTheLaterOfItsTexts) {
  CaseFiles files = small_case();
  change(files["events/2022.toml"], "known = 2022-08-03", "known = 2022-08-02");
  Case record = parse(files).record;
  record.comparisons.push_back({.event = "visit"});
  record.comparisons.back().texts["USA"].address = "https://example.org/1";
  record.sources.back().address = "https://example.org/2";
  record.comparisons.back().texts["CHN"].address = "https://example.org/2";
  EXPECT_EQ(known_on(record, day("2022-08-04")).comparisons.size(), 0U);
  EXPECT_EQ(known_on(record, day("2022-08-05")).comparisons.size(), 1U);
}

TEST(KnownOn, AnAccountOfAYearToComeIsNotKnown) {
  CaseFiles files = small_case();
  change(files["sources.toml"], "date = 2022-08-02", "date = \"2023\"");
  const Case record = parse(files).record;
  const auto accounts = [&](std::string_view today) {
    return find(known_on(record, day(today)), "visit").accounts.count("USA");
  };
  EXPECT_EQ(accounts("2022-12-31"), 0U);
  EXPECT_EQ(accounts("2023-01-01"), 1U);
}

TEST(KnownOn, LeavesOutAChannelOfWhichNothingWasKnown) {
  CaseFiles files = small_case();
  files["channels.toml"] += R"(
[[channel]]
id = "dialogue"
name = "Dialogue"
level = "track-2"
parties = ["USA", "CHN"]
form = "meeting"
sources = ["s2"]

[[channel]]
id = "undated"
name = "Undated"
level = "track-2"
parties = ["USA", "CHN"]
form = "meeting"
)";
  const Case record = parse(files).record;
  const Case before = known_on(record, day("2021-03-30"));
  EXPECT_THAT(ids_in(before.channels), ElementsAre("undated"));
  EXPECT_EQ(before.later_channels, 3U);
  const Case opened = known_on(record, day("2021-03-31"));
  EXPECT_THAT(ids_in(opened.channels), ElementsAre("talks", "consulate", "undated"));
  EXPECT_EQ(opened.later_channels, 1U);
  EXPECT_EQ(known_on(opened, day("2021-03-30")).later_channels, 3U);
  EXPECT_EQ(known_on(record, day("2022-08-04")).later_channels, 1U);
  EXPECT_EQ(known_on(record, day("2022-08-05")).later_channels, 0U);
}

TEST(KnownOn, KeepsAChannelThatAStepNames) {
  CaseFiles files = small_case();
  change(files["events/2021.toml"], "date = \"2021-03\"\n",
         "date = \"2021-03\"\nknown = 2023-01-01\n");
  change(files["events/2022.toml"], "channel = \"talks\"", "channel = \"consulate\"");
  files["channels.toml"].resize(files["channels.toml"].find("[[channel.need]]"));
  files["channels.toml"] +=
      "sources = [\"s-late\"]\n[[channel]]\nid = \"consulate\"\nname = \"C\"\nlevel = "
      "\"consular\"\n"
      "parties = [\"USA\", \"CHN\"]\nform = \"standing\"\n";
  files["sources.toml"] +=
      "[[source]]\nid = \"s-late\"\npublisher = \"P\"\ntitle = \"T\"\ncitation = \"C\"\n"
      "date = 2023-01-01\nlanguage = \"en\"\nread = \"full\"\n";
  const ReadCase read = parse(files);
  ASSERT_EQ(lines(read.faults), "");
  EXPECT_THAT(ids_in(known_on(read.record, day("2022-06-29")).channels), IsEmpty());
  EXPECT_THAT(ids_in(known_on(read.record, day("2022-06-30")).channels), ElementsAre("talks"));
}

TEST(KnownOn, LeavesOutIssuesAndSeriesOfWhichNothingWasKnown) {
  EXPECT_THAT(ids_in(on("2021-04-01").issues), IsEmpty());
  EXPECT_THAT(ids_in(on("2021-04-02").issues), ElementsAre("strait"));
  EXPECT_THAT(ids_in(on("2022-03-14").series), IsEmpty());
  EXPECT_THAT(ids_in(on("2022-03-15").series), ElementsAre("visas"));
}

TEST(KnownOn, ForgetsWhatASummaryTellsOfDaysToCome) {
  CaseFiles files = small_case();
  change(
      files["channels.toml"], "cadence = {",
      "summary = \"Talks on a U.S. order of 2019 with the U.S. Navy; not held from May 2021; held "
      "again later. Closed on 5 August 2022. None since.\"\ncadence = {");
  const Case record = parse(files).record;
  const auto summary_on = [&](const char* today) {
    return known_on(record, day(today)).channels.front().summary;
  };
  EXPECT_EQ(summary_on("2018-12-31"), "");
  EXPECT_EQ(summary_on("2021-04-30"), "Talks on a U.S. order of 2019 with the U.S. Navy.");
  EXPECT_EQ(summary_on("2022-08-04"),
            "Talks on a U.S. order of 2019 with the U.S. Navy; not held from May 2021; held again "
            "later.");
  EXPECT_EQ(summary_on("2022-08-05"), record.channels.front().summary);
}

TEST(KnownOn, ForgetsWhatUndatedTextsTellOfDaysToCome) {
  const std::string told = "Known. Held until 2023.";
  Case record = parse(late_case()).record;
  record.summary = record.issues.front().summary = record.series.front().note = told;
  record.series.front().breaks.front().text = record.sources.front().note = told;
  record.recommendations.front().steps.front().note = told;
  record.recommendations.front().steps.back().rule = NoRule{told};
  record.commitments.front().read_apart = told;
  record.commitments.front().accounts["CHN"] = {.text = "It differs.", .source = "s1"};
  const auto texts_on = [&](std::string_view today) {
    const Case known = known_on(record, day(today));
    const Recommendation& recommendation = known.recommendations.front();
    return std::vector<std::string>{known.summary,
                                    known.issues.front().summary,
                                    known.series.front().note,
                                    known.series.front().breaks.front().text,
                                    known.sources.front().note,
                                    recommendation.steps.front().note,
                                    std::get<NoRule>(recommendation.steps.back().rule).why,
                                    known.commitments.front().read_apart};
  };
  EXPECT_THAT(texts_on("2022-12-31"), Each("Known."));
  EXPECT_THAT(texts_on("2023-01-01"), Each(told));
}

TEST(KnownOn, ABreakKeepsItsDayWhereItsTextTellsOfLaterOnes) {
  Case record = parse(small_case()).record;
  record.series.front().breaks.front().text = "none from here to 2023";
  EXPECT_EQ(known_on(record, day("2022-12-31")).series.front().breaks.front().text,
            "what is counted changes");
}

TEST(KnownOn, TellsNotHowWordsAreReadApartBeforeBothAccountsAreKnown) {
  Case record = parse(late_case()).record;
  Commitment& commitment = record.commitments.front();
  commitment.read_apart = "They differ.";
  commitment.accounts["CHN"] = {.text = "It differs.", .source = "s2", .known = date("2022-08-05")};
  EXPECT_EQ(known_on(record, day("2022-08-04")).commitments.front().read_apart, "");
  EXPECT_EQ(known_on(record, day("2022-08-05")).commitments.front().read_apart, "They differ.");
}

TEST(KnownOn, ForgetsCorrectionsAndBreaksToCome) {
  EXPECT_EQ(find(on("2023-01-04"), "visit").corrections.size(), 0U);
  EXPECT_EQ(find(on("2023-01-05"), "visit").corrections.size(), 1U);
  CaseFiles files = small_case();
  change(files["series/series.toml"], "date = 2022-03-01", "date = 2022-04-01");
  const Case record = parse(files).record;
  EXPECT_EQ(known_on(record, day("2022-03-31")).series.front().breaks.size(), 0U);
  EXPECT_EQ(known_on(record, day("2022-04-01")).series.front().breaks.size(), 1U);
}

TEST(KnownOn, ForgetsRecommendationsAndInterestsToCome) {
  EXPECT_EQ(on("2022-06-29").recommendations.size(), 0U);
  EXPECT_EQ(on("2022-06-30").recommendations.size(), 1U);
  EXPECT_EQ(on("2022-11-13").interests.size(), 0U);
  EXPECT_EQ(on("2022-11-14").interests.size(), 1U);
}

TEST(KnownOn, DropsReferencesToEventsThatAreGone) {
  CaseFiles files = small_case();
  change(files["events/2022.toml"], "date = 2022-08-02", "date = 2022-08-02\nknown = 2023-01-01");
  change(files["commitments.toml"], "event = \"open\"", "event = \"visit\"");
  const Case record = parse(files).record;
  const Case before = known_on(record, day("2022-12-31"));
  EXPECT_EQ(find(before, "countermeasures").after, "");
  EXPECT_EQ(before.commitments.front().event, "");
  const Case after = known_on(record, day("2023-01-01"));
  EXPECT_EQ(find(after, "countermeasures").after, "visit");
  EXPECT_EQ(after.commitments.front().event, "visit");
}

TEST(KnownOn, AQuarterIsNotOverBeforeItsLastDay) {
  Series series;
  series.frequency = "quarter";
  series.lag_days = 45;
  Observation observation;
  for (const auto when : {"2003-01-01", "2003-02", "2003-03-31"}) {
    observation.date = date(when);
    EXPECT_EQ(period_end(series, observation), day("2003-03-31")) << when;
    EXPECT_EQ(known_from(series, observation), day("2003-05-15")) << when;
  }
  series.frequency = "irregular";
  EXPECT_EQ(period_end(series, observation), day("2003-03-31"));
  observation.date = date("2003-01-01");
  EXPECT_EQ(period_end(series, observation), day("2003-01-01"));
}

TEST(KnownOn, HidesASecretActFromTheBoard) {
  CaseFiles files = small_case();
  change(files["events/2022.toml"], "date = 2022-08-05", "date = 2022-08-05\nknown = 2022-10-01");
  const Case record = parse(files).record;
  const auto state = [&](std::string_view today) {
    const Case known = known_on(record, day(today));
    return std::string(to_string(channel_board(known, day(today)).front().band.state));
  };
  EXPECT_EQ(state("2022-09-30"), "overdue");
  EXPECT_EQ(state("2022-10-01"), "suspended");
}

}  // namespace
}  // namespace detente::testing
