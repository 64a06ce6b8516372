// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "events/input_file.hpp"

namespace detente {

/// Where the central directory of a zip archive lies.
struct ZipEnd {
  std::uint64_t members = 0;
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

/// Reads the records at the end of an archive, zip64 too: the directory that they name lies within
/// the file and before them. Fails with Kind::input where there are none (the archive is cut
/// short), they contradict themselves or it is one volume of several; with Kind::io where the
/// system does.
Result<ZipEnd> find_zip_end(const InputFile& file);

}  // namespace detente
