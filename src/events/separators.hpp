// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace detente {

/// Where the fields of a block of lines end. Kept and filled again block after block.
class Separators {
 public:
  /// Offsets of all delimiters and line ends, in order. A line's fields are those from the entry
  /// after the last line end.
  [[nodiscard]] const std::uint32_t* at() const { return at_.get(); }
  [[nodiscard]] std::size_t count() const { return count_; }
  /// For each line end, its place in at().
  [[nodiscard]] const std::uint32_t* lines() const { return lines_.get(); }
  [[nodiscard]] std::size_t line_count() const { return line_count_; }

 private:
  friend void find_separators_plain(std::string_view, char, Separators&);
  friend void find_separators_avx2(std::string_view, char, Separators&);
  void make_room(std::size_t bytes);

  std::unique_ptr<std::uint32_t[]> at_, lines_;
  std::size_t room_ = 0, count_ = 0, line_count_ = 0;
};

/// Finds each `delimiter` and '\n' of `text`, which must be shorter than 4 GiB. The fastest kernel
/// that the processor has; all give the same.
void find_separators(std::string_view text, char delimiter, Separators& found);

void find_separators_plain(std::string_view text, char delimiter, Separators& found);
/// Needs a processor with AVX2, BMI and POPCNT: has_avx2().
void find_separators_avx2(std::string_view text, char delimiter, Separators& found);
bool has_avx2();

}  // namespace detente
