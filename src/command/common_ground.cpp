// SPDX-License-Identifier: Apache-2.0
#include "command/common_ground.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/lookup.hpp"
#include "record/common_ground.hpp"

namespace detente {

namespace {

Table positions_table(const Case& record, const Issue& issue) {
  Table table{.key = "positions_" + issue.id,
              .title = issue.name,
              .fields = {{"actor", "Actor"},
                         {"date", "Date"},
                         {"position", "Position"},
                         {"voice", "Voice", Field::Show::data},
                         {"sources", "Sources", Field::Show::data}}};
  for (const Position& position : record.positions) {
    if (position.issue != issue.id) continue;
    const bool unattributed = position.voice == "participants";
    const std::string actor = name_of(record, position.actor);
    table.rows.push_back(Json{{"actor", unattributed ? "Participants from " + actor : actor},
                              {"date", to_string(position.date)},
                              {"position", position.text},
                              {"voice", position.voice},
                              {"sources", Json::array({position.source})}});
  }
  // The sides first, in the case's order, then the others; each by date.
  const auto rank = [&](const Json& row) {
    const auto actor = row["actor"].get<std::string>();
    for (std::size_t i = 0; i < record.sides.size(); ++i) {
      if (actor.ends_with(name_of(record, record.sides.at(i)))) return i;
    }
    return record.sides.size();
  };
  std::ranges::stable_sort(table.rows, [&](const Json& a, const Json& b) {
    return std::pair(rank(a), a["date"].get<std::string>()) <
           std::pair(rank(b), b["date"].get<std::string>());
  });
  return table;
}

Table interests_table(const Case& record) {
  Table table{.key = "interests",
              .title = "Shared interests",
              .fields = {{"text", "Interest"},
                         {"sides", "Stated by"},
                         {"date", "Date"},
                         {"sources", "Sources", Field::Show::data}},
              .empty = "The record holds no interest that the sides state to share."};
  for (const Interest& interest : record.interests) {
    std::string by = join_list(names_of(record, interest.sides));
    if (interest.voice == "participants") by.insert(0, "participants from ");
    table.rows.push_back(Json{{"text", interest.text},
                              {"sides", by},
                              {"date", to_string(interest.date)},
                              {"sources", Json::array({interest.source})}});
  }
  return table;
}

Json evidence_json(const std::vector<GroundEvidence>& evidence) {
  Json all = Json::array();
  for (const GroundEvidence& one : evidence)
    all.push_back(Json{{"text", fmt::format("{} ({})", one.text, one.kind)},
                       {"kind", one.kind},
                       {"id", one.id},
                       {"sources", one.sources}});
  return all;
}

Table ground_table(const Case& record, Day day) {
  using enum Field::Show;
  Table table{.key = "issues",
              .title = "Where the sides stand to each other",
              .fields = {{"issue", "Issue"},
                         {"id", "", data},
                         {"hot_spot", "Hot spot"},
                         {"ground", "Ground"},
                         {"silent", "Silent"},
                         {"positions", "", data, {}},
                         {"together", "Together", detail},
                         {"read_apart", "Same words, read differently", detail},
                         {"apart", "Apart", detail}},
              .empty = "The record names no issue.",
              .note = std::string(ground_rule)};
  for (const std::string& side : record.sides) table.fields[5].members.push_back(side);
  for (const IssueGround& one : common_ground(record, day)) {
    Json silent = Json::array();
    Json positions = Json::object();
    for (std::size_t i = 0; i < 2; ++i) {
      if (one.spoken.at(i) == 0) silent.push_back(name_of(record, record.sides.at(i)));
      positions[record.sides.at(i)] = one.spoken.at(i);
    }
    table.rows.push_back(Json{{"issue", one.issue->name},
                              {"id", one.issue->id},
                              {"hot_spot", one.issue->hot_spot},
                              {"ground", to_string(one.ground)},
                              {"silent", std::move(silent)},
                              {"positions", std::move(positions)},
                              {"together", evidence_json(one.together)},
                              {"read_apart", evidence_json(one.read_apart)},
                              {"apart", evidence_json(one.apart)}});
  }
  return table;
}

Table steps_table(const Case& record, Day day) {
  using enum Field::Show;
  Table table{
      .key = "steps",
      .title = "Steps towards aims that both sides support, the cheapest first",
      .fields = {{"step", "Step"},
                 {"title", "What"},
                 {"recommendation", "", data},
                 {"cost", "Obstacles"},
                 {"obstacles", "What stands in the way", detail},
                 {"sources", "Sources", data}},
      .empty = "The record holds no recommendation that both sides support by their accounts.",
      .note = std::string(cost_rule)};
  for (const StepCost& one : cheapest_steps(record, day)) {
    table.rows.push_back(Json{{"step", one.step->id},
                              {"title", one.step->title},
                              {"recommendation", one.recommendation->id},
                              {"cost", one.done        ? "done"
                                       : one.obstacles ? fmt::format("{}", *one.obstacles)
                                                       : std::string("cannot tell")},
                              {"obstacles", one.what},
                              {"sources", Json::array({one.recommendation->source})}});
  }
  return table;
}

}  // namespace

Document common_ground_document(const Common& common, const Case& record) {
  Document document = make_document("common-ground", "Common ground", common, record);
  document.blocks.emplace_back(ground_table(record, common.as_of));
  document.blocks.emplace_back(interests_table(record));
  document.blocks.emplace_back(steps_table(record, common.as_of));
  for (const Issue& issue : record.issues) {
    Table table = positions_table(record, issue);
    if (!table.rows.empty()) document.blocks.emplace_back(std::move(table));
  }
  return document;
}

Result<Output> run_common_ground(const Common& common) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  return Output{.document = common_ground_document(common, *record)};
}

}  // namespace detente
