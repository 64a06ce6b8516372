// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "events/input.hpp"
#include "events/input_file.hpp"

namespace detente {

/// The bytes of a file as they are, from `begin` up to `end` or to the end of the file. The first
/// few can be looked at beforehand, which works for a pipe too. Its errors have no `where`.
class FileStream final : public ByteStream {
 public:
  static constexpr std::size_t most_ahead = 16;
  static constexpr std::uint64_t no_end = UINT64_MAX;

  explicit FileStream(InputFile file, std::uint64_t begin = 0, std::uint64_t end = no_end)
      : file_(std::move(file)), at_(begin), end_(end) {}

  /// The first `most_ahead` bytes, fewer where the file has no more; they are still to be read.
  /// To be called before the first read. Fails with Kind::io.
  Result<std::string_view> look_ahead();

  Result<std::size_t> read(std::span<char> to) override;

 private:
  Result<std::size_t> read_on(std::span<char> to);

  InputFile file_;
  std::uint64_t at_;
  std::uint64_t end_;
  std::array<char, most_ahead> ahead_{};
  std::size_t ahead_begin_ = 0;
  std::size_t ahead_end_ = 0;
};

}  // namespace detente
