// SPDX-License-Identifier: Apache-2.0
#include "events/zstd_stream.hpp"

#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <string_view>

#include "events/file_kind.hpp"

namespace detente {

namespace {

constexpr int largest_window = 26;  // 64 MB, as a power of two
constexpr std::size_t zstd_input_bytes = std::size_t{1} << 17U;

class ZstdStream final : public ByteStream {
 public:
  explicit ZstdStream(std::unique_ptr<ByteStream> from)
      : from_(std::move(from)),
        input_(std::make_unique_for_overwrite<char[]>(zstd_input_bytes)),
        zstd_(::ZSTD_createDCtx(), &::ZSTD_freeDCtx) {
    if (!zstd_) throw std::bad_alloc();
    ::ZSTD_DCtx_setParameter(zstd_.get(), ZSTD_d_windowLogMax, largest_window);
  }

  Result<std::size_t> read(std::span<char> to) override;

 private:
  /// Reads on until there are `wanted` bytes of input or it ends.
  Result<void> have_input(std::size_t wanted);
  /// Whether another frame follows the one that has ended.
  Result<bool> next_frame();
  [[nodiscard]] std::string_view input() const { return {input_.get() + begin_, end_ - begin_}; }

  std::unique_ptr<ByteStream> from_;
  std::unique_ptr<char[]> input_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> zstd_;
  bool frame_ended_ = true;
  bool first_frame_ = true;
};

tl::unexpected<Error> damaged(std::size_t status) {
  switch (::ZSTD_getErrorCode(status)) {
    case ZSTD_error_memory_allocation:
      return fail(Error::Kind::io, "no memory to decompress it");
    case ZSTD_error_frameParameter_windowTooLarge:
      return fail(Error::Kind::input,
                  "needs a zstd window of more than 64 MB, which is the most that is read here; "
                  "compress it anew without --ultra or --long");
    case ZSTD_error_checksum_wrong:
      return fail(Error::Kind::input, "is damaged: the checksum of its text is wrong");
    case ZSTD_error_dictionary_wrong:
      return fail(Error::Kind::input, "needs a zstd dictionary, which is not read here");
    default:
      // Of one damage zstd says one thing or another, by how much room its output has.
      return fail(Error::Kind::input, "is damaged: its zstd data cannot be decompressed");
  }
}

Result<void> ZstdStream::have_input(std::size_t wanted) {
  if (end_ - begin_ >= wanted) return {};
  std::memmove(input_.get(), input_.get() + begin_, end_ - begin_);
  end_ -= std::exchange(begin_, 0);
  while (end_ < wanted) {
    const auto count = from_->read({input_.get() + end_, zstd_input_bytes - end_});
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    end_ += *count;
  }
  return {};
}

// The library would also take frames of its own versions before 1.0, whose decoders nobody tests
// any more.
Result<bool> ZstdStream::next_frame() {
  constexpr std::size_t magic_bytes = 4;
  if (const auto read = have_input(magic_bytes); !read) return tl::unexpected(read.error());
  if (input().empty() && !first_frame_) return false;
  const bool whole = input().size() >= magic_bytes;
  if (whole && kind_of(input()) != FileKind::zstd)
    return fail(Error::Kind::input, "has bytes after its zstd data that are no zstd data");
  if (!whole) return fail(Error::Kind::input, "is cut short: its compressed data has no end");
  first_frame_ = frame_ended_ = false;
  return true;
}

Result<std::size_t> ZstdStream::read(std::span<char> to) {
  while (true) {
    if (frame_ended_) {
      const auto more = next_frame();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return 0;
    }
    if (const auto read = have_input(1); !read) return tl::unexpected(read.error());
    const bool input_ended = input().empty();
    ZSTD_inBuffer in{input_.get(), end_, begin_};
    ZSTD_outBuffer out{to.data(), to.size(), 0};
    const std::size_t status = ::ZSTD_decompressStream(zstd_.get(), &out, &in);
    if (::ZSTD_isError(status) != 0) return damaged(status);
    begin_ = in.pos;
    frame_ended_ = status == 0;
    if (out.pos > 0) return out.pos;
    if (input_ended && !frame_ended_)
      return fail(Error::Kind::input, "is cut short: its compressed data has no end");
  }
}

}  // namespace

std::unique_ptr<ByteStream> zstd_stream(std::unique_ptr<ByteStream> from) {
  return std::make_unique<ZstdStream>(std::move(from));
}

}  // namespace detente
