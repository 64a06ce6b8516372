// SPDX-License-Identifier: Apache-2.0
#include "command/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "command/lookup.hpp"
#include "record/actors.hpp"
#include "record/as_of.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

Json act_json(const Act& act) {
  return Json{{"channel", act.channel},          {"act", to_string(act.kind)},
              {"by", json_of(act.by)},           {"word", json_of(act.word)},
              {"word_en", json_of(act.word_en)}, {"reason", json_of(act.reason)},
              {"planned", json_of(act.planned)}};
}

Json location_json(const std::optional<Location>& location) {
  if (!location) return {};
  return Json{{"text", location->name},
              {"name", location->name},
              {"lat", json_of(location->lat)},
              {"lon", json_of(location->lon)}};
}

/// The actor who did all of the event's acts, or null where several did or none is named.
Json doer_of(const Event& event) {
  std::string doer;
  for (const Act& act : event.acts) {
    if (act.by.empty()) continue;
    if (!doer.empty() && doer != act.by) return {};
    doer = act.by;
  }
  return json_of(doer);
}

std::vector<std::string> channels_of(const Event& event) {
  std::vector<std::string> channels;
  for (const Act& act : event.acts) {
    if (std::ranges::find(channels, act.channel) == channels.end()) channels.push_back(act.channel);
  }
  return channels;
}

bool takes_part(const Case& record, const Event& event, std::string_view actor) {
  return std::ranges::any_of(
             event.parties,
             [&](const std::string& party) { return belongs_to(record, party, actor); }) ||
         std::ranges::any_of(event.acts, [&](const Act& act) {
           return !act.by.empty() && belongs_to(record, act.by, actor);
         });
}

bool matches(const Case& record, const Event& event, const TimelineFilter& filter) {
  const Day last = event.end ? event.end->last() : event.date.last();
  if (filter.from && last < filter.from->first()) return false;
  if (filter.to && event.date.first() > filter.to->last()) return false;
  if (!filter.kind.empty() && event.kind != filter.kind) return false;
  if (!filter.issue.empty() && std::ranges::find(event.issues, filter.issue) == event.issues.end())
    return false;
  if (!filter.channel.empty()) {
    const auto channels = channels_of(event);
    if (std::ranges::find(channels, filter.channel) == channels.end()) return false;
  }
  return filter.actor.empty() || takes_part(record, event, filter.actor);
}

std::optional<Error> check_filter(const Case& record, const TimelineFilter& filter) {
  static const std::vector<std::string> kinds{"meeting",  "call",      "visit",     "measure",
                                              "incident", "statement", "agreement", "exchange"};
  if (!filter.channel.empty()) {
    if (auto found = require(record.channels, filter.channel, "channel"); !found)
      return found.error();
  }
  if (!filter.issue.empty()) {
    if (auto found = require(record.issues, filter.issue, "issue"); !found) return found.error();
  }
  if (!filter.actor.empty()) {
    if (auto found = require(record.actors, filter.actor, "actor"); !found) return found.error();
  }
  if (!filter.kind.empty() && std::ranges::find(kinds, filter.kind) == kinds.end()) {
    return Error{Error::Kind::usage,
                 fmt::format("--kind is \"{}\"; it is one of {}", filter.kind, join(kinds, ", ")),
                 {}};
  }
  if (filter.from && filter.to && filter.from->first() > filter.to->last()) {
    return Error{
        Error::Kind::usage,
        fmt::format("--from {} is after --to {}", to_string(*filter.from), to_string(*filter.to)),
        {}};
  }
  return std::nullopt;
}

std::vector<Field> fields_of(const Case& record) {
  using enum Field::Show;
  return {{"id", "Id", data},
          {"date", "Date", column},
          {"end", "To", data},
          {"precision", "Precision", data},
          {"known", "Known from", data},
          {"kind", "Kind", column},
          {"title", "Event", column},
          {"summary", "Summary", data},
          {"place", "Place", column, {"name", "lat", "lon"}},
          {"parties", "Parties", data},
          {"acts", "Acts", json},
          {"by", "By", data},
          {"after", "After", data},
          {"channels", "Channels", data},
          {"issues", "Issues", data},
          {"medium", "Medium", data},
          {"units", "Units", data},
          {"distance", "Closest distance", data, {"text", "at_least", "at_most", "unit"}},
          {"attendees", "Attendees", json},
          {"corrections", "Corrections", json},
          {"accounts", "Accounts", data, account_members(record)},
          {"sources", "Sources", data}};
}

Json attendees_json(const std::vector<Attendee>& attendees) {
  Json list = Json::array();
  for (const Attendee& a : attendees) {
    list.push_back(
        Json{{"name", a.name}, {"role", a.role}, {"affiliation", json_of(a.affiliation)}});
  }
  return list;
}

Json corrections_json(const std::vector<Correction>& corrections) {
  Json list = Json::array();
  for (const Correction& c : corrections)
    list.push_back(Json{{"date", to_string(c.date)}, {"text", c.text}});
  return list;
}

/// The names behind the ids that the events give as parties, doers and issues.
Table names_table(const Case& record, const std::vector<const Event*>& events) {
  using enum Field::Show;
  Table table{.key = "names",
              .title = "",
              .fields = {{"id", "Id", data},
                         {"of", "Of", data},
                         {"name", "Name", data},
                         {"local", "Its own name", data}}};
  std::set<std::string> actors;
  std::set<std::string> issues;
  for (const Event* event : events) {
    actors.insert(event->parties.begin(), event->parties.end());
    for (const Act& act : event->acts) actors.insert(act.by);
    issues.insert(event->issues.begin(), event->issues.end());
  }
  for (const Actor& actor : record.actors) {
    if (actors.contains(actor.id))
      table.rows.push_back(Json{{"id", actor.id},
                                {"of", "actor"},
                                {"name", actor.name},
                                {"local", json_of(actor.local_name)}});
  }
  for (const Issue& issue : record.issues) {
    if (issues.contains(issue.id))
      table.rows.push_back(
          Json{{"id", issue.id}, {"of", "issue"}, {"name", issue.name}, {"local", Json()}});
  }
  return table;
}

}  // namespace

Json event_row(const Case& record, const Event& event) {
  Json acts = Json::array();
  for (const Act& act : event.acts) acts.push_back(act_json(act));
  return Json{{"id", event.id},
              {"date", to_string(event.date)},
              {"end", json_of(event.end)},
              {"precision", to_string(event.date.precision())},
              {"known", to_string(known_from(event))},
              {"kind", event.kind},
              {"title", event.title},
              {"summary", event.summary},
              {"place", location_json(event.location)},
              {"parties", event.parties},
              {"acts", std::move(acts)},
              {"by", doer_of(event)},
              {"after", json_of(event.after)},
              {"channels", channels_of(event)},
              {"issues", event.issues},
              {"medium", json_of(event.medium)},
              {"units", event.units},
              {"distance", json_of(event.distance)},
              {"attendees", attendees_json(event.attendees)},
              {"corrections", corrections_json(event.corrections)},
              {"accounts", json_of(record, event.accounts)},
              {"sources", event.sources}};
}

Document timeline_document(const Common& common, const Case& record, const TimelineFilter& filter) {
  Document document = make_document("timeline", record.title + ": timeline", common, record);
  TimelineFilter range = filter;
  if (!range.from) range.from = record.from;
  if (!range.to) range.to = record.to;
  Table table{.key = "events",
              .title = "",
              .fields = fields_of(record),
              .empty = "No event of the record answers to this."};
  std::vector<const Event*> found;
  for (const Event& event : record.events) {
    if (!matches(record, event, range)) continue;
    found.push_back(&event);
    table.rows.push_back(event_row(record, event));
  }
  document.blocks.emplace_back(std::move(table));
  document.blocks.emplace_back(names_table(record, found));
  return document;
}

Result<Output> run_timeline(const Common& common, const TimelineFilter& filter) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  if (auto error = check_filter(*record, filter)) return tl::unexpected(*std::move(error));
  return Output{.document = timeline_document(common, *record, filter)};
}

}  // namespace detente
