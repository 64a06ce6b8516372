// SPDX-License-Identifier: Apache-2.0
#include "command/export_table.hpp"
#include "command/export_tables.hpp"

namespace detente {

namespace {

StoreTable commitments_table(const Case& record) {
  TableMaker table("commitments", "What was promised: one row for each commitment");
  table.text("id", "Id of the commitment")
      .text("title", "Name of the commitment")
      .main_date("When it was made")
      .date("known", "Day on which it came out, where later than the date")
      .text("event", "The event at which it was made (events.id)")
      .text("text", "What it says, in the record's words (each side's version is in accounts)")
      .text("read_apart", "How the sides read the same words differently, where the record says so")
      .date("due", "The day by which it was to be carried out")
      .date("ended", "The day since when it binds no longer");
  for (const Commitment& c : record.commitments) {
    table.row(c.id, c.title, MainDate{c.date}, c.known, c.event, c.text, c.read_apart, c.due,
              c.ended);
  }
  return std::move(table).finish();
}

StoreTable status_table(const Case& record) {
  TableMaker table(
      "commitment_status",
      "Dated evidence of how far a commitment has been carried out, as an actor states it");
  table.text("commitment", "The commitment (commitments.id)")
      .text("side", "Who was to carry it out (actors.id)")
      .text("by", "Who states it (actors.id)")
      .integer("level", "0 none, 1 minimal, 2 intermediate, 3 full")
      .main_date("When it was stated")
      .text("text", "What was stated, in the project's words")
      .text("source", "Where it was stated (sources.id)")
      .date("known", "Day on which it came out, where later than the date");
  for (const Commitment& commitment : record.commitments) {
    for (const Implementation& s : commitment.statuses) {
      table.row(commitment.id, s.side, s.by, s.level, MainDate{s.date}, s.text, s.source, s.known);
    }
  }
  return std::move(table).finish();
}

TableMaker link(const char* name, const char* description, const char* owner,
                const char* owner_description, const char* item, const char* item_description) {
  TableMaker table(name, description);
  table.text(owner, owner_description).text(item, item_description);
  return table;
}

TableMaker commitment_link(const char* name, const char* description, const char* item,
                           const char* item_description) {
  return link(name, description, "commitment", "The commitment (commitments.id)", item,
              item_description);
}

TableMaker interest_link(const char* name, const char* description, const char* item,
                         const char* item_description) {
  return link(name, description, "interest", "The interest (interests.id)", item, item_description);
}

StoreTable issues_table(const Case& record) {
  TableMaker table("issues", "What the relationship is about: one row for each issue");
  table.text("id", "Id of the issue")
      .text("name", "Name of the issue")
      .boolean("hot_spot", "Is it a hot spot?")
      .text("summary", "What the issue is");
  for (const Issue& issue : record.issues)
    table.row(issue.id, issue.name, issue.hot_spot, issue.summary);
  return std::move(table).finish();
}

StoreTable positions_table(const Case& record) {
  TableMaker table("positions", "What an actor holds on an issue: one row for each dated position");
  table.text("actor", "Whose position it is (actors.id)")
      .text("issue", "On which issue (issues.id)")
      .main_date("When it was stated")
      .text("text", "The position, in the project's words")
      .text("source", "Where it was stated (sources.id)")
      .date("known", "Day on which it came out, where later than the date")
      .text("voice", "government, or participants: unattributed, in a Track II meeting");
  for (const Position& p : record.positions) {
    table.row(p.actor, p.issue, MainDate{p.date}, p.text, p.source, p.known, p.voice);
  }
  return std::move(table).finish();
}

StoreTable interests_export(const Case& record) {
  TableMaker table("interests", "Interests that the sides share: one row for each");
  table.text("id", "Id of the interest")
      .text("text", "The interest, in the project's words")
      .main_date("When it was stated")
      .text("source", "Where it was stated (sources.id)")
      .date("known", "Day on which it came out, where later than the date")
      .text("voice", "government, or participants: unattributed, in a Track II meeting");
  for (const Interest& i : record.interests) {
    table.row(i.id, i.text, MainDate{i.date}, i.source, i.known, i.voice);
  }
  return std::move(table).finish();
}

}  // namespace

std::vector<StoreTable> commitment_tables(const Case& record) {
  const auto& commitments = record.commitments;
  return {commitments_table(record),
          link_table(commitment_link("commitment_parties", "Who is bound, by at least one account",
                                     "actor", "The actor (actors.id)"),
                     commitments, &Commitment::parties),
          link_table(commitment_link("commitment_issues", "Which issues each commitment is about",
                                     "issue", "The issue (issues.id)"),
                     commitments, &Commitment::issues),
          link_table(commitment_link("commitment_sources", "What each commitment rests on",
                                     "source", "The source (sources.id)"),
                     commitments, &Commitment::sources),
          status_table(record)};
}

std::vector<StoreTable> issue_tables(const Case& record) {
  const auto& interests = record.interests;
  return {issues_table(record), positions_table(record), interests_export(record),
          link_table(interest_link("interest_sides", "Who states each interest", "side",
                                   "The side (actors.id)"),
                     interests, &Interest::sides),
          link_table(interest_link("interest_issues", "Which issues each interest is about",
                                   "issue", "The issue (issues.id)"),
                     interests, &Interest::issues)};
}

}  // namespace detente
