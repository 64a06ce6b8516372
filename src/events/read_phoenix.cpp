// SPDX-License-Identifier: Apache-2.0
#include "events/countries.hpp"
#include "events/fields.hpp"
#include "events/read_row.hpp"

namespace detente {

namespace {

struct PhoenixField {
  enum : std::size_t {
    id = 0,
    day = 1,
    source = 5,
    source_state = 6,
    target = 9,
    target_state = 10,
    code = 13,
    root_code = 14,
    quad_class = 15,
    goldstein = 16,
    country = 22,
    stories = 23,
    publishers = 25
  };
};

std::string_view present(std::string_view text) { return text == "NA" ? std::string_view() : text; }

// "53acd0adbfd1091b45e1541d_3;…": the first story, without the number of the sentence.
std::string_view first_story(std::string_view list) {
  const auto item = list.substr(0, list.find(';'));
  return item.substr(0, item.rfind('_'));
}

}  // namespace

std::optional<BadField> read_phoenix(Fields fields, RowContext& context, CodedEvent& event) {
  const auto when = parse_compact_day(fields[PhoenixField::day]);
  if (!when) return bad("date", fields[PhoenixField::day], "is no day");
  const auto root_text = present(fields[PhoenixField::root_code]);
  const auto coded = read_code(present(fields[PhoenixField::code]), root_text, context);
  if (!coded || root_text.empty())
    return bad("code", fields[PhoenixField::code],
               "is no CAMEO code, or not of the root \"" +
                   std::string(beginning_of(as_utf8(fields[PhoenixField::root_code]), 10)) + '"');
  const std::string_view quad = fields[PhoenixField::quad_class];
  if (quad.size() != 1 || quad[0] < '0' || quad[0] > '4')
    return bad("QuadClass", quad, "is none of 0 to 4");
  const auto score = parse_score(present(fields[PhoenixField::goldstein]));
  if (!score && !present(fields[PhoenixField::goldstein]).empty())
    return bad("Goldstein", fields[PhoenixField::goldstein], "is no score of -10 to 10");
  event = {.day = *when,
           .id = fields[PhoenixField::id],
           .source = state_of_actor(fields[PhoenixField::source_state]),
           .target = state_of_actor(fields[PhoenixField::target_state]),
           .source_actor = present(fields[PhoenixField::source]),
           .target_actor = present(fields[PhoenixField::target]),
           .code = coded->code,
           .root = coded->root,
           // Phoenix has a class 0 for statements; the other sources count them with class 1.
           .quad = static_cast<std::uint8_t>(quad[0] == '0' ? 1 : quad[0] - '0'),
           .goldstein = score,
           .story = first_story(present(fields[PhoenixField::stories])),
           .place = present(fields[PhoenixField::country]),
           .publisher = present(fields[PhoenixField::publishers])};
  return std::nullopt;
}

}  // namespace detente
