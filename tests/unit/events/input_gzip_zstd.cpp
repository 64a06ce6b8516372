// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.hpp"
#include "support/files.hpp"
#include "support/read_input.hpp"

namespace detente {

namespace {

using namespace std::string_literals;
using testing::gzip_bytes;
using ::testing::HasSubstr;
using testing::skippable_frame;
using testing::zstd_bytes;

/// The text of a file with these bytes, or "KIND of error: what".
std::string read(std::string_view bytes, std::size_t step = std::size_t{1} << 16U) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "events";
  testing::write(file, bytes);
  const auto texts = testing::texts_of(file, step);
  if (!texts) return (texts.error().kind == Error::Kind::input ? "! " : "? ") + texts.error().what;
  EXPECT_EQ(texts->size(), 1U);
  return texts->front();
}

const std::string one = "one\n";
const std::string two = "two\n";
constexpr auto cut_short = "! is cut short: its compressed data has no end";
constexpr auto garbage_gzip = "! has bytes after its gzip data that are no gzip data";
constexpr auto garbage_zstd = "! has bytes after its zstd data that are no zstd data";

TEST(Gzip, MembersFollowOneAnother) {
  EXPECT_EQ(read(gzip_bytes(one) + gzip_bytes("") + gzip_bytes(two)), one + two);
  EXPECT_EQ(read(gzip_bytes(one) + gzip_bytes(two), 1), one + two);
  EXPECT_EQ(read(gzip_bytes("")), "");
}

TEST(Gzip, ZerosMayFillUpTheEnd) {
  EXPECT_EQ(read(gzip_bytes(one) + std::string(1, '\0')), one);
  EXPECT_EQ(read(gzip_bytes(one) + std::string(100'000, '\0')), one);
  EXPECT_EQ(read(gzip_bytes(one) + std::string(100'000, '\0') + "x"), garbage_gzip);
  EXPECT_EQ(read(gzip_bytes(one) + std::string(10, '\0') + gzip_bytes(two)), garbage_gzip);
}

TEST(Gzip, OtherBytesAfterAMemberAreAFault) {
  EXPECT_EQ(read(gzip_bytes(one) + "x"), garbage_gzip);
  EXPECT_EQ(read(gzip_bytes(one) + "\x1f"), cut_short);
  EXPECT_EQ(read(gzip_bytes(one) + "\x1fxyz"), garbage_gzip);
  EXPECT_EQ(read(gzip_bytes(one) + one), garbage_gzip);
}

TEST(Gzip, DamageIsNamed) {
  const std::string bytes = gzip_bytes(one);
  std::string crc = bytes;
  crc[bytes.size() - 8] ^= 1;
  EXPECT_EQ(read(crc), "! is damaged: the checksum of its text is wrong");
  std::string length = bytes;
  length[bytes.size() - 4] ^= 1;
  EXPECT_EQ(read(length), "! is damaged: its text has not the length that it says");
  std::string method = bytes;
  method[2] = 7;
  EXPECT_EQ(read(method), "! is damaged: its compressed data has an unknown compression method");
  std::string block = bytes;
  block[10] = 7;  // a kind of block that does not exist
  EXPECT_EQ(read(block), "! is damaged: its compressed data has an invalid block type");
}

TEST(Gzip, CutAnywhereItIsAFault) {
  const std::string bytes = gzip_bytes(one) + gzip_bytes(two);
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    const std::string text = read(std::string_view(bytes).substr(0, size));
    EXPECT_EQ(text, size == gzip_bytes(one).size() ? one : cut_short) << size;
  }
}

TEST(Zstd, FramesFollowOneAnotherAndSomeAreSkipped) {
  EXPECT_EQ(read(zstd_bytes(one) + skippable_frame("xyz") + zstd_bytes("") + zstd_bytes(two)),
            one + two);
  EXPECT_EQ(read(skippable_frame("") + zstd_bytes(one), 1), one);
  EXPECT_EQ(read(skippable_frame("xyz")), "");
  EXPECT_EQ(read(zstd_bytes("")), "");
}

TEST(Zstd, OtherBytesAfterAFrameAreAFault) {
  EXPECT_EQ(read(zstd_bytes(one) + "text"), garbage_zstd);
  EXPECT_EQ(read(zstd_bytes(one) + std::string(4, '\0')), garbage_zstd);
  EXPECT_EQ(read(zstd_bytes(one) + gzip_bytes(two)), garbage_zstd);
  // A frame of zstd 0.7, which the library would take.
  EXPECT_EQ(read(zstd_bytes(one) + "\x27\xb5\x2f\xfd"s), garbage_zstd);
}

TEST(Zstd, DamageIsNamed) {
  std::string bytes = zstd_bytes(one);
  bytes.back() ^= 1;
  EXPECT_EQ(read(bytes), "! is damaged: the checksum of its text is wrong");
  bytes = zstd_bytes(one);
  bytes[4] |= 8;  // a bit that no version uses
  EXPECT_THAT(read(bytes), HasSubstr("! is damaged: its zstd data cannot be decompressed"));
}

TEST(Zstd, WindowsUpTo64MegabytesAreRead) {
  EXPECT_EQ(read(zstd_bytes(one, {.window_log = 26})), one);
  EXPECT_THAT(read(zstd_bytes(one, {.window_log = 27})),
              HasSubstr("! needs a zstd window of more than 64 MB"));
}

TEST(Zstd, CutAnywhereItIsAFault) {
  for (const bool checksum : {true, false}) {
    const std::string first = zstd_bytes(one, {.checksum = checksum});
    const std::string bytes = first + zstd_bytes(two, {.checksum = checksum});
    for (std::size_t size = 1; size < bytes.size(); ++size) {
      const std::string text = read(std::string_view(bytes).substr(0, size));
      EXPECT_EQ(text, size == first.size() ? one : cut_short) << size;
    }
  }
}

}  // namespace

}  // namespace detente
