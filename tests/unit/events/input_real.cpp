// SPDX-License-Identifier: Apache-2.0
// The real daily files of ICEWS, read as they are delivered.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "support/read_input.hpp"

namespace detente {

namespace {

TEST(RealFiles, TheDailyFilesOfIcewsAreReadWhole) {
  const char* const given = std::getenv("DETENTE_SHARED");
  const std::filesystem::path shared =
      given == nullptr ? std::filesystem::path(DETENTE_SOURCE_DIR) / ".." / "shared"
                       : std::filesystem::path(given);
  const auto folder = shared / "data" / "events" / "icews-raw-bkitej" / "daily-gz";
  if (!std::filesystem::exists(folder))
    GTEST_SKIP() << "the real event files are not beside this checkout";
  const auto files = list_inputs(std::vector{folder.string()});
  ASSERT_TRUE(files) << files.error().what;
  EXPECT_EQ(files->size(), 143U);
  std::ptrdiff_t rows = 0;
  for (const auto& file : *files) {
    const auto texts = testing::texts_of(file);
    ASSERT_TRUE(texts) << file << ": " << texts.error().what;
    ASSERT_EQ(texts->size(), 1U);
    ASSERT_TRUE(texts->front().ends_with('\n')) << file;
    rows += std::ranges::count(texts->front(), '\n') - 1;  // the first line names the columns
  }
  EXPECT_EQ(rows, 279'042);
}

}  // namespace

}  // namespace detente
