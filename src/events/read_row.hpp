// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "events/cameo.hpp"
#include "events/coded_event.hpp"
#include "events/layout.hpp"

namespace detente {

/// What a row needs besides its fields: where a mended code is kept, and what was mended.
struct RowContext {
  CodeSystem codes = CodeSystem::cameo;
  bool surely_cameo = false;  ///< the source has no codes of another system
  std::array<char, 8> code{};
  std::map<std::string, std::uint64_t, std::less<>>* repairs = nullptr;
  std::map<std::string, std::uint64_t, std::less<>>* unknown_states = nullptr;

  void note_repair(std::string_view what) const;
  /// The state of that English name or CAMEO actor code; an unknown name is noted, and empty.
  std::string_view state_of(std::string_view text) const;
};

/// Counts `name` in a map that holds a thousand names at the most: a file of prose would fill it.
void note(std::map<std::string, std::uint64_t, std::less<>>& names, std::string_view name,
          std::uint64_t count);

/// One row of a source, as wide as the source's rows are (re-saving's columns taken away), into
/// `event`. Gives what is wrong with it, or nothing; then `event` is filled. The texts of the event
/// are the fields themselves, a table's, or lie in `context`.
std::optional<BadField> read_gdelt(Fields fields, EventSource version, RowContext& context,
                                   CodedEvent& event);
std::optional<BadField> read_mention(Fields fields, RowContext& context, CodedEvent& event);
std::optional<BadField> read_phoenix(Fields fields, RowContext& context, CodedEvent& event);
std::optional<BadField> read_keds(Fields fields, RowContext& context, CodedEvent& event);
/// These find their columns by Layout::columns.
std::optional<BadField> read_icews(Fields fields, const std::vector<std::size_t>& columns,
                                   RowContext& context, CodedEvent& event);
std::optional<BadField> read_polecat(Fields fields, const std::vector<std::size_t>& columns,
                                     RowContext& context, CodedEvent& event);
std::optional<BadField> read_generic(Fields fields, const std::vector<std::size_t>& columns,
                                     RowContext& context, CodedEvent& event);

/// The columns of rows without a header, in the source's own order.
const std::vector<std::size_t>& icews_columns();
const std::vector<std::size_t>& polecat_columns();

/// A code with its root, the lost leading zero given back where that is safe: `root_text` (empty
/// where the source has no such column) tells it, or else no other code is possible. Three digits
/// of a root over 20 can be WEIS, and two a root, unless the source is surely coded in CAMEO, with
/// codes of three and four digits alone.
struct CodeRead {
  std::string_view code;
  std::uint8_t root;
};
std::optional<CodeRead> read_code(std::string_view code, std::string_view root_text,
                                  RowContext& context);

/// "\"1x\" is no CAMEO code" and the like; long values are cut, and what is not UTF-8 is read as
/// ISO 8859-1.
BadField bad(std::string_view field, std::string_view value, std::string_view why);

}  // namespace detente
