// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "record/readers.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

std::optional<Location> read_location(TableReader& parent) {
  auto reader = parent.table("place", "place");
  if (!reader) return std::nullopt;
  Location location{.name = reader->text("name"),
                    .lat = reader->optional_number("lat", -90, 90),
                    .lon = reader->optional_number("lon", -180, 180)};
  if (reader->has("lat") != reader->has("lon")) {
    reader->fault(reader->has("lat") ? "lat" : "lon", "\"lat\" and \"lon\" go together");
  }
  reader->finish();
  return location;
}

bool has_a_doer(ActKind kind) {
  return kind == ActKind::suspend || kind == ActKind::cancel || kind == ActKind::close;
}

Act read_act(TableReader& reader, const Date& date) {
  Act act{.channel = reader.refer(IdKind::channel, "channel"),
          .kind = parse_act(reader.one_of("act", act_words())).value_or(ActKind::hold),
          .by = reader.optional_refer(IdKind::actor, "by"),
          .word = reader.optional_text("word"),
          .word_en = reader.optional_text("word_en"),
          .reason = reader.optional_text("reason"),
          .planned = reader.optional_date("planned")};
  if (has_a_doer(act.kind) && act.by.empty()) {
    reader.fault("by", fmt::format("\"by\" is missing: who did the \"{}\"?", to_string(act.kind)));
  }
  if (act.planned && act.kind != ActKind::announce) {
    reader.fault("planned", "\"planned\" belongs to an act \"announce\"");
  }
  if (!act.word_en.empty() && act.word.empty()) {
    reader.fault("word_en", "\"word_en\" belongs to a \"word\"");
  }
  check_order(reader, date, "planned", act.planned);
  reader.finish();
  return act;
}

std::vector<Attendee> read_attendees(TableReader& parent) {
  static const std::vector<std::string> roles{"participant", "observer", "host", "funder"};
  std::vector<Attendee> attendees;
  for (TableReader& reader : parent.tables("attendees", "attendees")) {
    attendees.push_back({.name = reader.text("name"),
                         .role = reader.one_of("role", roles),
                         .affiliation = reader.optional_text("affiliation")});
    reader.finish();
  }
  return attendees;
}

std::vector<Correction> read_corrections(TableReader& parent) {
  std::vector<Correction> corrections;
  for (TableReader& reader : parent.tables("corrections", "corrections")) {
    corrections.push_back({.date = reader.date("date"), .text = reader.text("text")});
    reader.finish();
  }
  return corrections;
}

void check_event(TableReader& reader, const Event& event) {
  check_order(reader, event.date, "end", event.end);
  check_order(reader, event.date, "known", event.known);

  if (!event.after.empty() && event.after == event.id)
    reader.fault("after", "\"after\" names the event itself");
  if (event.kind != "incident" && !event.kind.empty() && !event.medium.empty()) {
    reader.fault("medium", "\"medium\" belongs to an event of kind \"incident\"");
  }
  check_quotations(reader, "summary", event.summary);
}

}  // namespace

Event read_event(TableReader& reader) {
  static const std::vector<std::string> kinds{"meeting",  "call",      "visit",     "measure",
                                              "incident", "statement", "agreement", "exchange"};
  static const std::vector<std::string> media{"air", "sea", "land", "space", "cyber"};
  Event event;
  event.place = reader.place();
  event.id = reader.define_id(IdKind::event);
  event.date = reader.date("date");
  event.end = reader.optional_date("end");
  event.known = reader.optional_date("known");
  event.title = reader.text("title");
  event.kind = reader.one_of("kind", kinds);
  event.parties = reader.refer_all(IdKind::actor, "parties", true);
  event.location = read_location(reader);
  event.issues = reader.refer_all(IdKind::issue, "issues", false);
  event.after = reader.optional_refer(IdKind::event, "after");
  for (TableReader& act : reader.tables("acts", "act"))
    event.acts.push_back(read_act(act, event.date));
  event.summary = reader.text("summary");
  event.sources = reader.refer_all(IdKind::source, "sources", true);
  event.accounts = read_accounts(reader);
  event.distance = read_quantity(reader, "distance");
  event.medium = reader.optional_one_of("medium", media);
  event.units = reader.texts("units");
  event.attendees = read_attendees(reader);
  event.corrections = read_corrections(reader);
  reader.finish();
  check_event(reader, event);
  return event;
}

}  // namespace detente
