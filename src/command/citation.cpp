// SPDX-License-Identifier: Apache-2.0
#include "command/citation.hpp"

#include <fmt/format.h>

#include "base/long_date.hpp"
#include "base/text.hpp"
#include "command/lookup.hpp"

namespace detente {

namespace {

std::string latex(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        out += '\\';
        out += c;
        break;
      case '~':
        out += "\\textasciitilde{}";
        break;
      case '^':
        out += "\\textasciicircum{}";
        break;
      case '\\':
        out += "\\textbackslash{}";
        break;
      case '\n':
        out += ' ';
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string field(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("  {} = {{{}}},\n", name, value);
}

Json date_parts(const Date& date) {
  const std::chrono::year_month_day day{date.first()};
  Json parts = Json::array({static_cast<int>(day.year())});
  if (date.precision() != Date::Precision::year)
    parts.push_back(static_cast<unsigned>(day.month()));
  if (date.precision() == Date::Precision::day) parts.push_back(static_cast<unsigned>(day.day()));
  return Json{{"date-parts", Json::array({parts})}};
}

/// What leads to the sources of an event, by their addresses where they have one.
std::vector<CitedSource> sources_of(const Case& record, const Event& event) {
  std::vector<CitedSource> sources;
  for (const std::string& id : event.sources) {
    const Source* source = find(record.sources, id);
    if (source == nullptr) continue;
    std::string text = source->publisher + ", " + source->title;
    if (source->date) text += ", " + to_string(*source->date);
    if (source->address.empty() && !source->citation.empty()) text += ", " + source->citation;
    sources.push_back({std::move(text), source->address});
  }
  return sources;
}

/// "Sources: Gazette, A title, 2001-05-10, ADDRESS; …" between the note and its end. `escape` is
/// for the text, `address` says how an address is written.
template <typename Escape, typename Address>
std::string whole_note(const Citation& citation, Escape escape, Address address) {
  std::string note = escape(citation.note);
  for (std::size_t i = 0; i < citation.sources.size(); ++i) {
    const CitedSource& source = citation.sources[i];
    note += (i > 0 ? "; " : note.empty() ? "Sources: " : ". Sources: ") + escape(source.text);
    if (!source.address.empty()) note += ", " + address(source.address);
  }
  return note;
}

std::string how_read(const Source& source) {
  if (source.read == "full") return "read in full";
  if (source.read == "excerpt") return "read in excerpt";
  return "read through another's report of it";
}

}  // namespace

Citation cite(const Source& source) {
  return {.key = source.id,
          .type = source.address.empty() ? "document" : "webpage",
          .title = source.title,
          .publisher = source.publisher,
          .url = source.address,
          .archive = source.archive,
          .note = source.citation,
          .language = source.language,
          .version = {},
          .authors = {},
          .sources = {},
          .issued = source.date,
          .accessed = source.accessed};
}

Citation cite(const Case& record, const Event& event) {
  return {.key = event.id,
          .type = "dataset",
          .title = fmt::format("{} ({})", event.title, to_string(event.date)),
          .publisher = record.title + ", the case \"" + record.name + "\" of Détente",
          .url = {},
          .archive = {},
          .note = "Vintage " + record.vintage.substr(0, 12),
          .language = "en",
          .version = record.version,
          .authors = record.authors,
          .sources = sources_of(record, event),
          .issued = event.date,
          .accessed = {}};
}

Citation cite(const Case& record, Day as_of) {
  return {
      .key = record.name,
      .type = "dataset",
      .title = record.title,
      .publisher = "Détente",
      .url = {},
      .archive = {},
      .note = fmt::format("As of {}. Vintage {}", to_string(as_of), record.vintage.substr(0, 12)),
      .language = "en",
      .version = record.version,
      .authors = record.authors,
      .sources = {},
      .issued = Date(as_of),
      .accessed = {}};
}

Citation cite_program(std::string_view version) {
  return {.key = "detente",
          .type = "software",
          .title = "Détente: an observatory for the relationship between two states",
          .publisher = {},
          .url = {},
          .archive = {},
          .note = {},
          .language = "en",
          .version = std::string(version),
          .authors = {"The Détente authors"},
          .sources = {},
          .issued = {},
          .accessed = {}};
}

std::string to_bibtex(const Citation& citation) {
  std::string entry = fmt::format("@misc{{{},\n", citation.key);
  std::vector<std::string> authors;
  authors.reserve(citation.authors.size());
  for (const std::string& author : citation.authors) authors.push_back("{" + latex(author) + "}");
  entry += field("author", join(authors, " and "));
  entry += field("title", "{" + latex(citation.title) + "}");
  entry += field("publisher", latex(citation.publisher));
  if (citation.issued) {
    entry += field("date", to_string(*citation.issued));
    entry += field("year", to_string(*citation.issued).substr(0, 4));
  }
  entry += field("url", citation.url);
  if (citation.accessed) entry += field("urldate", to_string(*citation.accessed));
  entry += field("version", latex(citation.version));
  entry += field("langid", citation.language);
  std::string note = whole_note(
      citation, latex, [](const std::string& address) { return "\\url{" + address + "}"; });
  if (!citation.archive.empty())
    note += fmt::format("{}Archived: \\url{{{}}}", note.empty() ? "" : ". ", citation.archive);
  entry += field("note", note);
  return entry + "}\n";
}

Json to_csl(const Citation& citation) {
  Json item{{"id", citation.key}, {"type", citation.type}, {"title", citation.title}};
  if (!citation.authors.empty()) {
    item["author"] = Json::array();
    for (const std::string& author : citation.authors)
      item["author"].push_back(Json{{"literal", author}});
  }
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) item[key] = value;
  };
  add("publisher", citation.publisher);
  add("URL", citation.url);
  add("archive_location", citation.archive);
  add("language", citation.language);
  add("version", citation.version);
  const auto as_is = [](const std::string& text) { return text; };
  add("note", whole_note(citation, as_is, as_is));
  if (citation.issued) item["issued"] = date_parts(*citation.issued);
  if (citation.accessed) item["accessed"] = date_parts(*citation.accessed);
  return item;
}

std::string to_line(const Source& source) {
  std::string line = source.publisher + ". " + source.title + ".";
  if (!source.citation.empty())
    line += " " + source.citation + (source.citation.ends_with('.') ? "" : ".");
  if (source.date) line += " " + long_date(*source.date) + ".";
  return line + " (" + how_read(source) + ")";
}

}  // namespace detente
