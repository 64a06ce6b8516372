// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
// After GoogleTest.
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "events/file_kind.hpp"
#include "support/archives.hpp"
#include "support/files.hpp"
#include "support/read_input.hpp"

namespace detente {

namespace {

using Texts = std::vector<std::string>;

/// Text of up to some 100 KB in which much comes again, as in event files.
rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::pair<std::uint8_t, std::string>>>(
                          rc::gen::arbitrary<std::pair<std::uint8_t, std::string>>()),
                      [](const std::vector<std::pair<std::uint8_t, std::string>>& runs) {
                        std::string text;
                        for (const auto& [times, run] : runs)
                          for (int i = 0; i < times / 8; ++i) text += run + '\n';
                        return text;
                      });
}

rc::Gen<std::size_t> any_step() {
  return rc::gen::oneOf(rc::gen::inRange<std::size_t>(1, 100),
                        rc::gen::inRange<std::size_t>(1, 200'000));
}

/// A compressed file of any kind and the texts in it.
struct Compressed {
  std::string bytes;
  Texts texts;
  /// The prefixes of this many bytes are whole files themselves: of its first members.
  std::vector<std::size_t> wholes{};
};

Compressed any_gzip(const Texts& pieces) {
  Compressed made{.bytes = {}, .texts = {""}};
  for (const std::string& piece : pieces) {
    if (!made.bytes.empty()) made.wholes.push_back(made.bytes.size());
    made.bytes += testing::gzip_bytes(piece, *rc::gen::inRange(0, 10));
    made.texts.front() += piece;
  }
  return made;
}

Compressed any_zstd(const Texts& pieces) {
  Compressed made{.bytes = {}, .texts = {""}};
  for (const std::string& piece : pieces) {
    if (!made.bytes.empty()) made.wholes.push_back(made.bytes.size());
    made.bytes += testing::zstd_bytes(piece, {.level = *rc::gen::inRange(1, 10)});
    if (*rc::gen::arbitrary<bool>()) {
      made.wholes.push_back(made.bytes.size());
      made.bytes += testing::skippable_frame("skip");
    }
    made.texts.front() += piece;
  }
  return made;
}

Compressed any_zip(const Texts& pieces) {
  std::vector<testing::ZipEntry> entries;
  for (const std::string& piece : pieces)
    entries.push_back({.name = "member" + std::to_string(entries.size()),
                       .text = piece,
                       .method = *rc::gen::element(0, 8),
                       .descriptor = *rc::gen::arbitrary<bool>(),
                       .zip64 = *rc::gen::arbitrary<bool>(),
                       .level = *rc::gen::inRange(0, 10)});
  const testing::ZipOptions options{.zip64 = *rc::gen::arbitrary<bool>(),
                                    .comment = *rc::gen::element<std::string>("", "PK\x05\x06")};
  return {testing::zip_bytes(entries, options), pieces};
}

Compressed any_compressed() {
  const Texts pieces =
      *rc::gen::nonEmpty(rc::gen::resize(20, rc::gen::container<Texts>(any_text())));
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return any_gzip(pieces);
    case 1:
      return any_zstd(pieces);
    default:
      return any_zip(pieces);
  }
}

Result<Texts> read(std::string_view bytes, std::size_t step) {
  const testing::TemporaryFolder folder;
  testing::write(folder.path() / "events", bytes);
  return testing::texts_of(folder.path() / "events", step);
}

RC_GTEST_PROP(Input, GivesBackWhatWasCompressed, ()) {
  const Compressed made = any_compressed();
  const auto texts = read(made.bytes, *any_step());
  if (!texts) RC_FAIL(texts.error().what);
  RC_ASSERT(*texts == made.texts);
}

RC_GTEST_PROP(Input, GivesAPlainTextAsItIs, ()) {
  const std::string text = *any_text();
  RC_PRE(kind_of(text) == FileKind::plain);
  const auto texts = read(text, *any_step());
  if (!texts) RC_FAIL(texts.error().what);
  RC_ASSERT(*texts == Texts{text});
}

RC_GTEST_PROP(Input, CutShortFails, ()) {
  const Compressed made = any_compressed();
  const auto size = *rc::gen::inRange<std::size_t>(1, made.bytes.size());
  RC_PRE(!std::ranges::count(made.wholes, size));
  RC_ASSERT(!read(std::string_view(made.bytes).substr(0, size), *any_step()));
}

RC_GTEST_PROP(Input, WithABitTurnedFailsOrIsWhole, ()) {
  Compressed made = any_compressed();
  // The first four bytes say what it is: without them it is a plain text.
  const auto at = *rc::gen::inRange<std::size_t>(4, made.bytes.size());
  made.bytes[at] = static_cast<char>(made.bytes[at] ^ (1 << *rc::gen::inRange(0, 8)));
  const auto texts = read(made.bytes, *any_step());
  if (texts) RC_ASSERT(*texts == made.texts);
}

}  // namespace

}  // namespace detente
