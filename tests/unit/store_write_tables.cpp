// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/database.hpp"
#include "store/write_tables.hpp"
#include "support/full_disk.hpp"

namespace detente {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::names_in;
using testing::SmallDisk;
using testing::SmallFilesOnly;
using testing::TemporaryFolder;

const Day day{std::chrono::year(2022) / 8 / 5};

std::vector<StoreTable> awkward() {
  using enum StoreColumn::Type;
  StoreTable table{.name = "awkward",
                   .description = "It's awkward; \"very\"",
                   .columns = {{"id", integer, "Number"},
                               {"from", text, "What is hard, \"to\" write"},
                               {"day", date, "Day"},
                               {"value", number, "Value"},
                               {"yes", boolean, "Truth"}}};
  const std::vector<Cell> texts{
      "plain", "a, b", "say \"no\"", "two\nlines", "two\r\nlines", "取消 暂停 “引号”",
      "",      Cell(), " space ",    "=1+1",       "NULL",         "semi;colon",
      "'",     "\\",   "\t",         "#comment",   "a\rb",         "😀"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    table.rows.push_back(
        {static_cast<std::int64_t>(i), texts[i], day, 0.1 * static_cast<double>(i), i % 2 == 0});
  }
  StoreTable empty{.name = "empty",
                   .description = "Nothing",
                   .columns = {{"id", text, "Id"}, {"day", date, "Day"}}};
  return {table, empty};
}

/// More than one row group of Parquet (122,880 rows).
StoreTable many_rows() {
  StoreTable table{
      .name = "many", .description = "Many", .columns = {{"n", StoreColumn::Type::integer, "n"}}};
  for (std::int64_t i = 0; i < 130'000; ++i) table.rows.push_back({(i * 7919) % 130'003});
  return table;
}

std::vector<std::vector<Cell>> read(const std::string& sql, const fs::path& file = {}) {
  auto database = Database::open(file, {.read_only = !file.empty()});
  if (!database) {
    ADD_FAILURE() << database.error().what;
    return {};
  }
  auto rows = database->rows(sql);
  if (!rows) ADD_FAILURE() << rows.error().what;
  return rows.value_or(std::vector<std::vector<Cell>>{});
}

std::vector<std::vector<Cell>> read_file(const fs::path& file) {
  return read("FROM " + sql_text(file.string()));
}

void write(const fs::path& folder, const std::vector<StoreTable>& tables, int threads = 1) {
  const auto written = write_tables(
      {.folder = folder, .database_name = "db", .readme = "Read me\n", .threads = threads}, tables);
  ASSERT_TRUE(written) << written.error().what << " " << written.error().where;
}

Error refusal(const fs::path& folder, const std::vector<StoreTable>& tables = awkward()) {
  const auto written = write_tables({.folder = folder, .database_name = "db"}, tables);
  if (written) ADD_FAILURE() << folder << " was written";
  return written ? Error{} : written.error();
}

TEST(StoreWriteTables, WritesEveryFileAndNothingElse) {
  const TemporaryFolder scratch;
  write(scratch.path() / "out", awkward());
  EXPECT_THAT(names_in(scratch.path() / "out"),
              ElementsAre("README.md", "awkward.csv", "awkward.parquet", "db.duckdb",
                          "dictionary.csv", "dictionary.parquet", "empty.csv", "empty.parquet"));
  EXPECT_THAT(names_in(scratch.path()), ElementsAre("out"));
  EXPECT_EQ(testing::read(scratch.path() / "out/README.md"), "Read me\n");
  EXPECT_EQ(fs::status(scratch.path() / "out").permissions(), static_cast<fs::perms>(0755));
}

TEST(StoreWriteTables, ParquetAndDatabaseHoldTheTables) {
  const TemporaryFolder scratch;
  const fs::path out = scratch.path() / "it's \"out\"";
  write(out, awkward());
  for (const StoreTable& table : awkward()) {
    EXPECT_EQ(read_file(out / (table.name + ".parquet")), table.rows);
    EXPECT_EQ(read("FROM " + sql_name(table.name), out / "db.duckdb"), table.rows);
  }
  const auto dictionary = dictionary_of(awkward());
  EXPECT_EQ(read("FROM dictionary", out / "db.duckdb"), dictionary.rows);
  EXPECT_EQ(read_file(out / "dictionary.parquet"), dictionary.rows);
  EXPECT_EQ(read("SELECT DISTINCT compression FROM parquet_metadata(" +
                 sql_text((out / "awkward.parquet").string()) + ")"),
            (std::vector<std::vector<Cell>>{{Cell("ZSTD")}}));
  EXPECT_EQ(
      read("SELECT comment FROM duckdb_tables() WHERE table_name = 'awkward'", out / "db.duckdb"),
      (std::vector<std::vector<Cell>>{{Cell("It's awkward; \"very\"")}}));
}

TEST(StoreWriteTables, CsvIsRfc4180) {
  const TemporaryFolder scratch;
  write(scratch.path() / "out", awkward());
  const std::string csv = testing::read(scratch.path() / "out/awkward.csv");
  EXPECT_TRUE(csv.starts_with("id,from,day,value,yes\n0,plain,2022-08-05,0.0,true\n")) << csv;
  EXPECT_THAT(csv, HasSubstr("\n1,\"a, b\",2022-08-05,0.1,false\n"));
  EXPECT_THAT(csv, HasSubstr("\n2,\"say \"\"no\"\"\",2022-08-05,0.2,true\n"));
  EXPECT_THAT(csv, HasSubstr("\n3,\"two\nlines\",2022-08-05,0.30000000000000004,false\n"));
  EXPECT_THAT(csv, HasSubstr("\n5,取消 暂停 “引号”,"));
  EXPECT_THAT(csv, HasSubstr("\n6,\"\",2022-08-05"));  // an empty text
  EXPECT_THAT(csv, HasSubstr("\n7,,2022-08-05"));      // an absent one
  EXPECT_EQ(testing::read(scratch.path() / "out/empty.csv"), "id,day\n");
  const auto back =
      read("FROM read_csv(" + sql_text((scratch.path() / "out/awkward.csv").string()) +
           ", all_varchar = true, header = true, quote = '\"', escape = '\"', delim = ',', "
           "new_line = '\\n', allow_quoted_nulls = false, strict_mode = false)");
  ASSERT_EQ(back.size(), awkward()[0].rows.size());
  for (std::size_t i = 0; i < back.size(); ++i) EXPECT_EQ(back[i][1], awkward()[0].rows[i][1]) << i;
}

TEST(StoreWriteTables, GivesTheSameBytesWhateverTheThreads) {
  const TemporaryFolder scratch;
  auto tables = awkward();
  tables.push_back(many_rows());
  write(scratch.path() / "a", tables, 1);
  write(scratch.path() / "b", tables, 1);
  write(scratch.path() / "c", tables, 2);
  for (const std::string& name : names_in(scratch.path() / "a")) {
    if (name == "db.duckdb") continue;
    const std::string bytes = testing::read(scratch.path() / "a" / name);
    EXPECT_FALSE(bytes.empty()) << name;
    EXPECT_TRUE(bytes == testing::read(scratch.path() / "b" / name)) << name;
    EXPECT_TRUE(bytes == testing::read(scratch.path() / "c" / name)) << name;
  }
  EXPECT_EQ(read_file(scratch.path() / "c/many.parquet"), many_rows().rows);
  EXPECT_EQ(read("FROM many", scratch.path() / "c/db.duckdb"), many_rows().rows);
}

TEST(StoreWriteTables, ReplacesAnEarlierExportWhole) {
  const TemporaryFolder scratch;
  const fs::path out = scratch.path() / "out";
  fs::create_directory(out);  // an empty folder is as good as none
  fs::permissions(out, static_cast<fs::perms>(0700));
  write(out, awkward());
  EXPECT_EQ(fs::status(out).permissions(), static_cast<fs::perms>(0700));
  write(out, {many_rows()});
  EXPECT_THAT(names_in(out), ElementsAre("README.md", "db.duckdb", "dictionary.csv",
                                         "dictionary.parquet", "many.csv", "many.parquet"));
  fs::create_directory_symlink(out, scratch.path() / "link");
  write(scratch.path() / "link/", awkward());
  EXPECT_TRUE(fs::is_symlink(scratch.path() / "link"));
  EXPECT_TRUE(fs::exists(out / "awkward.csv"));
  EXPECT_THAT(names_in(scratch.path()), ElementsAre("link", "out"));
}

TEST(StoreWriteTables, LeavesForeignFilesAlone) {
  const TemporaryFolder scratch;
  const fs::path out = scratch.path() / "out";
  testing::write(out / "thesis.docx", "years of work");
  EXPECT_EQ(refusal(out).kind, Error::Kind::usage);
  EXPECT_THAT(refusal(out).what, HasSubstr("thesis.docx"));
  EXPECT_EQ(testing::read(out / "thesis.docx"), "years of work");
  fs::remove(out / "thesis.docx");
  write(out, awkward());
  for (const char* name : {"thesis.docx", "other.duckdb", "many.csv", ".hidden", "sub/file"}) {
    testing::write(out / name, "mine");
    EXPECT_EQ(refusal(out).kind, Error::Kind::usage) << name;
    EXPECT_EQ(testing::read(out / name), "mine");
    fs::remove_all(out / *fs::path(name).begin());
  }
  testing::write(scratch.path() / "alone/README.md",
                 "mine");  // one of our names, but no dictionary of ours
  EXPECT_THAT(refusal(scratch.path() / "alone").what, HasSubstr("README.md"));
  EXPECT_THAT(names_in(scratch.path()), ElementsAre("alone", "out"));
}

TEST(StoreWriteTables, RefusesWhatIsNoPlaceForAFolder) {
  const TemporaryFolder scratch;
  testing::write(scratch.path() / "file", "mine");
  EXPECT_EQ(refusal(scratch.path() / "file").kind, Error::Kind::usage);
  EXPECT_EQ(refusal(scratch.path() / "no/such").kind, Error::Kind::usage);
  EXPECT_EQ(refusal("").kind, Error::Kind::usage);
  EXPECT_EQ(refusal("/").kind, Error::Kind::usage);
  fs::create_directory(scratch.path() / "here");
  const fs::path before = fs::current_path();
  fs::current_path(scratch.path() / "here");
  EXPECT_THAT(refusal(".").what, HasSubstr("working directory"));
  const auto below = write_tables({.folder = "below", .database_name = "db"}, awkward());
  EXPECT_TRUE(below);
  fs::current_path(before);
  EXPECT_TRUE(fs::exists(scratch.path() / "here/below/db.duckdb"));
}

TEST(StoreWriteTables, AFolderThatCannotBeWrittenIsTheMachinesFault) {
  const Error error = refusal("/proc/detente-test");  // where root may not write either
  EXPECT_EQ(error.kind, Error::Kind::io);
  EXPECT_EQ(error.where, "/proc");
  EXPECT_THAT(error.what, ::testing::Not(IsEmpty()));
}

TEST(StoreWriteTables, AFaultyTableLeavesNothing) {
  const TemporaryFolder scratch;
  auto tables = awkward();
  tables[1].rows.push_back({Cell(1.0), Cell()});
  EXPECT_EQ(refusal(scratch.path() / "out", tables).kind, Error::Kind::bug);
  EXPECT_THAT(names_in(scratch.path()), IsEmpty());
}

/// Every byte past the limit of a file fails to be written, as on a full disk.
TEST(StoreWriteTables, AFailedWriteLeavesTheEarlierExport) {
  const TemporaryFolder scratch;
  const fs::path out = scratch.path() / "out";
  write(out, awkward());
  const std::string before = testing::read(out / "awkward.csv");
  for (const rlim_t limit : {100U << 10U, 600U << 10U}) {
    const Error error = [&] {
      const SmallFilesOnly small(limit);
      return refusal(out, {many_rows()});
    }();
    EXPECT_EQ(error.kind, Error::Kind::io) << error.what;
    EXPECT_THAT(error.what, HasSubstr("File too large"));
    EXPECT_THAT(names_in(scratch.path()), ElementsAre("out"));
    EXPECT_EQ(testing::read(out / "awkward.csv"), before);
  }
}

TEST(StoreWriteTables, AFullDiskIsTheMachinesFault) {
  const SmallDisk disk(768);
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  const Error full = refusal(disk.path() / "out", {many_rows()});
  const auto left = names_in(disk.path());
  const Error mounted = refusal(disk.path());
  EXPECT_EQ(full.kind, Error::Kind::io) << full.what;
  EXPECT_THAT(full.what, HasSubstr("No space left"));
  EXPECT_THAT(left, IsEmpty());
  EXPECT_EQ(mounted.kind, Error::Kind::usage);
  EXPECT_THAT(mounted.what, HasSubstr("mount point"));
}

TEST(StoreWriteTables, RemovesWhatAKilledExportLeft) {
  const TemporaryFolder scratch;
  testing::write(scratch.path() / ".out.detente-aB3dE6/awkward.csv", "half");
  testing::write(scratch.path() / ".other.detente-aB3dE6/awkward.csv", "half");
  write(scratch.path() / "out", awkward());
  EXPECT_THAT(names_in(scratch.path()), ElementsAre(".other.detente-aB3dE6", "out"));
}

TEST(StoreWriteTables, TellsHowFarItIs) {
  const TemporaryFolder scratch;
  std::size_t calls = 0;
  const auto written =
      write_tables({.folder = scratch.path() / "out", .database_name = "db"}, awkward(),
                   [&](std::string_view, std::size_t done, std::size_t total) {
                     ++calls;
                     EXPECT_LT(done, total);
                   });
  EXPECT_TRUE(written);
  EXPECT_EQ(calls, 6U);  // three tables, into the database and out of it
}

TEST(StoreWriteTables, WritesOneTableAsParquet) {
  const TemporaryFolder scratch;
  const fs::path file = scratch.path() / "awkward.parquet";
  testing::write(file, "what stood there before");
  const StoreTable table = awkward().front();
  ASSERT_TRUE(write_parquet(file, table, 2));
  EXPECT_EQ(read_file(file), table.rows);
  EXPECT_THAT(names_in(scratch.path()), ElementsAre("awkward.parquet"));
}

TEST(StoreWriteTables, LeavesNothingWhereParquetCannotBeWritten) {
  const TemporaryFolder scratch;
  fs::create_directory(scratch.path() / "folder.parquet");
  const auto onto_folder = write_parquet(scratch.path() / "folder.parquet", awkward().front(), 1);
  ASSERT_FALSE(onto_folder);
  EXPECT_EQ(onto_folder.error().kind, Error::Kind::io);
  EXPECT_THAT(names_in(scratch.path()), ElementsAre("folder.parquet"));
  const auto nowhere = write_parquet(scratch.path() / "no/such.parquet", awkward().front(), 1);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, Error::Kind::io);
}

}  // namespace
}  // namespace detente
