// SPDX-License-Identifier: Apache-2.0
#include "command/status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "command/lookup.hpp"
#include "command/sections.hpp"
#include "record/as_of.hpp"
#include "record/board.hpp"
#include "record/words.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// What each side says a channel needs: {"USA": [{"text", "date", "source"}], …}.
Json needs_of(const Case& record, const ChannelStatus& status) {
  Json needs = Json::object();
  for (const std::string& side : record.sides) {
    Json list = Json::array();
    for (const Need* need : status.needs) {
      if (need->side != side) continue;
      list.push_back(
          Json{{"text", need->text}, {"date", to_string(need->date)}, {"source", need->source}});
    }
    needs[side] = list.empty() ? Json() : list;
  }
  return needs;
}

/// The same for people, with the day of each, and who has stated none; null where nobody has.
Json needs_said(const Case& record, const ChannelStatus& status) {
  if (status.needs.empty()) return {};
  Json said = Json::object();
  for (const std::string& side : record.sides) {
    std::string text;
    std::vector<std::string> sources;
    for (const Need* need : status.needs) {
      if (need->side != side) continue;
      text += fmt::format("{}{}: {}", text.empty() ? "" : " ", to_string(need->date), need->text);
      sources.push_back(need->source);
    }
    said[name_of(record, side)] =
        Json{{"text", text.empty() ? "none on record" : text}, {"sources", std::move(sources)}};
  }
  return said;
}

std::vector<std::string> sources_of(const ChannelStatus& status) {
  std::vector<std::string> sources;
  const auto add = [&](const std::vector<std::string>& more) {
    for (const std::string& source : more) {
      if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
    }
  };
  if (status.band.began_by.event != nullptr) add(status.band.began_by.event->sources);
  if (status.last_held != nullptr) add(status.last_held->sources);
  add(status.channel->sources);
  if (status.channel->cadence) add({status.channel->cadence->source});
  return sources;
}

std::string title_of(const Case& record, const std::string& event) {
  const Event* found = find(record.events, event);
  return found == nullptr ? std::string() : found->title;
}

/// "every 12 months"
Json cadence_text(const Channel& channel) {
  if (!channel.cadence) return {};
  return channel.cadence->months == 1 ? "every month"
                                      : fmt::format("every {} months", channel.cadence->months);
}

Json row_of(const Case& record, const ChannelStatus& status) {
  const Channel& channel = *status.channel;
  const ChannelAct& began = status.band.began_by;
  const bool has_begun = status.band.state != ChannelState::not_yet;
  const std::string after = began.event == nullptr ? "" : began.event->after;
  return Json{
      {"id", channel.id},
      {"name", channel.name},
      {"level", channel.level},
      {"form", to_string(channel.form)},
      {"state", to_string(status.band.state)},
      {"since", has_begun ? Json(to_string(status.band.since)) : Json()},
      {"by", began.act == nullptr ? Json() : json_of(began.act->by)},
      {"by_name", began.act == nullptr || began.act->by.empty()
                      ? Json()
                      : Json(name_of(record, began.act->by))},
      {"word", began.act == nullptr ? Json() : json_of(began.act->word)},
      {"word_en", began.act == nullptr ? Json() : json_of(began.act->word_en)},
      {"reason", began.act == nullptr ? Json() : json_of(began.act->reason)},
      {"event", began.event == nullptr ? Json() : Json(began.event->id)},
      {"after", json_of(after)},
      {"after_title", json_of(title_of(record, after))},
      {"last_held", status.last_held == nullptr ? Json() : Json(to_string(status.last_held->date))},
      {"last_held_event", status.last_held == nullptr ? Json() : Json(status.last_held->id)},
      {"held_12m", status.held_12m},
      {"cadence", cadence_text(channel)},
      {"cadence_months", channel.cadence ? Json(channel.cadence->months) : Json()},
      {"overdue_days", status.overdue_days ? Json(*status.overdue_days) : Json()},
      {"planned", json_of(status.planned)},
      {"needs", needs_of(record, status)},
      {"needs_said", needs_said(record, status)},
      {"sources", sources_of(status)}};
}

std::vector<Field> board_fields(const Case& record) {
  using enum Field::Show;
  std::vector<Field> fields{{"id", "Id", data},
                            {"name", "Channel", column},
                            {"level", "Level", data},
                            {"form", "Form", data},
                            {"state", "State", column},
                            {"since", "Since", column},
                            {"by", "By", data},
                            {"by_name", "By", column},
                            {"word", "In its words", detail},
                            {"word_en", "That is", detail},
                            {"reason", "Reason given", detail},
                            {"event", "By the event", data},
                            {"after", "After the event", data},
                            {"after_title", "After", detail},
                            {"last_held", "Last on record", column},
                            {"last_held_event", "Last session", data},
                            {"held_12m", "Held in 12 months", column},
                            {"cadence", "Stated cadence", detail},
                            {"cadence_months", "Cadence in months", data},
                            {"overdue_days", "Days past its cadence", column},
                            {"planned", "Announced for", detail},
                            {"needs", "What a side says it needs", data},
                            {"needs_said", "What a side says it needs", people},
                            {"sources", "Sources", data}};
  for (Field& field : fields) {
    if (field.key != "needs") continue;
    for (const std::string& side : record.sides) field.members.push_back(side);
  }
  return fields;
}

constexpr std::string_view board_note =
    "The latest act on a channel decides: suspend or cancel makes it suspended, close or end "
    "closed, until it is resumed, opened or held. A standing channel is then open. A meeting is "
    "open up to its stated cadence plus a quarter, overdue up to three cadences, then dormant; "
    "without a stated cadence open for 24 months after it was last held, then dormant. Days past "
    "its cadence count from the last session plus the cadence.";

Paragraph summary_of(const Case& record, const std::vector<ChannelStatus>& board, Day day) {
  const std::string states = board.empty() ? "no channel" : count_states(board);
  Paragraph summary{.key = "summary",
                    .title = "",
                    .sentences = {{fmt::format("On {}: {}.", to_string(day), states), {}},
                                  coverage(record, day)}};
  if (record.later_channels > 0)
    summary.sentences.push_back(
        {fmt::format("Left out: {} of the case of which nothing was known on that day.",
                     counted(record.later_channels, "channel", "channels"))});
  return summary;
}

/// After the day up to which events were looked for, a session may only lack its entry.
std::string passing_of_time(const Case& record, const ChannelChange& change) {
  if (!record.covered || change.to.since.first() <= record.covered->last())
    return "the passing of time";
  return fmt::format(
      "the passing of time, or a session that is not on record: events were looked "
      "for until {}",
      to_string(*record.covered));
}

}  // namespace

Document status_document(const Common& common, const Case& record) {
  const auto board = channel_board(record, common.as_of);
  Document document = make_document("status", record.title + ": channels", common, record);
  Table table{.key = "channels",
              .title = "",
              .fields = board_fields(record),
              .empty = "The case has no channel.",
              .note = std::string(board_note)};
  for (const ChannelStatus& status : board) table.rows.push_back(row_of(record, status));
  if (board.size() + record.later_channels > 0 &&
      std::ranges::all_of(board, [](const ChannelStatus& status) {
        return status.band.state == ChannelState::not_yet;
      })) {
    table.is_data = true;
    table.empty = fmt::format("No channel of the case existed yet on {}.", to_string(common.as_of));
    table.note.clear();
  }
  document.blocks.emplace_back(summary_of(record, board, common.as_of));
  document.blocks.emplace_back(std::move(table));
  return document;
}

Document changes_document(const Common& common, const Case& record, Day from, Day to) {
  using enum Field::Show;
  Document document = make_document(
      "changes",
      fmt::format("{}: channels, {} to {}", record.title, to_string(from), to_string(to)), common,
      record);
  Table table{.key = "changes",
              .title = "",
              .fields = {{"date", "Date", column},
                         {"channel", "Channel id", data},
                         {"name", "Channel", column},
                         {"from", "From", column},
                         {"to", "To", column},
                         {"by", "By", column},
                         {"word", "In its words", detail},
                         {"word_en", "That is", detail},
                         {"event", "Event", data},
                         {"event_title", "What changed it", detail},
                         {"came_out_later", "Known only later", data},
                         {"known_from", "Known only from", detail},
                         {"sources", "Sources", data}},
              .empty = fmt::format("No channel changed its state after {} up to {}.",
                                   to_string(from), to_string(to))};
  for (const ChannelChange& change : channel_changes(record, from, to)) {
    const ChannelAct& began = change.to.began_by;
    const bool acted = began.act != nullptr;
    table.rows.push_back(Json{
        {"date", to_string(change.to.since)},
        {"channel", change.channel->id},
        {"name", change.channel->name},
        {"from", to_string(change.from)},
        {"to", to_string(change.to.state)},
        {"by", acted ? json_of(began.act->by) : Json()},
        {"word", acted ? json_of(began.act->word) : Json()},
        {"word_en", acted ? json_of(began.act->word_en) : Json()},
        {"event", acted ? Json(began.event->id) : Json()},
        {"event_title", acted ? Json(began.event->title) : Json(passing_of_time(record, change))},
        {"came_out_later", change.came_out.has_value()},
        {"known_from", change.came_out ? Json(to_string(*change.came_out)) : Json()},
        {"sources", acted ? Json(began.event->sources) : Json::array()}});
  }
  document.blocks.emplace_back(std::move(table));
  return document;
}

Result<Output> run_status(const Common& common) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  return Output{.document = status_document(common, *record)};
}

Result<Output> run_changes(const Common& common, Day from, Day to) {
  if (from > to)
    return fail(Error::Kind::usage,
                fmt::format("--changes: {} is after {}", to_string(from), to_string(to)));
  if (to > common.as_of)
    return fail(Error::Kind::usage, fmt::format("--changes: {} is after the as-of day {}",
                                                to_string(to), to_string(common.as_of)));
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  return Output{.document = changes_document(common, *record, from, to)};
}

}  // namespace detente
