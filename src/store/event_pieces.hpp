// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "events/coded_event.hpp"
#include "events/count_table.hpp"
#include "events/event_hash.hpp"
#include "store/database.hpp"
#include "store/manifest.hpp"

namespace detente {

/// The columns of an event store's Parquet files, besides the parts of their paths (feed, year).
const std::vector<StoreColumn>& event_columns();

/// Writes the events of one file into Parquet files below `folder`:
/// events/feed=FEED/year=YEAR/NAME-K.parquet, K counting up where there are many rows; and
/// totals/NAME.parquet with the source's totals by day, as they were before any filter.
///
/// The totals count events after repeats within the file are dropped as the rules say. Failures are
/// kept until finish().
class EventPieces final : public EventSink {
 public:
  EventPieces(Database& database, const StoreRules& rules, std::filesystem::path folder,
              std::string name);

  void take(const CodedEvent& event) override;
  void take_mention(const CodedEvent& mention) override;

  struct Written {
    std::uint64_t kept = 0;
    std::vector<std::string> pieces{};  ///< relative to the folder
    std::string totals{};
  };
  /// Kind::io where the disk is full or a permission is missing.
  Result<Written> finish();

 private:
  [[nodiscard]] bool wanted(const CodedEvent& event) const;
  void store(const CodedEvent& event);
  void flush();
  Result<void> append();
  Result<void> write_pieces();
  Result<void> write_totals();

  Database& database_;
  const StoreRules& rules_;
  std::filesystem::path folder_;
  std::string name_;
  StoreTable batch_;
  std::uint64_t in_database_ = 0;
  int next_piece_ = 0;
  Deduper deduper_;
  CountTables totals_;
  Written written_;
  std::optional<Error> failure_;
};

}  // namespace detente
