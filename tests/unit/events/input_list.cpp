// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "events/input.hpp"
#include "support/files.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ListInputs : public ::testing::Test {
 protected:
  ListInputs() {
    for (const char* const name : {"b.csv", "a.csv", "c.txt", "year/2.csv", "year/1.csv",
                                   "year/month/3.csv", ".hidden", ".git/config", "[1].csv"})
      testing::write(root_ / name, "x");
  }
  /// The names below the folder, or "! what".
  std::vector<std::string> list(const std::vector<std::string>& arguments,
                                Error::Kind kind = Error::Kind::usage) {
    std::vector<std::string> full;
    for (const std::string& one : arguments)
      full.push_back(one == "-" ? one : (root_ / one).string());
    const auto files = list_inputs(full);
    if (!files) {
      EXPECT_EQ(files.error().kind, kind);
      return {"! " + files.error().what};
    }
    std::vector<std::string> names;
    for (const fs::path& file : *files)
      names.push_back(file == "-" ? "-" : file.string().substr(root_.string().size() + 1));
    return names;
  }

  testing::TemporaryFolder folder_;
  fs::path root_ = folder_.path();
};

TEST_F(ListInputs, AFileIsItselfAndAFolderAllBelowIt) {
  EXPECT_THAT(list({"b.csv", "a.csv"}), ElementsAre("b.csv", "a.csv"));
  EXPECT_THAT(list({"year"}), ElementsAre("year/1.csv", "year/2.csv", "year/month/3.csv"));
  EXPECT_THAT(list({""}), ElementsAre("[1].csv", "a.csv", "b.csv", "c.txt", "year/1.csv",
                                      "year/2.csv", "year/month/3.csv"));
  EXPECT_THAT(list({".hidden", ".git"}), ElementsAre(".hidden", ".git/config"));
  EXPECT_THAT(list({}), IsEmpty());
}

TEST_F(ListInputs, PatternsMatchWithinAPath) {
  EXPECT_THAT(list({"*.csv"}), ElementsAre("[1].csv", "a.csv", "b.csv"));
  EXPECT_THAT(list({"?.csv"}), ElementsAre("a.csv", "b.csv"));
  EXPECT_THAT(list({"[bc].*"}), ElementsAre("b.csv", "c.txt"));
  EXPECT_THAT(list({"y*/[!1].csv"}), ElementsAre("year/2.csv"));
  EXPECT_THAT(list({"y*"}), ElementsAre("year/1.csv", "year/2.csv", "year/month/3.csv"));
  EXPECT_THAT(list({"[1].csv"}), ElementsAre("[1].csv"));
}

TEST_F(ListInputs, EachComesOnce) {
  EXPECT_THAT(list({"b.csv", "*.csv", "./a.csv", "year", "year/../b.csv", "year", "-", "-"}),
              ElementsAre("b.csv", "[1].csv", "a.csv", "year/1.csv", "year/2.csv",
                          "year/month/3.csv", "-"));
}

TEST_F(ListInputs, LinksAreFollowedAndCirclesEnd) {
  fs::create_directory_symlink(root_, root_ / "year" / "back");
  fs::create_symlink("1.csv", root_ / "year" / "0.csv");
  const auto names = list({"year"});
  EXPECT_EQ(names.size(), 7U);  // those below the folder that "back" leads to, each once
  fs::remove(root_ / "year" / "back");
  EXPECT_EQ(list({"year"}).size(), 3U);
  fs::create_symlink("nowhere", root_ / "year" / "gone");
  EXPECT_THAT(list({"year"}, Error::Kind::io), ElementsAre("! No such file or directory"));
}

TEST_F(ListInputs, WhatIsNoFileIsLeftOutOfAFolder) {
  ASSERT_EQ(::mkfifo((root_ / "year" / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(list({"year"}).size(), 3U);
  EXPECT_THAT(list({"year/pipe"}), ElementsAre("year/pipe"));
}

TEST_F(ListInputs, AnArgumentThatNamesNothingIsAFault) {
  fs::create_directories(root_ / "empty" / "below");
  EXPECT_THAT(list({"a.csv", "z.csv"}).front(), HasSubstr("! there is no file or folder \"/"));
  EXPECT_THAT(list({"a.csv/b"}).front(), HasSubstr("! there is no file or folder \"/"));
  EXPECT_THAT(list({"*.zip"}).front(), HasSubstr("! no file or folder matches \"/"));
  EXPECT_THAT(list({"empty"}).front(), HasSubstr("! there are no files in the folder \"/"));
  EXPECT_THAT(list({std::string(5000, 'a')}, Error::Kind::io).front(),
              HasSubstr("! File name too long"));
}

}  // namespace

}  // namespace detente
