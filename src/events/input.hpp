// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace detente {

/// Text that comes piece by piece: a plain file, or one that is being decompressed. It holds a
/// bounded amount of memory, however large the text is.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills `to` from its start and says how much; 0 at the end, and only there. Fails with
  /// Kind::io where the system does, with Kind::input where the compressed bytes are at fault
  /// (damaged, cut short, wrong checksum or size, encrypted, an unknown method).
  virtual Result<std::size_t> read(std::span<char> to) = 0;
};

/// One text among the inputs.
struct InputPart {
  std::filesystem::path file;  ///< "-" is standard input
  std::string member{};        ///< of a zip archive; empty for what holds one text
  std::size_t bytes = 0;       ///< on the disk, for progress; 0 where unknown
  std::uint64_t offset = 0;    ///< of the member in its archive

  /// "a.zip:b.csv", "a.csv" or "standard input": what messages call it.
  [[nodiscard]] std::string name() const;
};

/// The files that the arguments name, sorted within each argument, each once: a file is itself, a
/// folder all files below it (hidden ones left out), "*", "?" and "[…]" match within a path, "-" is
/// standard input. Fails with Kind::usage where an argument names nothing.
Result<std::vector<std::filesystem::path>> list_inputs(std::span<const std::string> arguments);

/// The texts that a file holds, in its own order: several for a zip archive (folders in it are left
/// out), else one. What it is, its first bytes say and not its name: gzip, zip, zstd or plain.
Result<std::vector<InputPart>> parts_of(const std::filesystem::path& file);

/// Opens one text. Several may be open at once, in several threads.
Result<std::unique_ptr<ByteStream>> open_part(const InputPart& part);

}  // namespace detente
