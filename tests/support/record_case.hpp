// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "support/files.hpp"
#include "support/small_case.hpp"

/// The small case for the tests of the record, to be changed, written and read.
namespace detente::testing {

/// Puts `to` in the place of the first `from`; the test fails where there is none.
inline void change(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from << " is not in\n" << text;
  text.replace(at, from.size(), to);
}

inline void write(const std::filesystem::path& folder, const CaseFiles& files) {
  for (const auto& [file, text] : files) write(folder / file, text);
}

inline Day day(std::string_view text) { return parse_day(text).value_or(Day{}); }
inline Date date(std::string_view text) { return parse_date(text).value_or(Date{}); }

}  // namespace detente::testing
