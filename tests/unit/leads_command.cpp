// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/base_rates.hpp"
#include "command/leads_tables.hpp"
#include "command/levers.hpp"
#include "command/linkage.hpp"

/// What the commands take out of tests/cases/leading.
namespace detente {
namespace {

Case leading() {
  const auto record =
      load({.folder = std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/cases/leading",
            .as_of = *parse_day("2005-12-31")});
  EXPECT_TRUE(record) << record.error().what;
  return record.value_or(Case{});
}

Day as_of() { return *parse_day("2005-12-31"); }

TEST(Linkage, FollowsEachChannelFromOffToOn) {
  const Case record = leading();
  std::vector<std::string> found;
  for (const Suspension& one : suspensions(record, as_of()))
    found.push_back(to_string(one.began->date) + " " + one.channel->id + " " + one.act->by + " " +
                    (one.ended == nullptr ? "still" : to_string(one.ended->date)));
  EXPECT_THAT(found, ::testing::UnorderedElementsAre(
                         "1993-08-20 ministers ARD 1995-05-10", "1993-08-20 hotline ARD 1995-01-15",
                         "1998-09-09 ministers BEL 2000-11-10", "1999-02-02 scholars BEL still",
                         "2003-03-03 hotline BEL still", "2003-03-03 ministers BEL 2004-09-10"));
}

TEST(Linkage, AnActOfAnOfficeIsItsSides) {
  Case record = leading();
  const auto by_side = [&] {
    std::map<std::string, int> count;
    for (const Table& table : linkage_tables(record, as_of(), 1)) {
      if (table.key != "linkage") continue;
      for (const Json& row : table.rows) ++count[row["side"].get<std::string>()];
    }
    return count;
  };
  const auto before = by_side();
  EXPECT_EQ(before.at("ARD"), 2);
  record.actors.push_back({.id = "ard-office", .name = "Office of Ards", .of = "ARD"});
  for (Event& event : record.events) {
    for (Act& act : event.acts) {
      if (act.by == "ARD") act.by = "ard-office";
    }
  }
  EXPECT_EQ(by_side(), before);
}

TEST(LeadSeries, CountsOutOfASampleEnterAsSharesAndTheSampleNotAtAll) {
  Case record = leading();
  const auto values_of = [](const LeadInputs& inputs, const std::string& id) {
    for (const NamedLeadSeries& one : inputs.indicators)
      if (one.data.id.starts_with(id)) return one.data.series.values;
    return std::vector<std::optional<double>>();
  };
  const auto counts = values_of(*lead_inputs(record, as_of()), "visas");
  ASSERT_FALSE(counts.empty());
  const auto visas = std::ranges::find(record.series, "visas", &Series::id);
  Series sample = *visas;
  visas->out_of = sample.id = "sample";
  for (Observation& one : sample.observations) one.value = 4;
  record.series.push_back(sample);
  const auto inputs = lead_inputs(record, as_of());
  ASSERT_TRUE(inputs);
  EXPECT_TRUE(values_of(*inputs, "sample").empty());
  const auto shares = values_of(*inputs, "visas");
  ASSERT_EQ(shares.size(), counts.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    ASSERT_EQ(shares[i].has_value(), counts[i].has_value());
    if (shares[i]) {
      EXPECT_DOUBLE_EQ(*shares[i], *counts[i] / 4);
    }
  }
}

TEST(Linkage, WhatIsOffStillCountsToTheLastDayCovered) {
  const Case record = leading();
  for (const Suspension& one : suspensions(record, as_of()))
    if (one.channel->id == "scholars") {
      EXPECT_NEAR(one.months, 72, 0.1);
    }
}

TEST(LeadSeries, OpennessBeginsWithThreeChannelsAndFallsWithASuspension) {
  const RegularSeries openness = channel_openness(leading(), as_of());
  EXPECT_EQ(openness.first, month_number(*parse_day("1990-05-31")));
  EXPECT_EQ(openness.at(openness.first), 1);
  EXPECT_EQ(openness.at(month_number(*parse_day("1993-07-31"))), 1);
  EXPECT_NEAR(*openness.at(month_number(*parse_day("1993-08-31"))), 1.0 / 3, 1e-12);
  EXPECT_EQ(openness.last(), month_number(*parse_day("2005-01-31")));
}

TEST(LeadSeries, APlantedLeadIsFoundAndTooFewFiguresAreNot) {
  auto inputs = lead_inputs(leading(), as_of());
  ASSERT_TRUE(inputs);
  const LeadResults results = tested_leads(*std::move(inputs));
  for (const LeadPair& pair : results.pairs) {
    const std::string& x = results.inputs.indicators[pair.indicator].data.id;
    const std::string& y = results.inputs.measures[pair.measure].data.id;
    if (x == "visas" && y == "score") {
      EXPECT_EQ(pair.verdict, LeadVerdict::leads) << pair.reason;
      EXPECT_TRUE(pair.x.seasonal);
    }
    if (x == "polls") {
      EXPECT_EQ(pair.verdict, LeadVerdict::cannot_tell) << pair.reason;
    }
  }
}

TEST(LeadSentences, NameThePandemicFromItsFirstMonthOnAndAsFarAsItWasKnown) {
  const LeadResults none;
  EXPECT_EQ(lead_assumptions(none, *parse_day("2019-12-31")).size(), 2U);
  EXPECT_THAT(lead_assumptions(none, *parse_day("2021-05-31"))[1].text,
              ::testing::HasSubstr("from 2020-01 to 2021-05"));
  EXPECT_THAT(lead_assumptions(none, *parse_day("2024-01-01"))[1].text,
              ::testing::HasSubstr("from 2020-01 to 2022-12"));
}

TEST(Levers, AreMovedByWhatTheRuleNames) {
  const Case record = leading();
  const auto inputs = lead_inputs(record, as_of());
  ASSERT_TRUE(inputs);
  const auto levers = levers_of(record, *inputs, {"R1"}, as_of());
  ASSERT_TRUE(levers);
  ASSERT_EQ(levers->size(), 4U);
  EXPECT_EQ((*levers)[0].kind, "channels");
  EXPECT_EQ((*levers)[0].by_month.at(month_number(*parse_day("1993-08-31"))), 0);
  EXPECT_EQ((*levers)[0].by_month.at(month_number(*parse_day("1995-01-31"))), 0.5);
  EXPECT_EQ((*levers)[1].by_month.at(month_number(*parse_day("1993-03-31"))), 1);
  EXPECT_EQ((*levers)[1].by_month.at(month_number(*parse_day("1993-04-30"))), 0);
  EXPECT_EQ((*levers)[3].obstacle, "the record holds no measure of tone");
  EXPECT_EQ(levers_of(record, *inputs, {"R1.9"}, as_of()).error().kind, Error::Kind::usage);
}

TEST(BaseRates, CountTheEpisodesOfEveryDyad) {
  PairHistory history{12 * 1990, std::vector<PairCounts>(120)};
  for (std::size_t i = 0; i < history.periods.size(); ++i) {
    const bool bad = i >= 60 && i < 72;
    history.periods[i].cooperation = bad ? 5 : 20 + static_cast<double>(i % 3);
    history.periods[i].conflict = bad ? 20 : 5;
    history.periods[i].roots[4] = history.periods[i].cooperation;
  }
  FeedHistories feed{.feed = "wire"};
  feed.dyads[{"ARD", "BEL"}] = history;
  feed.dyads[{"ARD", "ZZZ"}] = history;
  const BaseRates rates = base_rates_of(leading(), {feed}, as_of());
  const auto row = std::ranges::find_if(rates.tables[0].rows, [](const Json& one) {
    return one["population"] == "events:wire" && one["end"] == "recovered";
  });
  ASSERT_NE(row, rates.tables[0].rows.end());
  EXPECT_EQ((*row)["dyads"], 2);
  EXPECT_EQ((*row)["ended"], (*row)["spells"]);
  EXPECT_EQ((*row)["after_24"]["share"], 1);
  ASSERT_FALSE(rates.tables[1].rows.empty()) << "the case's own dyad is in the store";
  EXPECT_EQ(rates.tables[1].rows[0]["outcome"], "recovered");
}

}  // namespace
}  // namespace detente
