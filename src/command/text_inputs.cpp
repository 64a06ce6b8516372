// SPDX-License-Identifier: Apache-2.0
#include "command/text_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/file_bytes.hpp"
#include "base/text.hpp"

namespace detente {

namespace fs = std::filesystem;

Result<std::string> read_text(const std::string& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return fail(Error::Kind::usage, "no such file", file);
  if (fs::is_directory(file, error)) return fail(Error::Kind::usage, "is a folder", file);
  auto text = read_bytes(file, largest_text + 1);
  if (text && text->size() > largest_text)
    return fail(Error::Kind::input, "is larger than 16 MB, which no readout is", file);
  if (text && text->find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(Error::Kind::input, "is empty", file);
  if (text && text->find('\0') != std::string::npos)
    return fail(Error::Kind::input, "is no text: it has NUL bytes; save it as plain text, UTF-8",
                file);
  // Read as it is, a text in another encoding would seem to be silent on everything.
  if (const auto at = text ? find_invalid_utf8(*text) : std::string::npos; at != std::string::npos)
    return fail(Error::Kind::input, "is not UTF-8 here; save the file as UTF-8",
                fmt::format("{}:{}", file, 1 + std::count(text->data(), text->data() + at, '\n')));
  return text;
}

Result<LexiconText> sound_lexicon(const fs::path& folder) {
  auto read = read_lexicon(folder);
  if (!read || read->faults.empty()) return read;
  return fail(Error::Kind::input,
              fmt::format("{}\nTry: detente check-lexicon",
                          to_string(read->faults.front(), folder.generic_string())));
}

Result<std::vector<std::string>> text_files(const std::vector<std::string>& inputs) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code error;
    if (!fs::exists(input, error)) return fail(Error::Kind::usage, "no such file or folder", input);
    if (!fs::is_directory(input, error)) {
      files.push_back(input);
      continue;
    }
    const std::size_t before = files.size();
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(input, error)) {
      if (entry.is_regular_file(error) && entry.path().extension() == ".txt")
        files.push_back(entry.path().generic_string());
    }
    if (files.size() == before) return fail(Error::Kind::usage, "holds no *.txt files", input);
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

}  // namespace detente
