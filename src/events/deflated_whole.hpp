// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "events/input.hpp"
#include "events/input_file.hpp"
#include "events/zip_directory.hpp"

namespace detente {

/// A deflated member of a zip archive that is small enough to be unpacked at once, three times as
/// fast as piece by piece. `data` is where its packed bytes begin. Nothing comes out before length
/// and CRC-32 are checked. Errors have no `where`.
std::unique_ptr<ByteStream> deflated_whole(InputFile file, std::uint64_t data,
                                           const ZipMember& member);

/// The errors of a text that is not what the directory says: `seen` is "more" or a number.
tl::unexpected<Error> wrong_length(std::uint64_t wanted, const std::string& seen);
tl::unexpected<Error> wrong_crc();

}  // namespace detente
