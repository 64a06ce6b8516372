// SPDX-License-Identifier: Apache-2.0
#include "command/commitments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "command/compare_rows.hpp"
#include "command/lookup.hpp"
#include "record/commitment_state.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

constexpr std::array<const char*, 4> level_words{"none", "minimal", "intermediate",
                                                 "full or on schedule"};

constexpr std::string_view ledger_note =
    "Implementation scale: 0 none, 1 minimal, 2 intermediate, 3 full or on schedule. Each figure "
    "is how this record codes the words of the named actor in the source at its foot; the program "
    "has no verdict of its own.";

/// The statements about how far `side` has carried it out, oldest first.
std::vector<const Implementation*> statements(const Commitment& commitment,
                                              const std::string& side) {
  std::vector<const Implementation*> found;
  for (const Implementation& status : commitment.statuses) {
    if (status.side == side) found.push_back(&status);
  }
  std::ranges::stable_sort(found, {},
                           [](const Implementation* status) { return status->date.last(); });
  return found;
}

/// "2 (intermediate) by the account of China, 2021-01; …": the latest statement of each actor.
Json latest(const Case& record, const std::vector<const Implementation*>& all) {
  std::vector<const Implementation*> last;
  for (const Implementation* status : all) {
    std::erase_if(last, [&](const Implementation* other) { return other->by == status->by; });
    last.push_back(status);
  }
  if (last.empty()) return {};
  std::string text;
  std::vector<std::string> sources;
  for (const Implementation* status : last) {
    if (!text.empty()) text += "; ";
    text += fmt::format("{} ({}) by the words of {}, {}", status->level,
                        level_words.at(static_cast<std::size_t>(status->level)),
                        name_of(record, status->by), to_string(status->date));
    if (std::ranges::find(sources, status->source) == sources.end())
      sources.push_back(status->source);
  }
  return Json{{"text", text},
              {"level", last.back()->level},
              {"by", last.back()->by},
              {"date", to_string(last.back()->date)},
              {"sources", sources}};
}

/// For people: where nobody has said how far a side has carried it out, that is said.
Json carried_out(const Case& record, const Json& status) {
  Json all = Json::object();
  for (const std::string& side : record.sides) {
    const Json& latest_of = status[side];
    all[name_of(record, side)] =
        latest_of.is_null() ? Json{{"text", "no statement on record"}, {"sources", Json::array()}}
                            : Json{{"text", latest_of["text"]}, {"sources", latest_of["sources"]}};
  }
  return all;
}

Json evidence(const Case& record, const Commitment& commitment) {
  Json list = Json::array();
  for (const std::string& side : record.sides) {
    for (const Implementation* status : statements(commitment, side)) {
      list.push_back(Json{{"text", fmt::format("{}, on {}, level {}: {}", to_string(status->date),
                                               name_of(record, side), status->level, status->text)},
                          {"side", side},
                          {"by", status->by},
                          {"level", status->level},
                          {"date", to_string(status->date)},
                          {"evidence", status->text},
                          {"source", status->source}});
    }
  }
  return list;
}

/// The comparison of both sides' texts of the meeting where it was made; null where there is none.
const ReadoutComparison* comparison_of(const Case& record, const Commitment& commitment) {
  if (commitment.event.empty()) return nullptr;
  const auto found =
      std::ranges::find(record.comparisons, commitment.event, &ReadoutComparison::event);
  return found == record.comparisons.end() ? nullptr : &*found;
}

std::string compared_text(const ReadoutComparison& found) {
  const auto both = found.shared.size() + found.stronger.size() + found.contradictory.size();
  return fmt::format("{} the two texts; {} bind one side more, {} contradict",
                     counted(both, "concept links", "concepts link"), found.stronger.size(),
                     found.contradictory.size());
}

Json texts_compared(const Case& record, const Commitment& commitment) {
  const ReadoutComparison* found = comparison_of(record, commitment);
  if (found == nullptr) return {};
  return Json{{"text", compared_text(*found) + " (machine-compared)"},
              {"shared", found->shared.size()},
              {"stronger", found->stronger.size()},
              {"contradictory", found->contradictory.size()}};
}

Json row_of(const Case& record, const Commitment& commitment, CommitmentState state) {
  Json status = Json::object();
  for (const std::string& side : record.sides)
    status[side] = latest(record, statements(commitment, side));
  Json done = carried_out(record, status);
  return Json{{"id", commitment.id},
              {"date", to_string(commitment.date)},
              {"title", commitment.title},
              {"parties", commitment.parties},
              {"binds", names_of(record, commitment.parties)},
              {"event", json_of(commitment.event)},
              {"issues", commitment.issues},
              {"text", commitment.text},
              {"due", json_of(commitment.due)},
              {"ended", json_of(commitment.ended)},
              {"state", to_string(state)},
              {"open", state == CommitmentState::open},
              {"accounts", json_of(record, commitment.accounts)},
              {"says", said_by_each(record, commitment.accounts, "no account on record")},
              {"status", std::move(status)},
              {"carried_out", std::move(done)},
              {"evidence", evidence(record, commitment)},
              {"compared", texts_compared(record, commitment)},
              {"sources", commitment.sources}};
}

std::vector<Field> fields_of(const Case& record, bool only_open) {
  using enum Field::Show;
  std::vector<std::string> status_members;
  for (const std::string& side : record.sides) {
    for (const auto member : {".level", ".by", ".date"}) status_members.push_back(side + member);
  }
  return {
      {"id", "Id", data},
      {"date", "Date", column},
      {"title", "Commitment", column},
      {"parties", "Parties", data},
      {"binds", "Binds", column},
      {"event", "Made at", data},
      {"issues", "Issues", data},
      {"text", "What it says, in the record's words", detail},
      {"due", "Due", column},
      {"ended", "Ended", only_open ? data : column},
      {"state", "State", only_open ? data : column},
      {"open", "Open", data},
      {"accounts", "Accounts", data, account_members(record)},
      {"says", "What each side says was promised", people},
      {"status", "Status", data, status_members},
      {"carried_out", "How far it has been carried out", people},
      {"evidence", "Evidence", json},
      {"compared", "The two texts of the meeting", data, {"shared", "stronger", "contradictory"}},
      {"sources", "Sources", data}};
}

std::string titles_of(const std::vector<const Commitment*>& commitments) {
  std::vector<std::string> titles;
  titles.reserve(commitments.size());
  for (const Commitment* commitment : commitments) titles.push_back(commitment->title);
  return titles.empty() ? std::string() : " (" + join(titles, "; ") + ")";
}

/// The comparisons of texts of meetings where commitments were made, and of how many, by event.
std::vector<std::pair<const ReadoutComparison*, int>> made_where_compared(const Case& record) {
  std::vector<std::pair<const ReadoutComparison*, int>> all;
  for (const Commitment& commitment : record.commitments) {
    const ReadoutComparison* found = comparison_of(record, commitment);
    if (found == nullptr) continue;
    const auto known = std::ranges::find(all, found, &decltype(all)::value_type::first);
    if (known == all.end()) {
      all.emplace_back(found, 1);
    } else {
      ++known->second;
    }
  }
  return all;
}

/// How many are open, and by name those whose day has passed before they were carried out in full,
/// and those that have nothing left to be done.
Paragraph summary_of(const Case& record, Day day) {
  std::map<CommitmentState, std::size_t> counts;
  std::vector<const Commitment*> overdue;
  std::vector<const Commitment*> finished;
  for (const Commitment& commitment : record.commitments) {
    const CommitmentState state = commitment_state(record, commitment, day);
    ++counts[state];
    if (state == CommitmentState::kept) finished.push_back(&commitment);
    if (state == CommitmentState::past && !full_for_all(record, commitment))
      overdue.push_back(&commitment);
  }
  using enum CommitmentState;
  Paragraph paragraph{.key = "summary", .title = {}, .sentences = {}, .is_list = true};
  const auto say = [&](std::string text) { paragraph.sentences.push_back({std::move(text), {}}); };
  if (record.commitments.empty()) {
    say(fmt::format("On {} no commitment was on record.", to_string(day)));
    return paragraph;
  }
  say(fmt::format("Open: {} of {} {} on record; ended: {}.", counts[open],
                  record.commitments.size(),
                  record.commitments.size() == 1 ? "commitment" : "commitments", counts[ended]));
  say(fmt::format(
      "Past their date: {}; of these without a statement of 3 (full) for each side that they bind: "
      "{}{}.{}",
      counts[past], overdue.size(), titles_of(overdue),
      record.covered && day > record.covered->last() && counts[past] > 0
          ? fmt::format(" Whether one was extended after {} is not on record.",
                        to_string(*record.covered))
          : ""));
  say(fmt::format(
      "Without a date, so lasting, and at 3 (full or on schedule) by the last words of each actor "
      "for each side that they bind: {}{}.",
      finished.size(), titles_of(finished)));
  const auto compared = made_where_compared(record);
  for (const auto& [found, made] : compared) {
    const Event* event = find(record.events, found->event);
    paragraph.sentences.push_back(
        {fmt::format("{}, where {} of these {} made: {}, as a machine compares them.", event->title,
                     made, made == 1 ? "was" : "were", compared_text(*found)),
         event->sources});
  }
  if (!compared.empty()) say("How far such a comparison can be trusted: " + accuracy_in_words());
  return paragraph;
}

}  // namespace

Document commitments_document(const Common& common, const Case& record, Which which) {
  const bool only_open = which == Which::open;
  Document document = make_document(
      "commitments", record.title + (only_open ? ": open commitments" : ": commitments"), common,
      record);
  Table table{.key = "commitments",
              .title = "",
              .fields = fields_of(record, only_open),
              .empty = only_open ? "The record holds no open commitment."
                                 : "The record holds no commitment.",
              .note = std::string(ledger_note)};
  for (const Commitment& commitment : record.commitments) {
    const CommitmentState state = commitment_state(record, commitment, common.as_of);
    if (only_open && state != CommitmentState::open) continue;
    table.rows.push_back(row_of(record, commitment, state));
  }
  std::ranges::stable_sort(table.rows, {},
                           [](const Json& row) { return row["date"].get<std::string>(); });
  document.blocks.emplace_back(summary_of(record, common.as_of));
  document.blocks.emplace_back(std::move(table));
  return document;
}

Result<Output> run_commitments(const Common& common) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  return Output{.document = commitments_document(common, *record, Which::all)};
}

}  // namespace detente
