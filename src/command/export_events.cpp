// SPDX-License-Identifier: Apache-2.0
#include "command/export_table.hpp"
#include "command/export_tables.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

StoreTable events_table(const Case& record) {
  TableMaker table("events", "What happened: one row for each event, in order of date");
  table.text("id", "Id of the event")
      .main_date("First local calendar day at the place")
      .date("end", "Last day, for what lasted longer")
      .date("known", "Day on which it came out, where later than the date")
      .text("title", "What happened, in neutral words")
      .text("kind", "meeting call visit measure incident statement agreement exchange")
      .text("place", "Name of the place")
      .number("lat", "Degrees north, WGS 84")
      .number("lon", "Degrees east, WGS 84")
      .text("after", "The event that it answers (events.id)")
      .text("summary", "What happened, in the record's words")
      .text("medium", "Of an incident: air sea land space cyber")
      .quantity("distance", "Closest distance where both sides give the same (else see accounts)");
  for (const Event& event : record.events) {
    const Location place = event.location.value_or(Location{});
    table.row(event.id, MainDate{event.date}, event.end, event.known, event.title, event.kind,
              place.name, place.lat, place.lon, event.after, event.summary, event.medium,
              event.distance);
  }
  return std::move(table).finish();
}

TableMaker event_link(const char* name, const char* description, const char* item,
                      const char* item_description) {
  TableMaker table(name, description);
  table.text("event", "The event (events.id)").text(item, item_description);
  return table;
}

StoreTable acts_table(const Case& record) {
  TableMaker table("acts", "What events do to channels: one row for each act");
  table.text("event", "The event (events.id)")
      .integer("number", "Which of the event's acts: 1, 2, …")
      .text("channel", "The channel (channels.id)")
      .text("act", "hold announce suspend cancel resume open close end")
      .text("by", "The actor who did it (actors.id)")
      .text("word", "The operative word as that actor used it")
      .text("word_en", "What that word means, in English")
      .text("reason", "The reason that the actor gave, in the project's words")
      .date("planned", "Date of the meeting announced");
  for (const Event& event : record.events) {
    int number = 0;
    for (const Act& act : event.acts) {
      table.row(event.id, ++number, act.channel, to_string(act.kind), act.by, act.word, act.word_en,
                act.reason, act.planned);
    }
  }
  return std::move(table).finish();
}

template <typename Owner>
void add_accounts(TableMaker& table, const Case& record, const char* kind,
                  const std::vector<Owner>& owners) {
  for (const Owner& owner : owners) {
    for (const std::string& side : record.sides) {
      const auto found = owner.accounts.find(side);
      if (found == owner.accounts.end()) continue;
      const Account& account = found->second;
      table.row(kind, owner.id, side, account.text, account.source, account.known,
                account.distance);
    }
  }
}

StoreTable accounts_table(const Case& record) {
  TableMaker table("accounts",
                   "What each side says: one row for each side that has an account, never merged");
  table.text("owner_kind", "event, commitment or recommendation")
      .text("owner_id", "The id of what it is an account of")
      .text("side", "Whose account it is (actors.id)")
      .text("text", "What that side says, in the project's words")
      .text("source", "Where it says so (sources.id)")
      .date("known", "Day on which the account came out, where later than its owner")
      .quantity("distance", "Closest distance as that side states it");
  add_accounts(table, record, "event", record.events);
  add_accounts(table, record, "commitment", record.commitments);
  add_accounts(table, record, "recommendation", record.recommendations);
  return std::move(table).finish();
}

StoreTable attendees_table(const Case& record) {
  TableMaker table("attendees", "Who attended: one row for each person that the source lists");
  table.text("event", "The event (events.id)")
      .text("name", "Name of the person")
      .text("role", "participant observer host funder")
      .text("affiliation", "Affiliation as the source gives it");
  for (const Event& event : record.events) {
    for (const Attendee& attendee : event.attendees) {
      table.row(event.id, attendee.name, attendee.role, attendee.affiliation);
    }
  }
  return std::move(table).finish();
}

StoreTable corrections_table(const Case& record) {
  TableMaker table("event_corrections",
                   "What was wrong in the record of an event and when it was mended");
  table.text("event", "The event (events.id)")
      .main_date("Day on which it was mended")
      .text("text", "What was wrong");
  for (const Event& event : record.events) {
    for (const Correction& correction : event.corrections) {
      table.row(event.id, MainDate{correction.date}, correction.text);
    }
  }
  return std::move(table).finish();
}

}  // namespace

std::vector<StoreTable> event_tables(const Case& record) {
  const auto& events = record.events;
  return {events_table(record),
          link_table(event_link("event_parties", "Who took part in each event", "actor",
                                "The actor (actors.id)"),
                     events, &Event::parties),
          link_table(event_link("event_issues", "Which issues each event is about", "issue",
                                "The issue (issues.id)"),
                     events, &Event::issues),
          link_table(event_link("event_sources", "What each event rests on", "source",
                                "The source (sources.id)"),
                     events, &Event::sources),
          link_table(event_link("event_units", "Ships and aircraft that took part in each event",
                                "unit", "The ship, aircraft or unit"),
                     events, &Event::units),
          corrections_table(record),
          acts_table(record),
          accounts_table(record),
          attendees_table(record)};
}

}  // namespace detente
