// SPDX-License-Identifier: Apache-2.0
#include "command/export_tables.hpp"

#include <iterator>
#include <set>

#include "command/export_table.hpp"
#include "record/as_of.hpp"

namespace detente {

namespace {

StoreTable series_table(const Case& record) {
  TableMaker table("series", "Indicator series: one row for each");
  table.text("id", "Id of the series")
      .text("title", "What is counted or measured")
      .text("unit", "Unit of the values")
      .text("file", "The file of the case that holds it")
      .text("frequency", "day week month quarter year irregular")
      .text("form", "line, or step: a rule in force, which holds until the next observation")
      .integer(
          "polarity",
          "Does a higher value mean a closer relationship (1), a tenser one (-1), or neither (0)?")
      .text("source", "Where it comes from (sources.id)")
      .integer("lag_days", "Days from the end of the period until the figure is published")
      .date("published", "Day by which the series is known to have been public")
      .text("side", "Whose count all of it is (actors.id)")
      .text("domain", "exchange, trade, military, opinion, index, …")
      .text("out_of", "The series of whose units it counts some (series.id)")
      .text("note", "Note");
  for (const Series& s : record.series) {
    table.row(s.id, s.title, s.unit, s.file, s.frequency, s.form, s.polarity, s.source, s.lag_days,
              s.published, s.side, s.domain, s.out_of, s.note);
  }
  return std::move(table).finish();
}

StoreTable observations_table(const Case& record) {
  TableMaker table("observations",
                   "The values of the series: one row for each period and side, "
                   "and one for each value that was published before it");
  table.text("series", "The series (series.id)")
      .main_date("The day, month or year that it is the value of")
      .number("value", "The value; absent where only a bound is stated")
      .number("low", "Lower bound")
      .number("high", "Upper bound")
      .text("side", "Whose count it is (actors.id)")
      .date("known", "Day on which it was published, where the record states it")
      .text("source", "Where it comes from (sources.id), where it is not the series' own source")
      .date("revised", "Day on which another value took its place; absent where it still stands");
  for (const Series& series : record.series) {
    const auto row = [&](const Observation& o, const std::optional<Date>& revised) {
      table.row(series.id, MainDate{o.date}, o.value, o.low, o.high, o.side, o.known, o.source,
                revised);
    };
    for (const Observation& o : series.observations) {
      for (auto old = o.earlier.begin(); old != o.earlier.end(); ++old)
        row(*old, old + 1 == o.earlier.end() ? o.known : (old + 1)->known);
      row(o, std::nullopt);
    }
  }
  return std::move(table).finish();
}

StoreTable breaks_table(const Case& record) {
  TableMaker table("series_breaks", "Where the meaning of a series' number changes");
  table.text("series", "The series (series.id)")
      .main_date("Since when it means something else")
      .text("text", "What changes");
  for (const Series& series : record.series) {
    for (const Break& change : series.breaks)
      table.row(series.id, MainDate{change.date}, change.text);
  }
  return std::move(table).finish();
}

StoreTable actors_table(const Case& record) {
  TableMaker table("actors", "States, offices, organisations, persons and blocs: one row for each");
  table.text("id", "Id of the actor; a state's is its ISO 3166-1 alpha-3 code")
      .text("name", "Name in English")
      .text("short", "Short name")
      .text("local", "Name in its own script")
      .text("kind", "state economy office organisation person bloc")
      .text("of", "The state or body that it belongs to (actors.id)");
  for (const Actor& a : record.actors) {
    table.row(a.id, a.name, a.short_name, a.local_name, a.kind, a.of);
  }
  return std::move(table).finish();
}

StoreTable tenures_table(TableMaker table, const Case& record,
                         std::vector<Tenure> Actor::*tenures) {
  table.date("from", "First day")
      .date("to", "Last day")
      .text("source", "Where it is stated (sources.id)");
  for (const Actor& actor : record.actors) {
    for (const Tenure& tenure : actor.*tenures) {
      table.row(actor.id, tenure.what, tenure.from, tenure.to, tenure.source);
    }
  }
  return std::move(table).finish();
}

StoreTable posts_table(const Case& record) {
  TableMaker table("actor_posts", "The dated posts of persons");
  table.text("actor", "The person (actors.id)").text("title", "The post");
  return tenures_table(std::move(table), record, &Actor::posts);
}

StoreTable members_table(const Case& record) {
  TableMaker table("bloc_members", "The dated members of blocs");
  table.text("bloc", "The bloc (actors.id)").text("actor", "The member (actors.id)");
  return tenures_table(std::move(table), record, &Actor::members);
}

/// The ids in all columns that name a source.
std::set<std::string, std::less<>> cited(const std::vector<StoreTable>& tables) {
  std::set<std::string, std::less<>> ids;
  for (const StoreTable& table : tables) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (!table.columns[i].name.ends_with("source")) continue;
      for (const auto& row : table.rows) {
        if (const auto* id = std::get_if<std::string>(&row[i])) ids.insert(*id);
      }
    }
  }
  return ids;
}

StoreTable sources_table(const Case& record, const std::set<std::string, std::less<>>& cited,
                         Day as_of) {
  TableMaker table("sources", "What the record rests on: one row for each source");
  table.text("id", "Id of the source")
      .text("publisher", "Who published it")
      .text("title", "Title in the language of the source")
      .text("address", "Address of the page that was read")
      .text("archive", "Address of an archived copy")
      .text("citation", "A full citation, where there is no address")
      .date("date", "Date of publication")
      .date("accessed", "Day on which it was read")
      .text("language", "ISO 639-1 code of its language")
      .text("side", "The side whose official text it is (actors.id)")
      .text("read", "How the coder read it: full, excerpt, or secondary (through another's report)")
      .text("note", "Note");
  for (const Source& s : record.sources) {
    // An account of something known may well have been written later; what nothing cites must not
    // tell of the future.
    const bool out = s.date && known_from(*s.date, {}) <= as_of;
    if (!out && !cited.contains(s.id)) continue;
    table.row(s.id, s.publisher, s.title, s.address, s.archive, s.citation, s.date, s.accessed,
              s.language, s.side, s.read, s.note);
  }
  return std::move(table).finish();
}

}  // namespace

std::vector<StoreTable> series_tables(const Case& record) {
  return {series_table(record), observations_table(record), breaks_table(record)};
}

std::vector<StoreTable> actor_tables(const Case& record) {
  return {actors_table(record), posts_table(record), members_table(record)};
}

std::vector<StoreTable> export_tables(const Case& record, Day as_of) {
  std::vector<StoreTable> tables;
  for (auto& part : {event_tables(record), channel_tables(record, as_of), commitment_tables(record),
                     issue_tables(record), step_tables(record, as_of), series_tables(record),
                     actor_tables(record)}) {
    tables.insert(tables.end(), part.begin(), part.end());
  }
  tables.push_back(sources_table(record, cited(tables), as_of));
  return tables;
}

}  // namespace detente
