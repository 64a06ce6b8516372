// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/outlook.hpp"
#include "record/digest.hpp"
#include "support/files.hpp"

namespace detente {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

Common rivals(const char* as_of) {
  return {.folder = fs::path(DETENTE_SOURCE_DIR) / "tests/cases/rivals",
          .as_of = *parse_day(as_of)};
}

/// A ledger in a folder of its own, with the forecasts of one day.
class Ledger : public ::testing::Test {
 protected:
  Ledger() { record("2004-12-31"); }

  Json record(const char* as_of) {
    return document(run_outlook(rivals(as_of), {.targets = {"open-channels"}, .record = folder()}));
  }
  Json score(bool faulty) {
    const auto output = run_outlook(rivals("2005-06-30"), {.score = folder()});
    EXPECT_TRUE(output && output->faulty == faulty);
    return document(output);
  }
  static Json document(const Result<Output>& output) {
    EXPECT_TRUE(output.has_value());
    return output ? to_json(output->document, "0.0.0") : Json();
  }
  [[nodiscard]] std::string folder() const { return (scratch_.path() / "ledger").string(); }
  [[nodiscard]] fs::path file() const {
    return fs::path(folder()) / "2004-12-31.open-channels.json";
  }

 private:
  testing::TemporaryFolder scratch_;
};

TEST_F(Ledger, KeepsTheSameForecastOnce) {
  const std::string before = testing::read(file());
  const Json again = record("2004-12-31");
  EXPECT_EQ(again.at("recorded").at(0).at("state"), "there already, the same");
  EXPECT_EQ(testing::read(file()), before);
  record("2005-01-31");
  EXPECT_EQ(testing::names_in(folder()).size(), 3);
}

TEST_F(Ledger, KeepsTheFirstOfTwoForecastsOfADay) {
  const std::string before = testing::read(file());
  const Json other = document(run_outlook(
      rivals("2004-12-31"), {.targets = {"open-channels"}, .record = folder(), .seed = 2}));
  EXPECT_EQ(other.at("recorded").at(0).at("state"),
            "another forecast of that day is there; it was kept");
  EXPECT_EQ(testing::read(file()), before);
  score(false);
}

TEST_F(Ledger, ScoresWhatHasCome) {
  const Json scored = score(false);
  // Twelve months from January 2005; the record reaches until the end of June.
  EXPECT_EQ(scored.at("files").at(0).at("forecasts"), 12);
  EXPECT_EQ(scored.at("files").at(0).at("due"), 6);
  EXPECT_EQ(scored.at("ledger").size(), 6);
  EXPECT_EQ(scored.at("ledger").at(0).at("as_of"), "2004-12-31");
}

TEST_F(Ledger, TellsWhatWasChangedAddedOrTakenAway) {
  testing::write(file(), testing::read(file()) + " ");
  const Json changed = score(true);
  EXPECT_EQ(changed.at("files").at(0).at("state"), "changed");
  EXPECT_TRUE(changed.at("ledger").empty()) << "it is not scored";
  EXPECT_THAT(record("2004-12-31").at("recorded").at(0).at("state").get<std::string>(),
              HasSubstr("changed"));
  fs::remove(file());
  EXPECT_EQ(score(true).at("files").at(0).at("state"), "missing");
  EXPECT_EQ(record("2004-12-31").at("recorded").at(0).at("state"),
            "written again, as it was recorded");
  score(false);
  testing::write(fs::path(folder()) / "2005-03-31.open-channels.json", "{}");
  EXPECT_EQ(score(true).at("files").at(1).at("state"), "not listed");
}

TEST_F(Ledger, OfTheCaseItselfIsShownWithItsForecasts) {
  const testing::TemporaryFolder scratch;
  Common own = rivals("2005-06-30");
  const fs::path folder_of_case = scratch.path() / "rivals";
  fs::copy(own.folder, folder_of_case, fs::copy_options::recursive);
  own.folder = folder_of_case;
  const OutlookOptions one{.targets = {"open-channels"}};
  EXPECT_FALSE(document(run_outlook(own, one)).contains("record")) << "it keeps none";
  fs::copy(folder(), folder_of_case / "ledger", fs::copy_options::recursive);
  const Json shown = document(run_outlook(own, one));
  EXPECT_EQ(shown.at("targets").size(), 1);
  EXPECT_EQ(shown.at("ledger").size(), 6);
  EXPECT_FALSE(shown.at("record").empty());
}

TEST_F(Ledger, RefusesAListThatIsNone) {
  testing::write(fs::path(folder()) / "SHA256SUMS", "abc  x.json\n");
  const auto output = run_outlook(rivals("2005-06-30"), {.score = folder()});
  ASSERT_FALSE(output);
  EXPECT_THAT(output.error().where, HasSubstr("SHA256SUMS:1"));
}

// A file with the right hash that holds something else is told, whatever it is.
TEST_F(Ledger, TellsAFileThatIsNoForecast) {
  for (const char* text :
       {"", "[]", "{\"schema\":\"detente.forecast/1\",\"target\":\"x\"}",
        "{\"schema\":\"detente.forecast/"
        "1\",\"as_of\":3,\"target\":\"open-channels\",\"recommended\":"
        "\"x\",\"forecasts\":[]}",
        "{\"schema\":\"detente.forecast/1\",\"as_of\":\"2004-12-31\",\"target\":\"open-channels\","
        "\"recommended\":\"x\",\"forecasts\":[{\"first\":\"2005-01-01\",\"horizon\":\"1\","
        "\"models\":{"
        "\"x\":{\"quantiles\":{}}}}]}"}) {
    testing::write(file(), text);
    Sha256 hash;
    hash.add(text);
    testing::write(fs::path(folder()) / "SHA256SUMS",
                   hash.hexadecimal() + "  " + file().filename().string() + '\n');
    EXPECT_EQ(score(true).at("files").at(0).at("state"), "unreadable") << text;
  }
}

// What a stranger does: the targets of the past are what the case knew then.
TEST(OutlookTargets, KnowNothingLater) {
  const auto late = load(rivals("2005-06-30"));
  const auto early = load(rivals("2004-06-30"));
  ASSERT_TRUE(late && early);
  const auto all = outlook_targets(*late, *parse_day("2005-06-30"));
  const auto then = outlook_targets(*early, *parse_day("2004-06-30"));
  ASSERT_TRUE(all && then);
  for (const OutlookTarget& target : *then) {
    const auto later = std::ranges::find(*all, target.id, &OutlookTarget::id);
    ASSERT_NE(later, all->end());
    if (target.is_replayed) continue;
    for (std::size_t t = 0; t < target.series.whole.values.size(); ++t)
      EXPECT_EQ(target.series.whole.values[t], later->series.whole.values[t]) << target.id;
  }
}

TEST(OutlookExport, WritesDrawsAsParquet) {
  const testing::TemporaryFolder scratch;
  const std::string file = (scratch.path() / "draws.parquet").string();
  const auto output =
      run_outlook(rivals("2004-12-31"), {.targets = {"open-channels"}, .views = file});
  ASSERT_TRUE(output);
  EXPECT_TRUE(fs::exists(file));
  EXPECT_GT(fs::file_size(file), 500);
}

}  // namespace
}  // namespace detente
