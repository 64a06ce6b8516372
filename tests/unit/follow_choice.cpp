// SPDX-License-Identifier: Apache-2.0
#include "command/follow_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

const std::string first_md5(32, 'a');
const std::string second_md5(32, 'b');
const std::string base = "http://a.org/gdeltv2/";

ListedFile listed(const std::string& url, const std::string& md5 = first_md5) {
  static std::deque<std::string> texts;  // which views go on seeing
  return {.size = 10, .md5 = texts.emplace_back(md5), .url = texts.emplace_back(url)};
}
StoredFile stored(const std::string& name, const std::string& md5 = first_md5) {
  return {.file = name, .size = 10, .md5 = md5};
}
std::vector<std::string> urls(const ListChoice& choice) {
  std::vector<std::string> all;
  for (const WantedFile& file : choice.wanted) all.push_back(file.url);
  return all;
}

TEST(FollowChoice, WantsWhatTheStoreLacks) {
  const std::string a = base + "20240101000000.export.CSV.zip";
  const std::string b = base + "20240101000000.mentions.CSV.zip";
  const UpdateList list{.files = {listed(b, second_md5), listed(a)}};
  EXPECT_THAT(urls(choose_files(list, {}, {})), ElementsAre(b, a));
  const auto choice = choose_files(list, {.files = {stored(a)}}, {});
  EXPECT_THAT(urls(choice), ElementsAre(b));
  EXPECT_EQ(choice.had, 1U);
  EXPECT_EQ(choice.wanted[0].md5, second_md5);
  EXPECT_EQ(choice.wanted[0].size, 10U);
}

TEST(FollowChoice, WantsAFileAgainWhoseMd5IsAnother) {
  const std::string a = base + "x.export.CSV.zip";
  const UpdateList list{.files = {listed(a, second_md5)}};
  EXPECT_THAT(urls(choose_files(list, {.files = {stored(a)}}, {})), ElementsAre(a));
  // Although the store has that content by another name: the rows of this one must go.
  EXPECT_THAT(urls(choose_files(list, {.files = {stored(a), stored("/b", second_md5)}}, {})),
              ElementsAre(a));
}

TEST(FollowChoice, KnowsContentByAnyNameAndMd5InLargeLetters) {
  const std::string md5(32, 'A');
  const UpdateList list{.files = {listed(base + "x.zip", md5)}};
  EXPECT_THAT(urls(choose_files(list, {.files = {stored("/data/x.zip")}}, {})), IsEmpty());
  StoredFile other = stored("/data/x.zip");
  other.size = 11;
  EXPECT_THAT(urls(choose_files(list, {.files = {other}}, {})), ElementsAre(base + "x.zip"));
  EXPECT_THAT(urls(choose_files(list, {.files = {stored("/data/x.zip", "")}}, {})),
              ElementsAre(base + "x.zip"));
}

TEST(FollowChoice, TakesAnAddressOnceAsItsLastLineHasIt) {
  const UpdateList list{
      .files = {listed(base + "x"), listed(base + "y"), listed(base + "x", second_md5)}};
  const auto choice = choose_files(list, {}, {});
  EXPECT_THAT(urls(choice), ElementsAre(base + "y", base + "x"));
  EXPECT_EQ(choice.wanted[1].md5, second_md5);
}

TEST(FollowChoice, LeavesOutWhatIsNotReadBySource) {
  const std::string time = base + "20240101000000";
  const UpdateList list{.files = {listed(time + ".export.CSV.zip"),
                                  listed(time + ".translation.mentions.CSV.zip"),
                                  listed(time + ".GKG.csv.zip"), listed(base + "else.tab")}};
  const auto by = [&](const char* source) {
    return choose_files(list, {}, {.choice = source_choice(source).value()});
  };
  EXPECT_EQ(by("auto").wanted.size(), 3U);
  EXPECT_THAT(by("auto").left_out, ElementsAre(Pair("gkg", 1)));
  EXPECT_EQ(by("gdelt").wanted.size(), 3U);
  EXPECT_THAT(by("gdelt2").left_out, ElementsAre(Pair("gkg", 1), Pair("mentions", 1)));
  EXPECT_THAT(by("mentions").left_out, ElementsAre(Pair("export", 1), Pair("gkg", 1)));
  EXPECT_THAT(urls(by("icews")), ElementsAre(base + "else.tab"));
}

TEST(FollowChoice, KeepsToTheDaysOfTheNames) {
  UpdateList list;
  const std::vector<std::string> names{base + "20231231234500.export.CSV.zip",
                                       base + "20240101000000.export.CSV.zip",
                                       base + "20240102234500.export.CSV.zip",
                                       base + "20240103000000.export.CSV.zip", base + "latest.zip"};
  for (const std::string& name : names) list.files.push_back(listed(name));
  const auto from = parse_day("2024-01-01");
  const auto to = parse_day("2024-01-02");
  const auto both = choose_files(list, {}, {.from = from, .to = to});
  EXPECT_THAT(urls(both), ElementsAre(names[1], names[2]));
  EXPECT_EQ(both.outside, 3U);
  EXPECT_EQ(choose_files(list, {}, {.from = from}).wanted.size(), 3U);
  EXPECT_EQ(choose_files(list, {}, {.to = to}).wanted.size(), 3U);
}

TEST(FollowChoice, SeesAHoleBetweenTheStoreAndTheList) {
  const auto hole = [](const std::vector<std::string>& had, const std::vector<std::string>& names) {
    Manifest store;
    for (const std::string& name : had) store.files.push_back(stored(name));
    UpdateList list;
    for (const std::string& name : names) list.files.push_back(listed(name));
    const auto found = hole_before(list, store, 15);
    return found ? to_string(found->last_had.day) + ' ' + std::to_string(found->last_had.minute) +
                       " to " + std::to_string(found->first_listed.minute)
                 : std::string("none");
  };
  const std::string a = base + "20231231234500.export.CSV.zip";
  const std::string b = base + "20240101000000.export.CSV.zip";
  const std::string c = base + "20240101001500.export.CSV.zip";
  EXPECT_EQ(hole({}, {c}), "none");
  EXPECT_EQ(hole({a, b}, {c}), "none");
  EXPECT_EQ(hole({b, a}, {b}), "none");
  EXPECT_EQ(hole({a}, {c}), "2023-12-31 1425 to 15");
  EXPECT_EQ(hole({a}, {c, b}), "none") << "a list of several updates begins with the first";
  EXPECT_EQ(hole({"/data/20231231234500.export.CSV.zip"}, {c}), "none") << "not by address";
  EXPECT_EQ(hole({a, base + "20240101000000.mentions.CSV.zip"},
                 {c, base + "20240101001500.mentions.CSV.zip"}),
            "2023-12-31 1425 to 15")
      << "each kind by itself";
  EXPECT_EQ(hole({"http://b.org/20231231234500.export.CSV.zip"}, {c}), "none");
}

}  // namespace
}  // namespace detente
