// SPDX-License-Identifier: Apache-2.0
// What an event store answers is what the same questions to its files would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "events/audit.hpp"
#include "store/event_store.hpp"
#include "support/event_store.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

fs::path some_events() { return fs::path(DETENTE_SOURCE_DIR) / "tests/data/events"; }

std::vector<fs::path> good_files() {
  auto files = testing::files_below(some_events());
  std::erase_if(files, [](const fs::path& file) { return file.parent_path().filename() == "bad"; });
  return files;
}

class EventStoreTest : public ::testing::Test {
 protected:
  EventStoreTest() { testing::ingested(store_, good_files()); }

  testing::TemporaryFolder folder_;
  fs::path store_ = folder_.path() / "store";
};

TEST_F(EventStoreTest, HoldsEverySource) {
  EXPECT_EQ(testing::difference_of_store(store_, good_files()), "");
  auto counts = testing::counts_of_store(store_, Dedupe::none);
  EXPECT_EQ(counts.size(), event_source_count - 1) << "mentions are not counted";
}

TEST_F(EventStoreTest, GroupsAndFiltersAsGroupCountsDoes) {
  auto store = EventStore::open(store_, 2);
  ASSERT_TRUE(store);
  const auto files = testing::counts_of_files(good_files(), Dedupe::story, false);
  const std::vector<Grouping> groupings{{},
                                        {.period = Resolution::month},
                                        {.period = Resolution::year, .quad = true},
                                        {.period = Resolution::day, .root = true},
                                        {.root = true, .quad = true}};
  const std::vector<CountFilter> filters{{},
                                         {.unnamed = true},
                                         {.dyad = {"USA", "CHN"}},
                                         {.firsts = {"CHN", "IRN"}},
                                         {.from = parse_day("2018-10-05"), .unnamed = true},
                                         {.dyad = {"JPN", "USA"}, .to = parse_day("2013-04-02")}};
  for (const Grouping& grouping : groupings) {
    for (const CountFilter& filter : filters) {
      testing::CountsByFeed expected;
      for (const auto& [feed, rows] : files) {
        auto grouped = group_counts(rows, grouping, filter);
        if (!grouped.empty()) expected[feed] = std::move(grouped);
      }
      const auto counts = store->counts({.grouping = grouping, .filter = filter});
      ASSERT_TRUE(counts) << counts.error().what;
      testing::CountsByFeed found;
      for (const FeedCounts& feed : *counts) found[feed.feed] = feed.rows;
      EXPECT_EQ(found, expected);
    }
  }
}

TEST_F(EventStoreTest, SpansAreThoseOfTheCounts) {
  auto store = EventStore::open(store_, 2);
  ASSERT_TRUE(store);
  const Day as_of = *parse_day("2018-10-20");
  const auto counts = store->counts(
      {.grouping = {.period = Resolution::day}, .filter = {.to = as_of}, .known = as_of});
  const auto spans = store->spans(as_of);
  ASSERT_TRUE(counts);
  ASSERT_TRUE(spans);
  ASSERT_EQ(spans->size(), counts->size());
  ASSERT_FALSE(spans->empty());
  for (std::size_t i = 0; i < spans->size(); ++i) {
    const auto days = [&](const CountRow& row) { return row.key.day; };
    EXPECT_EQ((*spans)[i].feed, (*counts)[i].feed);
    EXPECT_EQ((*spans)[i].first, days(std::ranges::min((*counts)[i].rows, {}, days)));
    EXPECT_EQ((*spans)[i].last, days(std::ranges::max((*counts)[i].rows, {}, days)));
  }
  EXPECT_TRUE(store->spans(*parse_day("1900-01-01"))->empty());
}

/// What an audit found, as text.
std::string told(const std::map<EventSource, FeedAudit>& feeds) {
  std::string text;
  const auto add = [&](const auto& value) {
    if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>) {
      text += std::to_string(value) + ' ';
    } else {
      text += value + ' ';
    }
  };
  for (const auto& [source, audit] : feeds) {
    add(std::string(to_string(source)));
    for (const auto& day : {audit.first_day, audit.last_day, audit.first_added, audit.last_added})
      add(day ? to_string(*day) : "-");
    for (const auto number :
         {audit.rows, audit.mentions, audit.no_source, audit.no_target, audit.no_state,
          audit.no_story, audit.story_repeats, audit.day_repeats, audit.mirrors, audit.not_root,
          audit.late.with_both, audit.late.month, audit.late.year, audit.late.decade,
          audit.late.other, audit.late.before})
      add(number);
    for (const PublisherShare& share : audit.publishers) {
      add(share.publisher);
      add(share.rows);
      add(share.in_dyad);
    }
    for (const FilterEffect& effect : audit.filters)
      for (const auto& direction : effect.events)
        for (const std::uint64_t count : direction) add(count);
    text += '\n';
  }
  return text;
}

TEST_F(EventStoreTest, ReplaysWhatItsFilesHold) {
  Auditor from_files({"USA", "CHN"});
  for (const fs::path& file : good_files()) {
    const auto parts = parts_of(file).value();
    for (const InputPart& part : parts) {
      const auto stream = open_part(part);
      ASSERT_TRUE(stream);
      ASSERT_TRUE(read_events(**stream, {}, from_files, {}));
    }
  }
  auto store = EventStore::open(store_, 2);
  ASSERT_TRUE(store);
  Auditor from_store({"USA", "CHN"});
  ASSERT_TRUE(store->replay(from_store));
  EXPECT_EQ(told(from_store.finish()), told(from_files.finish()));
}

TEST_F(EventStoreTest, SaysThatAFolderIsNone) {
  const auto opened = EventStore::open(some_events(), 1);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, Error::Kind::usage);
  EXPECT_THAT(opened.error().what, HasSubstr("no event store"));
}

TEST_F(EventStoreTest, FailsWhereAPieceIsGone) {
  auto store = EventStore::open(store_, 1);
  ASSERT_TRUE(store);
  fs::remove(store_ / store->manifest().files.at(0).pieces.at(0));
  const auto counts = store->counts({});
  ASSERT_FALSE(counts);
  EXPECT_EQ(counts.error().kind, Error::Kind::io);
}

TEST_F(EventStoreTest, OfNothing) {
  const fs::path empty = folder_.path() / "empty.csv";
  testing::write(empty, "date,source,target,code\n");
  const fs::path other = folder_.path() / "other";
  testing::ingested(other, {empty});
  EXPECT_TRUE(testing::counts_of_store(other).empty());
  auto store = EventStore::open(other, 1);
  ASSERT_TRUE(store);
  EXPECT_TRUE(store->exposure().value().empty());
}

/// Counts the events that were in their source by a day, one by one.
class KnownBy : public EventSink {
 public:
  explicit KnownBy(Day day) : day_(day) {}
  void take(const CodedEvent& event) override {
    if (!event.added || *event.added <= day_) ++count;
  }
  std::uint64_t count = 0;

 private:
  Day day_;
};

TEST(EventStore, CountsWhatItsSourcesHadByADay) {
  const testing::TemporaryFolder folder;
  testing::ingested(folder.path() / "events", testing::files_below(some_events() / "gdelt"));
  auto store = EventStore::open(folder.path() / "events", 2);
  ASSERT_TRUE(store);
  std::set<std::uint64_t> totals;
  for (const char* text : {"1990-01-01", "2013-04-01", "2021-04-05", "2021-04-06", "2030-01-01"}) {
    const Day day = *parse_day(text);
    KnownBy slow(day);
    ASSERT_TRUE(store->replay(slow));
    const auto counts = store->counts({.dedupe = Dedupe::none,
                                       .drop_mirrors = false,
                                       .grouping = {},
                                       .filter = {.unnamed = true},
                                       .known = day});
    ASSERT_TRUE(counts);
    std::uint64_t total = 0;
    for (const FeedCounts& feed : *counts)
      for (const CountRow& row : feed.rows) total += row.counts.events;
    EXPECT_EQ(total, slow.count) << text;
    totals.insert(total);
  }
  EXPECT_GT(totals.size(), 2) << "the days must tell the files apart";
}

}  // namespace

}  // namespace detente
