// SPDX-License-Identifier: Apache-2.0
#include "events/file_kind.hpp"

#include <algorithm>
#include <array>

namespace detente {

namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  FileKind kind;
};

// A zip archive begins with a member, with its end where it is empty, or with a mark that it was
// once one of several volumes.
constexpr std::array known{
    Magic{"\x1f\x8b"sv, FileKind::gzip},         Magic{"PK\x03\x04"sv, FileKind::zip},
    Magic{"PK\x05\x06"sv, FileKind::zip},        Magic{"PK\x07\x08"sv, FileKind::zip},
    Magic{"\x28\xb5\x2f\xfd"sv, FileKind::zstd},
};

struct Foreign {
  std::string_view bytes;
  std::string_view name;
};

constexpr std::array foreign{
    Foreign{"\xfd\x37zXZ\0"sv, "xz"},     Foreign{"7z\xbc\xaf\x27\x1c"sv, "7-Zip"},
    Foreign{"Rar!\x1a\x07"sv, "RAR"},     Foreign{"\x1f\x9d"sv, "compress"},
    Foreign{"\x04\x22\x4d\x18"sv, "LZ4"},
};

bool is_bzip2(std::string_view first) {
  return first.starts_with("BZh") &&
         first.substr(std::min<std::size_t>(first.size(), 4)).starts_with("1AY&SY");
}

/// A frame that zstd skips: 0x184D2A50 to 0x184D2A5F, the low byte first.
bool is_skippable_zstd(std::string_view first) {
  return first.size() >= 4 && (static_cast<unsigned char>(first[0]) & 0xF0U) == 0x50U &&
         first.substr(1).starts_with("\x2a\x4d\x18");
}

}  // namespace

std::string_view foreign_name(std::string_view first) {
  if (is_bzip2(first)) return "bzip2";
  for (const Foreign& one : foreign)
    if (first.starts_with(one.bytes)) return one.name;
  return {};
}

FileKind kind_of(std::string_view first) {
  if (first.empty()) return FileKind::plain;
  for (const Magic& magic : known)
    if (first.starts_with(magic.bytes) || magic.bytes.starts_with(first)) return magic.kind;
  if (is_skippable_zstd(first)) return FileKind::zstd;
  return foreign_name(first).empty() ? FileKind::plain : FileKind::foreign;
}

}  // namespace detente
