// SPDX-License-Identifier: Apache-2.0
#include "events/fields.hpp"
#include "events/read_row.hpp"

namespace detente {

namespace {

bool is_state_or_empty(std::string_view text) { return text.empty() || is_state_code(text); }

}  // namespace

std::optional<BadField> read_gdelt(Fields fields, EventSource version, RowContext& context,
                                   CodedEvent& event) {
  const bool second = version == EventSource::gdelt2;
  const std::size_t added = second ? 59 : 56;
  if (!is_digits(fields[GdeltField::id]))
    return bad("GLOBALEVENTID", fields[GdeltField::id], "is no number");
  const auto when = parse_compact_day(fields[GdeltField::day]);
  if (!when) return bad("SQLDATE", fields[GdeltField::day], "is no day");
  if (!is_state_or_empty(fields[GdeltField::state1]))
    return bad("Actor1CountryCode", fields[GdeltField::state1], "is no code of three letters");
  if (!is_state_or_empty(fields[GdeltField::state2]))
    return bad("Actor2CountryCode", fields[GdeltField::state2], "is no code of three letters");
  const auto coded = read_code(fields[GdeltField::code], fields[GdeltField::root_code], context);
  if (!coded || fields[GdeltField::root_code].empty())
    return bad("EventCode", fields[GdeltField::code],
               "is no CAMEO code, or not of the EventRootCode \"" +
                   std::string(beginning_of(as_utf8(fields[GdeltField::root_code]), 10)) + '"');
  const std::string_view quad = fields[GdeltField::quad_class];
  if (quad.size() != 1 || quad[0] < '1' || quad[0] > '4')
    return bad("QuadClass", quad, "is none of 1 to 4");
  const auto score = parse_score(fields[GdeltField::goldstein]);
  if (!score && !fields[GdeltField::goldstein].empty())
    return bad("GoldsteinScale", fields[GdeltField::goldstein], "is no score of -10 to 10");
  const auto count = parse_count(fields[GdeltField::mentions]);
  if (!count) return bad("NumMentions", fields[GdeltField::mentions], "is no number");
  const auto came = parse_stamp_day(fields[added]);
  if (!came) return bad("DATEADDED", fields[added], "is no day");
  event = {.day = *when,
           .added = came,
           .id = fields[GdeltField::id],
           .source = fields[GdeltField::state1],
           .target = fields[GdeltField::state2],
           .source_actor = fields[GdeltField::actor1],
           .target_actor = fields[GdeltField::actor2],
           .code = coded->code,
           .root = coded->root,
           .quad = static_cast<std::uint8_t>(quad[0] - '0'),
           .goldstein = score,
           .mentions = *count,
           .story = fields.size() > added + 1 ? fields[added + 1] : std::string_view(),
           .place = fields[second ? 53 : 51],
           .root_event = fields[GdeltField::is_root] != "0"};
  return std::nullopt;
}

std::optional<BadField> read_mention(Fields fields, RowContext&, CodedEvent& event) {
  constexpr std::size_t event_time = 1, mention_time = 2, source_name = 4, identifier = 5;
  if (!is_digits(fields[GdeltField::id]))
    return bad("GLOBALEVENTID", fields[GdeltField::id], "is no number");
  const auto when = parse_stamp_day(fields[event_time]);
  if (!when) return bad("EventTimeDate", fields[event_time], "is no time");
  const auto came = parse_stamp_day(fields[mention_time]);
  if (!came) return bad("MentionTimeDate", fields[mention_time], "is no time");
  event = {.day = *when,
           .added = came,
           .id = fields[GdeltField::id],
           .story = fields[identifier],
           .publisher = fields[source_name]};
  return std::nullopt;
}

}  // namespace detente
