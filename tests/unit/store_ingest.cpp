// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "base/descriptor.hpp"
#include "store/ingest.hpp"
#include "support/archives.hpp"
#include "support/event_store.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using testing::counts_of_files;
using testing::counts_of_store;
using testing::done_with;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ingested;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// Rows of a "generic" file: as many as there are codes.
std::string generic_text(const std::vector<std::string>& codes, const std::string& story = "s") {
  std::string text = "date,source,target,code,story\n";
  for (const std::string& code : codes)
    text.append("2001-04-01,USA,CHN,").append(code).append(",").append(story).append("\n");
  return text;
}

std::uint64_t events_in(const testing::CountsByFeed& counts) {
  std::uint64_t sum = 0;
  for (const auto& [feed, rows] : counts)
    for (const CountRow& row : rows) sum += row.counts.events;
  return sum;
}

class IngestTest : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path path(const std::string& name) const { return folder_.path() / name; }
  fs::path write(const std::string& name, const std::string& text) const {
    testing::write(path(name), text);
    return path(name);
  }
  [[nodiscard]] Manifest manifest() const {
    return read_manifest(store_).value_or(std::nullopt).value_or(Manifest());
  }
  /// Every file of the store but its lock, with its bytes.
  [[nodiscard]] std::map<std::string, std::string> bytes() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(store_)) {
      if (entry.is_regular_file() && entry.path().filename() != ".lock")
        all[entry.path().lexically_relative(store_)] = testing::read(entry.path());
    }
    return all;
  }
  /// Every file in the store is one that the manifest names, and every one that it names is there.
  void expect_no_leftovers() const {
    std::vector<std::string> named{manifest_name};
    for (const StoredFile& file : manifest().files) {
      named.insert(named.end(), file.pieces.begin(), file.pieces.end());
      for (const std::string& other : {file.totals, file.reject_file})
        if (!other.empty()) named.push_back(other);
    }
    std::vector<std::string> there;
    for (const auto& [name, text] : bytes()) there.push_back(name);
    EXPECT_THAT(there, ::testing::UnorderedElementsAreArray(named));
  }

  testing::TemporaryFolder folder_;
  fs::path store_ = folder_.path() / "store";
};

TEST_F(IngestTest, ReadsNothingTwice) {
  const auto a = write("a.csv", generic_text({"042", "190"}));
  const auto b = write("b.keds", "950101\tISR\tPAL\t223\t(x)\n");
  const auto first = ingested(store_, {a, b});
  EXPECT_THAT(done_with(first), ElementsAre("read", "read"));
  EXPECT_EQ(first.rows, 3U);
  EXPECT_EQ(first.kept, 3U);
  const auto before = bytes();
  const auto second = ingested(store_, {a, b});
  EXPECT_THAT(done_with(second), ElementsAre("unchanged", "unchanged"));
  EXPECT_EQ(second.rows, 0U);
  EXPECT_EQ(bytes(), before);
  expect_no_leftovers();
}

TEST_F(IngestTest, KnowsATouchedFileByItsContent) {
  const auto a = write("a.csv", generic_text({"042"}));
  ingested(store_, {a});
  fs::last_write_time(a, fs::last_write_time(a) + std::chrono::hours(1));
  const auto stamp = manifest().files.at(0).modified;
  EXPECT_THAT(done_with(ingested(store_, {a})), ElementsAre("unchanged"));
  EXPECT_EQ(manifest().files.at(0).modified - stamp, 3'600'000'000'000)
      << "so that it need not be read the next time";
}

TEST_F(IngestTest, ReplacesTheRowsOfAChangedFile) {
  const auto a = write("a.csv", generic_text({"042", "043", "190"}));
  const auto b = write("b.csv", generic_text({"051"}));
  ingested(store_, {a, b});
  write("a.csv", generic_text({"112"}));
  EXPECT_THAT(done_with(ingested(store_, {a, b})), ElementsAre("read again", "unchanged"));
  EXPECT_EQ(counts_of_store(store_), counts_of_files({a, b}, Dedupe::story, false));
  expect_no_leftovers();
}

TEST_F(IngestTest, ReadsOnlyWhatItIsGivenAndKeepsTheRest) {
  const auto a = write("a.csv", generic_text({"042"}));
  const auto b = write("b.csv", generic_text({"190"}));
  ingested(store_, {b});
  ingested(store_, {a});
  EXPECT_EQ(counts_of_store(store_), counts_of_files({a, b}, Dedupe::story, false));
  EXPECT_EQ(manifest().files.at(0).file, a.string()) << "in order of their names";
}

TEST_F(IngestTest, TakesATwinOnce) {
  const auto a = write("a.csv", generic_text({"042"}));
  const auto b = write("b.csv", generic_text({"042"}));
  EXPECT_THAT(done_with(ingested(store_, {a, b})),
              ElementsAre("read", "same content as " + a.string()));
  EXPECT_EQ(events_in(counts_of_store(store_, Dedupe::none)), 1U);
}

TEST_F(IngestTest, ReadsATwinOnceItsOtherHasChanged) {
  const auto a = write("a.csv", generic_text({"042"}));
  const auto b = write("b.csv", generic_text({"042"}));
  ingested(store_, {b});
  write("b.csv", generic_text({"190"}));
  // When "a" comes, the store still holds its content as that of "b".
  ingested(store_, {a, b});
  EXPECT_EQ(counts_of_store(store_), counts_of_files({a, b}, Dedupe::story, false));
}

TEST_F(IngestTest, DropsTheRowsOfAFileThatBecameATwin) {
  const auto a = write("a.csv", generic_text({"042"}));
  const auto b = write("b.csv", generic_text({"190"}));
  ingested(store_, {a, b});
  write("a.csv", generic_text({"190"}));
  ingested(store_, {a, b});
  EXPECT_EQ(counts_of_store(store_), counts_of_files({b}, Dedupe::none, false));
  EXPECT_EQ(manifest().files.size(), 1U);
  expect_no_leftovers();
}

TEST_F(IngestTest, FollowsAFileThatMoved) {
  const auto a = write("a.csv", generic_text({"042"}));
  ingested(store_, {a});
  fs::rename(a, path("b.csv"));
  EXPECT_THAT(done_with(ingested(store_, {path("b.csv")})),
              ElementsAre("moved from " + a.string()));
  EXPECT_THAT(done_with(ingested(store_, {path("b.csv")})), ElementsAre("unchanged"));
  EXPECT_EQ(manifest().files.size(), 1U);
  // A new file by the old name, and another content by the new one.
  write("a.csv", generic_text({"042"}));
  write("b.csv", generic_text({"190"}));
  ingested(store_, {path("a.csv"), path("b.csv")});
  EXPECT_EQ(counts_of_store(store_),
            counts_of_files({path("a.csv"), path("b.csv")}, Dedupe::story, false));
  expect_no_leftovers();
}

TEST_F(IngestTest, FollowsTwoFilesThatChangedNames) {
  const auto a = write("a.csv", generic_text({"042"}));
  const auto b = write("b.csv", generic_text({"190", "191"}));
  ingested(store_, {a, b});
  fs::rename(a, path("c"));
  fs::rename(b, a);
  fs::rename(path("c"), b);
  ingested(store_, {a, b});
  EXPECT_EQ(counts_of_store(store_), counts_of_files({a, b}, Dedupe::story, false));
  ingested(store_, {a, b});
  EXPECT_EQ(counts_of_store(store_), counts_of_files({a, b}, Dedupe::story, false));
  expect_no_leftovers();
}

TEST_F(IngestTest, KeepsWhatEachPipeHeld) {
  const auto pipe = path("pipe");
  const auto put = [&](const std::string& text) {
    fs::remove(pipe);
    EXPECT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const std::string command =
        "cat '" + write("in", text).string() + "' > '" + pipe.string() + "' &";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return done_with(ingested(store_, {pipe}));
  };
  EXPECT_THAT(put(generic_text({"042"})), ElementsAre("read"));
  EXPECT_THAT(put(generic_text({"190", "191"})), ElementsAre("read"));
  EXPECT_THAT(put(generic_text({"042"})),
              ElementsAre(StartsWith("same content as standard input")));
  EXPECT_EQ(events_in(counts_of_store(store_)), 3U);
  EXPECT_EQ(manifest().files.size(), 2U);
  expect_no_leftovers();
}

TEST_F(IngestTest, TellsTheMembersOfAnArchiveApart) {
  const std::string rows = "950101\tISR\tPAL\t223\t(x)\n";
  const auto a =
      write("a.zip",
            testing::zip_bytes({{.name = "1", .text = rows + rows}, {.name = "2", .text = rows}}));
  ingested(store_, {a});
  EXPECT_EQ(events_in(counts_of_store(store_, Dedupe::story)), 3U)
      << "rows without a story are separate events, by whatever line";
  EXPECT_EQ(testing::difference_of_store(store_, {a}), "");
}

TEST_F(IngestTest, CountsTheFirstRowOfAnEventInTheOrderOfFilesAndLines) {
  const auto row = [](const std::string& id, const std::string& mentions) {
    return testing::line_of(testing::gdelt2_row({{0, id}, {31, mentions}}));
  };
  const auto b = write("b.CSV", row("3", "30"));
  const auto a = write("a.CSV", row("1", "10") + row("2", "20"));
  ingested(store_, {b});
  ingested(store_, {a});
  const auto counts = counts_of_store(store_, Dedupe::story);
  EXPECT_EQ(counts.at("gdelt2").at(0).counts.mentions, 10U);
}

TEST_F(IngestTest, KeepsBadRowsInAFile) {
  const auto a = write("a.csv", generic_text({"042", "999", "190"}));
  const auto report = ingested(store_, {a}, {}, {.max_bad = 0.5});
  EXPECT_FALSE(report.too_many_bad);
  EXPECT_EQ(report.rejects, 1U);
  const StoredFile file = manifest().files.at(0);
  EXPECT_EQ(file.rows, 3U);
  EXPECT_EQ(file.rejects, 1U);
  EXPECT_EQ(file.kept, 2U);
  EXPECT_EQ(testing::read(store_ / file.reject_file),
            "file\tline\tfield\treason\trow\n" + a.string() +
                "\t3\tcode\t\"999\" is no code\t2001-04-01,USA,CHN,999,s\n");
  write("a.csv", generic_text({"042"}));
  ingested(store_, {a});
  EXPECT_EQ(manifest().files.at(0).reject_file, "");
  expect_no_leftovers();
}

TEST_F(IngestTest, TakesNothingWhereTooManyRowsAreBad) {
  const auto good = write("good.csv", generic_text({"042"}));
  ingested(store_, {good});
  const auto before = manifest();
  const auto counts = counts_of_store(store_);
  const auto bad = write("bad.csv", generic_text({"042", "999", "190"}));
  const auto report = ingested(store_, {good, bad}, {}, {.max_bad = 0.33});
  EXPECT_TRUE(report.too_many_bad);
  EXPECT_EQ(manifest().files.size(), 1U);
  EXPECT_EQ(counts_of_store(store_), counts);
  EXPECT_FALSE(fs::is_empty(store_ / "rejects")) << "so that one can look at them";
  EXPECT_FALSE(ingested(store_, {good, bad}, {}, {.max_bad = 0.34}).too_many_bad)
      << "at the limit is not over it";
  expect_no_leftovers();
}

TEST_F(IngestTest, ANewStoreThatIsRefusedHoldsRejectsAlone) {
  const auto bad = write("bad.csv", generic_text({"042", "999", "190"}));
  EXPECT_TRUE(ingested(store_, {bad}, {}, {.max_bad = 0.33}).too_many_bad);
  EXPECT_TRUE(manifest().files.empty());
  EXPECT_FALSE(fs::is_empty(store_ / "rejects"));
  EXPECT_TRUE(counts_of_store(store_).empty());
  // Nothing is in it yet, so that its rules are still free.
  StoreRules rules;
  rules.dedupe = Dedupe::none;
  EXPECT_FALSE(ingested(store_, {bad}, rules, {.max_bad = 0.34}).too_many_bad);
  EXPECT_EQ(manifest().rules, rules);
  expect_no_leftovers();
}

TEST_F(IngestTest, LeavesWhatItHadOfADamagedFileAndReadsTheOthers) {
  const std::string whole = testing::gzip_bytes(generic_text({"042", "043"}));
  const auto a = write("a.csv.gz", whole);
  ingested(store_, {a});
  write("a.csv.gz", whole.substr(0, whole.size() / 2));
  const auto b = write("b.csv", generic_text({"190"}));
  const auto report = ingested(store_, {a, b});
  ASSERT_EQ(report.files.size(), 2U);
  EXPECT_TRUE(report.files[0].failed);
  EXPECT_THAT(report.files[0].what, HasSubstr("cut short"));
  EXPECT_FALSE(report.files[1].failed);
  EXPECT_EQ(events_in(counts_of_store(store_)), 3U);
  expect_no_leftovers();
  write("a.csv.gz", whole);
  EXPECT_THAT(done_with(ingested(store_, {a, b})), ElementsAre("unchanged", "unchanged"));
}

TEST_F(IngestTest, KeepsOnlyWhatTheFiltersTakeAndCountsAllInItsTotals) {
  const auto a = write("a.csv",
                       "date,source,target,code,story\n"
                       "2001-03-31,USA,CHN,042,s\n2001-04-01,USA,CHN,042,s\n"
                       "2001-04-01,CHN,USA,043,s\n2001-04-01,CHN,JPN,190,s\n"
                       "2001-04-01,USA,,010,s\n2001-04-02,RUS,USA,042,s\n"
                       "2001-04-02,RUS,USA,042,s\n");
  const auto exposure = [](const fs::path& store) {
    const auto days = EventStore::open(store, 1).value().exposure().value();
    std::vector<std::string> lines;
    lines.reserve(days.size());
    for (const Exposure& day : days)
      lines.push_back(to_string(day.day) + ' ' + day.state + ' ' + std::to_string(day.as_source) +
                      ' ' + std::to_string(day.as_target));
    return lines;
  };
  const auto day = [](const char* text) { return parse_day(text); };
  const std::vector<std::pair<StoreRules, std::uint64_t>> cases{
      {{}, 7},
      {{.dyad = {"CHN", "USA"}}, 3},
      {{.actors = {"JPN", "RUS"}}, 3},
      {{.actors = {"USA"}}, 6},
      {{.from = day("2001-04-01"), .to = day("2001-04-01")}, 4},
      {{.dyad = {"USA", "CHN"}, .actors = {"CHN"}, .from = day("2001-04-01")}, 2}};
  for (const auto& [rules, kept] : cases) {
    const auto store = path("store" + std::to_string(&rules - &cases[0].first));
    EXPECT_EQ(ingested(store, {a}, rules).kept, kept);
    EXPECT_THAT(exposure(store),
                ElementsAre("2001-03-31  1 1", "2001-03-31 CHN 0 1", "2001-03-31 USA 1 0",
                            "2001-04-01  4 4", "2001-04-01 CHN 2 1", "2001-04-01 JPN 0 1",
                            "2001-04-01 USA 2 1", "2001-04-02  1 1", "2001-04-02 RUS 1 0",
                            "2001-04-02 USA 0 1"))
        << "the repeat of the 2nd of April is no event of its own";
  }
}

TEST_F(IngestTest, KeepsMentionsOnlyWhereNoStateIsAskedFor) {
  const auto a = write("a.CSV", testing::line_of(testing::mention_row()));
  EXPECT_EQ(ingested(path("1"), {a}).kept, 1U);
  EXPECT_EQ(ingested(path("2"), {a}, {.dyad = {"USA", "CHN"}}).kept, 0U);
  EXPECT_EQ(ingested(path("3"), {a}, {.to = parse_day("2021-04-04")}).kept, 0U);
  EXPECT_THAT(counts_of_store(path("1")), IsEmpty());
}

TEST_F(IngestTest, RefusesOtherRulesThanTheStores) {
  const auto a = write("a.csv", generic_text({"042"}));
  ingested(store_, {a}, {.dedupe = Dedupe::none});
  const auto before = bytes();
  for (const StoreRules& rules :
       {StoreRules{}, StoreRules{.dedupe = Dedupe::none, .drop_mirrors = true},
        StoreRules{.source = "generic", .dedupe = Dedupe::none},
        StoreRules{.dedupe = Dedupe::none, .dyad = {"USA", "CHN"}}}) {
    const auto report = ingest(store_, {a}, rules, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, Error::Kind::usage);
    EXPECT_THAT(report.error().what, HasSubstr("other options"));
  }
  EXPECT_EQ(bytes(), before);
}

TEST_F(IngestTest, RefusesAFolderOfSomethingElse) {
  const auto a = write("a.csv", generic_text({"042"}));
  write("store/letter.txt", "Dear …");
  for (const auto& [store, why] : {std::pair{store_, "not empty"}, {a, "not a folder"}}) {
    const auto report = ingest(store, {a}, {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, Error::Kind::usage);
    EXPECT_THAT(report.error().what, HasSubstr(why));
  }
  EXPECT_THAT(testing::names_in(store_), ElementsAre("letter.txt"));
}

TEST_F(IngestTest, SaysThatAnotherProcessIsWriting) {
  const auto a = write("a.csv", generic_text({"042"}));
  ingested(store_, {a});
  const Descriptor other(::open((store_ / ".lock").c_str(), O_RDWR | O_CLOEXEC));
  ASSERT_EQ(::flock(other.number(), LOCK_EX | LOCK_NB), 0);
  const auto report = ingest(store_, {a}, {}, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().kind, Error::Kind::io) << "the call is right, and will do later";
  EXPECT_THAT(report.error().what, HasSubstr("another process is writing"));
}

TEST_F(IngestTest, ClearsAwayWhatAKilledRunLeft) {
  const auto a = write("a.csv", generic_text({"042"}));
  ingested(store_, {a});
  const auto before = bytes();
  for (const char* left : {".new/events/feed=generic/year=2001/x-0.parquet", "totals/x.parquet",
                           "events/feed=generic/year=2001/x-0.parquet", "rejects/x.tsv"})
    testing::write(store_ / left, "half");
  EXPECT_EQ(events_in(counts_of_store(store_)), 1U) << "what no manifest names is not there";
  ingested(store_, {a});
  EXPECT_EQ(bytes(), before);
}

TEST_F(IngestTest, GivesTheSameBytesByAnyNumberOfThreads) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) {
    const std::string year = i % 3 == 0 ? "2021" : "2020";
    text += testing::line_of(
        testing::gdelt2_row({{0, std::to_string(i)},
                             {1, year + "0405"},
                             {2, year + "04"},
                             {3, year},
                             {60, "https://example.org/" + std::to_string(i % 999)}}));
  }
  const auto a = write("a.CSV", text);
  EXPECT_EQ(ingested(store_, {a}, {}, {.threads = 1}).kept, 50'000U);
  const auto one = bytes();
  fs::remove_all(store_);
  ingested(store_, {a}, {}, {.threads = 2});
  EXPECT_EQ(bytes(), one);
  EXPECT_EQ(counts_of_store(store_, Dedupe::story, true, 1),
            counts_of_store(store_, Dedupe::story, true, 2));
}

}  // namespace

}  // namespace detente
