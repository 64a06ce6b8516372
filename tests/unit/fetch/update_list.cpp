// SPDX-License-Identifier: Apache-2.0
#include "fetch/update_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace detente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string md5 = "0123456789abcdef0123456789ABCDEF";

std::string line(const std::string& url) { return "12 " + md5 + ' ' + url; }

/// Line numbers and reasons.
std::vector<std::string> faults(const UpdateList& list) {
  std::vector<std::string> all;
  for (const auto& [number, reason] : list.bad)
    all.push_back(std::to_string(number) + ' ' + reason);
  return all;
}

TEST(UpdateList, HasTheFilesOfItsLinesInOrder) {
  const std::string text = "31 " + md5 + " http://a.org/20240101000000.export.CSV.zip\n" + "0 " +
                           md5 + " HTTPS://b.org:8080/x?y=z\n";
  const UpdateList list = parse_update_list(text);
  ASSERT_EQ(list.files.size(), 2U);
  EXPECT_EQ(list.files[0].size, 31U);
  EXPECT_EQ(list.files[0].md5, md5);
  EXPECT_EQ(list.files[0].url, "http://a.org/20240101000000.export.CSV.zip");
  EXPECT_EQ(list.files[1].size, 0U);
  EXPECT_EQ(list.files[1].url, "HTTPS://b.org:8080/x?y=z");
  EXPECT_EQ(list.bad_lines, 0U);
}

TEST(UpdateList, LetsLineEndsBlanksAndAByteOrderMarkPass) {
  const std::string text = "\xEF\xBB\xBF" + line("http://a/1") + "\r\n\r\n \t \n\t" +
                           line("http://a/2") + "  \r\n" + "12\t" + md5 + "   http://a/3";
  const UpdateList list = parse_update_list(text);
  ASSERT_EQ(list.files.size(), 3U);
  EXPECT_EQ(list.files[2].url, "http://a/3");
  EXPECT_THAT(faults(list), IsEmpty());
  EXPECT_THAT(parse_update_list("").files, IsEmpty());
}

TEST(UpdateList, SaysWhichLinesAreNoneAndWhy) {
  const std::string text = line("http://a/1") + "\n<html>\n12 " + md5 + "\n" +
                           line("http://a/2 x") + "\n-1 " + md5 +
                           " http://a/3\n99999999999999999999 " + md5 + " http://a/4\n1x " + md5 +
                           " http://a/5\n1 abc http://a/6\n1 " + std::string(32, 'g') +
                           " http://a/7\n" + line("ftp://a/8") + "\n" + line("http://a/9") + "\n";
  const UpdateList list = parse_update_list(text);
  EXPECT_EQ(list.files.size(), 2U);
  EXPECT_EQ(list.bad_lines, 9U);
  EXPECT_THAT(faults(list),
              ElementsAre("2 is not \"SIZE MD5 URL\"", "3 is not \"SIZE MD5 URL\"",
                          "4 is not \"SIZE MD5 URL\"", "5 its size is no number of bytes",
                          "6 its size is no number of bytes", "7 its size is no number of bytes",
                          "8 its MD5 is not 32 hexadecimal digits",
                          "9 its MD5 is not 32 hexadecimal digits",
                          "10 its address is none of http or https"));
}

TEST(UpdateList, CountsBadLinesBeyondThoseThatItKeeps) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "garbage\n";
  const UpdateList list = parse_update_list(text);
  EXPECT_EQ(list.bad_lines, 1000U);
  EXPECT_EQ(list.bad.size(), UpdateList::most_bad);
}

TEST(UpdateList, FetchesFromTheWebAlone) {
  for (const char* good : {"http://a", "https://a/", "HtTp://a.b:80/c?d", "http://[::1]/x"})
    EXPECT_TRUE(is_fetchable(good)) << good;
  for (const char* bad : {"", "http://", "https:///x", "file:///etc/passwd", "ftp://a/b", "a.org/b",
                          "http:/a", "http://a/ b", "http://a/\x7f", "http://a/\xc3\xa9",
                          "http://user:secret@a/b", "http://?x", " http://a"})
    EXPECT_FALSE(is_fetchable(bad)) << bad;
  EXPECT_TRUE(is_fetchable("http://a/" + std::string(1991, 'x')));
  EXPECT_FALSE(is_fetchable("http://a/" + std::string(1992, 'x')));
}

TEST(UpdateList, KnowsAFileByNameAndTime) {
  EXPECT_EQ(file_name_of("http://a/b/20240229131500.export.CSV.zip?x=/y#z"),
            "20240229131500.export.CSV.zip");
  EXPECT_EQ(file_name_of("http://a/b/"), "");
  const auto time = time_of("20240229131500.export.CSV.zip");
  ASSERT_TRUE(time);
  EXPECT_EQ(to_string(time->day), "2024-02-29");
  EXPECT_EQ(time->minute, 13 * 60 + 15);
  for (const char* none : {"", "20240229.export.CSV.zip", "20230229131500.x", "20240229241500.x",
                           "20240229136000.x", "202402291315001.x", "x20240229131500"})
    EXPECT_FALSE(time_of(none)) << none;
}

}  // namespace
}  // namespace detente
