// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/archives.hpp"
#include "support/files.hpp"
#include "support/read_input.hpp"

namespace detente {

namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::zip_bytes;
using testing::ZipEntry;

/// The texts of an archive joined by '|', or "MEMBER! what" where it fails.
std::string read(std::string_view bytes, std::size_t step = std::size_t{1} << 16U) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  testing::write(file, bytes);
  const auto texts = testing::texts_of(file, step);
  if (!texts) {
    EXPECT_EQ(texts.error().kind, Error::Kind::input);
    EXPECT_THAT(texts.error().where, StartsWith(file.string()));
    return texts.error().where.substr(file.string().size()) + "! " + texts.error().what;
  }
  std::string all;
  for (const std::string& text : *texts) all += text + '|';
  return all;
}

std::string read(const ZipEntry& entry, const testing::ZipOptions& options = {}) {
  return read(zip_bytes({entry}, options));
}

/// Two ways to unpack: at once, and beyond 8 MB piece by piece.
std::string large() { return std::string(9 << 20, 'x') + "end\n"; }

TEST(Zip, MembersComeInTheOrderOfTheDirectory) {
  EXPECT_EQ(read(zip_bytes({{.name = "b", .text = "1"},
                            {.name = "a", .text = "22", .method = 0},
                            {.name = "c", .text = "", .method = 8},
                            {.name = "d", .text = "", .method = 0}})),
            "1|22|||");
  EXPECT_EQ(read(zip_bytes({})), "");
}

TEST(Zip, AllSizesAndFormsAreRead) {
  const std::string text = large();
  for (const int method : {0, 8})
    for (const bool descriptor : {false, true})
      for (const bool zip64 : {false, true}) {
        const ZipEntry small{.name = "s",
                             .text = "small",
                             .method = method,
                             .descriptor = descriptor,
                             .zip64 = zip64,
                             .local_extra = "\x99\x99\x02\x00zz"s};
        ZipEntry big = small;
        big.name = "b";
        big.text = text;
        EXPECT_EQ(read(zip_bytes({small, big}, {.zip64 = zip64, .comment = "PK\x05\x06 and on"})),
                  "small|" + text + '|');
      }
  EXPECT_EQ(read({.name = "a", .text = "abc"}, {.before_directory = "signature"}), "abc|");
  EXPECT_EQ(read(zip_bytes({{.name = "a", .text = "abcdef"}}), 4), "abcdef|");
}

TEST(Zip, TheEncryptedAndTheUnknownAreNamed) {
  EXPECT_EQ(read({.name = "a", .flags = 1}), ":a! is encrypted: unpack it with its password first");
  EXPECT_THAT(read({.name = "a", .method = 99}), HasSubstr("encrypted"));
  EXPECT_THAT(read({.name = "a", .method = 12}),
              HasSubstr(":a! is packed by method 12 (bzip2), of"));
  EXPECT_THAT(read({.name = "a", .method = 77}), HasSubstr(":a! is packed by method 77, of"));
  EXPECT_THAT(read({.name = "a", .flags = 32}), HasSubstr("patch"));
}

TEST(Zip, TheDirectoryIsHeldToTheLocalHeaders) {
  EXPECT_EQ(read({.name = "a", .local_name = "b"}),
            ":a! is damaged: its local header gives it another name");
  EXPECT_EQ(read({.name = "a", .local_name = "ab"}),
            ":a! is damaged: its local header gives it another name");
  EXPECT_EQ(read({.name = "a", .local_method = 0}),
            ":a! is damaged: its local header gives another method");
  std::string bytes = zip_bytes({{.name = "a", .text = "abc"}, {.name = "b", .text = "abc"}});
  bytes[bytes.rfind("PK\x03\x04") + 2] = 9;
  EXPECT_EQ(read(bytes), ":b! is damaged: its local header is not where it should be");
}

TEST(Zip, LengthAndChecksumAreHeldToTheDirectory) {
  for (const std::string& text : {"abcdef"s, large()})
    for (const int method : {0, 8}) {
      ZipEntry entry{.name = "a", .text = text, .method = method};
      entry.crc = 1;
      EXPECT_EQ(read(entry), ":a! is damaged: the CRC-32 of its text is wrong");
      entry.crc.reset();
      const std::string size = std::to_string(text.size());
      entry.unpacked = text.size() + 1;
      EXPECT_EQ(read(entry), ":a! is damaged: it unpacks to " + size + " bytes, not to the " +
                                 std::to_string(text.size() + 1) + " that the archive says");
      entry.unpacked = text.size() - 1;
      EXPECT_EQ(read(entry), ":a! is damaged: it unpacks to more bytes, not to the " +
                                 std::to_string(text.size() - 1) + " that the archive says");
    }
}

TEST(Zip, DataThatIsDamagedOrGoesOnSaysSo) {
  for (const std::string& text : {"abcdef"s, large()}) {
    const std::string packed = testing::zlib_bytes(text, -15);
    EXPECT_EQ(read({.name = "a", .text = text, .packed_bytes = packed + "x"}),
              ":a! has bytes after the end of its compressed text");
    const std::string cut = read({.name = "a", .text = text, .packed_bytes = packed.substr(0, 5)});
    EXPECT_THAT(cut, ::testing::AnyOf(HasSubstr("no end"), HasSubstr("unpacks to")));
    EXPECT_THAT(read({.name = "a", .text = text, .packed_bytes = "\x07" + packed.substr(1)}),
                HasSubstr(":a! is damaged: its compressed data has an"));
  }
}

TEST(Zip, MembersMayNotShareBytes) {
  const std::string overlap = "! is damaged: two of its members overlap, or one lies outside";
  EXPECT_EQ(read(zip_bytes({{.name = "a", .text = "abc"}, {.name = "b", .offset = 0}})), overlap);
  EXPECT_EQ(read(zip_bytes({{.name = "a", .text = "abc"}, {.name = "b", .offset = 10}})), overlap);
  EXPECT_EQ(read({.name = "a", .text = "abc", .packed = 60}), overlap);
  EXPECT_EQ(read({.name = "a", .offset = 1'000'000}), overlap);
  EXPECT_EQ(read({.name = "a", .zip64 = true, .offset = UINT64_MAX}), overlap);
  EXPECT_EQ(read({.name = "a", .zip64 = true, .packed = UINT64_MAX}), overlap);
  // The length of a local header is known only when it is read.
  std::string bytes = zip_bytes({{.name = "a", .text = "abc"}, {.name = "b", .text = "abc"}});
  bytes[28] = 1;
  EXPECT_EQ(read(bytes), ":a! is damaged: it reaches into what follows it");
}

TEST(Zip, TwoMembersOfOneNameAreAFault) {
  EXPECT_THAT(read(zip_bytes({{.name = "a"}, {.name = "a"}})),
              HasSubstr("two members of one name"));
}

TEST(Zip, AnAbsurdDirectoryIsRefused) {
  const ZipEntry entry{.name = "a", .text = "abc"};
  EXPECT_THAT(read(entry, {.members = 1000}), HasSubstr("no room for the 1000 members"));
  EXPECT_THAT(read(entry, {.zip64 = true, .members = UINT64_MAX}),
              HasSubstr("no room for the 18446"));
  EXPECT_THAT(read(entry, {.members = 0}), HasSubstr("more members than the 0"));
  EXPECT_THAT(read(entry, {.directory = 3}), HasSubstr("does not begin as it should"));
  EXPECT_THAT(read(entry, {.directory = 1'000'000}), HasSubstr("directory lies outside"));
  EXPECT_THAT(read(entry, {.directory_bytes = 1'000'000}), HasSubstr("directory lies outside"));
  EXPECT_THAT(read(entry, {.directory_bytes = 46}),
              HasSubstr("member 1 in its central directory is cut"));
  EXPECT_THAT(read(entry, {.zip64 = true, .directory = UINT64_MAX}), HasSubstr("lies outside"));
  EXPECT_THAT(read(entry, {.disk = 1}), HasSubstr("several volumes"));
  EXPECT_THAT(read(entry, {.zip64 = true, .disk = 1}), HasSubstr("several volumes"));
  EXPECT_THAT(read(ZipEntry{.name = ""}), HasSubstr("has no name"));
}

TEST(Zip, NumbersFor64BitsMustBeThere) {
  EXPECT_THAT(read({.name = "a", .unpacked = 0xFFFFFFFF}), HasSubstr("lacks its 64-bit sizes"));
  std::string bytes = zip_bytes({{.name = "a", .text = "abc"}}, {.zip64 = true});
  bytes[bytes.rfind("PK\x06\x06") + 3] = 9;
  EXPECT_THAT(read(bytes), HasSubstr("zip64 end record is not where"));
  bytes = zip_bytes({{.name = "a", .text = "abc"}}, {.zip64 = true});
  bytes[bytes.rfind("PK\x06\x07") + 10] = 9;
  EXPECT_THAT(read(bytes), HasSubstr("zip64 end record lies outside"));
}

TEST(Zip, AFullShortRecordIsNoZip64) {
  std::vector<ZipEntry> entries;
  for (int i = 0; i < 0xFFFF; ++i) entries.push_back({.name = std::to_string(i), .method = 0});
  const testing::TemporaryFolder folder;
  testing::write(folder.path() / "a.zip", zip_bytes(entries));
  const auto parts = parts_of(folder.path() / "a.zip");
  ASSERT_TRUE(parts) << parts.error().what;
  EXPECT_EQ(parts->size(), 65'535U);
}

TEST(Zip, CutAnywhereItIsAFault) {
  for (const bool zip64 : {false, true}) {
    const std::string bytes =
        zip_bytes({{.name = "a", .text = "abc"}, {.name = "b", .text = "defg", .descriptor = true}},
                  {.zip64 = zip64, .comment = "a remark"});
    ASSERT_EQ(read(bytes), "abc|defg|");
    for (std::size_t size = 1; size < bytes.size(); ++size)
      EXPECT_THAT(read(std::string_view(bytes).substr(0, size)), StartsWith("! is cut short"))
          << size;
  }
}

TEST(Zip, ANameInAnotherEncodingCanBeShown) {
  const testing::TemporaryFolder folder;
  const auto file = folder.path() / "a.zip";
  testing::write(file, zip_bytes({{.name = "caf\x82.csv", .text = "1"},
                                  {.name = "d\xc3\xa9tente\n.csv", .text = "2"}}));
  const auto parts = parts_of(file);
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->at(0).member, "caf?.csv");
  EXPECT_EQ(parts->at(1).member, "d\xc3\xa9tente?.csv");
  EXPECT_EQ(testing::text_of(parts->at(0)), "1");
}

}  // namespace

}  // namespace detente
