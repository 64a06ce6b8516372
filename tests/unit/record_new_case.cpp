// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "record/new_case.hpp"
#include "record/read_case.hpp"
#include "support/record_case.hpp"

namespace detente::testing {
namespace {

namespace fs = std::filesystem;

const fs::path model = fs::path(DETENTE_SOURCE_DIR) / "cases/template";

TEST(NewCase, IsSoundAndHasTheSides) {
  const TemporaryFolder folder;
  const fs::path target = folder.path() / "one";
  ASSERT_TRUE(new_case(model, target, {"IND", "PAK"}));
  const auto read = read_case(target);
  ASSERT_TRUE(read);
  EXPECT_EQ(lines(read->faults), "");
  EXPECT_EQ(read->record.sides, (std::array<std::string, 2>{"IND", "PAK"}));
  EXPECT_EQ(fs::status(target).permissions(), fs::perms(0755));
  for (const auto& entry : fs::recursive_directory_iterator(target)) {
    if (!entry.is_regular_file()) continue;
    const std::string text = testing::read(entry.path());
    EXPECT_EQ(text.find("AAA"), std::string::npos) << entry.path();
    EXPECT_EQ(text.find("BBB"), std::string::npos) << entry.path();
  }
}

TEST(NewCase, TakesTheTemplatesOwnNamesAsSides) {
  const TemporaryFolder folder;
  const fs::path simple = folder.path() / "model";
  write(simple / "case.toml", "AAA, BBB, AAA");
  write(simple / "events/2022.toml", "BBB");
  ASSERT_TRUE(new_case(simple, folder.path() / "swapped", {"BBB", "AAA"}));
  EXPECT_EQ(read(folder.path() / "swapped/case.toml"), "BBB, AAA, BBB");
  EXPECT_EQ(read(folder.path() / "swapped/events/2022.toml"), "AAA");
}

TEST(NewCase, LeavesAloneWhatIsThere) {
  const TemporaryFolder folder;
  write(folder.path() / "file", "mine");
  fs::create_directory(folder.path() / "folder");
  fs::create_symlink("nowhere", folder.path() / "link");
  for (const auto name : {"file", "folder", "link"}) {
    const auto made = new_case(model, folder.path() / name, {"IND", "PAK"});
    ASSERT_FALSE(made) << name;
    EXPECT_EQ(made.error().kind, Error::Kind::usage);
    EXPECT_EQ(made.error().what, "already exists; choose another name");
  }
  EXPECT_EQ(read(folder.path() / "file"), "mine");
  EXPECT_TRUE(is_empty(folder.path() / "folder"));
  EXPECT_FALSE(fs::exists(folder.path() / "nowhere"));
}

TEST(NewCase, LeavesNothingBehindWhereTheTemplateIsMissing) {
  const TemporaryFolder folder;
  const auto made = new_case(folder.path() / "none", folder.path() / "one", {"IND", "PAK"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Error::Kind::io);
  EXPECT_TRUE(is_empty(folder.path()));
}

TEST(NewCase, LeavesNothingBehindWhereAFileCannotBeRead) {
  const TemporaryFolder folder;
  write(folder.path() / "model/case.toml", "AAA");
  fs::create_symlink("nowhere", folder.path() / "model/sources.toml");
  fs::create_directory(folder.path() / "cases");
  const auto made = new_case(folder.path() / "model", folder.path() / "cases/one", {"IND", "PAK"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Error::Kind::io);
  EXPECT_TRUE(is_empty(folder.path() / "cases"));
}

TEST(NewCase, FailsWhereTheFolderAboveIsMissing) {
  const TemporaryFolder folder;
  const auto made = new_case(model, folder.path() / "none/one", {"IND", "PAK"});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, Error::Kind::io);
  EXPECT_EQ(made.error().what, "No such file or directory");
}

}  // namespace
}  // namespace detente::testing
