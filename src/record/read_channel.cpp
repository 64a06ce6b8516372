// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

namespace {

std::optional<Cadence> read_cadence(TableReader& parent, Form form) {
  auto reader = parent.table("cadence", "cadence");
  if (!reader) return std::nullopt;
  constexpr int twenty_years = 240;
  Cadence cadence{.months = reader->integer("months", 1, twenty_years),
                  .text = reader->optional_text("text"),
                  .source = reader->refer(IdKind::source, "source")};
  reader->finish();
  if (form == Form::standing)
    parent.fault("cadence", "\"cadence\" belongs to a channel of form \"meeting\"");
  return cadence;
}

Need read_need(TableReader& reader) {
  Need need{.side = reader.refer(IdKind::side, "side"),
            .date = reader.date("date"),
            .text = reader.text("text"),
            .source = reader.refer(IdKind::source, "source"),
            .known = reader.optional_date("known"),
            .until = reader.optional_date("until")};
  check_order(reader, need.date, "known", need.known);
  check_order(reader, need.date, "until", need.until);
  check_quotations(reader, "text", need.text);
  reader.finish();
  return need;
}

}  // namespace

Channel read_channel(TableReader& reader) {
  static const std::vector<std::string> levels{
      "leaders",  "cabinet",     "military",  "strategic", "working-group",
      "consular", "legislative", "track-1.5", "track-2",   "people"};
  static const std::vector<std::string> forms{"standing", "meeting"};
  Channel channel;
  channel.place = reader.place();
  channel.id = reader.define_id(IdKind::channel);
  channel.name = reader.text("name");
  channel.level = reader.one_of("level", levels);
  channel.domains = reader.texts("domains");
  channel.parties = reader.refer_all(IdKind::actor, "parties", true);
  channel.form = reader.one_of("form", forms) == "standing" ? Form::standing : Form::meeting;
  channel.cadence = read_cadence(reader, channel.form);
  channel.summary = reader.optional_text("summary");
  channel.sources = reader.refer_all(IdKind::source, "sources", false);
  for (TableReader& need : reader.tables("need", "need")) channel.needs.push_back(read_need(need));
  reader.finish();
  return channel;
}

}  // namespace detente
