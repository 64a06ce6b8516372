// SPDX-License-Identifier: Apache-2.0
#include "events/countries.hpp"
#include "events/fields.hpp"
#include "events/read_row.hpp"

namespace detente {

namespace {

// "950105", "19950105" or "1995-01-05". Years of two digits as POSIX has them: 69 to 99 are 19..,
// 00 to 68 are 20...
std::optional<Day> parse_keds_day(std::string_view text) {
  if (text.size() == 10) return parse_day(text);
  if (text.size() != 6) return parse_compact_day(text);
  const std::string century = text.substr(0, 2) >= "69" ? "19" : "20";
  return parse_compact_day(century + std::string(text));
}

}  // namespace

std::optional<BadField> read_keds(Fields fields, RowContext& context, CodedEvent& event) {
  const auto when = parse_keds_day(fields[0]);
  if (!when) return bad("date", fields[0], "is no day");
  const auto coded = read_code(fields[3], {}, context);
  if (!coded) {
    const bool weis = context.codes == CodeSystem::cameo && root_of(fields[3], CodeSystem::weis);
    return bad(
        "code", fields[3],
        weis ? "is no CAMEO code; if the file is coded in WEIS, say --codes weis" : "is no code");
  }
  event = {.day = *when,
           .source = state_of_actor(fields[1]),
           .target = state_of_actor(fields[2]),
           .source_actor = fields[1],
           .target_actor = fields[2],
           .code = coded->code,
           .root = coded->root,
           .quad = quad_of_root(coded->root, context.codes),
           .goldstein = goldstein_of(coded->code, context.codes)};
  return std::nullopt;
}

}  // namespace detente
