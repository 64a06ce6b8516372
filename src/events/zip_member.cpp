// SPDX-License-Identifier: Apache-2.0
#include "events/zip_member.hpp"

#include <libdeflate.h>

#include <array>
#include <string_view>

#include "events/deflated_whole.hpp"
#include "events/file_stream.hpp"
#include "events/inflate_stream.hpp"
#include "events/little_endian.hpp"

namespace detente {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t whole_most = std::uint64_t{8} << 20U;
enum Method : std::uint16_t { stored = 0, deflated = 8 };

struct MethodName {
  std::uint16_t method;
  std::string_view name;
};
constexpr std::array method_names{
    MethodName{1, "shrink"}, MethodName{6, "implode"}, MethodName{9, "Deflate64"},
    MethodName{12, "bzip2"}, MethodName{14, "LZMA"},   MethodName{93, "zstd"},
    MethodName{95, "xz"},    MethodName{96, "JPEG"},   MethodName{97, "WavPack"},
    MethodName{98, "PPMd"},  MethodName{99, "AES"},
};

/// Passes a text through and holds it to the length and CRC-32 that are to come out.
class CheckedStream final : public ByteStream {
 public:
  CheckedStream(std::unique_ptr<ByteStream> from, const ZipMember& member)
      : from_(std::move(from)), wanted_(member.unpacked), wanted_crc_(member.crc) {}

  Result<std::size_t> read(std::span<char> to) override {
    auto count = from_->read(to);
    if (!count) return count;
    seen_ += *count;
    crc_ = ::libdeflate_crc32(crc_, to.data(), *count);
    if (seen_ > wanted_) return wrong_length(wanted_, "more");
    if (*count == 0 && seen_ < wanted_) return wrong_length(wanted_, std::to_string(seen_));
    if (*count == 0 && crc_ != wanted_crc_) return wrong_crc();
    return count;
  }

 private:
  std::unique_ptr<ByteStream> from_;
  std::uint64_t wanted_;
  std::uint64_t seen_ = 0;
  std::uint32_t wanted_crc_;
  std::uint32_t crc_ = 0;
};

Result<void> check_readable(const ZipMember& member) {
  constexpr std::uint16_t encrypted = 1U << 0U | 1U << 6U | 1U << 13U;
  constexpr std::uint16_t patch = 1U << 5U;
  constexpr std::uint16_t aes = 99;
  if ((member.flags & encrypted) != 0 || member.method == aes)
    return fail(Error::Kind::input, "is encrypted: unpack it with its password first");
  if ((member.flags & patch) != 0)
    return fail(Error::Kind::input, "is a patch to another file, not a text");
  if (member.method == stored || member.method == deflated) return {};
  std::string method = "method " + std::to_string(member.method);
  for (const MethodName& known : method_names)
    if (known.method == member.method) method += " (" + std::string(known.name) + ')';
  return fail(Error::Kind::input, "is packed by " + method +
                                      ", of which only stored and deflate are read here; unpack it "
                                      "and give the folder");
}

/// Where the packed bytes begin.
Result<std::uint64_t> find_data(const InputFile& file, const ZipMember& member) {
  constexpr std::size_t head = 30;
  std::string bytes(head + member.name.size(), '\0');
  const auto count = file.read_at(member.offset, bytes);
  if (!count) return tl::unexpected(count.error());
  if (*count < bytes.size() || !bytes.starts_with("PK\x03\x04"sv))
    return fail(Error::Kind::input, "is damaged: its local header is not where it should be");
  const std::string_view name = std::string_view(bytes).substr(head);
  if (two_bytes(bytes, 26) != name.size() || name != member.name)
    return fail(Error::Kind::input, "is damaged: its local header gives it another name");
  if (two_bytes(bytes, 8) != member.method)
    return fail(Error::Kind::input, "is damaged: its local header gives another method");
  const std::uint64_t data = member.offset + bytes.size() + two_bytes(bytes, 28);
  if (data > member.limit || member.limit - data < member.packed)
    return fail(Error::Kind::input, "is damaged: it reaches into what follows it");
  return data;
}

}  // namespace

Result<std::unique_ptr<ByteStream>> open_zip_member(InputFile file, const ZipMember& member) {
  if (const auto readable = check_readable(member); !readable)
    return tl::unexpected(readable.error());
  const auto data = find_data(file, member);
  if (!data) return tl::unexpected(data.error());
  const bool small = member.packed <= whole_most && member.unpacked <= whole_most;
  if (member.method == deflated && small) return deflated_whole(std::move(file), *data, member);
  std::unique_ptr<ByteStream> packed =
      std::make_unique<FileStream>(std::move(file), *data, *data + member.packed);
  if (member.method == deflated) packed = deflate_stream(std::move(packed));
  return std::make_unique<CheckedStream>(std::move(packed), member);
}

}  // namespace detente
