// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "events/input.hpp"
#include "events/input_file.hpp"
#include "events/zip_directory.hpp"

namespace detente {

/// The text of one member. What the central directory says of it is the truth: its local header
/// must agree in name and method, its text in length and CRC-32. Up to 8 MB, packed and unpacked,
/// it is unpacked at once into a buffer of that size, or straight into that of the first read;
/// beyond, piece by piece. Fails with Kind::input where the member is encrypted or packed by
/// another method than stored and deflate; the stream fails at the end where length or CRC-32 are
/// wrong. Errors have no `where`.
Result<std::unique_ptr<ByteStream>> open_zip_member(InputFile file, const ZipMember& member);

}  // namespace detente
