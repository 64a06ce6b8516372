// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace detente {

enum class FileKind {
  plain,
  gzip,
  zip,
  zstd,
  foreign,  ///< compressed in a way that is not read here
};

/// What a file is by its first bytes, of which there should be 16 or all. Up to three bytes with
/// which a gzip, zip or zstd file begins, and nothing after them, count as such a file: it is cut
/// short.
FileKind kind_of(std::string_view first);

/// What to call a foreign kind: "xz". Empty where it is none.
std::string_view foreign_name(std::string_view first);

}  // namespace detente
