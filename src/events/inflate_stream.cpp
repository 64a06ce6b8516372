// SPDX-License-Identifier: Apache-2.0
#include "events/inflate_stream.hpp"

#include <zlib.h>

#include <algorithm>
#include <new>
#include <string_view>

namespace detente {

namespace {

constexpr std::size_t inflate_input_bytes = std::size_t{1} << 16U;
constexpr std::size_t most_output = std::size_t{1} << 30U;  // zlib counts in unsigned int

enum class Framing { gzip, bare };

class InflateStream final : public ByteStream {
 public:
  InflateStream(std::unique_ptr<ByteStream> from, Framing framing)
      : from_(std::move(from)),
        framing_(framing),
        input_(std::make_unique_for_overwrite<char[]>(inflate_input_bytes)) {
    constexpr int window = 15;
    constexpr int with_gzip_header = 16;
    if (::inflateInit2(&zlib_, framing == Framing::gzip ? window + with_gzip_header : -window) !=
        Z_OK)
      throw std::bad_alloc();
  }
  ~InflateStream() override { ::inflateEnd(&zlib_); }
  InflateStream(const InflateStream&) = delete;
  InflateStream& operator=(const InflateStream&) = delete;

  Result<std::size_t> read(std::span<char> to) override;

 private:
  /// Takes more input where there is none left; says whether there is some now.
  Result<bool> have_input();
  /// Whether another member follows the one that has ended.
  Result<bool> next_member();
  [[nodiscard]] tl::unexpected<Error> damaged(int status) const;

  std::unique_ptr<ByteStream> from_;
  Framing framing_;
  std::unique_ptr<char[]> input_;
  z_stream zlib_{};
  bool member_ended_ = false;
  bool first_member_ = true;
};

Result<bool> InflateStream::have_input() {
  if (zlib_.avail_in > 0) return true;
  const auto count = from_->read({input_.get(), inflate_input_bytes});
  if (!count) return tl::unexpected(count.error());
  zlib_.next_in = reinterpret_cast<Bytef*>(input_.get());
  zlib_.avail_in = static_cast<uInt>(*count);
  return *count > 0;
}

Result<bool> InflateStream::next_member() {
  auto more = have_input();
  if (!more || !*more) return more;
  if (framing_ == Framing::bare)
    return fail(Error::Kind::input, "has bytes after the end of its compressed text");
  constexpr Bytef first_of_header = 0x1F;
  if (*zlib_.next_in == first_of_header) {
    ::inflateReset(&zlib_);
    first_member_ = member_ended_ = false;
    return true;
  }
  for (; more && *more; more = have_input()) {
    if (std::any_of(zlib_.next_in, zlib_.next_in + zlib_.avail_in, [](Bytef b) { return b != 0; }))
      return fail(Error::Kind::input, "has bytes after its gzip data that are no gzip data");
    zlib_.avail_in = 0;
  }
  return more;
}

tl::unexpected<Error> InflateStream::damaged(int status) const {
  if (status == Z_MEM_ERROR) return fail(Error::Kind::io, "no memory to decompress it");
  const std::string_view reason = zlib_.msg == nullptr ? "" : zlib_.msg;
  if (reason == "incorrect data check")
    return fail(Error::Kind::input, "is damaged: the checksum of its text is wrong");
  if (reason == "incorrect length check")
    return fail(Error::Kind::input, "is damaged: its text has not the length that it says");
  if (reason == "incorrect header check" && !first_member_)
    return fail(Error::Kind::input, "has bytes after its gzip data that are no gzip data");
  return fail(Error::Kind::input,
              "is damaged: its compressed data has an " +
                  (reason.empty() ? std::string("error") : std::string(reason)));
}

Result<std::size_t> InflateStream::read(std::span<char> to) {
  const auto room = static_cast<uInt>(std::min(to.size(), most_output));
  while (true) {
    if (member_ended_) {
      const auto more = next_member();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return 0;
    }
    const auto input = have_input();
    if (!input) return tl::unexpected(input.error());
    zlib_.next_out = reinterpret_cast<Bytef*>(to.data());
    zlib_.avail_out = room;
    // Without input too: the end of the text may wait inside for room to come out.
    const int status = ::inflate(&zlib_, Z_NO_FLUSH);
    const std::size_t made = room - zlib_.avail_out;
    member_ended_ = status == Z_STREAM_END;
    const bool sound = status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;
    if (!sound) return damaged(status);
    if (made > 0) return made;
    if (!*input && !member_ended_)
      return fail(Error::Kind::input, "is cut short: its compressed data has no end");
  }
}

}  // namespace

std::unique_ptr<ByteStream> gzip_stream(std::unique_ptr<ByteStream> from) {
  return std::make_unique<InflateStream>(std::move(from), Framing::gzip);
}

std::unique_ptr<ByteStream> deflate_stream(std::unique_ptr<ByteStream> from) {
  return std::make_unique<InflateStream>(std::move(from), Framing::bare);
}

}  // namespace detente
