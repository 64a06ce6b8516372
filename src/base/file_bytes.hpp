// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace detente {

/// The bytes of a file, `most` of them at the most. Fails with Kind::io and the system's reason.
Result<std::string> read_bytes(const std::filesystem::path& file, std::size_t most);

/// Writes a file whole or not at all: to a temporary name beside it, flushed to the disk, then
/// renamed over it. What stood there before stays until the rename, whenever the process is killed.
/// Symbolic links are followed, so that the link stays; what is no plain file, such as a pipe or
/// /dev/stdout, is written to as it is.
Result<void> replace_file(const std::filesystem::path& file, std::string_view bytes);

/// Removes the temporary names beside `file` that writers which were killed have left. Only for who
/// keeps other writers out.
void remove_leftovers(const std::filesystem::path& file);

}  // namespace detente
