// SPDX-License-Identifier: Apache-2.0
#include "fetch/update_list.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "base/text.hpp"

namespace detente {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t\r";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_hexadecimal(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

bool begins_with(std::string_view text, std::string_view small) {
  return text.size() >= small.size() && std::equal(small.begin(), small.end(), text.begin(),
                                                   [](char a, char b) { return a == lower(b); });
}

/// The next word of the line, which loses it; empty at its end.
std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(blanks));
  line.remove_prefix(word.size());
  return word;
}

/// Why the line is none of a list; empty where it is one.
std::string_view read_line(std::string_view line, ListedFile& file) {
  const std::string_view size = take_word(line);
  file.md5 = take_word(line);
  file.url = take_word(line);
  if (file.url.empty() || !take_word(line).empty()) return "is not \"SIZE MD5 URL\"";
  const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), file.size);
  if (error != std::errc() || end != size.data() + size.size() || !is_digit(size.front()))
    return "its size is no number of bytes";
  if (file.md5.size() != 32 || !std::all_of(file.md5.begin(), file.md5.end(), is_hexadecimal))
    return "its MD5 is not 32 hexadecimal digits";
  if (!is_fetchable(file.url)) return "its address is none of http or https";
  return {};
}

}  // namespace

UpdateList parse_update_list(std::string_view text) {
  UpdateList list;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.find_first_not_of(blanks) == std::string_view::npos) continue;
    ListedFile file;
    const std::string_view reason = read_line(line, file);
    if (reason.empty()) {
      list.files.push_back(file);
    } else if (++list.bad_lines <= UpdateList::most_bad) {
      list.bad.push_back({number, std::string(reason)});
    }
  }
  return list;
}

bool is_fetchable(std::string_view url) {
  constexpr std::size_t most = 2000;
  const bool printable =
      std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (url.size() > most || !printable) return false;
  const std::size_t scheme = begins_with(url, "http://") ? 7 : begins_with(url, "https://") ? 8 : 0;
  if (scheme == 0) return false;
  const std::string_view host = url.substr(scheme, url.find_first_of("/?#", scheme) - scheme);
  return !host.empty() && host.find('@') == std::string_view::npos;
}

std::string_view file_name_of(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  return url.substr(url.rfind('/') + 1);
}

std::optional<ListedTime> time_of(std::string_view file_name) {
  constexpr std::size_t digits = 14;
  if (file_name.size() < digits ||
      !std::all_of(file_name.begin(), file_name.begin() + digits, is_digit))
    return std::nullopt;
  if (file_name.size() > digits && is_digit(file_name[digits])) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : file_name.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  const auto day =
      parse_day(std::string(file_name.substr(0, 4)) + '-' + std::string(file_name.substr(4, 2)) +
                '-' + std::string(file_name.substr(6, 2)));
  const int hour = number(8, 2);
  const int minute = number(10, 2);
  if (!day || hour > 23 || minute > 59) return std::nullopt;
  return ListedTime{*day, hour * 60 + minute};
}

}  // namespace detente
