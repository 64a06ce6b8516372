// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "events/counts.hpp"

namespace detente {

/// What the user says of a file of counts.
struct CountsFormat {
  Resolution resolution = Resolution::day;  ///< what one count spans
  bool undirected = false;                  ///< each count is of both directions together
  /// Meaning and column, where the header does not tell: {"events", "N"}. Meanings are date,
  /// source, target, root, quad, events, mentions, goldstein_sum, goldstein_mean, quad1 to quad4
  /// and complete. For source and target a state may stand in place of a column: {"source", "CHN"}.
  std::vector<std::pair<std::string, std::string>> columns{};
};

/// A row, or one cell of a row, that could not be used.
struct BadCount {
  std::uint64_t line = 0;  ///< of the file, from 1
  std::string field{};     ///< the column's name in the file; empty where the whole row is at fault
  std::string reason{};    ///< a sentence that names the value

  auto operator<=>(const BadCount&) const = default;
};

struct ReadCounts {
  /// In the order of their keys, each key once: rows of the file that have the same key are added
  /// up. No row without an event, but for one case: where a row of the file is split by quad class,
  /// its Goldstein sum and mentions, which the file does not split, stand at quad class 0 with no
  /// events. So all sums are the file's.
  std::vector<CountRow> rows{};
  bool undirected = false;  ///< then source and target are in alphabetical order and mean both ways
  std::vector<Day>
      periods{};  ///< first days of the periods that the file speaks of, zeros included
  std::vector<std::string> notes{};  ///< what a reader of the counts must know, in sentences
  std::vector<BadCount> bad{};       ///< in the order of the file
};

/// Reads counts of events that someone else made, and those of reduce_sql(). `text` is a whole file
/// in UTF-8 (a byte order mark is skipped) with a header; commas, semicolons or tabs between its
/// fields, which may stand in quotes that end in the same line; LF or CRLF. The header tells the
/// form:
///
/// - long: a date, a source, a target (state codes, or names of countries) and a count; or in place
/// of
///   the count four quad classes. Beside the count it may have a root, a quad class, mentions, the
///   sum or the mean of Goldstein scores, or four quad classes as counts or as shares of the count.
/// - wide: a date and columns named AAA_BBB that hold the counts of AAA towards BBB. Rows whose
/// column
///   `complete` is 0 are left out (in both forms).
/// - the columns of reduce_sql() or of `detente reduce`, where Goldstein sums are in thousandths;
/// of one
///   source alone, since events of several are never added up.
///
/// Dates are "2019-10-24", "20191024", "2019-10", "201910" or "2019", a time of day after them is
/// left out; one that is finer than the resolution counts for the period it lies in. Numbers may
/// have thousands commas. A mean is turned into a sum, rounded to thousandths. Time O(n log n).
///
/// Fails with Kind::input, `where` being the line, where no row can be read: no header, no date, no
/// actors or no count in it, several sources in a column `feed`, text that is not UTF-8, or both
/// directions of a dyad although the counts are said to be undirected. Fails with Kind::usage where
/// `columns` names a meaning or a column that does not exist.
Result<ReadCounts> read_counts(std::string_view text, const CountsFormat& format);

}  // namespace detente
