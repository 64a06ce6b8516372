// SPDX-License-Identifier: Apache-2.0
#include "events/count_events.hpp"

#include <gtest/gtest.h>

#include "support/event_rows.hpp"
#include "support/files.hpp"

namespace detente {

namespace {

using testing::line_of;

std::vector<InputPart> parts_in(const std::filesystem::path& folder) {
  std::vector<InputPart> parts;
  const std::vector<std::string> arguments{folder.string()};
  const auto files = list_inputs(arguments).value();
  for (const auto& file : files) {
    const auto some = parts_of(file).value();
    parts.insert(parts.end(), some.begin(), some.end());
  }
  return parts;
}

/// As many rows of GDELT 2.0, of ten days and some dyads; each hundredth has a fault.
std::string many_rows(int count, bool with_faults = true) {
  const std::vector<std::string> states{"USA", "CHN", "RUS", "", "TWN"};
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::string day = std::to_string(20210401 + i % 10);
    text += line_of(testing::gdelt2_row({{0, std::to_string(900'000'000 + i)},
                                         {1, day},
                                         {7, states[static_cast<std::size_t>(i % 5)]},
                                         {17, states[static_cast<std::size_t>(i / 5 % 5)]},
                                         {29, with_faults && i % 100 == 99 ? "7" : "1"},
                                         {60, "https://example.org/" + std::to_string(i % 50)}}));
  }
  return text;
}

std::uint64_t events_in(const CountedEvents& counted) {
  std::uint64_t sum = 0;
  for (const auto& [source, rows] : counted.rows)
    for (const CountRow& row : rows) sum += row.counts.events;
  return sum;
}

TEST(CountEvents, SumsOverFiles) {
  const testing::TemporaryFolder folder;
  testing::write(folder.path() / "a.csv", line_of(testing::gdelt2_row()) + "x\n");
  testing::write(folder.path() / "b.csv", line_of(testing::gdelt1_row({{30, "-2.0"}, {31, "4"}})) +
                                              line_of(testing::gdelt1_row({{7, ""}})) +
                                              line_of(testing::mention_row()));
  testing::write(folder.path() / "c.tab",
                 line_of(testing::icews_header()) + line_of(testing::icews_row()));
  testing::write(folder.path() / "d.csv", "");
  const auto counted = count_events(parts_in(folder.path()), {.dedupe = Dedupe::none});
  ASSERT_TRUE(counted);
  const Day first = parse_day("2018-10-05").value();
  const Day second = parse_day("2021-04-05").value();
  const std::map<EventSource, std::vector<CountRow>> expected{
      {EventSource::gdelt1,
       {{{second, "", "CHN", 4, 1}, {.events = 1, .mentions = 6, .goldstein = 1900}},
        {{second, "USA", "CHN", 4, 1}, {.events = 1, .mentions = 4, .goldstein = -2000}}}},
      {EventSource::gdelt2,
       {{{second, "USA", "CHN", 4, 1}, {.events = 1, .mentions = 6, .goldstein = 1900}}}},
      {EventSource::icews,
       {{{first, "USA", "CHN", 4, 1}, {.events = 1, .mentions = 1, .goldstein = 1000}}}}};
  EXPECT_EQ(counted->rows, expected);
  EXPECT_EQ(counted->report.rows, 6U);
  EXPECT_EQ(counted->report.bad, 1U);
  EXPECT_EQ(counted->report.by_source.at(EventSource::mentions), 1U);
  ASSERT_EQ(counted->rejects.size(), 1U);
  EXPECT_EQ(counted->rejects[0].file, (folder.path() / "a.csv").string());
  EXPECT_EQ(counted->rejects[0].reject.line, 2U);
  EXPECT_EQ(counted->rejects[0].reject.text, "x");
}

TEST(CountEvents, OfNothing) {
  const auto counted = count_events({}, {});
  ASSERT_TRUE(counted);
  EXPECT_TRUE(counted->rows.empty());
}

void expect_same(const CountedEvents& left, const CountedEvents& right) {
  EXPECT_TRUE(left.rows == right.rows);
  EXPECT_EQ(left.report.rows, right.report.rows);
  EXPECT_EQ(left.report.bad, right.report.bad);
  EXPECT_EQ(left.report.by_source, right.report.by_source);
  EXPECT_EQ(left.report.repairs, right.report.repairs);
  EXPECT_EQ(left.report.bad_by_field, right.report.bad_by_field);
  EXPECT_EQ(left.repeats, right.repeats);
  EXPECT_EQ(left.mirrors, right.mirrors);
  ASSERT_EQ(left.rejects.size(), right.rejects.size());
  for (std::size_t i = 0; i < left.rejects.size(); ++i) {
    EXPECT_EQ(left.rejects[i].file, right.rejects[i].file);
    EXPECT_EQ(left.rejects[i].reject.line, right.rejects[i].reject.line);
    EXPECT_EQ(left.rejects[i].reject.reason, right.rejects[i].reject.reason);
    EXPECT_EQ(left.rejects[i].reject.text, right.rejects[i].reject.text);
  }
}

TEST(CountEvents, PiecesAndThreadsChangeNothing) {
  const testing::TemporaryFolder folder;
  testing::write(folder.path() / "a.csv", "\xEF\xBB\xBF" + many_rows(2000));
  testing::write(folder.path() / "b.csv", many_rows(1500) + "\n\nx\n" + many_rows(10) + "cut");
  testing::write(folder.path() / "c.csv", many_rows(3));
  testing::write(folder.path() / "d.txt", "890402\tYUG\tKSV\t224\n");
  const auto parts = parts_in(folder.path());
  for (const auto dedupe : {Dedupe::none, Dedupe::story, Dedupe::one_a_day}) {
    const CountOptions options{.dedupe = dedupe, .drop_mirrors = dedupe == Dedupe::story};
    const auto whole = count_events(parts, options);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->report.bad, 20U + 15 + 2);
    EXPECT_EQ(whole->report.rows, 2000U + 1500 + 10 + 3 + 3);
    EXPECT_EQ(events_in(*whole) + whole->repeats + whole->mirrors + whole->report.bad,
              whole->report.rows);
    EXPECT_EQ(whole->repeats > 0, dedupe != Dedupe::none);
    EXPECT_EQ(whole->rejects[0].reject.line, 100U);
    EXPECT_EQ(whole->rejects[34].reject.line, 1500U);
    EXPECT_EQ(whole->rejects[35].reject.line, 1503U) << "blank lines are lines";
    for (const int threads : {1, 2, 4}) {
      for (const std::uint64_t piece : {std::uint64_t{64} << 10U, std::uint64_t{100'003}}) {
        auto cut = options;
        cut.threads = threads;
        cut.piece_size = piece;
        const auto counted = count_events(parts, cut);
        ASSERT_TRUE(counted);
        expect_same(*counted, *whole);
      }
    }
  }
}

TEST(CountEvents, PiecesOfAFileWithAHeaderAndWeis) {
  const testing::TemporaryFolder folder;
  std::string text = "date\tsource\ttarget\tcode\n";
  for (int i = 0; i < 20'000; ++i)
    text += i % 50 == 0 ? "1989-04-02\tYUG\tKSV\t224\n" : "1989-04-02\tYUG\tKSV\t042\n";
  testing::write(folder.path() / "a.tsv", text);
  const auto parts = parts_in(folder.path());
  const auto whole = count_events(parts, {});
  const auto cut = count_events(parts, {.threads = 2, .piece_size = std::uint64_t{64} << 10U});
  ASSERT_TRUE(whole);
  ASSERT_TRUE(cut);
  expect_same(*cut, *whole);
  EXPECT_EQ(whole->report.rows, 20'000U);
  EXPECT_EQ(whole->report.bad, 0U);
  EXPECT_EQ(whole->report.repairs.at("codes of the file taken for WEIS"), 1U) << "once a file";
}

TEST(CountEvents, KeepsTheFirstRejectsAlone) {
  const testing::TemporaryFolder folder;
  std::string bad;
  for (int i = 0; i < 5000; ++i) bad += "row " + std::to_string(i) + '\n';
  for (const auto* name : {"a", "b", "c", "d"}) testing::write(folder.path() / name, bad);
  const auto parts = parts_in(folder.path());
  for (const int threads : {1, 2}) {
    const auto counted =
        count_events(parts, {.dedupe = Dedupe::none, .threads = threads, .most_rejects = 5003});
    ASSERT_TRUE(counted);
    EXPECT_EQ(counted->report.bad, 20'000U);
    ASSERT_EQ(counted->rejects.size(), 5003U);
    EXPECT_EQ(counted->rejects.back().file, (folder.path() / "b").string());
    EXPECT_EQ(counted->rejects.back().reject.line, 3U);
  }
  testing::write(folder.path() / "a", std::string(100'000, 'x'));
  const auto counted = count_events(parts, {.most_rejects = 1});
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->rejects.at(0).reject.text.size(), CountOptions::most_text);
}

TEST(CountEvents, FailsWithTheFirstFileThatFails) {
  const testing::TemporaryFolder folder;
  std::vector<InputPart> parts;
  for (const auto* name : {"a.csv", "b.csv.gz", "c.csv.gz", "d.csv"}) {
    testing::write(folder.path() / name, std::string("\x1F\x8B\x08nonsense", 11));
    parts.push_back({.file = folder.path() / name});
  }
  testing::write(folder.path() / "a.csv", many_rows(500));
  for (const auto dedupe : {Dedupe::none, Dedupe::story}) {
    for (const int threads : {1, 4}) {
      const auto counted = count_events(parts, {.dedupe = dedupe, .threads = threads});
      ASSERT_FALSE(counted);
      EXPECT_EQ(counted.error().where, (folder.path() / "b.csv.gz").string());
      EXPECT_EQ(counted.error().kind, Error::Kind::input);
    }
  }
  parts.push_back({.file = folder.path() / "missing"});
  EXPECT_FALSE(count_events(parts, {}));
}

TEST(CountEvents, TellsHowFarItIs) {
  const testing::TemporaryFolder folder;
  testing::write(folder.path() / "a.csv", many_rows(1000));
  const auto parts = parts_in(folder.path());
  std::size_t last = 0;
  const auto counted =
      count_events(parts, {}, [&](std::string_view, std::size_t done, std::size_t total) {
        EXPECT_GE(done, last);
        EXPECT_EQ(total, parts[0].bytes);
        last = done;
      });
  ASSERT_TRUE(counted);
  EXPECT_EQ(last, parts[0].bytes);
}

TEST(CountEvents, TheFastPathSeesWhatThePlainPathSees) {
  const testing::TemporaryFolder folder;
  const auto text = line_of(testing::gdelt2_row({{59, ""}})) +
                    line_of(testing::gdelt2_row({{60, std::string("a\0b", 3)}})) +
                    line_of(testing::gdelt2_row({{26, "42"}, {28, "4"}})) +
                    line_of(testing::gdelt2_row({{30, ""}}));
  testing::write(folder.path() / "a.csv", text);
  const auto counted = count_events(parts_in(folder.path()), {.dedupe = Dedupe::none});
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->report.bad, 2U);
  EXPECT_EQ(counted->report.bad_by_field,
            (std::map<std::string, std::uint64_t>{{"DATEADDED", 1}, {"row", 1}}));
  EXPECT_EQ(counted->report.repairs.at("leading zero given back to a code"), 1U);
  EXPECT_EQ(events_in(*counted), 2U);
}

}  // namespace

}  // namespace detente
