// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "events/input.hpp"

namespace detente {

/// The text of a gzip file that `from` gives: all its members, one after the other. Bytes after a
/// member that begin no other are an error, but for zeros up to the end, with which tapes and some
/// tools fill up. It holds some 100 KB. Errors have no `where`.
std::unique_ptr<ByteStream> gzip_stream(std::unique_ptr<ByteStream> from);

/// The text of the bare deflate data that `from` gives, and that must end where `from` ends. Errors
/// have no `where`.
std::unique_ptr<ByteStream> deflate_stream(std::unique_ptr<ByteStream> from);

}  // namespace detente
