// SPDX-License-Identifier: Apache-2.0
#include "events/layout.hpp"

#include <gtest/gtest.h>

#include "events/fields.hpp"
#include "support/event_rows.hpp"

namespace detente {

namespace {

using testing::line_of;
using testing::quoted_line_of;

std::optional<RowShape> shape(const std::vector<std::string>& row, bool resaved = false,
                              std::string_view choice = "auto") {
  const std::vector<std::string_view> fields(row.begin(), row.end());
  return shape_of(fields, source_choice(choice).value(), resaved);
}

std::vector<std::string> before(std::vector<std::string> row, const std::string& field) {
  row.insert(row.begin(), field);
  return row;
}

std::vector<std::string> behind(std::vector<std::string> row, const std::string& field) {
  row.push_back(field);
  return row;
}

TEST(SourceChoice, IsOneOfTheWords) {
  EXPECT_TRUE(source_choice("auto")->allows(EventSource::keds));
  const auto gdelt = source_choice("gdelt").value();
  for (const auto source : {EventSource::gdelt1, EventSource::gdelt2, EventSource::mentions})
    EXPECT_TRUE(gdelt.allows(source));
  EXPECT_FALSE(gdelt.allows(EventSource::icews));
  for (const auto* word :
       {"gdelt1", "gdelt2", "mentions", "icews", "phoenix", "polecat", "keds", "generic"}) {
    const auto choice = source_choice(word).value();
    for (int i = 0; i < 8; ++i) {
      const auto source = static_cast<EventSource>(i);
      EXPECT_EQ(choice.allows(source), to_string(source) == word) << word << i;
    }
  }
  const auto wrong = source_choice("GDELT");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, Error::Kind::usage);
  EXPECT_NE(wrong.error().what.find("\"GDELT\" is none of auto, gdelt"), std::string::npos);
}

TEST(Shape, OfEachSourceByItsRow) {
  EXPECT_EQ(shape(testing::gdelt2_row()), RowShape{EventSource::gdelt2});
  EXPECT_EQ(shape(testing::gdelt1_row()), RowShape{EventSource::gdelt1});
  EXPECT_EQ(shape(testing::gdelt1_row({}, 57)), RowShape{EventSource::gdelt1});
  EXPECT_EQ(shape(testing::mention_row()), RowShape{EventSource::mentions});
  EXPECT_EQ(shape(testing::icews_row()), RowShape{EventSource::icews});
  EXPECT_EQ(shape(testing::phoenix_row()), RowShape{EventSource::phoenix});
  EXPECT_EQ(shape(testing::polecat_row()), RowShape{EventSource::polecat});
  for (const auto* day : {"950105", "19950105", "1995-01-05"}) {
    EXPECT_EQ(shape({day, "ISR", "PAL", "042"}), RowShape{EventSource::keds}) << day;
    EXPECT_EQ(shape({day, "ISR", "PAL", "042", "(CONSULT)", "MEET"}), RowShape{EventSource::keds});
  }
}

TEST(Shape, BehindAnIndexColumn) {
  EXPECT_EQ(shape(before(testing::gdelt2_row(), "0")), (RowShape{EventSource::gdelt2, 1}));
  EXPECT_EQ(shape(before(testing::gdelt1_row(), "17")), (RowShape{EventSource::gdelt1, 1}));
  EXPECT_EQ(shape(before(testing::gdelt1_row({}, 57), "17")), (RowShape{EventSource::gdelt1, 1}));
  const auto twice = before(before(testing::phoenix_row(), "5"), "5");
  EXPECT_EQ(shape(twice, true), (RowShape{EventSource::phoenix, 2}));
  EXPECT_FALSE(shape(twice)) << "two columns come with a re-saving alone";
}

TEST(Shape, BeforeColumnsOfAReSaving) {
  const auto longer = behind(testing::gdelt2_row(), "x");
  EXPECT_EQ(shape(longer, true), RowShape{EventSource::gdelt2});
  EXPECT_FALSE(shape(longer));
  EXPECT_EQ(shape(before(longer, "1"), true), (RowShape{EventSource::gdelt2, 1}));
}

TEST(Shape, OfNothingThatIsKnown) {
  EXPECT_FALSE(shape({}));
  EXPECT_FALSE(shape({""}));
  EXPECT_FALSE(shape({"1995-01-05", "ISR", "PAL"}));
  EXPECT_FALSE(shape({"a", "b", "c", "d"}));
  EXPECT_FALSE(shape({"900000001", "20210405", "202104", "2021", "2021"})) << "a cut row of GDELT";
  EXPECT_FALSE(shape(testing::gdelt2_row({{0, "x"}})));
  EXPECT_FALSE(shape(testing::gdelt2_row({{2, "202105"}})));
  EXPECT_FALSE(shape(testing::gdelt2_row({{3, "2020"}})));
  EXPECT_FALSE(shape(testing::polecat_row({{2, "PARTY"}})));
  EXPECT_FALSE(shape(std::vector<std::string>(61)));
}

TEST(Shape, OfASourceThatWasNotAskedFor) {
  EXPECT_FALSE(shape(testing::gdelt2_row(), false, "gdelt1"));
  EXPECT_FALSE(shape(testing::gdelt2_row(), false, "icews"));
  EXPECT_EQ(shape(testing::mention_row(), false, "gdelt"), RowShape{EventSource::mentions});
}

Layout layout(const std::string& head, std::string_view choice = "auto") {
  return detect_layout(head, source_choice(choice).value());
}

TEST(Layout, TellsTheDelimiter) {
  EXPECT_EQ(layout(line_of(testing::gdelt2_row())).delimiter, '\t');
  EXPECT_EQ(layout(line_of(testing::gdelt2_row(), ';')).delimiter, ';');
  EXPECT_EQ(layout(quoted_line_of(testing::gdelt2_row(), ',')).delimiter, ',');
  EXPECT_EQ(layout(quoted_line_of(testing::gdelt2_row({{52, "a;b;c"}}), ',')).delimiter, ',');
  EXPECT_EQ(layout("950101\tA\tB\t042\t(a, b, c, d; e; f)\n").delimiter, '\t');
  EXPECT_EQ(layout("").delimiter, '\t');
  EXPECT_EQ(layout("abc").delimiter, '\t');
  EXPECT_FALSE(layout(line_of(testing::gdelt2_row())).quoted);
  EXPECT_TRUE(layout(line_of(testing::gdelt2_row(), ';')).quoted);
}

TEST(Layout, TellsTheHeaderFromARow) {
  for (const auto& row : {testing::gdelt2_row(), testing::gdelt1_row(), testing::mention_row(),
                          testing::phoenix_row(), testing::icews_row(), testing::polecat_row()})
    EXPECT_FALSE(layout(line_of(row)).has_header) << row[0];
  EXPECT_FALSE(layout("950101\tUSA\tCHN\t042\n").has_header);
  EXPECT_TRUE(layout(",a,b,c,d\n").has_header);
  EXPECT_FALSE(layout("a,b,1,d\n").has_header);
}

TEST(Layout, TellsTheSourceByTheHeader) {
  const auto icews = layout(line_of(testing::icews_header()) + line_of(testing::icews_row()));
  EXPECT_EQ(icews.source, EventSource::icews);
  EXPECT_TRUE(icews.has_header);
  EXPECT_EQ(icews.width, 20U);
  EXPECT_EQ(icews.columns[IcewsField::code], 6U);
  const auto polecat = layout(line_of(testing::polecat_header()));
  EXPECT_EQ(polecat.source, EventSource::polecat);
  EXPECT_EQ(polecat.columns[PolecatField::country], 27U);
  EXPECT_EQ(layout("Event Date,Event Intensity,Event Type,Actor Country\n").source,
            EventSource::polecat);
  EXPECT_EQ(layout("DATE;Source;target;CAMEO code\n").source, EventSource::generic);
  EXPECT_EQ(layout("\"date\",\"source\",\"target\",\"code\"\r\n").source, EventSource::generic);
  const auto keds = layout("date\tsource\ttarget\tcode\n", "keds");
  EXPECT_FALSE(keds.source);
  EXPECT_TRUE(keds.has_header);
  EXPECT_FALSE(layout("date,source,target\n").source);
}

TEST(Layout, LeavesOutTheByteOrderMark) {
  const auto marked = layout("\xEF\xBB\xBF" + line_of(testing::icews_header()));
  EXPECT_EQ(marked.bom, 3U);
  EXPECT_EQ(marked.source, EventSource::icews);
  EXPECT_EQ(marked.columns[IcewsField::id], 0U);
  EXPECT_EQ(layout("\xEF\xBB" + line_of(testing::gdelt2_row())).bom, 0U);
}

TEST(Layout, TellsWeisByRootsThatCameoLacks) {
  const std::string weis = "890402\tYUG\tKSV\t224\n";
  const std::string cameo = "890402\tYUG\tKSV\t042\n";
  EXPECT_EQ(layout(weis).codes, CodeSystem::weis);
  EXPECT_EQ(layout(cameo).codes, CodeSystem::cameo);
  std::string rare = weis;
  for (int i = 0; i < 99; ++i) rare += cameo;
  EXPECT_EQ(layout(rare).codes, CodeSystem::weis);
  EXPECT_EQ(layout(rare + cameo).codes, CodeSystem::cameo);
  EXPECT_EQ(layout("date\tsource\ttarget\tcode\n1989-04-02\tYUG\tKSV\t224\n").codes,
            CodeSystem::weis);
  EXPECT_EQ(layout("date,source,target,code\n2020-01-01,A,B,211\n2020-01-01,A,B,311\n").codes,
            CodeSystem::cameo)
      << "0211 and 0311 that lost their zeros";
  auto choice = source_choice("keds").value();
  choice.codes = CodeSystem::cameo;
  EXPECT_EQ(detect_layout(weis, choice).codes, CodeSystem::cameo);
}

TEST(Layout, DependsOnTheFirst64KibibytesAlone) {
  std::string text;
  while (text.size() < layout_head) text += "890402\tYUG\tKSV\t042\n";
  EXPECT_EQ(layout(text + "890402\tYUG\tKSV\t224\n").codes, CodeSystem::cameo);
  std::string much = text;
  for (int i = 0; i < 10'000; ++i) much += "890402\tYUG\tKSV\t224\n";
  EXPECT_EQ(layout(much).codes, CodeSystem::cameo);
}

}  // namespace

}  // namespace detente
