// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "base/descriptor.hpp"
#include "base/result.hpp"

namespace detente {

/// A file that is open for reading: on a disk, or a pipe, which has neither size nor places.
/// Its errors have no `where`: the caller knows what the user called it.
class InputFile {
 public:
  /// "-" is standard input. Fails with Kind::io where the system does, with Kind::usage for a
  /// folder.
  static Result<InputFile> open(const std::filesystem::path& file);

  /// On a disk: `size` and `read_at` are for such files alone.
  [[nodiscard]] bool has_places() const { return has_places_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// Fills `to` with what lies from byte `offset` on, and says how much; less than asked only at
  /// the end of the file. Fails with Kind::io. Several threads may call it at once.
  [[nodiscard]] Result<std::size_t> read_at(std::uint64_t offset, std::span<char> to) const;

  /// What a pipe has next: 0 bytes at its end, and only there (`to` is not empty). Kind::io.
  Result<std::size_t> read_next(std::span<char> to);

 private:
  Descriptor descriptor_;
  std::uint64_t size_ = 0;
  bool has_places_ = false;
};

}  // namespace detente
