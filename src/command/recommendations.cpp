// SPDX-License-Identifier: Apache-2.0
#include "command/recommendations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "command/lookup.hpp"
#include "record/scorecard.hpp"

namespace detente {

namespace {

Json row_of(const Case& record, const Recommendation& recommendation, const Step& step,
            const std::vector<QuarterStatus>& history) {
  Json quarters = Json::object();
  for (const QuarterStatus& then : history)
    quarters[to_string(then.quarter)] = to_string(then.status.state);
  const StepStatus now = history.empty() ? StepStatus() : history.back().status;
  return Json{{"id", step.id},
              {"recommendation", recommendation.id},
              {"title", step.title},
              {"status", to_string(now.state)},
              {"why", now.why},
              {"rule", rule_in_words(record, step.rule)},
              {"note", json_of(step.note)},
              {"quarters", std::move(quarters)},
              {"sources", Json::array({recommendation.source})}};
}

/// "not met 2023-Q2 to 2023-Q3; met since 2023-Q4": runs of equal status.
std::string in_runs(const Json& quarters) {
  std::string text;
  std::string state;
  std::string from;
  std::string last;
  const auto close = [&](bool now) {
    if (state.empty()) return;
    if (!text.empty()) text += "; ";
    text += now            ? fmt::format("{} since {}", state, from)
            : from == last ? fmt::format("{} {}", state, from)
                           : fmt::format("{} {} to {}", state, from, last);
  };
  for (const auto& [quarter, value] : quarters.items()) {
    if (value.get<std::string>() != state) {
      close(false);
      state = value.get<std::string>();
      from = quarter;
    }
    last = quarter;
  }
  close(true);
  return text;
}

std::vector<Field> step_fields(const std::vector<Quarter>& all) {
  using enum Field::Show;
  std::vector<std::string> quarters;
  quarters.reserve(all.size());
  for (const Quarter quarter : all) quarters.push_back(to_string(quarter));
  return {{"id", "Step", column},
          {"recommendation", "Recommendation", data},
          {"title", "What would be done", column},
          {"status", "Status", column},
          {"why", "Because", column},
          {"history", "By quarter", detail},
          {"rule", "Rule", detail},
          {"note", "Note", detail},
          {"quarters", "Quarters", Field::Show::data, quarters},
          {"sources", "Sources", data}};
}

Table recommendations_table(const Case& record) {
  using enum Field::Show;
  Table table{.key = "recommendations",
              .title = "What is recommended",
              .fields = {{"id", "Id", column},
                         {"title", "Recommendation", column},
                         {"text", "In full", column},
                         {"date", "Date", data},
                         {"accounts", "Accounts", data, account_members(record)},
                         {"says", "Position of each side", people},
                         {"sources", "Sources", data}},
              .empty = "The record holds no recommendation."};
  for (const Recommendation& r : record.recommendations) {
    table.rows.push_back(
        Json{{"id", r.id},
             {"title", r.title},
             {"text", r.text},
             {"date", to_string(r.date)},
             {"accounts", r.accounts.empty() ? Json() : json_of(record, r.accounts)},
             {"says", said_by_each(record, r.accounts, "no position on record")},
             {"sources", Json::array({r.source})}});
  }
  return table;
}

}  // namespace

Document recommendations_document(const Common& common, const Case& record) {
  Document document =
      make_document("recommendations", record.title + ": scorecard", common, record);
  auto histories = step_histories(record, common.as_of);
  Table steps{.key = "steps",
              .title = "Steps",
              .fields = step_fields(quarters_until(record, common.as_of)),
              .empty = "The record holds no step.",
              .note =
                  "Each quarter's status is computed by the rule from what was known at its end; "
                  "the present quarter's from what is known on the day."};
  for (const Recommendation& recommendation : record.recommendations) {
    for (const Step& step : recommendation.steps) {
      Json row = row_of(record, recommendation, step, histories[step.id]);
      row["history"] = in_runs(row["quarters"]);
      steps.rows.push_back(std::move(row));
    }
  }
  document.blocks.emplace_back(std::move(steps));
  document.blocks.emplace_back(recommendations_table(record));
  return document;
}

Result<Output> run_recommendations(const Common& common) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  return Output{.document = recommendations_document(common, *record)};
}

}  // namespace detente
