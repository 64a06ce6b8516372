// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Compressed files made in memory, also faulty ones.
namespace detente::testing {

/// zlib's compression with a window of `bits`: 15 + 16 for gzip, -15 for bare deflate.
inline std::string zlib_bytes(std::string_view text, int bits, int level = 6) {
  z_stream zlib{};
  if (::deflateInit2(&zlib, level, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("deflateInit2");
  std::string bytes(::deflateBound(&zlib, text.size()) + 32, '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  zlib.avail_in = static_cast<uInt>(text.size());
  zlib.next_out = reinterpret_cast<Bytef*>(bytes.data());
  zlib.avail_out = static_cast<uInt>(bytes.size());
  if (::deflate(&zlib, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate");
  bytes.resize(zlib.total_out);
  ::deflateEnd(&zlib);
  return bytes;
}

inline std::string gzip_bytes(std::string_view text, int level = 6) {
  return zlib_bytes(text, 15 + 16, level);
}

struct ZstdOptions {
  int level = 3;
  int window_log = 0;  ///< 0: what the level takes
  bool checksum = true;
};

inline std::string zstd_bytes(std::string_view text, const ZstdOptions& options = {}) {
  ZSTD_CCtx* const zstd = ::ZSTD_createCCtx();
  ::ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, options.level);
  ::ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, options.checksum ? 1 : 0);
  if (options.window_log != 0) {
    ::ZSTD_CCtx_setParameter(zstd, ZSTD_c_windowLog, options.window_log);
    // Without the size at its head a frame must state its window.
    ::ZSTD_CCtx_setParameter(zstd, ZSTD_c_contentSizeFlag, 0);
  }
  std::string bytes(::ZSTD_compressBound(text.size()) + 64, '\0');
  ZSTD_inBuffer in{text.data(), text.size(), 0};
  ZSTD_outBuffer out{bytes.data(), bytes.size(), 0};
  // In two steps: told the size at once, the library would make the window fit.
  ::ZSTD_compressStream2(zstd, &out, &in, ZSTD_e_continue);
  const std::size_t left = ::ZSTD_compressStream2(zstd, &out, &in, ZSTD_e_end);
  ::ZSTD_freeCCtx(zstd);
  if (left != 0) throw std::runtime_error("ZSTD_compressStream2");
  bytes.resize(out.pos);
  return bytes;
}

/// A frame that readers of zstd skip.
inline std::string skippable_frame(std::string_view content) {
  std::string bytes("\x53\x2a\x4d\x18", 4);
  for (unsigned i = 0; i < 4; ++i) bytes += static_cast<char>(content.size() >> (8 * i) & 0xFFU);
  return bytes.append(content);
}

/// One member as it is to be written, right or wrong.
struct ZipEntry {
  std::string name;
  std::string text{};
  int method = 8;
  int flags = 0;
  bool descriptor = false;  ///< sizes behind the data, and zeros before it
  bool zip64 = false;       ///< its numbers in the field for 64 bits
  int level = 6;
  std::string local_extra{};
  // What the directory says, where it is to differ from the truth.
  std::optional<std::uint64_t> unpacked{};
  std::optional<std::uint64_t> packed{};
  std::optional<std::uint64_t> offset{};
  std::optional<std::uint32_t> crc{};
  // What stands in the archive.
  std::optional<std::string> packed_bytes{};
  std::optional<std::string> local_name{};
  std::optional<int> local_method{};
};

struct ZipOptions {
  bool zip64 = false;  ///< an end record for 64 bits
  std::string comment{};
  std::string before_directory{};
  std::optional<std::uint64_t> members{};
  std::optional<std::uint64_t> directory{};
  std::optional<std::uint64_t> directory_bytes{};
  int disk = 0;
};

class ZipWriter {
 public:
  void add(const ZipEntry& entry) {
    const std::uint64_t offset = bytes_.size();
    const std::string packed = entry.packed_bytes.value_or(
        entry.method == 8 ? zlib_bytes(entry.text, -15, entry.level) : entry.text);
    const std::uint32_t crc =
        entry.crc.value_or(::libdeflate_crc32(0, entry.text.data(), entry.text.size()));
    const std::uint64_t packed_size = entry.packed.value_or(packed.size());
    const std::uint64_t size = entry.unpacked.value_or(entry.text.size());
    const std::string name = entry.local_name.value_or(entry.name);
    const int flags = entry.flags | (entry.descriptor ? 8 : 0);
    bytes_ += "PK\x03\x04";
    number(bytes_, 20, 2);
    number(bytes_, static_cast<std::uint64_t>(flags), 2);
    number(bytes_, static_cast<std::uint64_t>(entry.local_method.value_or(entry.method)), 2);
    number(bytes_, 0, 4);  // time and date
    for (const std::uint64_t one : {std::uint64_t{crc}, packed_size, size})
      number(bytes_, entry.descriptor ? 0 : one, 4);
    number(bytes_, name.size(), 2);
    number(bytes_, entry.local_extra.size(), 2);
    bytes_ += name + entry.local_extra + packed;
    if (entry.descriptor) {
      bytes_ += "PK\x07\x08";
      for (const std::uint64_t one : {std::uint64_t{crc}, packed_size, size})
        number(bytes_, one, 4);
    }
    add_to_directory(entry, flags, {crc, packed_size, size, entry.offset.value_or(offset)});
  }

  std::string finish(const ZipOptions& options) {
    bytes_ += options.before_directory;
    const std::uint64_t at = options.directory.value_or(bytes_.size());
    const std::uint64_t size = options.directory_bytes.value_or(directory_.size());
    const std::uint64_t members = options.members.value_or(members_);
    bytes_ += directory_;
    if (options.zip64) {
      const std::uint64_t record = bytes_.size();
      bytes_ += "PK\x06\x06";
      number(bytes_, 44, 8);
      number(bytes_, 45, 2);
      number(bytes_, 45, 2);
      number(bytes_, static_cast<std::uint64_t>(options.disk), 4);
      number(bytes_, 0, 4);
      for (const std::uint64_t one : {members, members, size, at}) number(bytes_, one, 8);
      bytes_ += "PK\x06\x07";
      number(bytes_, 0, 4);
      number(bytes_, record, 8);
      number(bytes_, 1, 4);
    }
    bytes_ += "PK\x05\x06";
    number(bytes_, static_cast<std::uint64_t>(options.disk), 2);
    number(bytes_, 0, 2);
    number(bytes_, options.zip64 ? 0xFFFF : members, 2);
    number(bytes_, options.zip64 ? 0xFFFF : members, 2);
    number(bytes_, options.zip64 ? 0xFFFFFFFF : size, 4);
    number(bytes_, options.zip64 ? 0xFFFFFFFF : at, 4);
    number(bytes_, options.comment.size(), 2);
    return bytes_ + options.comment;
  }

 private:
  struct Numbers {
    std::uint32_t crc;
    std::uint64_t packed;
    std::uint64_t size;
    std::uint64_t offset;
  };

  static void number(std::string& to, std::uint64_t value, unsigned size) {
    for (unsigned i = 0; i < size; ++i) to += static_cast<char>(value >> (8 * i) & 0xFFU);
  }

  void add_to_directory(const ZipEntry& entry, int flags, const Numbers& numbers) {
    std::string extra;
    if (entry.zip64) {
      number(extra, 1, 2);
      number(extra, 24, 2);
      for (const std::uint64_t one : {numbers.size, numbers.packed, numbers.offset})
        number(extra, one, 8);
    }
    directory_ += "PK\x01\x02";
    number(directory_, 45, 2);
    number(directory_, 20, 2);
    number(directory_, static_cast<std::uint64_t>(flags), 2);
    number(directory_, static_cast<std::uint64_t>(entry.method), 2);
    number(directory_, 0, 4);
    number(directory_, numbers.crc, 4);
    number(directory_, entry.zip64 ? 0xFFFFFFFF : numbers.packed, 4);
    number(directory_, entry.zip64 ? 0xFFFFFFFF : numbers.size, 4);
    number(directory_, entry.name.size(), 2);
    number(directory_, extra.size(), 2);
    number(directory_, 0, 8);  // comment, volume, attributes
    number(directory_, 0, 2);
    number(directory_, entry.zip64 ? 0xFFFFFFFF : numbers.offset, 4);
    directory_ += entry.name + extra;
    ++members_;
  }

  std::string bytes_;
  std::string directory_;
  std::uint64_t members_ = 0;
};

inline std::string zip_bytes(const std::vector<ZipEntry>& entries, const ZipOptions& options = {}) {
  ZipWriter writer;
  for (const ZipEntry& entry : entries) writer.add(entry);
  return writer.finish(options);
}

}  // namespace detente::testing
