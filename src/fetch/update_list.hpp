// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace detente {

/// One line of an update list.
struct ListedFile {
  std::uint64_t size = 0;  ///< bytes
  std::string_view md5;    ///< 32 hexadecimal digits, large or small
  std::string_view url;    ///< http or https; printable ASCII, at most 2,000 characters
};

/// A list of files that can be downloaded, as GDELT publishes them (lastupdate.txt,
/// masterfilelist.txt): one "SIZE MD5 URL" a line, apart by spaces or tabs.
struct UpdateList {
  struct BadLine {
    std::size_t line;
    std::string reason;
  };
  static constexpr std::size_t most_bad = 10;

  std::vector<ListedFile> files{};  ///< in the order of the lines; into the text that was parsed
  std::vector<BadLine> bad{};       ///< the first ones
  std::size_t bad_lines = 0;        ///< all of them
};

/// Reads a list, whatever the bytes: blank lines, spaces around a line, CRLF and a byte order mark
/// are let pass, any other line that is not of the form is a bad one. The text must outlive what
/// comes of it.
UpdateList parse_update_list(std::string_view text);

/// An address that can be asked: "http://" or "https://" in any case, a host, and only printable
/// ASCII. No user and password, since addresses are kept and printed.
bool is_fetchable(std::string_view url);

/// The part of an address behind its last slash, without a query: "20240101000000.export.CSV.zip".
std::string_view file_name_of(std::string_view url);

/// The minute by which a file of a list is named, "YYYYMMDDHHMM" of the 14 digits that its name
/// begins with; nothing where it begins otherwise, or with no day that exists.
struct ListedTime {
  Day day{};
  int minute = 0;  ///< of the day

  auto operator<=>(const ListedTime&) const = default;
};
std::optional<ListedTime> time_of(std::string_view file_name);

}  // namespace detente
