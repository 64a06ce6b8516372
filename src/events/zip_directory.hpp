// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "events/input_file.hpp"

namespace detente {

/// What the central directory of a zip archive says of one member.
struct ZipMember {
  std::string name;            ///< the bytes of the archive, in whatever encoding
  std::uint64_t offset = 0;    ///< of its local header
  std::uint64_t packed = 0;    ///< bytes in the archive, without headers
  std::uint64_t unpacked = 0;  ///< bytes of its text
  std::uint64_t limit = 0;     ///< where the next member or the directory begins: it ends before
  std::uint32_t crc = 0;       ///< CRC-32 of its text
  std::uint16_t method = 0;
  std::uint16_t flags = 0;
};

/// The members of an archive in the order of its central directory, folders too; zip64 as well.
///
/// Memory follows the size of the directory, which is smaller than the file and at most 256 MB.
/// Fails with Kind::input where the archive has no end record (it is cut short), is one volume of
/// several, has a directory that is damaged or lies outside, or members that overlap or bear one
/// name; with Kind::io where the system does. Errors have no `where`.
Result<std::vector<ZipMember>> read_zip_directory(const InputFile& file);

}  // namespace detente
