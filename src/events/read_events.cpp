// SPDX-License-Identifier: Apache-2.0
#include "events/read_events.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "events/line_blocks.hpp"

namespace detente {

namespace {

template <typename Key, typename Less>
void add_all(std::map<Key, std::uint64_t, Less>& to,
             const std::map<Key, std::uint64_t, Less>& from) {
  for (const auto& [key, count] : from) to[key] += count;
}

/// R's write.table puts the number of the row before each row, and no name for it in the header.
bool names_its_rows(Fields fields, const Layout& layout) {
  if (fields.size() != layout.width + 1 || !is_digits(fields[0])) return false;
  constexpr std::size_t date = 1;
  static_assert(IcewsField::date == date && PolecatField::date == date);
  const std::size_t column = layout.columns[layout.source == EventSource::generic
                                                ? static_cast<std::size_t>(GenericField::date)
                                                : date];
  return any_day(fields[column + 1]).has_value() && !any_day(fields[column]);
}

}  // namespace

void ReadReport::add(const ReadReport& other) {
  rows += other.rows;
  bad += other.bad;
  add_all(by_source, other.by_source);
  add_all(repairs, other.repairs);
  for (const auto& [name, count] : other.unknown_states) note(unknown_states, name, count);
  add_all(bad_by_field, other.bad_by_field);
}

RowReader::RowReader(const Layout& layout, const ReadOptions& options, EventSink& sink,
                     const RejectSink& rejects)
    : layout_(layout), options_(options), sink_(sink), rejects_(rejects) {
  context_.repairs = &report_.repairs;
  context_.unknown_states = &report_.unknown_states;
}

std::string_view RowReader::cleaned(std::string_view line) {
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
    context_.note_repair("CRLF line end taken for LF");
  }
  return line;
}

Fields RowReader::in_utf8(std::string_view line, Fields fields) {
  if (!options_.texts || find_invalid_utf8(line) == std::string_view::npos) return fields;
  context_.note_repair("text that is not UTF-8 read as ISO 8859-1");
  latin_.clear();
  latin_.reserve(fields.size());  // never grows: the views stay good
  utf8_.assign(fields.begin(), fields.end());
  for (std::string_view& field : utf8_)
    if (find_invalid_utf8(field) != std::string_view::npos)
      field = latin_.emplace_back(as_utf8(field));
  return utf8_;
}

void RowReader::take(std::string_view line, std::uint64_t number, bool whole) {
  if (number == 1) {
    if (layout_.codes == CodeSystem::weis) context_.note_repair("codes of the file taken for WEIS");
    line.remove_prefix(std::min(layout_.bom, line.size()));
    if (layout_.bom > 0) context_.note_repair("byte order mark left out");
    if (layout_.has_header) return;
  }
  if (line.empty() || line == "\r") return;
  ++report_.rows;
  if (!whole) return reject(line, number, {{}, "is longer than 1 MiB"});
  const std::string_view clean = cleaned(line);
  CodedEvent event;
  auto source = EventSource::generic;
  if (auto fault = read(clean, event, source)) return reject(line, number, std::move(*fault));
  event.line = number;
  event.feed = source;
  ++report_.by_source[source];
  if (source == EventSource::mentions) {
    sink_.take_mention(event);
  } else {
    sink_.take(event);
  }
}

std::optional<BadField> RowReader::read(std::string_view line, CodedEvent& event,
                                        EventSource& source) {
  if (line.find('\0') != std::string_view::npos) return BadField{{}, "has a NUL byte"};
  const auto split = splitter_.split(line, layout_.delimiter, layout_.quoted);
  if (!split) return BadField{{}, "has a quoted field that does not end"};
  Fields fields = in_utf8(line, *split);
  if (!layout_.source) return read_shaped(fields, event, source);
  source = *layout_.source;
  set_codes(source);
  if (names_its_rows(fields, layout_)) {
    fields = fields.subspan(1);
    context_.note_repair("column before the row left out");
  }
  if (fields.size() != layout_.width)
    return BadField{{},
                    "has " + std::to_string(fields.size()) + " columns; the header has " +
                        std::to_string(layout_.width)};
  switch (source) {
    case EventSource::icews:
      return read_icews(fields, layout_.columns, context_, event);
    case EventSource::polecat:
      return read_polecat(fields, layout_.columns, context_, event);
    default:
      return read_generic(fields, layout_.columns, context_, event);
  }
}

// The other sources have codes of CAMEO alone.
void RowReader::set_codes(EventSource source) {
  const bool told = source == EventSource::keds || source == EventSource::generic;
  context_.codes = told ? layout_.codes : CodeSystem::cameo;
}

std::optional<BadField> RowReader::read_shaped(Fields fields, CodedEvent& event,
                                               EventSource& source) {
  const bool resaved = layout_.delimiter != '\t' || layout_.has_header;
  const auto shape = shape_of(fields, options_.choice, resaved);
  if (!shape)
    return BadField{{},
                    "has " + std::to_string(fields.size()) +
                        " columns, and is no row of a source that is known"};
  source = shape->source;
  set_codes(source);
  if (shape->skip > 0) context_.note_repair("column before the row left out");
  Fields own = fields.subspan(shape->skip);
  const std::size_t width = width_of(source);
  if (own.size() > width && source != EventSource::keds) {
    own = own.first(width);
    context_.note_repair("column behind the row left out");
  }
  switch (source) {
    case EventSource::gdelt1:
    case EventSource::gdelt2:
      return read_gdelt(own, source, context_, event);
    case EventSource::mentions:
      return read_mention(own, context_, event);
    case EventSource::phoenix:
      return read_phoenix(own, context_, event);
    case EventSource::icews:
      return read_icews(own, icews_columns(), context_, event);
    case EventSource::polecat:
      return read_polecat(own, polecat_columns(), context_, event);
    case EventSource::keds:
      return read_keds(own, context_, event);
    case EventSource::generic:
      break;
  }
  return BadField{{}, "is no row of a source that is known"};
}

void RowReader::reject(std::string_view line, std::uint64_t number, BadField what) {
  constexpr std::size_t most_text = std::size_t{64} << 10U;
  constexpr std::size_t most_kinds = 1000;
  ++report_.bad;
  const std::string kind = what.field.empty() ? "row" : what.field;
  if (report_.bad_by_field.size() < most_kinds || report_.bad_by_field.contains(kind))
    ++report_.bad_by_field[kind];
  if (!rejects_) return;
  rejects_({.line = number,
            .field = std::move(what.field),
            .reason = std::move(what.reason),
            .text = as_utf8(beginning_of(line, most_text))});
}

Result<ReadReport> read_events(ByteStream& stream, const ReadOptions& options, EventSink& sink,
                               const RejectSink& rejects) {
  LineBlocks blocks(stream);
  std::optional<Layout> layout;
  std::optional<RowReader> reader;
  std::uint64_t number = 0;
  for (;;) {
    const auto block = blocks.next();
    if (!block) return tl::unexpected(block.error());
    std::string_view text = block->text;
    if (text.empty()) break;
    if (!reader) {
      layout = detect_layout(text, options.choice);
      reader.emplace(*layout, options, sink, rejects);
    }
    while (!text.empty()) {
      const auto end = text.find('\n');
      reader->take(text.substr(0, end), ++number, block->whole);
      text.remove_prefix(end + 1);
    }
  }
  return reader ? reader->report() : ReadReport{};
}

}  // namespace detente
