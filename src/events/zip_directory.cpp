// SPDX-License-Identifier: Apache-2.0
#include "events/zip_directory.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "events/little_endian.hpp"
#include "events/zip_end.hpp"

namespace detente {

namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t largest_directory = std::uint64_t{256} << 20U;
constexpr std::size_t entry_bytes = 46;   // without the name and what follows it
constexpr std::size_t header_bytes = 30;  // of the local header, likewise
constexpr std::uint32_t in_zip64_field = 0xFFFFFFFF;

tl::unexpected<Error> damaged(std::size_t number, std::string_view why) {
  return fail(Error::Kind::input, "is damaged: the entry of member " + std::to_string(number) +
                                      " in its central directory " + std::string(why));
}

/// The extra field of the kind `id`, empty where there is none.
std::string_view extra_field(std::string_view extra, std::uint16_t id) {
  constexpr std::size_t head = 4;
  while (extra.size() >= head) {
    const std::size_t size = std::min<std::size_t>(two_bytes(extra, 2), extra.size() - head);
    if (two_bytes(extra, 0) == id) return extra.substr(head, size);
    extra.remove_prefix(head + size);
  }
  return {};
}

/// Numbers that do not fit into four bytes stand in a field of their own, in this order.
bool take_zip64(ZipMember& member, std::string_view extra) {
  std::string_view field = extra_field(extra, 1);
  for (std::uint64_t* number : {&member.unpacked, &member.packed, &member.offset}) {
    if (*number != in_zip64_field) continue;
    if (field.size() < 8) return false;
    *number = eight_bytes(field, 0);
    field.remove_prefix(8);
  }
  return true;
}

/// Takes the first entry off `rest`.
Result<ZipMember> take_entry(std::string_view& rest, std::size_t number) {
  if (rest.size() < entry_bytes) return damaged(number, "is cut short");
  if (!rest.starts_with("PK\x01\x02"sv)) return damaged(number, "does not begin as it should");
  const std::size_t name = two_bytes(rest, 28);
  const std::size_t extra = two_bytes(rest, 30);
  const std::size_t comment = two_bytes(rest, 32);
  if (rest.size() - entry_bytes < name + extra + comment) return damaged(number, "is cut short");
  ZipMember member{.name = std::string(rest.substr(entry_bytes, name)),
                   .offset = four_bytes(rest, 42),
                   .packed = four_bytes(rest, 20),
                   .unpacked = four_bytes(rest, 24),
                   .crc = four_bytes(rest, 16),
                   .method = two_bytes(rest, 10),
                   .flags = two_bytes(rest, 8)};
  if (!take_zip64(member, rest.substr(entry_bytes + name, extra)))
    return damaged(number, "lacks its 64-bit sizes");
  if (member.name.empty()) return damaged(number, "has no name");
  rest.remove_prefix(entry_bytes + name + extra + comment);
  return member;
}

/// Gives each member its limit, and refuses two that share bytes: that is how small archives are
/// made to unpack without end, and how one text is counted twice.
Result<void> set_limits(std::vector<ZipMember>& members, std::uint64_t directory) {
  std::vector<ZipMember*> order;
  order.reserve(members.size());
  for (ZipMember& member : members) order.push_back(&member);
  std::ranges::sort(order, {}, &ZipMember::offset);
  for (std::size_t i = 0; i < order.size(); ++i) {
    ZipMember& member = *order[i];
    member.limit = i + 1 < order.size() ? order[i + 1]->offset : directory;
    const std::uint64_t least = header_bytes + member.name.size();
    const bool fits = member.offset <= member.limit && member.limit - member.offset >= least &&
                      member.limit - member.offset - least >= member.packed;
    if (fits && member.limit <= directory) continue;
    return fail(Error::Kind::input, "is damaged: two of its members overlap, or one lies outside");
  }
  return {};
}

bool each_once(const std::vector<ZipMember>& members) {
  std::unordered_set<std::string_view> names;
  names.reserve(members.size());
  return std::ranges::all_of(members,
                             [&](const ZipMember& one) { return names.insert(one.name).second; });
}

}  // namespace

Result<std::vector<ZipMember>> read_zip_directory(const InputFile& file) {
  const auto end = find_zip_end(file);
  if (!end) return tl::unexpected(end.error());
  if (end->bytes > largest_directory)
    return fail(
        Error::Kind::input,
        "has a central directory of more than 256 MB, the most that is read here; unpack it "
        "and give the folder");
  if (end->members > end->bytes / entry_bytes)
    return fail(Error::Kind::input, "is damaged: its central directory has no room for the " +
                                        std::to_string(end->members) + " members that it counts");
  std::string bytes(static_cast<std::size_t>(end->bytes), '\0');
  const auto count = file.read_at(end->offset, bytes);
  if (!count) return tl::unexpected(count.error());
  bytes.resize(*count);
  std::vector<ZipMember> members;
  members.reserve(static_cast<std::size_t>(end->members));
  std::string_view rest = bytes;
  while (members.size() < end->members) {
    auto member = take_entry(rest, members.size() + 1);
    if (!member) return tl::unexpected(member.error());
    members.push_back(*std::move(member));
  }
  if (rest.starts_with("PK\x01\x02"sv))
    return fail(Error::Kind::input, "is damaged: it has more members than the " +
                                        std::to_string(end->members) + " that it counts");
  if (const auto set = set_limits(members, end->offset); !set) return tl::unexpected(set.error());
  if (!each_once(members))
    return fail(Error::Kind::input, "has two members of one name; which one counts is not said");
  return members;
}

}  // namespace detente
