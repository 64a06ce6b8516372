// SPDX-License-Identifier: Apache-2.0
#include "events/count_units.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "events/file_kind.hpp"

namespace detente {

namespace {

/// Where the first line begins that begins at `from` or later.
Result<std::uint64_t> line_after(const InputFile& file, std::uint64_t from) {
  std::vector<char> buffer(std::size_t{64} << 10U);
  for (std::uint64_t at = from - 1;;) {
    const auto got = file.read_at(at, buffer);
    if (!got) return tl::unexpected(got.error());
    if (*got == 0) return file.size();
    const void* found = std::memchr(buffer.data(), '\n', *got);
    if (found != nullptr)
      return at + static_cast<std::uint64_t>(static_cast<const char*>(found) - buffer.data()) + 1;
    at += *got;
  }
}

Result<void> add_units(std::size_t index, const InputPart& part, std::uint64_t piece_size,
                       std::vector<CountUnit>& units) {
  const CountUnit whole{.part = index};
  if (!part.member.empty() || part.file == "-") return units.push_back(whole), Result<void>();
  const auto file = InputFile::open(part.file);
  if (!file) return tl::unexpected(file.error());
  std::array<char, FileStream::most_ahead> first{};
  if (!file->has_places() || file->size() < 2 * piece_size)
    return units.push_back(whole), Result<void>();
  const auto got = file->read_at(0, first);
  if (!got) return tl::unexpected(got.error());
  if (kind_of({first.data(), *got}) != FileKind::plain)
    return units.push_back(whole), Result<void>();
  for (std::uint64_t begin = 0; begin < file->size();) {
    const auto end = line_after(*file, std::min(begin + piece_size, file->size()));
    if (!end) return tl::unexpected(end.error());
    units.push_back({.part = index, .begin = begin, .end = *end, .piece = true});
    begin = *end;
  }
  return {};
}

}  // namespace

Result<std::vector<CountUnit>> units_of(std::span<const InputPart> parts,
                                        std::uint64_t piece_size) {
  std::vector<CountUnit> units;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (const auto done = add_units(i, parts[i], piece_size, units); !done)
      return tl::unexpected(done.error());
  return units;
}

Result<std::unique_ptr<ByteStream>> open_unit(const InputPart& part, const CountUnit& unit) {
  if (!unit.piece) return open_part(part);
  auto file = InputFile::open(part.file);
  if (!file) return tl::unexpected(file.error());
  return std::make_unique<FileStream>(*std::move(file), unit.begin, unit.end);
}

Result<Layout> layout_of_unit(const InputPart& part, const CountUnit& unit, std::string_view text,
                              const SourceChoice& choice) {
  if (unit.begin == 0) return detect_layout(text, choice);
  const auto file = InputFile::open(part.file);
  if (!file) return tl::unexpected(file.error());
  std::vector<char> head(layout_head);
  const auto got = file->read_at(0, head);
  if (!got) return tl::unexpected(got.error());
  return detect_layout({head.data(), *got}, choice);
}

}  // namespace detente
