// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "record/read_case.hpp"
#include "support/record_case.hpp"
#include "support/record_slips.hpp"

namespace detente::testing {
namespace {

class RecordSlip : public ::testing::TestWithParam<Slip> {};

CaseFiles with_slip(const Slip& slip) {
  CaseFiles files = small_case();
  const std::string file(slip.file);
  if (slip.to == "(gone)") {
    files.erase(file);
  } else if (slip.from.empty()) {
    files[file] = slip.to == "(empty)" ? "" : slip.to;
  } else {
    change(files[file], slip.from, slip.to);
  }
  return files;
}

TEST_P(RecordSlip, IsReportedWhereItStands) {
  EXPECT_EQ(lines(parse(with_slip(GetParam())).faults), GetParam().faults);
}

std::string name_of(const ::testing::TestParamInfo<Slip>& info) {
  return std::string(info.param.name);
}

using ::testing::ValuesIn;
INSTANTIATE_TEST_SUITE_P(Text, RecordSlip, ValuesIn(slips_in_text), name_of);
INSTANTIATE_TEST_SUITE_P(Syntax, RecordSlip, ValuesIn(slips_in_syntax), name_of);
INSTANTIATE_TEST_SUITE_P(Keys, RecordSlip, ValuesIn(slips_in_keys), name_of);
INSTANTIATE_TEST_SUITE_P(Values, RecordSlip, ValuesIn(slips_in_values), name_of);
INSTANTIATE_TEST_SUITE_P(References, RecordSlip, ValuesIn(slips_in_references), name_of);
INSTANTIATE_TEST_SUITE_P(Order, RecordSlip, ValuesIn(slips_in_order), name_of);
INSTANTIATE_TEST_SUITE_P(Series, RecordSlip, ValuesIn(slips_in_series), name_of);
INSTANTIATE_TEST_SUITE_P(Files, RecordSlip, ValuesIn(slips_in_files), name_of);

TEST(SmallCase, IsSound) { EXPECT_EQ(lines(parse(small_case()).faults), ""); }

// What only a disk can do wrong.

std::string faults_on_disk(const std::filesystem::path& folder) {
  const auto read = read_case(folder);
  return read ? lines(read->faults) : "fails: " + read.error().what + ' ' + read.error().where;
}

TEST(CaseOnDisk, IsReadLikeTheOneInMemory) {
  const TemporaryFolder folder;
  write(folder.path(), small_case());
  EXPECT_EQ(faults_on_disk(folder.path()), "");
}

TEST(CaseOnDisk, MissingFolderIsTheCallersFault) {
  const TemporaryFolder folder;
  const auto read = read_case(folder.path() / "none");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, Error::Kind::usage);
  EXPECT_EQ(read.error().what, "no such case: there is no such folder");
  EXPECT_EQ(read.error().where, (folder.path() / "none").string());
}

TEST(CaseOnDisk, FileInPlaceOfTheFolderIsTheCallersFault) {
  const TemporaryFolder folder;
  write(folder.path() / "case", "");
  const auto read = read_case(folder.path() / "case");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, Error::Kind::usage);
}

TEST(CaseOnDisk, FolderInPlaceOfAFileCannotBeRead) {
  const TemporaryFolder folder;
  CaseFiles files = small_case();
  files.erase("issues.toml");
  write(folder.path(), files);
  std::filesystem::create_directory(folder.path() / "issues.toml");
  EXPECT_EQ(faults_on_disk(folder.path()),
            "issues.toml:1:1: error: cannot be read: Is a directory\n");
  const auto sound = read_sound_case(folder.path());
  ASSERT_FALSE(sound);
  EXPECT_EQ(sound.error().kind, Error::Kind::io);
}

TEST(CaseOnDisk, FileWithoutPermissionCannotBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  write(folder.path(), small_case());
  ::chmod((folder.path() / "issues.toml").c_str(), 0);
  EXPECT_EQ(faults_on_disk(folder.path()),
            "issues.toml:1:1: error: cannot be read: Permission denied\n");
}

TEST(CaseOnDisk, LinkToNothingCannotBeRead) {
  const TemporaryFolder folder;
  CaseFiles files = small_case();
  files.erase("issues.toml");
  write(folder.path(), files);
  std::filesystem::create_symlink("nowhere.toml", folder.path() / "issues.toml");
  EXPECT_EQ(faults_on_disk(folder.path()),
            "issues.toml:1:1: error: cannot be read: No such file or directory\n");
}

TEST(CaseOnDisk, FileOver64MegabytesIsRefused) {
  const TemporaryFolder folder;
  write(folder.path(), small_case());
  const auto file = folder.path() / "events/2021.toml";
  std::filesystem::resize_file(file, (std::uintmax_t{64} << 20U) + 1);  // sparse
  EXPECT_EQ(faults_on_disk(folder.path()),
            "events/2021.toml:1:1: error: is larger than 64 MB; split it\n");
}

TEST(CaseOnDisk, FileOf64MegabytesIsRead) {
  const TemporaryFolder folder;
  write(folder.path(), small_case());
  const auto file = folder.path() / "issues.toml";
  std::filesystem::resize_file(file, std::uintmax_t{64} << 20U);
  EXPECT_EQ(faults_on_disk(folder.path()), "issues.toml:5:1: error: holds a NUL character\n");
}

TEST(CaseOnDisk, PipeDoesNotBlock) {
  const TemporaryFolder folder;
  write(folder.path(), small_case());
  ASSERT_EQ(::mkfifo((folder.path() / "series/pipe.csv").c_str(), 0600), 0);
  EXPECT_EQ(faults_on_disk(folder.path()),
            "series/pipe.csv:1:1: error: cannot be read: it is no plain file\n");
}

TEST(CaseOnDisk, HiddenFilesAndTextsAreNotRead) {
  const TemporaryFolder folder;
  write(folder.path(), small_case());
  for (const auto name : {".hidden.toml", "events/.2022.toml.detente-abcdef", "texts/a.toml",
                          "coded/README", "README.md", "events/2022.toml~"}) {
    write(folder.path() / name, "\xFF");
  }
  EXPECT_EQ(faults_on_disk(folder.path()), "");
}

TEST(CaseOnDisk, SoundReaderNamesTwentyFaultsAndCountsTheRest) {
  const TemporaryFolder folder;
  CaseFiles files = small_case();
  for (int i = 0; i < 25; ++i) files["issues.toml"] += "x" + std::to_string(i) + " = 1\n";
  write(folder.path(), files);
  const auto sound = read_sound_case(folder.path());
  ASSERT_FALSE(sound);
  EXPECT_EQ(sound.error().kind, Error::Kind::input);
  EXPECT_EQ(std::ranges::count(sound.error().what, '\n'), 20);
  EXPECT_TRUE(sound.error().what.ends_with("… and 5 more; run detente check"));
}

}  // namespace
}  // namespace detente::testing
