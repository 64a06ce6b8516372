// SPDX-License-Identifier: Apache-2.0
#include "events/zip_end.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "events/little_endian.hpp"

namespace detente {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t end_bytes = 22;
constexpr std::size_t longest_comment = 0xFFFF;
constexpr std::size_t locator_bytes = 20;
constexpr std::size_t end64_bytes = 56;

tl::unexpected<Error> damaged(std::string_view why) {
  return fail(Error::Kind::input, "is damaged: " + std::string(why));
}

/// What the end record says, and where it lies itself.
struct Found {
  ZipEnd end;
  std::uint64_t disk = 0;  // this volume, and the one where the directory begins
  std::uint64_t first_disk = 0;
  std::uint64_t members_here = 0;
  std::uint64_t record = 0;
  bool zip64 = false;  // a number did not fit: it stands in the longer record
};

/// The last record whose comment ends where the file does. The comment itself may hold the mark of
/// such a record.
std::size_t find_record(std::string_view tail) {
  constexpr auto mark = "PK\x05\x06"sv;
  std::size_t at = tail.rfind(mark);
  while (at != std::string_view::npos) {
    const bool whole = tail.size() - at >= end_bytes;
    if (whole && tail.size() - at - end_bytes == two_bytes(tail, at + 20)) return at;
    at = at == 0 ? std::string_view::npos : tail.rfind(mark, at - 1);
  }
  return at;
}

Result<Found> short_record(const InputFile& file) {
  const auto most = std::min<std::uint64_t>(file.size(), end_bytes + longest_comment);
  std::string tail(static_cast<std::size_t>(most), '\0');
  const auto count = file.read_at(file.size() - most, tail);
  if (!count) return tl::unexpected(count.error());
  tail.resize(*count);
  const std::size_t at = find_record(tail);
  if (at == std::string_view::npos)
    return fail(Error::Kind::input,
                "is cut short: it begins as a zip archive and has no end record");
  Found found{.end = {.members = two_bytes(tail, at + 10),
                      .offset = four_bytes(tail, at + 16),
                      .bytes = four_bytes(tail, at + 12)},
              .disk = two_bytes(tail, at + 4),
              .first_disk = two_bytes(tail, at + 6),
              .members_here = two_bytes(tail, at + 8),
              .record = file.size() - most + at};
  found.zip64 = found.end.members == 0xFFFF || found.end.offset == 0xFFFFFFFF ||
                found.end.bytes == 0xFFFFFFFF || found.members_here == 0xFFFF;
  return found;
}

/// Replaces what the short record says by what the long one does; a short one that is merely full
/// (65,535 members) has none, and stays.
Result<void> take_zip64(const InputFile& file, Found& found) {
  std::array<char, end64_bytes> bytes{};
  if (found.record < locator_bytes) return {};
  const std::uint64_t locator = found.record - locator_bytes;
  if (const auto count = file.read_at(locator, std::span(bytes).first(locator_bytes)); !count)
    return tl::unexpected(count.error());
  const std::string_view view(bytes.data(), bytes.size());
  if (!view.starts_with("PK\x06\x07"sv)) return {};
  const std::uint64_t record = eight_bytes(view, 8);
  if (record > locator || locator - record < end64_bytes)
    return damaged("its zip64 end record lies outside");
  if (const auto count = file.read_at(record, bytes); !count) return tl::unexpected(count.error());
  if (!view.starts_with("PK\x06\x06"sv))
    return damaged("its zip64 end record is not where it should be");
  found = {.end = {.members = eight_bytes(view, 32),
                   .offset = eight_bytes(view, 48),
                   .bytes = eight_bytes(view, 40)},
           .disk = four_bytes(view, 16),
           .first_disk = four_bytes(view, 20),
           .members_here = eight_bytes(view, 24),
           .record = record};
  return {};
}

}  // namespace

Result<ZipEnd> find_zip_end(const InputFile& file) {
  auto found = short_record(file);
  if (!found) return tl::unexpected(found.error());
  if (found->zip64)
    if (const auto taken = take_zip64(file, *found); !taken) return tl::unexpected(taken.error());
  const ZipEnd& end = found->end;
  if (found->disk != 0 || found->first_disk != 0 || found->members_here != end.members)
    return fail(Error::Kind::input, "is one of several volumes, which are not read here");
  if (end.offset > found->record || found->record - end.offset < end.bytes)
    return damaged("its central directory lies outside, or the file is cut short");
  return end;
}

}  // namespace detente
