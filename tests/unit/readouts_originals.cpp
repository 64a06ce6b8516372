// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "command/readouts.hpp"
#include "support/files.hpp"

namespace detente {
namespace {

namespace fs = std::filesystem;

Json readouts_of(const std::string& event) {
  const fs::path tests = fs::path(DETENTE_SOURCE_DIR) / "tests";
  const auto output =
      run_readouts({.folder = tests / "data/compared", .as_of = *parse_day("2023-01-01")}, event,
                   tests / "lexicon", "0.0.0");
  EXPECT_TRUE(output.has_value());
  return output ? to_json(output->document, "0.0.0") : Json();
}

TEST(Originals, AreTheTextsPieceByPiece) {
  const Json originals = readouts_of("2022-12-01-call").at("originals");
  std::map<std::string, std::string> texts;
  std::set<std::string> points;
  std::size_t never = 0;
  for (const Json& piece : originals) {
    texts[piece.at("side")] += piece.at("text").get<std::string>();
    if (piece.at("point").is_null()) {
      EXPECT_TRUE(piece.at("finding").is_null());
      EXPECT_FALSE(piece.at("never").get<bool>());
      continue;
    }
    points.insert(piece.at("point"));
    never += piece.at("never").get<bool>() ? 1 : 0;
    EXPECT_EQ(piece.at("partners").empty(), piece.at("finding") == "only");
  }
  const fs::path folder = fs::path(DETENTE_SOURCE_DIR) / "tests/data/compared/texts";
  for (const char* side : {"USA", "CHN"})
    EXPECT_EQ(texts[side],
              testing::read(folder / ("2022-12-01-call." + std::string(side) + ".txt")));
  EXPECT_GT(never, 0);
  // Each partner is a point of the other text, and knows it.
  for (const Json& piece : originals) {
    if (piece.at("point").is_null()) continue;
    for (const Json& partner : piece.at("partners")) {
      EXPECT_TRUE(points.contains(partner));
      EXPECT_NE(partner.get<std::string>().front(), piece.at("point").get<std::string>().front());
    }
  }
}

TEST(Originals, AreAbsentWithoutBothTexts) {
  EXPECT_FALSE(readouts_of("2022-11-14-meeting").contains("originals"));
}

}  // namespace
}  // namespace detente
