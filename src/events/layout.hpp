// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "events/cameo.hpp"
#include "events/coded_event.hpp"

namespace detente {

/// What the user says a file is.
struct SourceChoice {
  bool any = true;                           ///< "auto": whatever it is
  bool any_gdelt = false;                    ///< "gdelt": events or mentions of either version
  EventSource source = EventSource::gdelt2;  ///< else this one
  std::optional<CodeSystem> codes{};  ///< of keds and generic files; where not said, each file's

  [[nodiscard]] bool allows(EventSource wanted) const;
};
/// From the word of the command line. Fails with Kind::usage and the words that there are.
Result<SourceChoice> source_choice(std::string_view word);

/// How a file writes its rows, told from its beginning.
struct Layout {
  char delimiter = '\t';
  bool quoted = false;      ///< fields may stand in double quotes (never between tabs)
  bool has_header = false;  ///< the first line names the columns
  std::size_t bom = 0;      ///< bytes of a byte order mark before the first line
  /// Set where the header tells the source; else each row tells it by its width and content.
  std::optional<EventSource> source{};
  /// For sources read by the names of their columns: which column holds field i, or npos.
  std::vector<std::size_t> columns{};
  std::size_t width = 0;  ///< columns of the header, where columns is used
  /// Of keds and generic rows: WEIS where codes at the beginning have the roots 21 or 22, which
  /// CAMEO lacks, in at least one row of a hundred, and in more rows than higher roots.
  CodeSystem codes = CodeSystem::cameo;
};

/// What tells it: the first 64 KiB of the text.
inline constexpr std::size_t layout_head = std::size_t{64} << 10U;
/// `head` is the beginning of the text, at least that much of it, or all.
Layout detect_layout(std::string_view head, const SourceChoice& choice);

/// The width of a row as the source writes it, without re-saving's additions; 0 for what has none.
std::size_t width_of(EventSource source);

/// A field that re-saving or the source left in a state that we cannot read.
struct BadField {
  std::string field;   ///< "EventCode", or empty where it is the row
  std::string reason;  ///< "\"xy\" is no CAMEO code"
};

using Fields = std::span<const std::string_view>;

/// Which source a row is by its width and content, and how many columns before it are not its own
/// (an index that a re-saving added). Rows of re-saved files (`resaved`: not tab-separated, or with
/// a header) may have columns more at the end. Nothing where it is none that `choice` allows.
struct RowShape {
  EventSource source = EventSource::generic;
  std::size_t skip = 0;
  auto operator<=>(const RowShape&) const = default;
};
std::optional<RowShape> shape_of(Fields fields, const SourceChoice& choice, bool resaved);

}  // namespace detente
