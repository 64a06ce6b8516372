// SPDX-License-Identifier: Apache-2.0
#include "events/line_blocks.hpp"

#include <gtest/gtest.h>

#include "support/event_rows.hpp"

namespace detente {

namespace {

struct Lines {
  std::vector<std::string> lines;  ///< those that are too long as "(long)"
  std::size_t blocks = 0, bytes = 0;
};

Lines lines_of(std::string_view text, std::size_t step = SIZE_MAX) {
  testing::MemoryStream stream(text, step);
  LineBlocks blocks(stream);
  Lines all;
  for (;;) {
    const auto block = blocks.next();
    if (!block || block->text.empty()) break;
    ++all.blocks;
    EXPECT_TRUE(block->text.ends_with('\n'));
    if (!block->whole) {
      all.lines.emplace_back("(long)");
      EXPECT_EQ(block->text.size(), LineBlocks::longest_line);
      EXPECT_EQ(std::ranges::count(block->text, '\n'), 1);
      continue;
    }
    for (auto rest = block->text; !rest.empty();) {
      const auto end = rest.find('\n');
      all.lines.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
  }
  EXPECT_TRUE(blocks.next()->text.empty()) << "the end is not the end";
  all.bytes = blocks.bytes();
  return all;
}

using Texts = std::vector<std::string>;

TEST(LineBlocks, GiveWholeLines) {
  for (const std::size_t step : {std::size_t{1}, std::size_t{3}, SIZE_MAX}) {
    EXPECT_EQ(lines_of("", step).lines, Texts{});
    EXPECT_EQ(lines_of("a\nbc\n", step).lines, (Texts{"a", "bc"}));
    EXPECT_EQ(lines_of("a\nbc", step).lines, (Texts{"a", "bc"})) << "no last line end";
    EXPECT_EQ(lines_of("\n\na\n\n", step).lines, (Texts{"", "", "a", ""}));
    EXPECT_EQ(lines_of("\n", step).lines, Texts{""});
    EXPECT_EQ(lines_of("a\nbc\n", step).bytes, 5U);
  }
}

TEST(LineBlocks, DoNotDependOnHowMuchTheStreamGives) {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += std::to_string(i) + "\tx\n";
  const auto whole = lines_of(text);
  const auto cut = lines_of(text, 1000);
  EXPECT_EQ(whole.lines.size(), 40'000U);
  EXPECT_EQ(whole.lines, cut.lines);
  EXPECT_EQ(whole.blocks, cut.blocks);
}

TEST(LineBlocks, TellALineThatIsTooLong) {
  constexpr std::size_t most = LineBlocks::longest_line;
  constexpr std::size_t block = std::size_t{128} << 10U;
  for (const std::size_t size : {most - 1, most, most + 1, most + block - 1, most + block,
                                 most + block + 1, 3 * most + 17}) {
    const std::string line(size, 'x');
    for (const std::size_t step : {std::size_t{4099}, SIZE_MAX}) {
      for (const std::string before : {"", "a\nb\n"}) {
        for (const std::string behind : {"", "\n", "\nc", "\nc\nd\n"}) {
          std::string text = before;
          text.append(line).append(behind);
          const auto read = lines_of(text, step).lines;
          auto want = lines_of(before).lines;
          want.push_back(size > most ? "(long)" : line);
          const auto rest = lines_of(behind.empty() ? "" : behind.substr(1)).lines;
          want.insert(want.end(), rest.begin(), rest.end());
          EXPECT_TRUE(read == want) << size << ' ' << step << ' ' << before.size() << ' ' << behind;
        }
      }
    }
  }
}

TEST(LineBlocks, BeginAgainWithAnotherStream) {
  testing::MemoryStream first("a\nb\n");
  testing::MemoryStream second("c\n");
  LineBlocks blocks(first);
  EXPECT_EQ(blocks.next()->text, "a\nb\n");
  blocks.start(second);
  EXPECT_EQ(blocks.next()->text, "c\n");
  EXPECT_EQ(blocks.bytes(), 2U);
  EXPECT_TRUE(blocks.next()->text.empty());
}

TEST(LineBlocks, GiveRoomForATextThatIsMadeAtOnce) {
  struct Whole final : ByteStream {
    std::string text;
    std::size_t asked = 0;
    Result<std::size_t> read(std::span<char> to) override {
      if (asked > 0) return 0;
      asked = to.size();
      std::ranges::copy(text, to.begin());
      return text.size();
    }
    [[nodiscard]] std::size_t at_once() const override { return text.size(); }
  } stream;
  for (int i = 0; i < 100'000; ++i) stream.text += "123456789\n";
  LineBlocks blocks(stream);
  EXPECT_EQ(blocks.next()->text, stream.text);
  EXPECT_EQ(stream.asked, stream.text.size());
}

TEST(LineBlocks, HandOnAFailure) {
  struct Broken final : ByteStream {
    int reads = 0;
    Result<std::size_t> read(std::span<char> to) override {
      if (++reads > 1) return fail(Error::Kind::io, "gone");
      to[0] = 'a';
      return 1;
    }
  } stream;
  LineBlocks blocks(stream);
  const auto block = blocks.next();
  ASSERT_FALSE(block);
  EXPECT_EQ(block.error().what, "gone");
}

}  // namespace

}  // namespace detente
