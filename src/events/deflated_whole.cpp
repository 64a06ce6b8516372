// SPDX-License-Identifier: Apache-2.0
#include "events/deflated_whole.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <new>

namespace detente {

namespace {

/// One for each thread: an archive may have a hundred thousand small members.
libdeflate_decompressor& decompressor() {
  thread_local const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)>
      one(::libdeflate_alloc_decompressor(), &::libdeflate_free_decompressor);
  if (!one) throw std::bad_alloc();
  return *one;
}

class DeflatedWhole final : public ByteStream {
 public:
  DeflatedWhole(InputFile file, std::uint64_t data, const ZipMember& member)
      : file_(std::move(file)),
        data_(data),
        packed_(static_cast<std::size_t>(member.packed)),
        unpacked_(static_cast<std::size_t>(member.unpacked)),
        crc_(member.crc) {}

  Result<std::size_t> read(std::span<char> to) override {
    if (given_ == unpacked_ && started_) return 0;
    if (!started_ && to.size() >= unpacked_) {  // saves a copy
      if (const auto done = unpack(to.first(unpacked_)); !done) return tl::unexpected(done.error());
      return given_ = unpacked_;
    }
    if (!started_) {
      text_ = std::make_unique_for_overwrite<char[]>(unpacked_);
      if (const auto done = unpack({text_.get(), unpacked_}); !done)
        return tl::unexpected(done.error());
    }
    const std::size_t count = std::min(to.size(), unpacked_ - given_);
    std::copy_n(text_.get() + given_, count, to.data());
    given_ += count;
    return count;
  }
  [[nodiscard]] std::size_t at_once() const override { return unpacked_; }

 private:
  Result<void> unpack(std::span<char> to);

  InputFile file_;
  std::uint64_t data_;
  std::size_t packed_;
  std::size_t unpacked_;
  std::uint32_t crc_;
  std::unique_ptr<char[]> text_;
  std::size_t given_ = 0;
  bool started_ = false;
};

Result<void> DeflatedWhole::unpack(std::span<char> to) {
  started_ = true;
  const auto packed = std::make_unique_for_overwrite<char[]>(packed_);
  const auto read = file_.read_at(data_, {packed.get(), packed_});
  if (!read) return tl::unexpected(read.error());
  std::size_t taken = 0;
  std::size_t made = 0;
  char none = 0;
  char* const out = to.empty() ? &none : to.data();
  const auto status = ::libdeflate_deflate_decompress_ex(&decompressor(), packed.get(), *read, out,
                                                         to.size(), &taken, &made);
  if (status == LIBDEFLATE_INSUFFICIENT_SPACE) return wrong_length(unpacked_, "more");
  if (status != LIBDEFLATE_SUCCESS)
    return fail(Error::Kind::input, "is damaged: its compressed data has an error, or no end");
  if (made < to.size()) return wrong_length(unpacked_, std::to_string(made));
  if (taken < packed_)
    return fail(Error::Kind::input, "has bytes after the end of its compressed text");
  if (::libdeflate_crc32(0, out, made) != crc_) return wrong_crc();
  return {};
}

}  // namespace

std::unique_ptr<ByteStream> deflated_whole(InputFile file, std::uint64_t data,
                                           const ZipMember& member) {
  return std::make_unique<DeflatedWhole>(std::move(file), data, member);
}

tl::unexpected<Error> wrong_length(std::uint64_t wanted, const std::string& seen) {
  return fail(Error::Kind::input, "is damaged: it unpacks to " + seen + " bytes, not to the " +
                                      std::to_string(wanted) + " that the archive says");
}

tl::unexpected<Error> wrong_crc() {
  return fail(Error::Kind::input, "is damaged: the CRC-32 of its text is wrong");
}

}  // namespace detente
