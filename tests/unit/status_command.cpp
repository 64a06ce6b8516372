// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command/query.hpp"

namespace detente {
namespace {

TEST(StatusCommand, TakesNoChangesFarAhead) {
  const Asked asked{
      .common = {.folder = std::filesystem::path(DETENTE_SOURCE_DIR) / "tests/cases/rivals",
                 .as_of = *parse_day("2005-12-31")},
      .version = "test"};
  const auto until = [&](const std::string& day) {
    return find_query("status")->run(asked, {{"changes", {"2000-01-01", day}}});
  };
  EXPECT_TRUE(until("2006-12-31"));
  const auto far = until("2007-01-02");
  ASSERT_FALSE(far);
  EXPECT_EQ(far.error().kind, Error::Kind::usage);
  EXPECT_EQ(far.error().what,
            "--changes: 2007-01-02 lies more than a year ahead of today, 2005-12-31");
}

}  // namespace
}  // namespace detente
