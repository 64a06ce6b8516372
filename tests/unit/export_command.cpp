// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/version.hpp"
#include "command/export.hpp"
#include "command/export_tables.hpp"
#include "record/read_case.hpp"
#include "store/database.hpp"
#include "support/record_case.hpp"

namespace detente {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::names_in;
using testing::TemporaryFolder;
using Rows = std::vector<std::vector<Cell>>;

constexpr auto case_toml = R"(
title = "A and B"
sides = ["AAA", "BBB"]
licence = "CC-BY-4.0"
authors = ["Ada"]
)";
constexpr auto actors_toml = R"(
[[actor]]
id = "AAA"
name = "Aland"
kind = "state"
[[actor]]
id = "BBB"
name = "Beland, \"the other\""
local = "乙国"
kind = "state"
[[actor]]
id = "envoy"
name = "An Envoy"
kind = "person"
of = "AAA"
posts = [{ title = "Envoy", from = 2019-02-01, to = "2021-05", source = "s1" }]
[[actor]]
id = "club"
name = "Club"
kind = "bloc"
members = [{ actor = "AAA", from = "2001", source = "s1" }]
)";
constexpr auto channels_toml = R"(
[[channel]]
id = "talks"
name = "Talks"
level = "military"
domains = ["maritime", "space"]
parties = ["AAA", "BBB"]
form = "meeting"
cadence = { months = 6, source = "s1" }
sources = ["s1"]
[[channel.need]]
side = "BBB"
date = 2022-09-01
text = "An apology"
source = "s1"
)";
constexpr auto events_toml = R"(
[[event]]
id = "held"
date = "2020-03"
title = "They met"
kind = "meeting"
parties = ["AAA", "BBB"]
issues = ["strait"]
place = { name = "Port", lat = 1.5, lon = -2 }
acts = [{ channel = "talks", act = "hold" }]
summary = "They met, and\nspoke."
sources = ["s1"]
attendees = [{ name = "X", role = "host" }]
[[event]]
id = "near-miss"
date = 2020-06-04
title = "A near miss"
kind = "incident"
parties = ["AAA", "BBB"]
units = ["Ship"]
medium = "sea"
after = "held"
acts = [{ channel = "talks", act = "suspend", by = "BBB", word = "暂停" }]
summary = "Two ships passed."
sources = ["s1"]
corrections = [{ date = 2020-07-01, text = "The day was wrong." }]
[event.account.AAA]
text = "Within 150 yards"
source = "s1"
distance = { at_most = 150, unit = "yd" }
[event.account.BBB]
text = "No danger"
source = "s2"
known = 2021-01-01
)";
constexpr auto later_toml = R"(
[[event]]
id = "later"
date = 2024-01-02
title = "Later"
kind = "meeting"
parties = ["AAA"]
acts = [{ channel = "talks", act = "resume" }]
summary = "Later."
sources = ["s-later"]
)";
constexpr auto sources_toml = R"(
[[source]]
id = "s1"
publisher = "P"
title = "T"
address = "https://example.org/1"
language = "en"
read = "full"
[[source]]
id = "s2"
publisher = "P"
title = "题目"
citation = "P, T, 2025"
date = 2025-01-01
language = "zh"
side = "BBB"
read = "secondary"
[[source]]
id = "s-later"
publisher = "P"
title = "They meet again"
citation = "P, T, 2024"
date = 2024-01-02
language = "en"
read = "full"
)";
constexpr auto commitments_toml = R"(
[[commitment]]
id = "c1"
title = "A promise"
date = 2020-03-31
event = "held"
parties = ["AAA"]
issues = ["strait"]
text = "Something was promised."
sources = ["s1"]
[commitment.account.AAA]
text = "Nothing was"
source = "s1"
[[commitment.status]]
side = "AAA"
by = "BBB"
level = 1
date = 2021-02-03
text = "Little"
source = "s1"
)";
constexpr auto issues_toml = R"(
[[issue]]
id = "strait"
name = "Strait"
hot_spot = true
)";
constexpr auto positions_toml = R"(
[[position]]
actor = "AAA"
issue = "strait"
date = 2020-01-01
text = "Open to all"
source = "s1"
[[interest]]
id = "i1"
text = "No war"
sides = ["AAA", "BBB"]
issues = ["strait"]
date = 2020-01-01
source = "s1"
voice = "participants"
)";
constexpr auto recommendations_toml = R"(
[[recommendation]]
id = "R1"
title = "Talk"
text = "Talk more."
date = 2022-05-01
source = "s1"
[[recommendation.step]]
id = "R1.1"
title = "Hold the talks"
rule = { kind = "channels-open", channels = ["talks"] }
)";
constexpr auto series_toml = R"(
[[series]]
id = "students"
title = "Students"
unit = "persons"
file = "students.csv"
frequency = "year"
polarity = 1
source = "s1"
lag_days = 30
breaks = [{ date = "2021", text = "Counted anew" }]
)";
constexpr auto students_csv = "date,value,low,side\n2019,12.5,,AAA\n2020,,180,BBB\n2023,7,,AAA\n";

class ExportCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    testing::write(scratch_.path() / "a-b",
                   testing::CaseFiles{{"case.toml", case_toml},
                                      {"actors.toml", actors_toml},
                                      {"channels.toml", channels_toml},
                                      {"events/2020.toml", events_toml},
                                      {"events/2024.toml", later_toml},
                                      {"sources.toml", sources_toml},
                                      {"commitments.toml", commitments_toml},
                                      {"issues.toml", issues_toml},
                                      {"positions.toml", positions_toml},
                                      {"recommendations.toml", recommendations_toml},
                                      {"series/series.toml", series_toml},
                                      {"series/students.csv", students_csv}});
  }

  void run(const std::string& as_of = "2022-12-31", const std::string& out = "out",
           int threads = 1) {
    const auto done = run_export({.folder = scratch_.path() / "a-b", .as_of = *parse_day(as_of)},
                                 scratch_.path() / out, threads);
    ASSERT_TRUE(done) << done.error().what;
    document_ = done->document;
  }

  Rows query(const std::string& sql) {
    auto database = Database::open(scratch_.path() / "out/a-b.duckdb", {.read_only = true});
    auto rows = database ? database->rows(sql) : tl::unexpected(database.error());
    if (!rows) ADD_FAILURE() << rows.error().what;
    return rows.value_or(Rows{});
  }

  TemporaryFolder scratch_;
  Document document_;
};

Cell on(const char* day) { return *parse_day(day); }

TEST_F(ExportCommand, EveryTableIsInEveryFormAndInTheDictionary) {
  run("2024-12-31");
  const auto record = read_sound_case(scratch_.path() / "a-b");
  ASSERT_TRUE(record) << record.error().what;
  const auto names = names_in(scratch_.path() / "out");
  for (const StoreTable& table : export_tables(*record, *parse_day("2024-12-31"))) {
    EXPECT_FALSE(table.rows.empty()) << table.name << ": the fixture has something for each table";
    EXPECT_THAT(names, ::testing::Contains(table.name + ".csv")) << table.name;
    EXPECT_EQ(query("FROM " + sql_name(table.name)), table.rows) << table.name;
    EXPECT_EQ(
        query("FROM " + sql_text((scratch_.path() / "out" / (table.name + ".parquet")).string())),
        table.rows)
        << table.name;
    EXPECT_EQ(query("SELECT count(*) FROM dictionary WHERE \"table\" = " + sql_text(table.name)),
              (Rows{{static_cast<std::int64_t>(table.columns.size()) + 1}}));
  }
  EXPECT_EQ(
      query("SELECT count(*) FROM dictionary WHERE description IS NULL OR description LIKE '%\n%'"),
      (Rows{{std::int64_t{0}}}));
}

TEST_F(ExportCommand, DatesKeepTheirPrecision) {
  run();
  EXPECT_EQ(query("SELECT id, date, date_text, date_precision FROM events"),
            (Rows{{"held", on("2020-03-01"), "2020-03", "month"},
                  {"near-miss", on("2020-06-04"), "2020-06-04", "day"}}));
  EXPECT_EQ(query("SELECT \"from\", from_text, \"to\", to_text FROM actor_posts"),
            (Rows{{on("2019-02-01"), "2019-02-01", on("2021-05-01"), "2021-05"}}));
}

TEST_F(ExportCommand, AccountsStandApart) {
  run();
  EXPECT_EQ(
      query("SELECT owner_kind, owner_id, side, text, known, distance_at_least, distance_at_most, "
            "distance_about, distance_unit FROM accounts"),
      (Rows{{"event", "near-miss", "AAA", "Within 150 yards", {}, {}, 150.0, false, "yd"},
            {"event", "near-miss", "BBB", "No danger", on("2021-01-01"), {}, {}, {}, {}},
            {"commitment", "c1", "AAA", "Nothing was", {}, {}, {}, {}, {}}}));
}

TEST_F(ExportCommand, ChannelStatesBeginWithTheBeginning) {
  run();
  EXPECT_EQ(query("FROM channel_states"),
            (Rows{{"talks", "not yet", {}, {}, on("2020-03-31"), {}, {}},
                  {"talks", "open", on("2020-03-31"), "2020-03", on("2020-06-04"), {}, "held"},
                  {"talks", "suspended", on("2020-06-04"), "2020-06-04", {}, "BBB", "near-miss"}}));
}

TEST_F(ExportCommand, StepsHaveAStatusForEachQuarter) {
  run();
  EXPECT_EQ(query("FROM step_status"),
            (Rows{{"R1.1", "2022-Q2", on("2022-06-30"), "not met", "0 of 1 open"},
                  {"R1.1", "2022-Q3", on("2022-09-30"), "not met", "0 of 1 open"},
                  {"R1.1", "2022-Q4", on("2022-12-31"), "not met", "0 of 1 open"}}));
}

TEST_F(ExportCommand, ObservationsKeepBoundsAndSides) {
  run();
  EXPECT_EQ(query("SELECT series, date_text, value, low, high, side FROM observations"),
            (Rows{{"students", "2019", 12.5, {}, {}, "AAA"},
                  {"students", "2020", {}, 180.0, {}, "BBB"}}));
}

TEST_F(ExportCommand, NothingFromAfterTheDayIsInIt) {
  run("2020-12-31");
  EXPECT_EQ(query("SELECT count(*) FROM events"), (Rows{{std::int64_t{2}}}));
  EXPECT_EQ(query("SELECT side FROM accounts"), (Rows{{"AAA"}, {"AAA"}}));
  EXPECT_EQ(query("SELECT id FROM sources"), (Rows{{"s1"}}));
  EXPECT_EQ(query("SELECT count(*) FROM commitment_status"), (Rows{{std::int64_t{0}}}));
  EXPECT_EQ(query("SELECT count(*) FROM step_status"), (Rows{{std::int64_t{0}}}));
  run("2021-12-31");  // a source may be younger than what it tells of
  EXPECT_EQ(query("SELECT id FROM sources"), (Rows{{"s1"}, {"s2"}}));
}

TEST_F(ExportCommand, EveryReferenceLeadsSomewhere) {
  run();
  // "actors.id" in a column's description says where its values must be.
  const auto references = query(
      "SELECT \"table\", \"column\", regexp_extract(description, '\\((\\w+)\\.id\\)', 1) FROM "
      "dictionary "
      "WHERE regexp_matches(description, '\\(\\w+\\.id\\)')");
  EXPECT_GT(references.size(), 40U);
  for (const auto& row : references) {
    const auto& [table, column, owner] =
        std::tie(std::get<std::string>(row[0]), std::get<std::string>(row[1]),
                 std::get<std::string>(row[2]));
    EXPECT_EQ(query("SELECT count(*) FROM " + sql_name(table) + " t WHERE t." + sql_name(column) +
                    " IS NOT NULL AND t." + sql_name(column) + " NOT IN (SELECT id FROM " +
                    sql_name(owner) + ")"),
              (Rows{{std::int64_t{0}}}))
        << table << "." << column;
  }
}

TEST_F(ExportCommand, TheSameCaseGivesTheSameBytes) {
  run("2022-12-31", "out", 1);
  run("2022-12-31", "again", 2);
  for (const std::string& name : names_in(scratch_.path() / "out")) {
    if (name.ends_with(".duckdb")) continue;
    EXPECT_TRUE(testing::read(scratch_.path() / "out" / name) ==
                testing::read(scratch_.path() / "again" / name))
        << name;
  }
}

TEST_F(ExportCommand, TheReadmeSaysWhatItIs) {
  run();
  const std::string readme = testing::read(scratch_.path() / "out/README.md");
  EXPECT_TRUE(readme.starts_with("# A and B: data\n"));
  for (const std::string_view part : {"As of: 2022-12-31", "CC-BY-4.0", "Stata: `", "R: `",
                                      "Python: `", "a-b.duckdb", "| events | 2 |"}) {
    EXPECT_THAT(readme, HasSubstr(part));
  }
  EXPECT_THAT(readme, HasSubstr(program_version));
  EXPECT_THAT(readme, HasSubstr(document_.vintage));
  EXPECT_EQ(document_.schema, "detente.export/1");
  EXPECT_EQ(document_.as_of, "2022-12-31");
}

TEST_F(ExportCommand, AFaultyCaseOrForeignFolderIsRefused) {
  testing::write(scratch_.path() / "mine/notes.txt", "mine");
  const Common common{.folder = scratch_.path() / "a-b", .as_of = *parse_day("2022-12-31")};
  EXPECT_EQ(run_export(common, scratch_.path() / "mine", 1).error().kind, Error::Kind::usage);
  testing::write(scratch_.path() / "a-b/case.toml", "title = 1");
  EXPECT_EQ(run_export(common, scratch_.path() / "out", 1).error().kind, Error::Kind::input);
  EXPECT_FALSE(fs::exists(scratch_.path() / "out"));
}

TEST_F(ExportCommand, TheCasesOwnFolderIsNotReplaced) {
  const Common common{.folder = scratch_.path() / "a-b", .as_of = *parse_day("2022-12-31")};
  EXPECT_EQ(run_export(common, common.folder, 1).error().kind, Error::Kind::usage);
  EXPECT_TRUE(fs::exists(scratch_.path() / "a-b/case.toml"));
}

}  // namespace
}  // namespace detente
