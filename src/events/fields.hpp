// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace detente {

/// Splits one line into fields, quoted ones with their quotes taken off and doubled ones undone.
/// What it gives is valid until the next call.
class FieldSplitter {
 public:
  /// Nothing where a quoted field does not end in the line.
  std::optional<std::span<const std::string_view>> split(std::string_view line, char delimiter,
                                                         bool quoted);

 private:
  std::optional<std::span<const std::string_view>> split_quoted(std::string_view line,
                                                                char delimiter);
  std::vector<std::string_view> fields_;
  std::string unquoted_;
};

/// The text itself where it is UTF-8, else what it is read as ISO 8859-1.
std::string as_utf8(std::string_view text);
/// The first `most` bytes, fewer where the last character would be cut in two.
std::string_view beginning_of(std::string_view text, std::size_t most);

bool is_digits(std::string_view text);      ///< not empty, digits alone
bool is_state_code(std::string_view text);  ///< three capital letters
bool is_number(std::string_view text);      ///< digits with a sign and one point at the most

/// "20220805".
std::optional<Day> parse_compact_day(std::string_view text);
/// The day of "20220805" or "20220805143000".
std::optional<Day> parse_stamp_day(std::string_view text);
/// The day of these, or of "2022-08-05", with a time behind it or without.
std::optional<Day> any_day(std::string_view text);
std::optional<std::uint32_t> parse_count(std::string_view text);
/// A score of -10 to 10 in thousandths: "-7.2" → -7200. A comma may stand for the point.
std::optional<std::int32_t> parse_score(std::string_view text);

/// The columns of the GDELT event codebooks, from 0. Up to the number of mentions the versions
/// agree.
struct GdeltField {
  enum : std::size_t {
    id = 0,
    day = 1,
    year = 3,
    actor1 = 5,
    state1 = 7,
    actor2 = 15,
    state2 = 17,
    is_root = 25,
    code = 26,
    root_code = 28,
    quad_class = 29,
    goldstein = 30,
    mentions = 31
  };
};

/// The columns that are read by name, as the sources' own headers write them.
struct IcewsField {
  enum : std::size_t {
    id,
    date,
    source_name,
    source_country,
    code,
    intensity,
    target_name,
    target_country,
    story,
    publisher,
    country
  };
};
inline constexpr std::array<std::string_view, 11> icews_fields{
    "Event ID",    "Event Date",     "Source Name", "Source Country", "CAMEO Code", "Intensity",
    "Target Name", "Target Country", "Story ID",    "Publisher",      "Country"};

struct PolecatField {
  enum : std::size_t {
    id,
    date,
    type,
    intensity,
    quad,
    source_name,
    source_country,
    target_name,
    target_country,
    country,
    publisher,
    added
  };
};
inline constexpr std::array<std::string_view, 12> polecat_fields{
    "Event ID",          "Event Date", "Event Type",    "Intensity",
    "Quad Code",         "Actor Name", "Actor Country", "Recipient Name",
    "Recipient Country", "Country",    "Source",        "Publication Date"};

struct GenericField {
  enum : std::size_t { date, source, target, code, story, goldstein, mentions, id };
};

}  // namespace detente
