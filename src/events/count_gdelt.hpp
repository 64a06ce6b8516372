// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "events/count_table.hpp"
#include "events/read_events.hpp"
#include "events/separators.hpp"

namespace detente {

/// The fast path of counting: rows of GDELT's event tables as they come, in blocks. A row that is
/// anything else than plain and right in each of its checked fields goes to the RowReader, which
/// says what is the matter with it or mends it, so that both ways give the same.
class GdeltCounter {
 public:
  /// Takes the rows of GDELT 1.0, of 2.0, or both; the others are the RowReader's.
  explicit GdeltCounter(bool takes_first = true, bool takes_second = true)
      : takes_first_(takes_first), takes_second_(takes_second) {}

  /// Counts the rows of `lines` (each with its end) into the tables; `slow` gets the others with
  /// their line numbers, of which the first is `number`. Gives how many lines there were.
  std::uint64_t count(std::string_view lines, std::uint64_t number, CountTables& tables,
                      RowReader& slow);

  /// Rows that the fast path itself counted, of each version.
  [[nodiscard]] std::uint64_t rows_of(EventSource version) const {
    return version == EventSource::gdelt2 ? second_ : first_;
  }

 private:
  struct Row;
  struct Pending {
    PackedKey key;
    EventSource version;
    std::uint32_t mentions;
    std::int32_t goldstein;
  };
  bool read_day(const Row& row);
  bool read_added(std::string_view text);
  bool read(const Row& row, Pending& pending);
  void flush(CountTables& tables);

  bool takes_first_, takes_second_;
  Separators separators_;
  std::vector<Pending> pending_;
  std::uint64_t first_ = 0, second_ = 0;
  /// The day columns of the row before, which most rows share, and the days that they are.
  char days_[20] = {}, added_[14] = {};
  std::size_t added_size_ = 0;
  Day day_{};
};

}  // namespace detente
