// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "record/add_record.hpp"
#include "record/read_case.hpp"
#include "support/record_case.hpp"

namespace detente::testing {
namespace {

namespace fs = std::filesystem;

std::string event(std::string_view id, std::string_view date) {
  return "[[event]]\nid = \"" + std::string(id) + "\"\ndate = \"" + std::string(date) +
         "\"\ntitle = \"T\"\nkind = \"call\"\nparties = [\"USA\"]\nsummary = \"S.\"\n"
         "sources = [\"s1\"]\n";
}

std::string source(std::string_view id) {
  return "[[source]]\nid = \"" + std::string(id) +
         "\"\npublisher = \"P\"\ntitle = \"T\"\ncitation = \"C\"\nlanguage = \"en\"\n"
         "read = \"full\"\n";
}

/// The small case on the disk.
class Add : public ::testing::Test {
 protected:
  Add() { write(folder_.path(), small_case()); }

  [[nodiscard]] const fs::path& folder() const { return folder_.path(); }
  [[nodiscard]] CaseFiles files() const {
    CaseFiles found;
    for (const auto& entry : fs::recursive_directory_iterator(folder()))
      if (entry.is_regular_file())
        found[entry.path().lexically_relative(folder()).generic_string()] = read(entry.path());
    return found;
  }
  /// "events/2022.toml:1", or the failure.
  std::string add(AddedKind kind, std::string_view text) {
    const auto added = add_record(folder(), kind, text);
    return added ? added->file + ':' + std::to_string(added->line) : added.error().what;
  }
  [[nodiscard]] std::string ids(std::string_view file) const {
    std::string all;
    const auto read = read_case(folder());
    if (!read || !read->faults.empty()) return "the case has faults";
    for (const Event& event : read->record.events)
      if (event.place.file == file) all += event.id + ' ';
    return all;
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(Add, PutsAnEventBeforeTheFirstOfALaterDate) {
  const std::string before = read(folder() / "events/2022.toml");
  EXPECT_EQ(add(AddedKind::event, event("first", "2022-08")), "events/2022.toml:1");
  EXPECT_EQ(add(AddedKind::event, event("same-day", "2022-08-02")), "events/2022.toml:28");
  EXPECT_EQ(add(AddedKind::event, event("last", "2022-12-31")), "events/2022.toml:62");
  EXPECT_EQ(ids("events/2022.toml"), "first visit same-day countermeasures intercept last ");
  // Nothing else has changed: without the three, the old bytes remain.
  std::string after = read(folder() / "events/2022.toml");
  change(after, event("first", "2022-08") + "\n", "");
  change(after, event("same-day", "2022-08-02") + "\n", "");
  change(after, "\n" + event("last", "2022-12-31"), "");
  EXPECT_EQ(after, before);
}

TEST_F(Add, PutsASourceAtTheEnd) {
  const std::string before = read(folder() / "sources.toml");
  EXPECT_EQ(add(AddedKind::source, "\n\n# Seen in a library.\n" + source("s3") + "\n"),
            "sources.toml:21");
  EXPECT_EQ(read(folder() / "sources.toml"), before + "\n# Seen in a library.\n" + source("s3"));
}

TEST_F(Add, MakesTheFileOfAYear) {
  fs::remove_all(folder() / "events");
  for (const auto file : {"commitments.toml", "recommendations.toml"}) fs::remove(folder() / file);
  EXPECT_EQ(add(AddedKind::event, event("early", "0999")), "events/0999.toml:1");
  EXPECT_EQ(read(folder() / "events/0999.toml"), event("early", "0999"));
}

TEST_F(Add, MakesTheFileOfSources) {
  for (const auto& [file, text] : small_case())
    if (file != "case.toml" && file != "actors.toml") fs::remove(folder() / file);
  std::string actors = small_case().at("actors.toml");
  change(actors, ", source = \"s1\"", "");
  write(folder() / "actors.toml", actors);
  EXPECT_EQ(add(AddedKind::source, source("s1")), "sources.toml:1");
}

TEST_F(Add, KeepsCommentsWithTheEventBelowAndTheLineEnds) {
  std::string text = small_case().at("events/2021.toml");
  text = "# The whole year.\n\n# Found late.\n" + text;
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
    text.replace(at, 1, "\r\n");
  write(folder() / "events/2021.toml", text);
  EXPECT_EQ(add(AddedKind::event, event("early", "2021-01-05")), "events/2021.toml:3");
  const std::string after = read(folder() / "events/2021.toml");
  EXPECT_TRUE(after.starts_with("# The whole year.\r\n\r\n[[event]]\r\nid = \"early\"\r\n"))
      << after;
  EXPECT_NE(after.find("\r\n\r\n# Found late.\r\n[[event]]\r\n"), std::string::npos) << after;
  EXPECT_EQ(std::ranges::count(after, '\n'), std::ranges::count(after, '\r'));
}

struct Refusal {
  std::string_view name;
  AddedKind kind;
  std::string text;
  std::string_view what;
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

class AddRefuses : public Add, public ::testing::WithParamInterface<Refusal> {};

TEST_P(AddRefuses, AndChangesNothing) {
  const CaseFiles before = files();
  EXPECT_EQ(add(GetParam().kind, GetParam().text), GetParam().what);
  EXPECT_EQ(files(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Table, AddRefuses,
    ::testing::Values(
        Refusal{"Nothing", AddedKind::event, "",
                "input:1:1: error: must hold one [[event]], not 0"},
        Refusal{"Two", AddedKind::source, source("a") + source("b"),
                "input:1:1: error: must hold one [[source]], not 2"},
        Refusal{"AnotherKind", AddedKind::event, source("a"),
                "input:1:1: error: must hold one [[event]], not 0\n"
                "input:1:3: error: input: unknown key \"source\""},
        Refusal{"NoToml", AddedKind::event, "[[event]\n",
                "input:1:9: error: Error while parsing table header: expected ']', saw '\\n'"},
        Refusal{"NotUtf8", AddedKind::source, "# \xFF\n" + source("a"),
                "input:1:3: error: is not UTF-8 here; save the file as UTF-8"},
        Refusal{"NoDate", AddedKind::event, event("a", "2022-02-30"),
                "input:3:8: error: event \"a\": \"date\" is \"2022-02-30\"; a date is 2022-08-05, "
                "\"2022-08\" or \"2022\""},
        Refusal{"KnownEvent", AddedKind::event, "\n" + event("visit", "2023"),
                "input:3:6: error: event \"visit\" is already defined at events/2022.toml:1"},
        Refusal{"KnownSource", AddedKind::source, source("s2"),
                "input:2:6: error: source \"s2\" is already defined at sources.toml:11"},
        Refusal{"Dangling", AddedKind::event, "\n\n" + event("a", "2023") + "after = \"visitt\"\n",
                "input:11:9: error: event \"visitt\" is not in events/; did you mean \"visit\"?"},
        Refusal{"After", AddedKind::event, event("a", "2021") + "after = \"visit\"\n",
                "input:1:1: error: event \"a\": \"after\" names \"visit\" of 2022-08-02, which is "
                "later"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST_F(Add, RefusesAFaultyCase) {
  write(folder() / "issues.toml", "[[issue]]\nid = \"strait\"\n");
  const CaseFiles before = files();
  const auto added = add_record(folder(), AddedKind::event, event("a", "2022"));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind, Error::Kind::input);
  EXPECT_EQ(added.error().what, (folder() / "issues.toml").string() +
                                    ":1:1: error: issue \"strait\": \"name\" is missing");
  EXPECT_EQ(files(), before);
}

TEST_F(Add, NeedsACase) {
  const auto added = add_record(folder() / "none", AddedKind::event, event("a", "2022"));
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind, Error::Kind::usage);
  EXPECT_FALSE(fs::exists(folder() / "none"));
}

TEST_F(Add, FailsWhereNoFileCanBeMade) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const CaseFiles before = files();
  ::chmod((folder() / "events").c_str(), 0555);
  const auto added = add_record(folder(), AddedKind::event, event("a", "2022"));
  ::chmod((folder() / "events").c_str(), 0755);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().kind, Error::Kind::io);
  EXPECT_EQ(files(), before);
}

TEST_F(Add, ClearsAwayWhatKilledWritersLeft) {
  CaseFiles expected = files();
  for (const auto file : {".sources.toml.detente-aB3dE6", "events/.2021.toml.detente-abcdef",
                          "events/.1999.toml.detente-123456"})
    write(folder() / file, "half a fi");
  write(folder() / ".notes", "mine");
  expected[".notes"] = "mine";
  expected["sources.toml"] += "\n" + source("s3");
  EXPECT_EQ(add(AddedKind::source, source("s3")), "sources.toml:21");
  EXPECT_EQ(files(), expected);
}

TEST_F(Add, OfManyAtOnceLosesNone) {
  constexpr int writers = 4, each = 4;
  std::atomic<int> added = 0;
  {
    std::vector<std::jthread> threads;
    threads.reserve(writers);
    for (int writer = 0; writer < writers; ++writer)
      threads.emplace_back([&, writer] {
        for (int i = 0; i < each; ++i) {
          const std::string id = "of-" + std::to_string(writer) + '-' + std::to_string(i);
          added += add_record(folder(), AddedKind::event, event(id, "2021-06-01")).has_value();
        }
      });
  }
  EXPECT_EQ(added, writers * each);
  const std::string found = ids("events/2021.toml");
  EXPECT_EQ(std::ranges::count(found, ' '), 1 + writers * each) << found;
}

}  // namespace
}  // namespace detente::testing
