// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "events/event_batch.hpp"
#include "events/gdelt_rows.hpp"
#include "events/read_events.hpp"

namespace detente {

/// The fast path of counting: rows of GDELT's event tables as they come, in blocks. A row that is
/// anything else than plain and right in each of its checked fields goes to the RowReader, which
/// says what is the matter with it or mends it, so that both ways give the same.
class GdeltCounter {
 public:
  struct Takes {
    bool first = true,
         second = true;  ///< the rows of GDELT 1.0, of 2.0; others are the RowReader's
  };
  explicit GdeltCounter(Takes takes) : takes_(takes) {}

  /// Adds the rows of `lines` (each with its end) to the batch; `slow` gets the others with their
  /// line numbers, of which the first is `number`, each before the rows behind it are added. Gives
  /// how many lines there were.
  std::uint64_t count(std::string_view lines, std::uint64_t number, EventBatch& batch,
                      RowReader& slow);

  /// Of the rows that the fast path itself took since it was asked last.
  ReadReport take_report();

 private:
  bool read(const char* text, const GdeltRow& row, PackedEvent& event);
  bool read_day(const char* from);
  bool read_added(const char* end);
  [[nodiscard]] CodedEvent coded(const char* text, const GdeltRow& row,
                                 const PackedEvent& event) const;

  Takes takes_;
  std::vector<GdeltRow> rows_;
  std::uint64_t first_ = 0, second_ = 0;
  /// The day columns of the row before, which most rows share, with the tab behind them, and the
  /// day that they are; likewise when it was added, a day or a time, with the tab before it. The
  /// zeros before the first row are in no row that is plain.
  static constexpr std::size_t day_size = 21, added_day = 9, added_time = 15;
  char days_[day_size] = {}, added_[added_time] = {};
  std::size_t added_size_ = added_day;
  Day day_{};
};

}  // namespace detente
