// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/count_columns.hpp"
#include "events/counts.hpp"
#include "events/read_counts.hpp"

namespace detente {

using Cells = std::span<const std::string_view>;

/// How the four quad classes of a file are written.
enum class QuadForm { counts, shares };

/// What is known of a file of counts before its rows are read.
struct CountsShape {
  std::vector<std::string> header{};
  CountColumns columns{};
  QuadForm quads = QuadForm::counts;
  Resolution resolution = Resolution::day;
  bool undirected = false;
};

/// A count as it was taken out of a row.
struct TakenCount {
  CountRow row;
  std::uint64_t line;
  bool turned;  ///< undirected, and its states stood the other way round
};

/// Cells that stand for nothing: "", "NA", "NaN", "nan", "NULL".
bool is_missing(std::string_view cell);

/// Turns the rows of a file of counts into counts, one row after another.
class CountRowReader {
 public:
  explicit CountRowReader(const CountsShape& shape) : shape_(shape) {}

  /// A row with as many cells as the header. What cannot be used becomes a BadCount.
  void take(Cells cells, std::uint64_t line);

  std::vector<TakenCount> counts{};
  std::vector<BadCount> bad{};
  std::vector<Day> periods{};   ///< of the rows that were taken, in their order
  std::vector<Day> left_out{};  ///< of the rows that are marked as incomplete
  std::uint64_t finer = 0;      ///< rows whose date is finer than the resolution
  std::uint64_t unsplit = 0;    ///< rows without quad classes in a file that has them
  std::uint64_t missing = 0;    ///< empty cells of the wide form

 private:
  struct Fault {
    std::size_t column;
    std::string reason;
  };
  using Maybe = std::optional<Fault>;

  std::optional<Day> read_date(Cells cells, std::uint64_t line);
  Maybe take_long(Cells cells, Day day, std::uint64_t line);
  void take_wide(Cells cells, Day day, std::uint64_t line);
  [[nodiscard]] Maybe read_key(Cells cells, CountKey& key) const;
  [[nodiscard]] Maybe read_actor(Cells cells, const ActorColumn& actor, StateCode& state) const;
  [[nodiscard]] Maybe read_numbers(Cells cells, bool split, Counts& counts) const;
  [[nodiscard]] Maybe read_goldstein(Cells cells, Counts& counts) const;
  Maybe add_split(Cells cells, const CountKey& key, const Counts& of_row, std::uint64_t line);
  void add(CountKey key, const Counts& of_row, std::uint64_t line);
  void add_bad(std::uint64_t line, const Fault& fault);

  const CountsShape& shape_;
};

}  // namespace detente
