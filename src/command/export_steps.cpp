// SPDX-License-Identifier: Apache-2.0

#include "command/export_table.hpp"
#include "command/export_tables.hpp"
#include "record/scorecard.hpp"

namespace detente {

namespace {

StoreTable recommendations_export(const Case& record) {
  TableMaker table("recommendations", "What is recommended: one row for each recommendation");
  table.text("id", "Id of the recommendation")
      .text("title", "Name of the recommendation")
      .text("text", "The recommendation in full (each side's position on it is in accounts)")
      .main_date("When it was made")
      .text("source", "Where it was made (sources.id)");
  for (const Recommendation& r : record.recommendations) {
    table.row(r.id, r.title, r.text, MainDate{r.date}, r.source);
  }
  return std::move(table).finish();
}

struct RuleKind {
  std::string_view operator()(const NoRule&) const { return "none"; }
  std::string_view operator()(const ChannelsOpenRule&) const { return "channels-open"; }
  std::string_view operator()(const NotSuspendedRule&) const { return "not-suspended"; }
  std::string_view operator()(const HeldRule&) const { return "held"; }
  std::string_view operator()(const HappenedRule&) const { return "happened"; }
  std::string_view operator()(const SeriesRule&) const { return "series"; }
};

StoreTable steps_table(const Case& record) {
  TableMaker table("steps", "What a recommendation comes to: one row for each step");
  table.text("id", "Id of the step")
      .text("recommendation", "The recommendation (recommendations.id)")
      .text("title", "What would be done")
      .text("rule_kind", "How its status is computed: channels-open held happened series none")
      .text("rule", "The rule in words")
      .text("note", "Note");
  for (const Recommendation& recommendation : record.recommendations) {
    for (const Step& step : recommendation.steps) {
      table.row(step.id, recommendation.id, step.title, std::visit(RuleKind{}, step.rule),
                rule_in_words(record, step.rule), step.note);
    }
  }
  return std::move(table).finish();
}

/// What was known at the end of a quarter, or on the as-of day within it.
StoreTable step_status_table(const Case& record, Day as_of) {
  TableMaker table(
      "step_status",
      "The scorecard: each step's status by its rule in each quarter since it was recommended");
  table.text("step", "The step (steps.id)")
      .text("quarter", "The quarter: 2023-Q2")
      .day(
          "day",
          "The quarter's last day, or the as-of day in the present quarter: the status is computed "
          "from what was known on it")
      .text("status", "met, partly met, not met or cannot tell")
      .text("why", "What the status rests on");
  if (record.recommendations.empty()) return std::move(table).finish();
  auto histories = step_histories(record, as_of);
  for (const Recommendation& recommendation : record.recommendations) {
    for (const Step& step : recommendation.steps) {
      for (const QuarterStatus& then : histories[step.id])
        table.row(step.id, to_string(then.quarter), std::optional(then.day),
                  to_string(then.status.state), then.status.why);
    }
  }
  return std::move(table).finish();
}

}  // namespace

std::vector<StoreTable> step_tables(const Case& record, Day as_of) {
  return {recommendations_export(record), steps_table(record), step_status_table(record, as_of)};
}

}  // namespace detente
