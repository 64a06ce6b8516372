// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/citation.hpp"
#include "command/lookup.hpp"
#include "command/sections.hpp"
#include "command/timeline.hpp"

namespace detente {

Document incidents_document(const Common& common, const Case& record, std::size_t most) {
  using enum Field::Show;
  Document document =
      make_document("incidents", "Incidents, encounters and passages", common, record);
  Table table{.key = "incidents",
              .title = "",
              .fields = {{"date", "Date", column},
                         {"title", "What", column},
                         {"place", "Place", column, {"name", "lat", "lon"}},
                         {"summary", "What happened", detail},
                         {"distance", "Closest distance, the same by both sides", detail},
                         {"accounts", "Accounts", data, account_members(record)},
                         {"says", "What each side says", people},
                         {"sources", "Sources", data}},
              .empty = "The record holds no incident."};
  std::size_t left_out = 0;
  for (auto event = record.events.rbegin(); event != record.events.rend(); ++event) {
    if (event->kind != "incident") continue;
    if (table.rows.size() == most) {
      ++left_out;
      continue;
    }
    Json row = event_row(record, *event);
    row["says"] = said_by_each(record, event->accounts, "no account on record");
    table.rows.push_back(std::move(row));
  }
  table.note =
      "A routine passage is listed because it is told of; that is not to say that anything "
      "untoward "
      "happened.";
  if (left_out > 0)
    table.note +=
        fmt::format(" The newest {} of {} are shown; detente timeline --kind incident shows all.",
                    most, most + left_out);
  document.blocks.emplace_back(std::move(table));
  return document;
}

Document method_document(const Common& common, const Case& record) {
  Document document = make_document("method", "Method", common, record);
  const std::vector<std::string> sides = names_of(record, {record.sides[0], record.sides[1]});
  Paragraph paragraph{.key = "method", .title = "", .sentences = {}};
  const auto say = [&](std::string text) { paragraph.sentences.push_back({std::move(text), {}}); };
  say(
      fmt::format("Everything here is computed from the record of the case \"{}\"; no sentence is "
                  "written for it by hand.",
                  record.name));
  say(fmt::format(
      "Nothing is used that was not known on {}: an event that came out later counts from the day "
      "on which it came out, a date given as a month or year from its last day.",
      to_string(common.as_of)));
  say(
      fmt::format("The accounts of {} stand side by side in the project's own words and are never "
                  "merged; where a side has none on record, that is said. Their order, that of "
                  "the case, says nothing.",
                  join_list(sides)));
  say("The state of a channel follows from dated acts alone, by the rule printed below the board. "
      "A quarter is three months.");
  say("The status of a step follows from its printed rule; where the record cannot answer, it is "
      "\"cannot tell\", with the reason.");
  say("The status of a commitment codes the words of a named actor on the scale none (0), minimal "
      "(1), intermediate (2), full or on schedule (3); the program has no verdict.");
  say("Figures are shown as published; a bound is shown as a bound, and where the meaning of a "
      "number changes the chart is marked.");
  if (record.covered) {
    say(
        fmt::format("Events were looked for up to {}: what came after may be missing, and no step "
                    "is called unmet for it.",
                    to_string(*record.covered)));
  }
  say("Being absent from the record is not the same as not having happened: the record grows, and "
      "its sources are listed with how they were read.");
  document.blocks.emplace_back(std::move(paragraph));
  return document;
}

Document citation_document(const Common& common, const Case& record, std::string_view version) {
  Document document = make_document("citation", "How to cite", common, record);
  const std::string authors =
      record.authors.empty() ? "The authors of the case" : join_list(record.authors);
  Paragraph paragraph{.key = "citation", .title = "", .sentences = {}};
  paragraph.sentences.push_back(
      {fmt::format("{}. {}. Case \"{}\"{} of Détente {}, as of {}, vintage {}.", authors,
                   record.title, record.name,
                   record.version.empty() ? "" : ", version " + record.version, version,
                   to_string(common.as_of), record.vintage.substr(0, 12)),
       {}});
  paragraph.sentences.push_back(
      {fmt::format(
           "BibTeX or CSL-JSON of the case, of any event and of any source: detente cite {} ID…",
           record.name),
       {}});
  if (!record.licence.empty())
    paragraph.sentences.push_back(
        {fmt::format("Licence of the case's own words: {}.", record.licence), {}});
  document.blocks.emplace_back(std::move(paragraph));
  return document;
}

}  // namespace detente
