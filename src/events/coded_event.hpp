// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.hpp"

namespace detente {

/// Whose file it is, and so its columns.
enum class EventSource { gdelt1, gdelt2, mentions, icews, phoenix, polecat, keds, generic };
std::string_view to_string(EventSource source);
/// "gdelt1", …; nothing for any other word.
std::optional<EventSource> event_source_of(std::string_view word);
inline constexpr std::size_t event_source_count = 8;

/// One machine-coded event as its source states it, in common terms. The texts lie in the reader's
/// buffer: they are gone when the sink returns.
struct CodedEvent {
  EventSource feed = EventSource::generic;  ///< whose row it is
  Day day;                                  ///< of the event
  std::optional<Day> added{};               ///< the day on which it came into the source
  std::string_view id{};                    ///< the source's own
  std::string_view source{};  ///< state, CAMEO or ISO 3166-1 alpha-3; empty where there is none
  std::string_view target{};  ///< likewise
  std::string_view source_actor{};  ///< who it is, as the source names it: "USAGOV", "John Kerry"
  std::string_view target_actor{};
  std::string_view code{};  ///< CAMEO (or WEIS), with its leading zero; empty for PLOVER
  std::uint8_t root = 0;    ///< CAMEO root, 1 to 20 (WEIS 1 to 22)
  std::uint8_t quad = 0;    ///< 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
  std::optional<std::int32_t> goldstein{};  ///< in thousandths, -10,000 to 10,000
  std::uint32_t mentions = 1;               ///< 1 where the source does not count them
  std::string_view story{};  ///< story id or address; empty where the source has neither
  std::string_view place{};  ///< country of the place as the source writes it (GDELT: FIPS 10-4)
  std::string_view publisher{};
  bool root_event = true;  ///< GDELT's IsRootEvent; true elsewhere
  std::uint64_t line = 0;  ///< of the file, from 1
};

/// Takes events one by one.
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void take(const CodedEvent& event) = 0;
  /// A row of GDELT's table of mentions, which is no event: id, day of the event, day and address
  /// of the mention (added, story) and its publisher are filled.
  virtual void take_mention(const CodedEvent& /*mention*/) {}
};

}  // namespace detente
