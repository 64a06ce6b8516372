// SPDX-License-Identifier: Apache-2.0
#include "record/readers.hpp"

namespace detente {

namespace {

Rule read_rule(TableReader& parent) {
  static const std::vector<std::string> kinds{"channels-open", "not-suspended", "held",
                                              "happened",      "series",        "none"};
  auto reader = parent.table("rule", "rule");
  if (!reader) {
    if (!parent.has("rule")) parent.fault("rule", "\"rule\" is missing");
    return NoRule{};
  }
  constexpr int ten_years = 120;
  constexpr int many = 1000;
  const std::string kind = reader->one_of("kind", kinds);
  Rule rule = NoRule{};
  if (kind == "channels-open") {
    rule = ChannelsOpenRule{reader->refer_all(IdKind::channel, "channels", true)};
  } else if (kind == "not-suspended") {
    rule = NotSuspendedRule{reader->refer_all(IdKind::channel, "channels", true)};
  } else if (kind == "held") {
    rule = HeldRule{.channels = reader->refer_all(IdKind::channel, "channels", true),
                    .at_least = reader->integer("at_least", 1, many),
                    .months = reader->integer("months", 1, ten_years)};
  } else if (kind == "happened") {
    rule = HappenedRule{reader->refer_all(IdKind::event, "events", true)};
  } else if (kind == "series") {
    rule = SeriesRule{.series = reader->refer(IdKind::series, "series"),
                      .side = reader->optional_refer(IdKind::side, "side"),
                      .rise = reader->number("rise", 0, 1e6),
                      .from = reader->date("from")};
  } else if (kind == "none") {
    rule = NoRule{reader->text("why")};
  }
  if (!kind.empty()) reader->finish();
  return rule;
}

}  // namespace

Recommendation read_recommendation(TableReader& reader) {
  Recommendation recommendation;
  recommendation.place = reader.place();
  recommendation.id = reader.define_id(IdKind::recommendation);
  recommendation.title = reader.text("title");
  recommendation.text = reader.text("text");
  recommendation.date = reader.date("date");
  recommendation.source = reader.refer(IdKind::source, "source");
  recommendation.accounts = read_accounts(reader, true);
  for (TableReader& table : reader.tables("step", "step")) {
    Step step;
    step.place = table.place();
    step.id = table.define_id(IdKind::step);
    step.title = table.text("title");
    step.note = table.optional_text("note");
    step.rule = read_rule(table);
    table.finish();
    if (!step.id.empty() && !step.id.starts_with(recommendation.id + ".")) {
      table.fault("id", "a step of \"" + recommendation.id + "\" has an id such as \"" +
                            recommendation.id + ".1\"");
    }
    recommendation.steps.push_back(std::move(step));
  }
  reader.finish();
  return recommendation;
}

}  // namespace detente
