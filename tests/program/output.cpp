// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/full_disk.hpp"
#include "support/program.hpp"

/// What becomes of a result that cannot be written: it is said, and the exit status is 3.
namespace detente {
namespace {

using ::testing::EndsWith;
using ::testing::IsEmpty;
using testing::Ran;
using testing::Workplace;

const std::string full = "No space left on device\n";

class FullOutput : public ::testing::TestWithParam<const char*> {};

TEST_P(FullOutput, IsSaidWithStatusThree) {
  const Workplace place(testing::small_cases());
  std::filesystem::copy(testing::built_in_cases() / "template", place.path() / "cases/template");
  testing::write(place.work() / "event.toml",
                 testing::read(testing::small_cases().parent_path() / "golden/input/event.toml"));
  const Ran ran = place.run(std::string(GetParam()) + " >/dev/full");
  EXPECT_EQ(ran.status, 3) << GetParam();
  EXPECT_EQ(ran.err, "detente: standard output: " + full) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Each, FullOutput,
    ::testing::Values("detente --help", "detente --version", "detente status --help",
                      "detente status rivals", "detente status rivals --format json",
                      "detente status rivals --format csv", "detente status rivals --ics board.ics",
                      "detente check rivals", "detente check faulty", "detente timeline rivals",
                      "detente readouts rivals 2001-05-10-summit", "detente commitments rivals",
                      "detente recommendations rivals --format csv", "detente cite rivals",
                      "detente cite rivals --style csl-json", "detente export rivals out",
                      "detente brief rivals", "detente brief rivals --format json",
                      "detente brief rivals -o brief.html", "detente new a-b --sides ALB,BEL",
                      "detente add rivals event <event.toml"),
    [](const auto& test) { return "Command" + std::to_string(test.index); });

/// A full disk: one of a few kilobytes where the tests may mount one, else a limit on files.
class FullDisk : public ::testing::TestWithParam<const char*> {};

TEST_P(FullDisk, IsSaidWithStatusThreeAndLeavesTheOldFileWhole) {
  const Workplace place(testing::small_cases());
  const testing::SmallDisk disk(8);
  if (!disk.mounted()) GTEST_SKIP() << "may not mount";
  const auto file = disk.path() / GetParam();
  testing::write(file, "old");
  const std::string options = file.extension() == ".ics"    ? "status rivals --ics "
                              : file.extension() == ".html" ? "brief rivals -o "
                              : file.extension() == ".json" ? "timeline rivals --format json -o "
                              : file.extension() == ".csv"  ? "timeline rivals --format csv -o "
                                                            : "timeline rivals --from 2001 -o ";
  testing::write(disk.path() / "filler", std::string(4096, 'x'));  // a page is left at most
  const Ran ran = place.run("detente " + options + file.string());
  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err, "detente: " + file.string() + ": " + full);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(testing::read(file), "old");
  EXPECT_THAT(testing::names_in(disk.path()),
              ::testing::UnorderedElementsAre("filler", GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Each, FullDisk,
                         ::testing::Values("x.txt", "x.json", "x.csv", "x.html", "x.ics"),
                         [](const auto& test) { return "File" + std::to_string(test.index); });

TEST(FullDisk, IsSaidByExportAndNew) {
  const Workplace place(testing::small_cases());
  std::filesystem::copy(testing::built_in_cases() / "template", place.path() / "cases/template",
                        std::filesystem::copy_options::recursive);
  const testing::SmallDisk disk(4);
  if (!disk.mounted()) GTEST_SKIP() << "may not mount";
  for (const std::string command : {"export rivals ", "new --sides ALB,BEL "}) {
    const Ran ran = place.run("detente " + command + (disk.path() / "made").string());
    EXPECT_EQ(ran.status, 3) << command;
    EXPECT_THAT(ran.out, IsEmpty()) << command;
    EXPECT_THAT(ran.err, EndsWith(full)) << command;
    EXPECT_THAT(testing::names_in(disk.path()), IsEmpty()) << command;
  }
}

TEST(Output, ToADeviceOrPipeByNameIsWhatStandardOutputGets) {
  const Workplace place(testing::small_cases());
  const Ran plain = place.run("detente status rivals --as-of 2005-12-31");
  const Ran named = place.run("detente status rivals --as-of 2005-12-31 -o /dev/stdout | cat");
  EXPECT_EQ(named.status, 0);
  EXPECT_EQ(named.err, "");
  EXPECT_EQ(named.out, plain.out);
  const Ran device = place.run("detente status rivals -o /dev/full");
  EXPECT_EQ(device.status, 3);
  EXPECT_EQ(device.err, "detente: /dev/full: " + full);
}

TEST(Output, ThatIsClosedIsSaid) {
  const Workplace place(testing::small_cases());
  for (const std::string command : {"status rivals", "--version", "export rivals out"}) {
    const Ran ran = place.run("detente " + command + " >&-");
    EXPECT_EQ(ran.status, 3) << command;
    EXPECT_EQ(ran.err, "detente: standard output: Bad file descriptor\n") << command;
  }
}

TEST(Output, OfMessagesThatNobodyCanReadChangesNoStatus) {
  const Workplace place(testing::small_cases());
  for (const std::string to : {"2>/dev/full", "2>&-"}) {
    EXPECT_EQ(place.run("detente status rivals " + to).status, 0) << to;
    EXPECT_EQ(place.run("detente status rivals --format xml " + to).status, 2) << to;
    EXPECT_EQ(place.run("detente status faulty " + to).status, 1) << to;
    EXPECT_EQ(place.run("detente status rivals >/dev/full " + to).status, 3) << to;
  }
}

// The variable of a script that was never set.
TEST(Options, ThatAreEmptyAreNotTakenForLeftOut) {
  const Workplace place(testing::small_cases());
  for (const std::string option : {"--as-of", "--to"}) {
    const Ran ran = place.run("detente timeline rivals " + option + " \"$DAY\"");
    EXPECT_EQ(ran.status, 2) << option;
    EXPECT_EQ(ran.err, "detente: " + option + " has an empty value\nTry: detente --help\n");
    EXPECT_EQ(ran.out, "");
  }
}

class ClosedPipe : public ::testing::TestWithParam<const char*> {};

TEST_P(ClosedPipe, EndsQuietly) {
  const Workplace place(testing::built_in_cases());
  const std::string command = "detente " + std::string(GetParam());
  // More than a pipe holds, so that the program still writes when nobody reads any longer.
  const Ran ran = place.run(command + " | head -1; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(ran.status, 128 + SIGPIPE);
  EXPECT_EQ(ran.err, "");
  // Who ignores the signal, as Python does for what it starts, hears nothing either.
  const Ran deaf = place.run("trap '' PIPE\n" + command + " | head -1; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(deaf.status, 0);
  EXPECT_EQ(deaf.err, "");
  EXPECT_THAT(testing::names_in(place.work()), IsEmpty()) << "a core?";
}

INSTANTIATE_TEST_SUITE_P(Each, ClosedPipe,
                         ::testing::Values("timeline us-china --from 1900 --format json",
                                           "timeline us-china --from 1900 --format csv",
                                           "commitments us-china --format json",
                                           "timeline us-china --from 1900"),
                         [](const auto& test) { return "Command" + std::to_string(test.index); });

}  // namespace
}  // namespace detente
