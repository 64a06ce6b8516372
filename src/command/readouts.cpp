// SPDX-License-Identifier: Apache-2.0
#include "command/readouts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/lookup.hpp"
#include "record/as_of.hpp"
#include "record/words.hpp"

namespace detente {

namespace {

const Account* account_of(const Event& event, const std::string& side) {
  const auto found = event.accounts.find(side);
  return found == event.accounts.end() ? nullptr : &found->second;
}

std::string when_and_where(const Event& event) {
  std::string text = to_string(event.date);
  if (event.end) text += " to " + to_string(*event.end);
  if (event.location) text += ", " + event.location->name;
  if (event.known) text += fmt::format("; known from {}", to_string(known_from(event)));
  return text + ".";
}

Paragraph describe(const Case& record, const Event& event) {
  Paragraph paragraph{.key = "about", .title = "", .sentences = {}};
  paragraph.sentences.push_back({when_and_where(event), {}});
  paragraph.sentences.push_back({event.summary, event.sources});
  if (event.distance) {
    paragraph.sentences.push_back(
        {fmt::format("Closest distance, the same by both sides: {}.", to_string(*event.distance)),
         event.sources});
  }
  if (const Event* before = find(record.events, event.after)) {
    paragraph.sentences.push_back(
        {fmt::format("It follows: {} ({}).", before->title, to_string(before->date)),
         before->sources});
  }
  return paragraph;
}

Json source_cell(const Case& record, const Account& account) {
  const Source* source = find(record.sources, account.source);
  if (source == nullptr) return account.source;
  std::string text = source->publisher + ", " + source->title;
  if (source->date) text += ", " + to_string(*source->date);
  if (!source->address.empty()) text += ", " + source->address;
  return Json{{"text", text},
              {"id", source->id},
              {"address", json_of(source->address)},
              {"language", source->language},
              {"read", source->read}};
}

/// The day from which the account counts as known: its own, else its source's, but never before the
/// event's.
std::string known_text(const Case& record, const Event& event, const Account& account) {
  if (account.known) return to_string(*account.known);
  const Source* source = find(record.sources, account.source);
  const bool came_later =
      source != nullptr && source->date && source->date->last() > known_from(event);
  return came_later ? to_string(*source->date) : to_string(known_from(event));
}

/// What the side says, or that it says nothing; always {"text", "source"}.
Json says_cell(const Case& record, const std::string& side, const Account* account) {
  if (account == nullptr) {
    return Json{{"text", fmt::format("No account by {} is on record.", name_of(record, side))},
                {"source", nullptr}};
  }
  return Json{{"text", account->text}, {"source", account->source}};
}

/// One row for each thing that can be said, one column for each side: what stands side by side can
/// be compared. A cell is an object with a "text", or null: CSV has no room for anything else.
Table accounts_table(const Case& record, const Event& event) {
  Table table{.key = "accounts", .title = "", .fields = {{"aspect", "", Field::Show::column}}};
  for (const std::string& side : record.sides) {
    table.fields.push_back({side, name_of(record, side), Field::Show::column, {"text", "source"}});
  }
  Json says{{"aspect", "says"}};
  Json distance{{"aspect", "closest distance"}};
  Json known{{"aspect", "known from"}};
  Json source{{"aspect", "source"}};
  bool has_distance = false;
  bool came_later = false;
  for (const std::string& side : record.sides) {
    const Account* account = account_of(event, side);
    says[side] = says_cell(record, side, account);
    distance[side] = account == nullptr ? Json() : json_of(account->distance);
    known[side] = account == nullptr ? Json() : Json{{"text", known_text(record, event, *account)}};
    source[side] = account == nullptr ? Json() : source_cell(record, *account);
    has_distance = has_distance || !distance[side].is_null();
    came_later = came_later || (account != nullptr && account->known);
  }
  table.rows.push_back(std::move(says));
  if (has_distance) table.rows.push_back(std::move(distance));
  if (came_later) table.rows.push_back(std::move(known));
  table.rows.push_back(std::move(source));
  return table;
}

Paragraph silences(const Case& record, const Event& event, Day as_of) {
  Paragraph paragraph{.key = "silent", .title = "", .sentences = {}};
  for (const std::string& side : record.sides) {
    if (account_of(event, side) != nullptr) continue;
    paragraph.sentences.push_back(
        {fmt::format("{} has said nothing of this that the record holds, as of {}.",
                     name_of(record, side), to_string(as_of)),
         {}});
  }
  return paragraph;
}

}  // namespace

Document readouts_document(const Common& common, const Case& record, const Event& event,
                           const FreshComparison* fresh) {
  Document document = make_document("readouts", event.title, common, record);
  document.blocks.emplace_back(describe(record, event));
  document.blocks.emplace_back(accounts_table(record, event));
  auto silent = silences(record, event, common.as_of);
  if (!silent.sentences.empty()) document.blocks.emplace_back(std::move(silent));
  const auto stored = std::ranges::find(record.comparisons, event.id, &ReadoutComparison::event);
  const ReadoutComparison* comparison = fresh != nullptr                     ? &fresh->result
                                        : stored == record.comparisons.end() ? nullptr
                                                                             : &*stored;
  if (comparison != nullptr) {
    document.blocks.emplace_back(comparison_sentences(record, *comparison));
    document.blocks.emplace_back(comparison_table(record, *comparison));
  }
  if (fresh != nullptr) document.blocks.emplace_back(fresh->originals);
  return document;
}

Result<Output> run_readouts(const Common& common, const std::string& id,
                            const std::filesystem::path& lexicon, std::string_view version) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  const auto event = require(record->events, id, "event");
  if (!event) return tl::unexpected(event.error());
  const auto fresh =
      compare_case_texts(common.folder, *record, **event, lexicon, version, common.as_of);
  if (!fresh) return tl::unexpected(fresh.error());
  return Output{.document =
                    readouts_document(common, *record, **event, *fresh ? &**fresh : nullptr)};
}

}  // namespace detente
