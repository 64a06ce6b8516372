// SPDX-License-Identifier: Apache-2.0
#include "command/positions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/lookup.hpp"
#include "command/text_inputs.hpp"
#include "record/digest.hpp"
#include "report/utf8.hpp"

namespace detente {

namespace {

std::string_view name_of(Saying saying) {
  switch (saying) {
    case Saying::states:
      return "states";
    case Saying::believes:
      return "believes";
    case Saying::agrees:
      return "agrees";
    case Saying::disagrees:
      return "disagrees";
    case Saying::proposes:
      return "proposes";
    case Saying::discusses:
      return "discusses";
  }
  return "states";
}

std::string_view name_of(Holder::Kind kind) {
  switch (kind) {
    case Holder::Kind::government:
      return "government";
    case Holder::Kind::unnamed:
      return "unnamed";
    case Holder::Kind::participants:
    case Holder::Kind::pronoun:
      break;
  }
  return "participants";
}

Json name_of(ReportedStance::Agreement agreement) {
  if (agreement == ReportedStance::Agreement::untold) return {};
  return agreement == ReportedStance::Agreement::agree ? "agree" : "disagree";
}

Json spans_json(const ReportReading& report, ByteSpan span) {
  Json spans = Json::array();
  for (const ByteSpan& one : report.found.layout.in_file(span))
    spans.push_back(Json::array({one.begin, one.end}));
  return spans;
}

Json date_json(const std::optional<Amount>& amount) {
  if (!amount) return {};
  const auto number = static_cast<int>(amount->value);
  const int year = number / 10000, month = number / 100 % 100, day = number % 100;
  if (year == 0) return {};
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string stance_id(std::size_t number) { return fmt::format("p{}", number + 1); }

Table positions_table(const ReportReading& report) {
  using enum Field::Show;
  Table table{.key = "positions",
              .title = "Who holds what",
              .fields = {{"id", "", data},
                         {"side", "Side"},
                         {"actor", "Who"},
                         {"voice", "", data},
                         {"verb", "Verb"},
                         {"saying", "", data},
                         {"negated", "", data},
                         {"binding", "Binding"},
                         {"text", "What", detail},
                         {"issue", "Issue"},
                         {"agreement", "Sides"},
                         {"with", "", data},
                         {"carried", "", data},
                         {"spans", "", json},
                         {"actor_spans", "", json},
                         {"verb_spans", "", json}},
              .empty = "No sentence tells who holds what."};
  for (std::size_t i = 0; i < report.found.stances.size(); ++i) {
    const ReportedStance& stance = report.found.stances[i];
    Json with = Json::array();
    for (const std::size_t other : stance.with) with.push_back(stance_id(other));
    table.rows.push_back(Json{
        {"id", stance_id(i)},
        {"side", json_of(stance.side)},
        {"actor",
         stance.voice == Holder::Kind::unnamed ? Json() : Json(words_of(report, stance.holder))},
        {"voice", name_of(stance.voice)},
        {"verb", json_of(words_of(report, stance.verb))},
        {"saying", name_of(stance.saying)},
        {"negated", stance.negated},
        {"binding", stance.binding},
        {"text", words_of(report, stance.proposition)},
        {"issue", stance.issue},
        {"agreement", name_of(stance.agreement)},
        {"with", std::move(with)},
        {"carried", stance.carried},
        {"spans", spans_json(report, stance.proposition)},
        {"actor_spans", spans_json(report, stance.holder)},
        {"verb_spans", spans_json(report, stance.verb)}});
  }
  return table;
}

Json addressees(const ReportReading& report, const std::string& to) {
  if (to.empty()) return Json::array();
  if (to != "both") return Json::array({to});
  return Json::array({report.found.parties[0], report.found.parties[1]});
}

Table steps_table(const ReportReading& report) {
  using enum Field::Show;
  Table table{.key = "recommendations",
              .title = "Recommendations and takeaways",
              .fields = {{"number", "Number"},
                         {"kind", "Kind"},
                         {"to", "To"},
                         {"issue", "Issue"},
                         {"title", "What", detail},
                         {"text", "", data},
                         {"steps", "Steps", detail},
                         {"spans", "", json}},
              .empty = "No list of recommendations or takeaways was found."};
  for (const ReportStep& step : report.found.steps) {
    Json parts = Json::array();
    for (const ByteSpan part : step.parts)
      parts.push_back(Json{{"text", words_of(report, part)}, {"spans", spans_json(report, part)}});
    table.rows.push_back(Json{{"number", step.number},
                              {"kind", step.advises ? "recommendation" : "takeaway"},
                              {"to", addressees(report, step.to)},
                              {"issue", step.issue},
                              {"title", words_of(report, step.title)},
                              {"text", words_of(report, step.span)},
                              {"steps", std::move(parts)},
                              {"spans", spans_json(report, step.span)}});
  }
  return table;
}

Table people_table(const ReportReading& report) {
  using enum Field::Show;
  Table table{.key = "participants",
              .title = "Participants",
              .fields = {{"name", "Name"},
                         {"title", "", data},
                         {"affiliation", "Affiliation"},
                         {"side", "Side"},
                         {"role", "Role"},
                         {"spans", "", json}},
              .empty = "No list of participants was found.",
              .note = "A side stands only where the list names one: an affiliation tells none."};
  for (const Participant& one : report.found.participants) {
    Json spans = Json::array();
    for (const ByteSpan line : one.spans)
      for (const Json& span : spans_json(report, line)) spans.push_back(span);
    table.rows.push_back(Json{{"name", one.name},
                              {"title", json_of(one.title)},
                              {"affiliation", json_of(one.affiliation)},
                              {"side", json_of(one.side)},
                              {"role", one.observer ? "observer" : "member"},
                              {"spans", std::move(spans)}});
  }
  return table;
}

Table report_table(const ReportReading& report) {
  Json parties = Json::array();
  for (const std::string& party : report.found.parties)
    if (!party.empty()) parties.push_back(party);
  Table table{.key = "report",
              .title = "The report",
              .fields = {{"file", "File"},
                         {"title", "Title"},
                         {"parties", "Sides"},
                         {"published", "Published"},
                         {"held", "Held"}},
              .single = true};
  table.rows.push_back(Json{{"file", report.file},
                            {"title", json_of(squeezed(report.found.title))},
                            {"parties", std::move(parties)},
                            {"published", date_json(report.found.published)},
                            {"held", date_json(report.found.held)}});
  return table;
}

Paragraph summary(const ReportReading& report) {
  const Report& found = report.found;
  const auto count = [&](const std::string& side) {
    return std::ranges::count(found.stances, side, &ReportedStance::side);
  };
  const auto with = [&](ReportedStance::Agreement agreement) {
    return std::ranges::count(found.stances, agreement, &ReportedStance::agreement);
  };
  Paragraph paragraph{.key = "summary", .title = "", .sentences = {}};
  std::vector<std::string> sides;
  for (const std::string& party : found.parties)
    if (!party.empty()) sides.push_back(fmt::format("{} by {}", count(party), party));
  sides.push_back(fmt::format("{} by both", count("both")));
  sides.push_back(fmt::format("{} whose side is not told", count("")));
  paragraph.sentences.push_back(
      {fmt::format("{} positions were found: {}.", found.stances.size(), join_list(sides)), {}});
  paragraph.sentences.push_back(
      {fmt::format(
           "In {} of them the sides agree, in {} one answers the other with a different view; "
           "of the others the report does not tell.",
           with(ReportedStance::Agreement::agree), with(ReportedStance::Agreement::disagree)),
       {}});
  const auto observers = std::ranges::count(found.participants, true, &Participant::observer);
  paragraph.sentences.push_back(
      {fmt::format("{} recommendations or takeaways, {} participants and {} observers were found.",
                   found.steps.size(),
                   static_cast<std::ptrdiff_t>(found.participants.size()) - observers, observers),
       {}});
  paragraph.sentences.push_back(
      {"A machine read the report by general rules: check each entry against its place in the file "
       "before you rely on it.",
       {}});
  return paragraph;
}

}  // namespace

Result<ReportReading> read_report_file(const std::string& file,
                                       const std::filesystem::path& lexicon) {
  auto text = read_text(file);
  if (!text) return tl::unexpected(text.error());
  auto read = sound_lexicon(lexicon);
  if (!read) return tl::unexpected(read.error());
  ReportReading report{.file = std::filesystem::path(file).filename().string(),
                       .found = {},
                       .lexicon = std::make_shared<const Lexicon>(std::move(read->data)),
                       .vintage = {}};
  Sha256 hash;
  hash.add(*text);
  hash.add(read->vintage);
  report.vintage = hash.hexadecimal();
  report.found = read_report(*text, *report.lexicon);
  return report;
}

std::string words_of(const ReportReading& report, ByteSpan span) {
  return squeezed(report.found.layout.words(span));
}

Document positions_of_report(const ReportReading& report) {
  Document document{.schema = "detente.positions/1",
                    .title = fmt::format("Positions in {}", report.file),
                    .vintage = report.vintage};
  document.blocks.emplace_back(summary(report));
  document.blocks.emplace_back(positions_table(report));
  document.blocks.emplace_back(steps_table(report));
  document.blocks.emplace_back(people_table(report));
  document.blocks.emplace_back(report_table(report));
  return document;
}

}  // namespace detente
