// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "events/input.hpp"

namespace detente {

/// A stream as blocks of whole lines, in bounded memory.
class LineBlocks {
 public:
  static constexpr std::size_t longest_line = std::size_t{1} << 20U;

  LineBlocks() = default;
  explicit LineBlocks(ByteStream& stream) { start(stream); }
  /// Begins with another stream, in the memory that was used for the one before.
  void start(ByteStream& stream);

  struct Block {
    std::string_view text;  ///< lines that each end with '\n'; empty at the end of the stream
    bool whole = true;  ///< false: one line longer than longest_line, of which this is the start
  };
  /// The next lines, valid until the next call. A last line without its end is given one. How many
  /// they are does not depend on how much the stream gives at a time: 128 KiB of them, or
  /// ByteStream::at_once() where that is more, less up to the last line that does not end there.
  Result<Block> next();
  /// The bytes taken from the stream so far.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  Result<void> fill();
  Result<void> skip_line();
  [[nodiscard]] std::size_t find_line_end(std::size_t from) const;

  ByteStream* stream_ = nullptr;
  std::unique_ptr<char[]> buffer_;
  std::size_t room_ = 0;   ///< of the buffer
  std::size_t block_ = 0;  ///< that is read at once
  std::size_t begin_ = 0, end_ = 0, bytes_ = 0;
  bool ended_ = false;
};

}  // namespace detente
