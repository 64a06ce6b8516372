// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "events/fields.hpp"
#include "events/read_row.hpp"

namespace detente {

namespace {

// Columns of the GDELT event codebooks, from 0. Up to NumMentions the versions agree.
constexpr std::size_t id = 0, day = 1, actor1 = 5, state1 = 7, actor2 = 15, state2 = 17,
                      is_root = 25, code = 26, root_code = 28, quad_class = 29, goldstein = 30,
                      mentions = 31;

bool is_state(std::string_view text) {
  return text.empty() || (text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) {
                            return c >= 'A' && c <= 'Z';
                          }));
}

}  // namespace

std::optional<BadField> read_gdelt(Fields fields, EventSource version, RowContext& context,
                                   CodedEvent& event) {
  const bool second = version == EventSource::gdelt2;
  const std::size_t added = second ? 59 : 56;
  if (!is_digits(fields[id])) return bad("GLOBALEVENTID", fields[id], "is no number");
  const auto when = parse_compact_day(fields[day]);
  if (!when) return bad("SQLDATE", fields[day], "is no day");
  if (!is_state(fields[state1]))
    return bad("Actor1CountryCode", fields[state1], "is no code of three letters");
  if (!is_state(fields[state2]))
    return bad("Actor2CountryCode", fields[state2], "is no code of three letters");
  const auto coded = read_code(fields[code], fields[root_code], context);
  if (!coded || fields[root_code].empty())
    return bad("EventCode", fields[code],
               "is no CAMEO code, or not of the EventRootCode \"" +
                   std::string(beginning_of(as_utf8(fields[root_code]), 10)) + '"');
  const std::string_view quad = fields[quad_class];
  if (quad.size() != 1 || quad[0] < '1' || quad[0] > '4')
    return bad("QuadClass", quad, "is none of 1 to 4");
  const auto score = parse_score(fields[goldstein]);
  if (!score && !fields[goldstein].empty())
    return bad("GoldsteinScale", fields[goldstein], "is no score of -10 to 10");
  const auto count = parse_count(fields[mentions]);
  if (!count) return bad("NumMentions", fields[mentions], "is no number");
  const auto came = parse_stamp_day(fields[added]);
  if (!came) return bad("DATEADDED", fields[added], "is no day");
  event = {.day = *when,
           .added = came,
           .id = fields[id],
           .source = fields[state1],
           .target = fields[state2],
           .source_actor = fields[actor1],
           .target_actor = fields[actor2],
           .code = coded->code,
           .root = coded->root,
           .quad = static_cast<std::uint8_t>(quad[0] - '0'),
           .goldstein = score,
           .mentions = *count,
           .story = fields.size() > added + 1 ? fields[added + 1] : std::string_view(),
           .place = fields[second ? 53 : 51],
           .root_event = fields[is_root] != "0"};
  return std::nullopt;
}

std::optional<BadField> read_mention(Fields fields, RowContext&, CodedEvent& event) {
  constexpr std::size_t event_time = 1, mention_time = 2, source_name = 4, identifier = 5;
  if (!is_digits(fields[id])) return bad("GLOBALEVENTID", fields[id], "is no number");
  const auto when = parse_stamp_day(fields[event_time]);
  if (!when) return bad("EventTimeDate", fields[event_time], "is no time");
  const auto came = parse_stamp_day(fields[mention_time]);
  if (!came) return bad("MentionTimeDate", fields[mention_time], "is no time");
  event = {.day = *when,
           .added = came,
           .id = fields[id],
           .story = fields[identifier],
           .publisher = fields[source_name]};
  return std::nullopt;
}

}  // namespace detente
