// SPDX-License-Identifier: Apache-2.0
#include "events/line_blocks.hpp"

#include <algorithm>
#include <cstring>

namespace detente {

namespace {

// Small enough that a block, and where its fields end, stay in the processor's second cache.
constexpr std::size_t block_size = std::size_t{128} << 10U;

}  // namespace

void LineBlocks::start(ByteStream& stream) {
  stream_ = &stream;
  block_ = std::max(block_size, stream.at_once());
  begin_ = end_ = bytes_ = 0;
  ended_ = false;
  // Room for the longest line, a block, and the end that a last line may lack.
  const std::size_t room = longest_line + block_ + 1;
  if (room <= room_) return;
  buffer_ = std::make_unique_for_overwrite<char[]>(room);
  room_ = room;
}

Result<void> LineBlocks::fill() {
  const std::size_t full = end_ + block_;
  while (!ended_ && end_ < full) {
    const auto got = stream_->read({buffer_.get() + end_, full - end_});
    if (!got) return tl::unexpected(got.error());
    ended_ = *got == 0;
    end_ += *got;
    bytes_ += *got;
  }
  return {};
}

Result<LineBlocks::Block> LineBlocks::next() {
  std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  std::size_t looked = 0;
  while (!ended_) {
    if (const auto done = fill(); !done) return tl::unexpected(done.error());
    // Where a line stands in the buffer must not tell whether it is too long.
    if (end_ > longest_line && find_line_end(looked) > longest_line) {
      if (const auto done = skip_line(); !done) return tl::unexpected(done.error());
      return Block{.text = {buffer_.get(), longest_line}, .whole = false};
    }
    const void* last = ::memrchr(buffer_.get() + looked, '\n', end_ - looked);
    if (last != nullptr) {
      begin_ = static_cast<std::size_t>(static_cast<const char*>(last) - buffer_.get()) + 1;
      return Block{.text = {buffer_.get(), begin_}};
    }
    looked = end_;
  }
  if (end_ == 0) return Block{};
  // What follows a line that was too long may be several lines.
  if (buffer_[end_ - 1] != '\n') buffer_[end_++] = '\n';
  begin_ = end_;
  return Block{.text = {buffer_.get(), end_}};
}

// The place of the first line end at `from` or later; end_ where there is none.
std::size_t LineBlocks::find_line_end(std::size_t from) const {
  const void* found = std::memchr(buffer_.get() + from, '\n', end_ - from);
  return found == nullptr
             ? end_
             : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get());
}

// Drops the rest of a line that is too long; its start stays at the front of the buffer.
Result<void> LineBlocks::skip_line() {
  std::size_t line_end = find_line_end(longest_line);
  while (line_end == end_ && !ended_) {
    end_ = longest_line;
    if (const auto done = fill(); !done) return tl::unexpected(done.error());
    line_end = find_line_end(longest_line);
  }
  begin_ = std::min(line_end + 1, end_);
  buffer_[longest_line - 1] = '\n';
  return {};
}

}  // namespace detente
