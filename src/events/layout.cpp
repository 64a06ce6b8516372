// SPDX-License-Identifier: Apache-2.0
#include "events/layout.hpp"

#include <algorithm>
#include <cctype>

#include "base/text.hpp"
#include "events/fields.hpp"

namespace detente {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t npos = std::string_view::npos;

bool is_gdelt(EventSource source) {
  return source == EventSource::gdelt1 || source == EventSource::gdelt2 ||
         source == EventSource::mentions;
}

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return plain;
}

/// The most frequent of tab, semicolon and comma outside double quotes; a tab wherever there is one
/// per four of any other, since place names hold commas.
char delimiter_of(std::string_view line) {
  std::size_t tabs = 0;
  std::size_t commas = 0;
  std::size_t semicolons = 0;
  bool inside = false;
  for (const char c : line) {
    if (c == '"') inside = !inside;
    if (c == '\t') ++tabs;  // also in quotes: no tab-separated source quotes
    if (inside) continue;
    commas += c == ',' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
  }
  if (tabs >= 3 && tabs * 4 >= std::max(commas, semicolons)) return '\t';
  if (semicolons > commas) return ';';
  return commas > 0 ? ',' : '\t';
}

std::size_t find_column(const std::vector<std::string>& header,
                        std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  }
  return npos;
}

// In the order in which the readers ask for them: GenericField, IcewsField, PolecatField
// (fields.hpp).
std::vector<std::size_t> generic_columns(const std::vector<std::string>& header) {
  return {find_column(header, {"date", "eventdate", "day", "sqldate"}),
          find_column(header, {"source", "sourcecode", "sourcecountry", "actor1", "sender"}),
          find_column(header, {"target", "targetcode", "targetcountry", "actor2", "receiver"}),
          find_column(header, {"code", "eventcode", "cameo", "cameocode"}),
          find_column(header, {"story", "storyid", "url", "address", "sourceurl"}),
          find_column(header, {"goldstein", "goldsteinscale", "intensity"}),
          find_column(header, {"mentions", "nummentions"}),
          find_column(header, {"id", "eventid"})};
}

template <std::size_t N>
std::vector<std::size_t> by_name(const std::vector<std::string>& header,
                                 const std::array<std::string_view, N>& names) {
  std::vector<std::size_t> columns;
  columns.reserve(N);
  for (const std::string_view name : names)
    columns.push_back(find_column(header, {plain_name(name)}));
  return columns;
}

bool has(const std::vector<std::size_t>& columns, std::initializer_list<std::size_t> needed) {
  return std::all_of(needed.begin(), needed.end(),
                     [&](std::size_t i) { return columns[i] != npos; });
}

void read_header(Fields fields, const SourceChoice& choice, Layout& layout) {
  std::vector<std::string> header;
  for (const std::string_view field : fields) header.push_back(plain_name(field));
  const auto take = [&](EventSource source, std::vector<std::size_t> columns) {
    layout.source = source;
    layout.columns = std::move(columns);
    layout.width = fields.size();
    layout.has_header = true;
  };
  if (choice.allows(EventSource::polecat)) {
    auto columns = by_name(header, polecat_fields);
    if (columns[PolecatField::intensity] == npos)
      columns[PolecatField::intensity] = find_column(header, {"eventintensity"});
    if (has(columns, {PolecatField::date, PolecatField::type, PolecatField::source_country}))
      return take(EventSource::polecat, std::move(columns));
  }
  if (choice.allows(EventSource::icews)) {
    auto columns = by_name(header, icews_fields);
    if (has(columns, {IcewsField::date, IcewsField::source_country, IcewsField::code}))
      return take(EventSource::icews, std::move(columns));
  }
  const bool phoenix =
      find_column(header, {"srcactor"}) != npos && find_column(header, {"rootcode"}) != npos;
  if (choice.allows(EventSource::generic) && !phoenix) {
    auto columns = generic_columns(header);
    if (has(columns,
            {GenericField::date, GenericField::source, GenericField::target, GenericField::code}) &&
        fields.size() < 40)
      return take(EventSource::generic, std::move(columns));
  }
  // A header of what is read by position: no field of it is a number.
  layout.has_header =
      fields.size() >= 4 && std::none_of(fields.begin(), fields.end(), [](std::string_view field) {
        return !field.empty() && is_number(field);
      });
}

/// Whether the line has more delimiters than `most`; it looks no further than that.
bool has_more_than(std::size_t most, std::string_view line, char delimiter) {
  std::size_t at = line.find(delimiter);
  for (; most > 0 && at != npos; --most) at = line.find(delimiter, at + 1);
  return at != npos;
}

/// Of a file of keds or generic rows.
CodeSystem code_system_of(std::string_view lines, const SourceChoice& choice,
                          const Layout& layout) {
  const bool generic = layout.source == EventSource::generic;
  if (!generic && (layout.source || !choice.allows(EventSource::keds))) return CodeSystem::cameo;
  const std::size_t column = generic ? layout.columns[GenericField::code] : 3;
  FieldSplitter splitter;
  std::size_t rows = 0;
  std::size_t weis = 0;
  std::size_t neither = 0;  // as where CAMEO's codes of four digits lost their zeros
  for (auto end = lines.find('\n'); end != npos; end = lines.find('\n')) {
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    // Only rows that could be of keds: other sources state their roots.
    if (!generic && !layout.quoted && has_more_than(5, line, layout.delimiter)) continue;
    const auto fields = splitter.split(line, layout.delimiter, layout.quoted);
    if (!fields || fields->size() <= column || (!generic && fields->size() > 6)) continue;
    const std::string_view code = (*fields)[column];
    ++rows;
    if (code.size() != 3 || !is_digits(code) || root_of(code)) continue;
    ++(root_of(code, CodeSystem::weis) ? weis : neither);
  }
  return weis > neither && weis * 100 >= rows ? CodeSystem::weis : CodeSystem::cameo;
}

bool looks_like_gdelt(Fields row) {
  return is_digits(row[0]) && row[1].size() == 8 && is_digits(row[1]) &&
         row[2] == row[1].substr(0, 6) && row[3] == row[1].substr(0, 4);
}

bool looks_like(EventSource source, Fields row) {
  switch (source) {
    case EventSource::gdelt1:
    case EventSource::gdelt2:
      return looks_like_gdelt(row);
    case EventSource::mentions:
      return is_digits(row[0]) && row[1].size() == 14 && is_digits(row[1]) && row[2].size() == 14 &&
             is_digits(row[2]);
    case EventSource::phoenix:
      return row[1].size() == 8 && is_digits(row[1]) && row[2] == row[1].substr(0, 4) &&
             is_digits(row[3]) && row[3].size() <= 2;
    case EventSource::icews:
      return is_digits(row[0]) && parse_day(row[1]).has_value();
    case EventSource::polecat:
      return plover_class_of(row[2]).has_value();
    case EventSource::keds:
      // No actor is a number: it would be the beginning of a row of GDELT that was cut.
      return ((is_digits(row[0]) && (row[0].size() == 6 || row[0].size() == 8)) ||
              parse_day(row[0]).has_value()) &&
             !is_digits(row[1]) && !is_digits(row[2]);
    case EventSource::generic:
      return false;
  }
  return false;
}

}  // namespace

bool SourceChoice::allows(EventSource wanted) const {
  return any || (any_gdelt && is_gdelt(wanted)) || (!any_gdelt && source == wanted);
}

Result<SourceChoice> source_choice(std::string_view word) {
  if (word == "auto") return SourceChoice{};
  if (word == "gdelt") return SourceChoice{.any = false, .any_gdelt = true};
  if (const auto source = event_source_of(word))
    return SourceChoice{.any = false, .source = *source};
  return fail(Error::Kind::usage,
              "source: \"" + std::string(word) +
                  "\" is none of auto, gdelt, gdelt1, gdelt2, mentions, icews, phoenix, polecat, "
                  "keds, generic");
}

Layout detect_layout(std::string_view head, const SourceChoice& choice) {
  Layout layout;
  head = head.substr(0, layout_head);
  if (head.starts_with(byte_order_mark)) {
    layout.bom = byte_order_mark.size();
    head.remove_prefix(layout.bom);
  }
  std::string_view line = head.substr(0, head.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  layout.delimiter = delimiter_of(line);
  layout.quoted = layout.delimiter != '\t';
  FieldSplitter splitter;
  const auto fields = splitter.split(line, layout.delimiter, layout.quoted);
  if (fields) read_header(*fields, choice, layout);
  layout.codes = choice.codes ? *choice.codes : code_system_of(head, choice, layout);
  return layout;
}

std::size_t width_of(EventSource source) {
  switch (source) {
    case EventSource::gdelt1:
      return 58;
    case EventSource::gdelt2:
      return 61;
    case EventSource::mentions:
      return 16;
    case EventSource::icews:
      return 20;
    case EventSource::phoenix:
      return 26;
    case EventSource::polecat:
      return 40;
    case EventSource::keds:
      return 4;
    case EventSource::generic:
      return 0;
  }
  return 0;
}

std::optional<RowShape> shape_of(Fields fields, const SourceChoice& choice, bool resaved) {
  const auto fits = [&](EventSource source, std::size_t skip) {
    if (fields.size() < skip) return false;
    const std::size_t width = fields.size() - skip;
    const std::size_t own = width_of(source);
    const bool back_file = source == EventSource::gdelt1 && width == 57;
    // KEDS rows have the text of the code and the verb phrase behind the code, or not.
    const bool right =
        source == EventSource::keds ? width >= 4 && width <= 6 : width == own || back_file;
    if (!right && !(resaved && width > own && width <= own + 3)) return false;
    return looks_like(source, fields.subspan(skip));
  };
  // The widest first: a longer row can hold a shorter one's look, never the other way round.
  constexpr std::array order{EventSource::gdelt2,  EventSource::gdelt1, EventSource::polecat,
                             EventSource::phoenix, EventSource::icews,  EventSource::mentions,
                             EventSource::keds};
  for (std::size_t skip = 0; skip <= (resaved ? 2U : 1U); ++skip)
    for (const EventSource source : order)
      if (choice.allows(source) && fits(source, skip)) return RowShape{source, skip};
  return std::nullopt;
}

}  // namespace detente
