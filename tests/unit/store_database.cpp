// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "store/database.hpp"
#include "store/library.hpp"
#include "support/files.hpp"

namespace detente {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::TemporaryFolder;

std::string mapped() {
  std::ifstream maps("/proc/self/maps");
  return {std::istreambuf_iterator<char>(maps), {}};
}

TEST(StoreDatabase, NothingLinksLibduckdbBeforeADatabaseIsOpened) {
  // In a process of its own, since another test may have come before.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto look = [] {
    const bool before = mapped().find("libduckdb") != std::string::npos;
    const auto opened = Database::open({}, {});
    const bool after = mapped().find("libduckdb") != std::string::npos;
    std::exit(!before && opened && after ? 0 : 1);
  };
  EXPECT_EXIT(look(), ::testing::ExitedWithCode(0), "");
}

TEST(StoreDatabase, GivesBackWhatWasAppended) {
  using enum StoreColumn::Type;
  auto database = Database::open({}, {.threads = 2});
  ASSERT_TRUE(database) << database.error().what;
  StoreTable table{.name = "odd \"name\"",
                   .description = "",
                   .columns = {{"t", text, ""},
                               {"d", date, ""},
                               {"i", integer, ""},
                               {"n", number, ""},
                               {"b", boolean, ""}}};
  const Day day{std::chrono::year(2022) / 8 / 5};
  table.rows = {{"it's \"so\"\n", day, std::int64_t{-7}, 0.1, true},
                {Cell(), Cell(), Cell(), Cell(), Cell()},
                {"", Day{std::chrono::year(1) / 1 / 1}, INT64_MAX, 1e300, false},
                {std::string("a\0b", 3), day, std::int64_t{0}, -0.5, true}};
  ASSERT_TRUE(database->run(
      "CREATE TABLE \"odd \"\"name\"\"\" (t VARCHAR, d DATE, i BIGINT, n DOUBLE, b BOOLEAN)"));
  const auto appended = database->append(table);
  ASSERT_TRUE(appended) << appended.error().what;
  const auto rows = database->rows("FROM " + sql_name(table.name));
  ASSERT_TRUE(rows) << rows.error().what;
  EXPECT_EQ(*rows, table.rows);
}

TEST(StoreDatabase, ReadsMoreThanOneChunkInOrder) {
  auto database = Database::open({}, {.threads = 2});
  ASSERT_TRUE(database);
  const auto rows = database->rows("SELECT range FROM range(10000)");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 10000U);
  EXPECT_EQ(std::get<std::int64_t>((*rows)[9999][0]), 9999);
}

TEST(StoreDatabase, SaysWhatIsWrongInDuckDbsWords) {
  auto database = Database::open({}, {});
  ASSERT_TRUE(database);
  const auto bad = database->run("SELECT nothing");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().kind, Error::Kind::bug);
  EXPECT_THAT(bad.error().what, HasSubstr("nothing"));
  const auto absent = database->run("COPY (SELECT 1) TO '/proc/no/such.csv'");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, Error::Kind::io);
  EXPECT_THAT(absent.error().what, HasSubstr("No such file"));
}

TEST(StoreDatabase, RefusesRowsAndQueriesThatDoNotFit) {
  auto database = Database::open({}, {});
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->run("CREATE TABLE t (a VARCHAR)"));
  StoreTable table{.name = "t", .description = "", .columns = {{"a", StoreColumn::Type::text, ""}}};
  table.rows = {{Cell("x"), Cell("y")}};
  EXPECT_THAT(database->append(table).error().what, HasSubstr("2 cells"));
  table.rows = {{Cell(1.5)}};
  EXPECT_THAT(database->append(table).error().what, HasSubstr("t.a is not a text"));
  table.name = "none";
  EXPECT_THAT(database->append(table).error().what, HasSubstr("none"));
  EXPECT_THAT(database->rows("SELECT [1]").error().what, HasSubstr("cast it"));
}

TEST(StoreDatabase, NeverFetchesAnExtension) {
  auto database = Database::open({}, {});
  ASSERT_TRUE(database);
  const auto settings = database->rows(
      "SELECT value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', "
      "'autoload_known_extensions')");
  ASSERT_TRUE(settings);
  EXPECT_EQ(*settings, (std::vector<std::vector<Cell>>{{Cell("false")}, {Cell("false")}}));
}

TEST(StoreDatabase, ReadOnlyWritesNothingAndNeedsAFile) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "it's.duckdb";
  EXPECT_EQ(Database::open(file, {.read_only = true}).error().kind, Error::Kind::io);
  {
    auto database = Database::open(file, {});
    ASSERT_TRUE(database) << database.error().what;
    ASSERT_TRUE(database->run("CREATE TABLE t AS SELECT 1::BIGINT AS a"));
  }
  auto database = Database::open(file, {.read_only = true});
  ASSERT_TRUE(database) << database.error().what;
  EXPECT_TRUE(database->rows("FROM t"));
  EXPECT_FALSE(database->run("INSERT INTO t VALUES (2)"));
}

TEST(StoreLibrary, SaysThatItIsNotThere) {
  const auto library = Library::load("libno-such-thing.so");
  ASSERT_FALSE(library);
  EXPECT_EQ(library.error().kind, Error::Kind::io);
  EXPECT_THAT(library.error().what, HasSubstr("libno-such-thing.so"));
  const auto libc = Library::load("libc.so.6");
  ASSERT_TRUE(libc);
  EXPECT_TRUE(libc->function("malloc"));
  EXPECT_THAT(libc->function("no_such_function").error().what, HasSubstr("no_such_function"));
}

}  // namespace
}  // namespace detente
