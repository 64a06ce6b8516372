// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "events/input.hpp"

namespace detente {

/// The text of a zstd file that `from` gives: all its frames, without those that are to be skipped.
/// A frame that needs a window over 64 MB (zstd --ultra -22, --long=27 and more) is refused, so
/// that memory stays bounded. Errors have no `where`.
std::unique_ptr<ByteStream> zstd_stream(std::unique_ptr<ByteStream> from);

}  // namespace detente
