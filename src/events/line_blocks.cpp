// SPDX-License-Identifier: Apache-2.0
#include "events/line_blocks.hpp"

#include <algorithm>
#include <cstring>

namespace detente {

namespace {

// Small enough that a block, and where its fields end, stay in the processor's second cache.
constexpr std::size_t block_size = std::size_t{128} << 10U;

}  // namespace

LineBlocks::LineBlocks(ByteStream& stream)
    // Room for the longest line, a block, and the end that a last line may lack.
    : stream_(stream),
      buffer_(std::make_unique_for_overwrite<char[]>(longest_line + block_size + 1)) {}

Result<bool> LineBlocks::fill() {
  const auto got = stream_.read({buffer_.get() + end_, block_size});
  if (!got) return tl::unexpected(got.error());
  ended_ = *got == 0;
  end_ += *got;
  bytes_ += *got;
  return !ended_;
}

Result<LineBlocks::Block> LineBlocks::next() {
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  std::size_t looked = 0;
  while (!ended_) {
    const auto more = fill();
    if (!more) return tl::unexpected(more.error());
    const void* last = ::memrchr(buffer_.get() + looked, '\n', end_ - looked);
    if (last != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(last) - buffer_.get()) + 1;
      return Block{.text = {buffer_.get(), begin_}};
    }
    looked = end_;
    if (end_ > longest_line) {
      if (const auto done = skip_line(); !done) return tl::unexpected(done.error());
      return Block{.text = {buffer_.get(), longest_line}, .whole = false};
    }
  }
  if (end_ == 0) return Block{};
  buffer_[end_++] = '\n';
  begin_ = end_;
  return Block{.text = {buffer_.get(), end_}};
}

// Drops the rest of a line that is too long; its start stays at the front of the buffer.
Result<void> LineBlocks::skip_line() {
  for (;;) {
    end_ = longest_line;
    const auto more = fill();
    if (!more) return tl::unexpected(more.error());
    const char* from = buffer_.get() + longest_line;
    const void* found = std::memchr(from, '\n', end_ - longest_line);
    if (found != nullptr || ended_) {
      begin_ = found == nullptr
                   ? end_
                   : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get()) + 1;
      buffer_[longest_line - 1] = '\n';
      return {};
    }
  }
}

}  // namespace detente
