// SPDX-License-Identifier: Apache-2.0
#include "events/state_code.hpp"

#include <gtest/gtest.h>

#include <string>

namespace detente {

namespace {

TEST(StateCode, HoldsUpToThreeLettersAndGivesThemBack) {
  for (const auto* code : {"", "A", "AB", "USA"}) {
    EXPECT_EQ(StateCode(code).text(), code);
    EXPECT_EQ(std::string(StateCode(code)), code);
    EXPECT_EQ(StateCode(code).empty(), std::string(code).empty());
  }
}

TEST(StateCode, IsInOrderAsItsTextIs) {
  const std::string codes[] = {"", "A", "AB", "AZZ", "B", "CHN", "USA"};
  for (const std::string& one : codes)
    for (const std::string& other : codes) {
      EXPECT_EQ(StateCode(one) < StateCode(other), one < other) << one << ' ' << other;
      EXPECT_EQ(StateCode(one) == StateCode(other), one == other) << one << ' ' << other;
    }
}

TEST(StateCode, ComparesWithTextsOfAnyLengthButIsNoneThatIsLonger) {
  EXPECT_EQ(StateCode("USA"), "USA");
  EXPECT_NE(StateCode("USA"), "USAGOV");
  EXPECT_THROW(StateCode("USAGOV"), std::length_error);
}

}  // namespace

}  // namespace detente
