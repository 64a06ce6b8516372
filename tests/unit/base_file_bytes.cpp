// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/file_bytes.hpp"
#include "support/full_disk.hpp"

namespace detente::testing {
namespace {

namespace fs = std::filesystem;

TEST(ReadBytes, ReadsAllOrTheFirstFew) {
  const TemporaryFolder folder;
  const std::string bytes = std::string(100'000, 'x') + '\0' + "end";
  write(folder.path() / "file", bytes);
  EXPECT_EQ(read_bytes(folder.path() / "file", 1'000'000).value(), bytes);
  EXPECT_EQ(read_bytes(folder.path() / "file", 7).value(), "xxxxxxx");
  EXPECT_EQ(read_bytes(folder.path() / "file", 0).value(), "");
}

TEST(ReadBytes, ReadsFilesThatHaveNoSize) {
  EXPECT_FALSE(read_bytes("/proc/self/status", 1'000'000).value().empty());
}

TEST(ReadBytes, SaysWhyNot) {
  const auto none = read_bytes("/nowhere/at/all", 10);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, Error::Kind::io);
  EXPECT_EQ(none.error().what, "No such file or directory");
  EXPECT_EQ(none.error().where, "/nowhere/at/all");
  EXPECT_EQ(read_bytes("/tmp", 10).error().what, "Is a directory");
}

TEST(ReplaceFile, MakesAFileThatAllMayRead) {
  const TemporaryFolder folder;
  ASSERT_TRUE(replace_file(folder.path() / "file", "new"));
  EXPECT_EQ(read(folder.path() / "file"), "new");
  EXPECT_EQ(fs::status(folder.path() / "file").permissions(), fs::perms(0644));
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"file"});
}

TEST(ReplaceFile, KeepsTheMode) {
  const TemporaryFolder folder;
  write(folder.path() / "file", "old");
  fs::permissions(folder.path() / "file", fs::perms(0600));
  ASSERT_TRUE(replace_file(folder.path() / "file", "new"));
  EXPECT_EQ(fs::status(folder.path() / "file").permissions(), fs::perms(0600));
}

TEST(ReplaceFile, KeepsTheLink) {
  const TemporaryFolder folder;
  write(folder.path() / "far/file", "old");
  fs::create_symlink("far/file", folder.path() / "link");
  ASSERT_TRUE(replace_file(folder.path() / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(read(folder.path() / "far/file"), "new");
}

TEST(ReplaceFile, MakesWhatALinkToNothingNames) {
  const TemporaryFolder folder;
  fs::create_symlink("file", folder.path() / "link");
  ASSERT_TRUE(replace_file(folder.path() / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link"));
  EXPECT_EQ(read(folder.path() / "file"), "new");
}

TEST(ReplaceFile, WritesToADeviceAsItIs) {
  EXPECT_TRUE(replace_file("/dev/null", "new"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  const auto full = replace_file("/dev/full", "new");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, Error::Kind::io);
  EXPECT_EQ(full.error().what, "No space left on device");
  EXPECT_EQ(full.error().where, "/dev/full");
}

TEST(ReplaceFile, RefusesAFolder) {
  const TemporaryFolder folder;
  const auto done = replace_file(folder.path(), "new");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Error::Kind::usage);
  EXPECT_EQ(done.error().what, "is a folder");
}

TEST(ReplaceFile, FailsWhereTheFolderIsMissing) {
  const TemporaryFolder folder;
  const auto done = replace_file(folder.path() / "none/file", "new");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Error::Kind::io);
  EXPECT_EQ(done.error().what, "No such file or directory");
}

TEST(ReplaceFile, LeavesTheOldFileWhereTheDiskIsFull) {
  const SmallDisk disk(64);
  if (!disk.mounted()) GTEST_SKIP() << "mounting a small disk is not allowed here";
  write(disk.path() / "file", "old");
  const auto done = replace_file(disk.path() / "file", std::string(1U << 20U, 'x'));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Error::Kind::io);
  EXPECT_EQ(done.error().what, "No space left on device");
  EXPECT_EQ(read(disk.path() / "file"), "old");
  EXPECT_EQ(names_in(disk.path()), std::vector<std::string>{"file"});
}

TEST(ReplaceFile, SaysThatADeviceIsFull) {
  const auto done = replace_file("/dev/full", "new");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Error::Kind::io);
  EXPECT_EQ(done.error().what, "No space left on device");
  EXPECT_EQ(done.error().where, "/dev/full");
}

TEST(ReplaceFile, LeavesTheOldFileWhereTheNewOneIsTooLarge) {
  const TemporaryFolder folder;
  write(folder.path() / "file", "old");
  Result<void> done;
  {
    const SmallFilesOnly limit(4096);
    done = replace_file(folder.path() / "file", std::string(4097, 'x'));
  }
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Error::Kind::io);
  EXPECT_EQ(done.error().what, "File too large");
  EXPECT_EQ(read(folder.path() / "file"), "old");
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"file"});
}

TEST(ReplaceFile, FailsInAFolderThatMayNotBeWrittenTo) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const TemporaryFolder folder;
  write(folder.path() / "file", "old");
  fs::permissions(folder.path(), fs::perms(0555));
  const auto done = replace_file(folder.path() / "file", "new");
  fs::permissions(folder.path(), fs::perms(0755));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, Error::Kind::io);
  EXPECT_EQ(done.error().what, "Permission denied");
  EXPECT_EQ(read(folder.path() / "file"), "old");
}

TEST(RemoveLeftovers, FollowsALink) {
  const TemporaryFolder folder;
  write(folder.path() / "there/file", "kept");
  write(folder.path() / "there/.file.detente-abcdef", "half");
  write(folder.path() / ".link.detente-abcdef", "not ours: no writer makes it");
  fs::create_symlink("there/file", folder.path() / "link");
  remove_leftovers(folder.path() / "link");
  EXPECT_EQ(names_in(folder.path() / "there"), std::vector<std::string>{"file"});
  EXPECT_TRUE(fs::exists(folder.path() / ".link.detente-abcdef"));
}

TEST(RemoveLeftovers, TakesOnlyOurTemporaryNamesOfThisFile) {
  const TemporaryFolder folder;
  const std::vector<std::string> others{".2022.toml.detente-abcdefg", "2022.toml",
                                        "2022.toml.backup", ".2023.toml.detente-abcdef"};
  for (const auto& name : others) write(folder.path() / name, "kept");
  write(folder.path() / ".2022.toml.detente-abcdef", "half");
  write(folder.path() / ".2022.toml.detente-XyZ012", "half");
  remove_leftovers(folder.path() / "2022.toml");
  std::vector<std::string> expected = others;
  std::ranges::sort(expected);
  EXPECT_EQ(names_in(folder.path()), expected);
}

}  // namespace
}  // namespace detente::testing
