// SPDX-License-Identifier: Apache-2.0
#include "events/cameo.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "events/countries.hpp"
#include "events/fields.hpp"
#include "support/shared_data.hpp"

namespace detente {

namespace {

TEST(Cameo, RootsAreTheFirstTwoDigits) {
  EXPECT_EQ(root_of("042"), 4);
  EXPECT_EQ(root_of("01"), 1);
  EXPECT_EQ(root_of("20"), 20);
  EXPECT_EQ(root_of("1823"), 18);
  EXPECT_EQ(root_of("01234"), 1);
  for (const auto* wrong :
       {"", "4", "00", "001", "21", "224", "990", "012345", "4a", "0x1", "-10", " 42", "---"})
    EXPECT_FALSE(root_of(wrong)) << wrong;
}

TEST(Weis, HasTwoRootsMore) {
  EXPECT_EQ(root_of("224", CodeSystem::weis), 22);
  EXPECT_EQ(root_of("21", CodeSystem::weis), 21);
  EXPECT_FALSE(root_of("230", CodeSystem::weis));
}

TEST(Cameo, QuadClassesOfRoots) {
  const std::string classes = "11111222333334444444";
  for (std::uint8_t root = 1; root <= 20; ++root)
    EXPECT_EQ(quad_of_root(root), classes[root - 1U] - '0') << int{root};
}

TEST(Weis, QuadClassesOfRoots) {
  const std::string classes = "2111122111333333344444";
  for (std::uint8_t root = 1; root <= 22; ++root)
    EXPECT_EQ(quad_of_root(root, CodeSystem::weis), classes[root - 1U] - '0') << int{root};
}

TEST(Cameo, ALostZeroIsKnown) {
  for (const auto* lost : {"10", "42", "20", "211", "831", "990"})
    EXPECT_TRUE(lost_a_zero(lost)) << lost;
  for (const auto* whole : {"01", "042", "112", "204", "0211", "1823", "", "1", "4a", "8x1"})
    EXPECT_FALSE(lost_a_zero(whole)) << whole;
}

TEST(Plover, TypesHaveARootAndAClass) {
  const std::vector<std::string> types{
      "AGREE",  "CONSULT", "SUPPORT",  "COOPERATE", "AID",      "CONCEDE",  "RETREAT", "REQUEST",
      "ACCUSE", "REJECT",  "THREATEN", "PROTEST",   "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};
  for (const auto& type : types) {
    const auto found = plover_class_of(type);
    ASSERT_TRUE(found) << type;
    EXPECT_EQ(found->quad, quad_of_root(found->root)) << type;
  }
  EXPECT_EQ(plover_class_of("Sanction")->root, 16);
  EXPECT_EQ(plover_class_of("consult")->root, 4);
  for (const auto* wrong : {"", "SANCTIONS", "042", "SANCTION "})
    EXPECT_FALSE(plover_class_of(wrong)) << wrong;
}

TEST(Goldstein, OfACodeOrOfItsLongestListedBeginning) {
  EXPECT_EQ(goldstein_of("042"), 1900);
  EXPECT_EQ(goldstein_of("190"), -10'000);
  EXPECT_EQ(goldstein_of("0429"), 1900);
  EXPECT_EQ(goldstein_of("04291"), 1900);
  EXPECT_EQ(goldstein_of("223", CodeSystem::weis), -10'000);
  EXPECT_FALSE(goldstein_of("99"));
  EXPECT_FALSE(goldstein_of(""));
  EXPECT_FALSE(goldstein_of("0"));
}

TEST(Goldstein, OfEachCodeAsTheRPackageIcewsHasIt) {
  const auto file = testing::shared_events("icews-andybega/derived-goldstein_mappings.csv");
  DETENTE_NEEDS(file);
  std::ifstream lines(file);
  FieldSplitter splitter;
  int codes = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto fields = splitter.split(line, ',', true);
    ASSERT_TRUE(fields) << line;
    if ((*fields)[0] == "code" || !root_of((*fields)[0])) continue;
    EXPECT_EQ(goldstein_of((*fields)[0]), parse_score((*fields)[2])) << line;
    ++codes;
  }
  EXPECT_GT(codes, 250);
}

TEST(Goldstein, OfEachWeisCode) {
  const auto file = testing::shared_events("keds/derived-weis.goldstein.scale.tsv");
  DETENTE_NEEDS(file);
  std::ifstream lines(file);
  FieldSplitter splitter;
  int codes = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto fields = splitter.split(line, '\t', false);
    if (fields->size() < 2 || !is_digits((*fields)[0])) continue;
    EXPECT_EQ(goldstein_of((*fields)[0], CodeSystem::weis), parse_score((*fields)[1])) << line;
    ++codes;
  }
  EXPECT_GT(codes, 100);
}

TEST(Countries, ByTheirNames) {
  EXPECT_EQ(state_of_name("China"), "CHN");
  EXPECT_EQ(state_of_name("United States"), "USA");
  EXPECT_EQ(state_of_name("Russian Federation"), "RUS");
  EXPECT_EQ(state_of_name("Curaçao"), "CUW");
  EXPECT_EQ(state_of_name("Afghanistan"), "AFG") << "the first";
  EXPECT_EQ(state_of_name("Zimbabwe"), "ZWE") << "the last";
  EXPECT_EQ(state_of_name("UNITED STATES"), "USA");
  EXPECT_EQ(state_of_name("bosnia and herzegovina"), "BIH");
  EXPECT_EQ(state_of_name("TAIWAN"), "TWN");
  for (const auto* wrong : {"", "Chin", "Chinaa", "CHN", "Atlantis"})
    EXPECT_EQ(state_of_name(wrong), "") << wrong;
}

TEST(Countries, InTheCodesOfActors) {
  EXPECT_EQ(state_of_actor("USAGOV"), "USA");
  EXPECT_EQ(state_of_actor("CHN"), "CHN");
  for (const auto* wrong : {"", "US", "usa", "U1A", "---", "NA"})
    EXPECT_EQ(state_of_actor(wrong), "") << wrong;
  for (const auto* role : {"IGOUNO", "REB", "NGOHRI", "MIL", "UNO", "AGR"})
    EXPECT_EQ(state_of_actor(role), "") << role;
}

TEST(Countries, ByEachNameOfTheListOfIcewsNames) {
  const auto file = testing::shared_events("codes/icews-countrynames-to-codes.txt");
  DETENTE_NEEDS(file);
  std::ifstream lines(file);
  FieldSplitter splitter;
  int names = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto fields = splitter.split(line, '\t', false);
    if (fields->size() < 2 || (*fields)[1].size() != 3 || (*fields)[1] == "---") continue;
    ++names;
    EXPECT_NE(state_of_name((*fields)[0]), "") << line;
  }
  EXPECT_GT(names, 200);
}

}  // namespace

}  // namespace detente
