// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/file_bytes.hpp"
#include "support/small_case.hpp"

/// The small case for the tests of the record, to be changed, written and read.
namespace detente::testing {

/// Puts `to` in the place of the first `from`; the test fails where there is none.
inline void change(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from << " is not in\n" << text;
  text.replace(at, from.size(), to);
}

/// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "detente-XXXXXX").string();
    path_ = ::mkdtemp(name.data()) == nullptr ? "/nowhere" : name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline void write(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

inline void write(const std::filesystem::path& folder, const CaseFiles& files) {
  for (const auto& [file, text] : files) write(folder / file, text);
}

inline std::string read(const std::filesystem::path& file) {
  return read_bytes(file, std::size_t{1} << 30U).value_or("(unreadable)");
}

inline Day day(std::string_view text) { return parse_day(text).value_or(Day{}); }
inline Date date(std::string_view text) { return parse_date(text).value_or(Date{}); }

}  // namespace detente::testing
