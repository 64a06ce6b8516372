// SPDX-License-Identifier: Apache-2.0
#include "events/count_gdelt.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/event_rows.hpp"

namespace detente {

namespace {

using testing::line_of;

/// What the fast path takes of the lines itself.
ReadReport taken(const std::string& lines, GdeltCounter::Takes takes = {}) {
  const Layout layout = detect_layout(lines, {});
  EventBatch batch;
  const RejectSink rejects;
  RowReader slow(layout, {.texts = false}, batch, rejects);
  GdeltCounter counter(takes);
  counter.count(lines, 1, batch, slow);
  auto report = counter.take_report();
  EXPECT_EQ(counter.take_report().rows, 0U) << "once";
  EXPECT_EQ(batch.size() + slow.report().bad, report.rows + slow.report().rows);
  return report;
}

TEST(GdeltCounter, TakesPlainRowsItself) {
  const auto lines = line_of(testing::gdelt2_row()) + line_of(testing::gdelt1_row()) +
                     line_of(testing::gdelt1_row({}, 57)) +
                     line_of(testing::gdelt2_row({{7, ""}, {17, ""}, {30, ""}, {59, "20210406"}}));
  const auto report = taken(lines);
  EXPECT_EQ(report.rows, 4U);
  EXPECT_EQ(report.by_source.at(EventSource::gdelt1), 2U);
  EXPECT_EQ(report.by_source.at(EventSource::gdelt2), 2U);
  EXPECT_EQ(taken(lines, {.second = false}).rows, 2U);
  EXPECT_EQ(taken(lines, {.first = false}).rows, 2U);
}

TEST(GdeltCounter, LeavesOtherRowsToTheReader) {
  for (const auto& [field, text] :
       std::vector<std::pair<std::size_t, std::string>>{{0, "x1"},
                                                        {1, "20210431"},
                                                        {2, "202105"},
                                                        {3, "2020"},
                                                        {7, "usa"},
                                                        {17, "USAGOV"},
                                                        {26, "42"},
                                                        {26, "021111"},
                                                        {28, "05"},
                                                        {29, "5"},
                                                        {30, "10.1"},
                                                        {31, ""},
                                                        {31, "1234567890"},
                                                        {59, "x"},
                                                        {60, "a\r"},
                                                        {60, std::string("a\0b", 3)},
                                                        {6, std::string(250, 'a')}})
    EXPECT_EQ(taken(line_of(testing::gdelt2_row({{field, text}}))).rows, 0U) << field << text;
}

}  // namespace

}  // namespace detente
