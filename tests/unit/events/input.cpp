// SPDX-License-Identifier: Apache-2.0
#include "events/input.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "support/archives.hpp"
#include "support/files.hpp"
#include "support/read_input.hpp"

namespace detente {

namespace {

using testing::gzip_bytes;
using testing::text_of;
using testing::texts_of;
using testing::zip_bytes;
using testing::zstd_bytes;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Texts = std::vector<std::string>;

/// A file in a folder of its own.
class InputTest : public ::testing::Test {
 protected:
  std::filesystem::path make(std::string_view bytes, const std::string& name = "events") {
    const auto file = folder_.path() / name;
    testing::write(file, bytes);
    return file;
  }
  /// What goes wrong with such a file, and that it says which file it is.
  std::string failure_of(std::string_view bytes, Error::Kind kind = Error::Kind::input) {
    const auto file = make(bytes);
    const auto texts = texts_of(file);
    if (texts) return "nothing";
    EXPECT_EQ(texts.error().kind, kind);
    EXPECT_THAT(texts.error().where, ::testing::StartsWith(file.string()));
    return texts.error().what;
  }
  testing::TemporaryFolder folder_;
};

/// Some 300 KB that compress well, but not to nothing.
std::string long_text() {
  std::string text;
  for (int i = 0; i < 10'000; ++i)
    text += std::to_string(i) + "\t2019-01-0" + std::to_string(i % 9) + "\tUSA\tCHN\n";
  return text;
}

TEST_F(InputTest, AFileIsWhatItsFirstBytesSay) {
  const std::string text = long_text();
  EXPECT_EQ(texts_of(make(text, "a.zip")), Texts{text});
  EXPECT_EQ(texts_of(make(gzip_bytes(text), "a.csv")), Texts{text});
  EXPECT_EQ(texts_of(make(zstd_bytes(text), "a.gz")), Texts{text});
  EXPECT_EQ(texts_of(make(zip_bytes({{.name = "a", .text = text}}), "a.zst")), Texts{text});
}

TEST_F(InputTest, APartKnowsItsNameAndSize) {
  const auto plain = make("abc", "a.csv");
  ASSERT_TRUE(parts_of(plain));
  ASSERT_EQ(parts_of(plain)->size(), 1U);
  EXPECT_EQ(parts_of(plain)->front().name(), plain.string());
  EXPECT_EQ(parts_of(plain)->front().bytes, 3U);
  const auto zip = make(zip_bytes({{.name = "x/", .method = 0},
                                   {.name = "x/b.csv", .text = "12345", .method = 0},
                                   {.name = "__MACOSX/x/._b.csv", .text = "Mac OS X"},
                                   {.name = "a.csv", .text = "1"}}));
  const auto parts = parts_of(zip);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  EXPECT_EQ(parts->front().name(), zip.string() + ":x/b.csv");
  EXPECT_EQ(parts->front().member, "x/b.csv");
  EXPECT_EQ(parts->front().bytes, 5U);
  EXPECT_EQ(parts->front().offset, 32U);
  EXPECT_EQ(parts->back().member, "a.csv");
  EXPECT_EQ((InputPart{.file = "-"}.name()), "standard input");
}

TEST_F(InputTest, AnOfficeDocumentIsNoArchiveOfEvents) {
  const auto sheet = make(zip_bytes({{.name = "[Content_Types].xml", .text = "<Types/>"},
                                     {.name = "xl/worksheets/sheet1.xml", .text = "<sheet/>"}}));
  const auto parts = parts_of(sheet);
  ASSERT_FALSE(parts);
  EXPECT_EQ(parts.error().kind, Error::Kind::input);
  EXPECT_EQ(parts.error().where, sheet.string());
  EXPECT_EQ(parts.error().what,
            "is an Office document (such as .xlsx), not an archive of event files: save its sheet "
            "as CSV");
}

TEST_F(InputTest, AnEmptyFileIsAnEmptyTextUnlessItsNameSaysThatItIsCompressed) {
  EXPECT_EQ(texts_of(make("")), Texts{""});
  for (const char* const name : {"a.gz", "a.zip", "a.zst"}) {
    const auto texts = texts_of(make("", name));
    ASSERT_FALSE(texts);
    EXPECT_EQ(texts.error().what, "is empty, although its name says that it is compressed");
  }
}

TEST_F(InputTest, AStreamEndsAndStaysAtItsEnd) {
  for (const std::string& bytes : {std::string("abc"), gzip_bytes("abc"), zstd_bytes("abc")}) {
    const auto stream = open_part({.file = make(bytes)});
    ASSERT_TRUE(stream);
    EXPECT_EQ(text_of(**stream, 2), "abc");
    std::string more(10, '\0');
    EXPECT_EQ((*stream)->read(more), 0U);
    EXPECT_EQ((*stream)->read(more), 0U);
  }
}

TEST_F(InputTest, AFailureStays) {
  std::string bytes = gzip_bytes("abc");
  bytes[bytes.size() - 5] = static_cast<char>(bytes[bytes.size() - 5] ^ 1);
  const auto stream = open_part({.file = make(bytes)});
  ASSERT_TRUE(stream);
  ASSERT_FALSE(text_of(**stream));
  std::string more(10, '\0');
  const auto again = (*stream)->read(more);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().what, text_of(**stream).error().what);
}

TEST_F(InputTest, WhatIsCompressedByOthersIsNamed) {
  EXPECT_THAT(failure_of({"\xfd\x37zXZ\0\0\4", 8}), HasSubstr("compressed by xz"));
  EXPECT_THAT(failure_of("BZh91AY&SY...."), HasSubstr("compressed by bzip2"));
  EXPECT_THAT(failure_of("7z\xbc\xaf\x27\x1c...."), HasSubstr("compressed by 7-Zip"));
  EXPECT_THAT(failure_of("Rar!\x1a\x07\x01..."), HasSubstr("compressed by RAR"));
  EXPECT_EQ(failure_of("BZhang\tCHN\n"), "nothing");
}

TEST_F(InputTest, WhatCannotBeOpenedSaysWhy) {
  const auto missing = folder_.path() / "missing";
  ASSERT_FALSE(parts_of(missing));
  EXPECT_EQ(parts_of(missing).error().kind, Error::Kind::io);
  EXPECT_EQ(parts_of(missing).error().what, "No such file or directory");
  EXPECT_EQ(parts_of(missing).error().where, missing.string());
  ASSERT_FALSE(parts_of(folder_.path()));
  EXPECT_EQ(parts_of(folder_.path()).error().kind, Error::Kind::usage);
  EXPECT_EQ(parts_of(folder_.path()).error().what, "is a folder, not a file");
  ASSERT_FALSE(open_part({.file = missing}));
  EXPECT_EQ(open_part({.file = missing}).error().where, missing.string());
  const auto zip = make(zip_bytes({{.name = "a", .text = "1"}}));
  ASSERT_FALSE(open_part({.file = zip}));
  EXPECT_EQ(open_part({.file = zip}).error().kind, Error::Kind::usage);
}

TEST_F(InputTest, NoPermissionIsTheMachines) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const auto file = make("abc");
  ASSERT_EQ(::chmod(file.c_str(), 0), 0);
  ASSERT_FALSE(parts_of(file));
  EXPECT_EQ(parts_of(file).error().kind, Error::Kind::io);
  EXPECT_EQ(parts_of(file).error().what, "Permission denied");
}

TEST_F(InputTest, PartsOfOneArchiveAreReadByTwoThreadsAtOnce) {
  std::vector<testing::ZipEntry> entries;
  for (int i = 0; i < 40; ++i)
    entries.push_back({.name = std::to_string(i), .text = std::to_string(i) + long_text()});
  const auto parts = parts_of(make(zip_bytes(entries)));
  ASSERT_TRUE(parts);
  Texts texts(parts->size());
  const auto read = [&](std::size_t first) {
    for (std::size_t i = first; i < parts->size(); i += 2)
      texts[i] = text_of((*parts)[i], 10'000).value_or("failed");
  };
  std::thread other([&] { read(1); });
  read(0);
  other.join();
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(texts[i], entries[i].text);
}

/// Standard input is a pipe with these bytes while this lives.
class Standard {
 public:
  explicit Standard(std::string bytes) : before_(::dup(STDIN_FILENO)) {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::pipe(ends), 0);
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    // Byte by byte at first: a reader may not count on whole pieces. A reader that has seen enough
    // may close before the last byte is written: that is EPIPE for this thread, not the end of the
    // tests.
    writer_ = std::thread([bytes = std::move(bytes), to = ends[1]] {
      sigset_t broken_pipe;
      ::sigemptyset(&broken_pipe);
      ::sigaddset(&broken_pipe, SIGPIPE);
      ::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
      std::size_t done = 0;
      while (done < bytes.size()) {
        const auto count = ::write(to, bytes.data() + done, done < 50 ? 1 : bytes.size() - done);
        if (count <= 0) break;
        done += static_cast<std::size_t>(count);
      }
      ::close(to);
    });
  }
  ~Standard() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
    writer_.join();
  }
  Standard(const Standard&) = delete;
  Standard& operator=(const Standard&) = delete;

 private:
  int before_;
  std::thread writer_;
};

TEST(StandardInput, IsRecognisedToo) {
  const std::string text = long_text();
  for (const std::string& bytes : {text, gzip_bytes(text), zstd_bytes(text)}) {
    const Standard standard(bytes);
    EXPECT_EQ(texts_of("-"), Texts{text});
  }
  const Standard standard("");
  EXPECT_EQ(texts_of("-"), Texts{""});
}

TEST(StandardInput, ThatIsAnArchiveIsToBeSavedFirst) {
  const Standard standard(zip_bytes({{.name = "a", .text = "1"}}));
  const auto texts = texts_of("-");
  ASSERT_FALSE(texts);
  EXPECT_EQ(texts.error().where, "standard input");
  EXPECT_THAT(texts.error().what, HasSubstr("save it to a file"));
}

TEST(StandardInput, ThatIsCutShortSaysSo) {
  const std::string bytes = gzip_bytes(long_text());
  const Standard standard(bytes.substr(0, bytes.size() / 2));
  const auto texts = texts_of("-");
  ASSERT_FALSE(texts);
  EXPECT_EQ(texts.error().where, "standard input");
  EXPECT_THAT(texts.error().what, HasSubstr("cut short"));
}

TEST_F(InputTest, AFileThatIsAPipeIsReadOnce) {
  const auto pipe = folder_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::string text = long_text();
  std::thread writer([&] { testing::write(pipe, gzip_bytes(text)); });
  EXPECT_EQ(texts_of(pipe), Texts{text});
  writer.join();
}

}  // namespace

}  // namespace detente
