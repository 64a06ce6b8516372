// SPDX-License-Identifier: Apache-2.0
// A disk that fills up while events are read into a store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/event_store.hpp"
#include "support/full_disk.hpp"

namespace detente {

namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::ingested;

/// Rows that do not compress well.
std::string many_rows(int count) {
  std::string text;
  std::uint64_t random = 1;
  for (int i = 0; i < count; ++i) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    text += testing::line_of(testing::gdelt2_row(
        {{0, std::to_string(i)}, {60, "https://example.org/" + std::to_string(random)}}));
  }
  return text;
}

std::uint64_t bytes_below(const fs::path& folder) {
  std::uint64_t sum = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) sum += entry.file_size();
  return sum;
}

/// A store with some rows, to which then no more can be added; afterwards they can.
template <typename MakeFull>
void expect_nothing_lost(const fs::path& store, const MakeFull& make_full) {
  const testing::TemporaryFolder folder;
  const fs::path few = folder.path() / "a.CSV";
  const fs::path many = folder.path() / "b.CSV";
  testing::write(few, many_rows(10));
  ingested(store, {few});
  testing::write(few, many_rows(11));
  testing::write(many, many_rows(20'000));
  const auto counts = testing::counts_of_store(store);
  const auto manifest = testing::read(store / manifest_name);
  const auto size = bytes_below(store);
  {
    [[maybe_unused]] const auto full = make_full();
    const auto report = ingest(store, {few, many}, {}, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, Error::Kind::io) << report.error().what;
    EXPECT_THAT(report.error().what,
                ::testing::AnyOf(HasSubstr("No space left"), HasSubstr("File too large")));
    EXPECT_EQ(bytes_below(store), size) << "what could not be finished takes no room";
  }
  EXPECT_EQ(testing::read(store / manifest_name), manifest);
  EXPECT_EQ(testing::counts_of_store(store), counts);
}

TEST(IngestOnAFullDisk, LeavesTheStoreAsItWas) {
  const testing::SmallDisk disk(120);
  if (!disk.mounted()) GTEST_SKIP() << "only root can mount a small disk";
  expect_nothing_lost(disk.path() / "store", [] { return 0; });
}

TEST(IngestOfATooLargeFile, LeavesTheStoreAsItWas) {
  const testing::TemporaryFolder folder;
  expect_nothing_lost(folder.path() / "store", [] { return testing::SmallFilesOnly(100'000); });
}

}  // namespace

}  // namespace detente
