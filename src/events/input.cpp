// SPDX-License-Identifier: Apache-2.0
#include "events/input.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "events/file_kind.hpp"
#include "events/file_stream.hpp"
#include "events/inflate_stream.hpp"
#include "events/input_file.hpp"
#include "events/zip_directory.hpp"
#include "events/zip_member.hpp"
#include "events/zstd_stream.hpp"

namespace detente {

namespace {

tl::unexpected<Error> at(Error error, std::string where) {
  error.where = std::move(where);
  return tl::unexpected(std::move(error));
}

/// What callers get: it puts the name to errors, and once failed or at its end it stays so.
class PartStream final : public ByteStream {
 public:
  PartStream(std::unique_ptr<ByteStream> from, std::string name)
      : from_(std::move(from)), name_(std::move(name)) {}

  Result<std::size_t> read(std::span<char> to) override {
    if (failure_) return tl::unexpected(*failure_);
    if (ended_ || to.empty()) return 0;
    auto count = from_->read(to);
    if (!count) {
      failure_ = std::move(count.error());
      failure_->where = name_;
      return tl::unexpected(*failure_);
    }
    ended_ = *count == 0;
    return count;
  }
  [[nodiscard]] std::size_t at_once() const override { return from_->at_once(); }

 private:
  std::unique_ptr<ByteStream> from_;
  std::string name_;
  std::optional<Error> failure_;
  bool ended_ = false;
};

/// A name that a message and a document can carry: archives made elsewhere have other encodings.
std::string shown(std::string_view name) {
  const bool utf8 = find_invalid_utf8(name) == std::string_view::npos;
  std::string text(name);
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !utf8)) c = '?';
  }
  return text;
}

/// Folders, and what macOS adds to an archive about the files in it, are no texts. A folder with
/// something in it is none.
bool is_text(const ZipMember& member) {
  const bool folder = member.name.ends_with('/') && member.packed == 0 && member.unpacked == 0;
  return !folder && !member.name.starts_with("__MACOSX/");
}

Result<std::vector<InputPart>> members_of(const std::filesystem::path& path,
                                          const InputFile& file) {
  auto members = read_zip_directory(file);
  if (!members) return tl::unexpected(members.error());
  std::vector<InputPart> parts;
  for (ZipMember& member : *members) {
    if (member.name == "[Content_Types].xml")
      return fail(Error::Kind::input,
                  "is an Office document (such as .xlsx), not an archive of event files: save its "
                  "sheet as CSV",
                  path.string());
    if (!is_text(member)) continue;
    InputPart part{.file = path,
                   .member = shown(member.name),
                   .bytes = static_cast<std::size_t>(member.packed),
                   .offset = member.offset};
    part.entry = std::make_shared<const ZipMember>(std::move(member));
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<std::vector<InputPart>> parts_of_file(const std::filesystem::path& path) {
  const std::vector one{InputPart{.file = path}};
  std::error_code error;
  // To look into a pipe would take from it.
  if (path == "-" || std::filesystem::is_fifo(path, error)) return one;
  auto file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  if (!file->has_places()) return one;
  std::array<char, FileStream::most_ahead> first{};
  const auto count = file->read_at(0, first);
  if (!count) return tl::unexpected(count.error());
  if (kind_of({first.data(), *count}) == FileKind::zip) return members_of(path, *file);
  return std::vector{InputPart{.file = path, .bytes = static_cast<std::size_t>(file->size())}};
}

/// A download that failed leaves an empty file; a compressed text that is empty is some bytes long.
bool should_not_be_empty(const std::filesystem::path& file) {
  constexpr std::array endings{".gz", ".zip", ".zst"};
  return std::ranges::any_of(endings, [&](const char* one) { return file.extension() == one; });
}

Result<std::unique_ptr<ByteStream>> open_file(const std::filesystem::path& path) {
  auto file = InputFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const bool has_places = file->has_places();
  auto stream = std::make_unique<FileStream>(*std::move(file));
  const auto first = stream->look_ahead();
  if (!first) return tl::unexpected(first.error());
  if (first->empty() && should_not_be_empty(path))
    return fail(Error::Kind::input, "is empty, although its name says that it is compressed");
  switch (kind_of(*first)) {
    case FileKind::gzip:
      return gzip_stream(std::move(stream));
    case FileKind::zstd:
      return zstd_stream(std::move(stream));
    case FileKind::zip:
      if (has_places) return fail(Error::Kind::usage, "is a zip archive, and no member is named");
      return fail(Error::Kind::input,
                  "is a zip archive, which cannot be read from a pipe: save it to a file and give "
                  "its name");
    case FileKind::foreign:
      return fail(Error::Kind::input, "is compressed by " + std::string(foreign_name(*first)) +
                                          ", which is not read here: decompress it first");
    case FileKind::plain:
      break;
  }
  return stream;
}

Result<std::unique_ptr<ByteStream>> open_member(const InputPart& part) {
  auto file = InputFile::open(part.file);
  if (!file) return tl::unexpected(file.error());
  return open_zip_member(*std::move(file), *part.entry);
}

}  // namespace

std::string InputPart::name() const {
  if (file == "-") return "standard input";
  return member.empty() ? file.string() : file.string() + ':' + member;
}

Result<std::vector<InputPart>> parts_of(const std::filesystem::path& file) {
  auto parts = parts_of_file(file);
  if (!parts) return at(parts.error(), InputPart{.file = file}.name());
  return parts;
}

Result<std::unique_ptr<ByteStream>> open_part(const InputPart& part) {
  auto stream = part.entry ? open_member(part) : open_file(part.file);
  if (!stream) return at(stream.error(), part.name());
  return std::make_unique<PartStream>(*std::move(stream), part.name());
}

}  // namespace detente
