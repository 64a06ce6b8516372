// SPDX-License-Identifier: Apache-2.0
// The reader of update lists on any bytes: what it gives as a file is one that can be asked for,
// each line is a file, a bad one or blank, and a list written anew from its files is the same.
#include "fetch/update_list.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "support/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  using testing::require;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const UpdateList list = parse_update_list(text);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  require(list.files.size() + list.bad_lines <= lines);
  require(list.bad.size() == std::min(list.bad_lines, UpdateList::most_bad));
  for (const auto& [line, reason] : list.bad)
    require(line >= 1 && line <= lines && !reason.empty());
  std::string again;
  for (const ListedFile& file : list.files) {
    require(is_fetchable(file.url) && file.md5.size() == 32);
    require(file.url.data() >= text.data() && file.url.end() <= text.end());
    const std::string_view name = file_name_of(file.url);
    require(name.find('/') == std::string_view::npos);
    if (const auto time = time_of(name)) require(time->minute >= 0 && time->minute < 24 * 60);
    again += std::to_string(file.size) + ' ' + std::string(file.md5) + ' ' + std::string(file.url) +
             "\r\n";
  }
  const UpdateList second = parse_update_list(again);
  require(second.bad_lines == 0 && second.files.size() == list.files.size());
  for (std::size_t i = 0; i < list.files.size(); ++i)
    require(second.files[i].size == list.files[i].size &&
            second.files[i].md5 == list.files[i].md5 && second.files[i].url == list.files[i].url);
  return 0;
}
