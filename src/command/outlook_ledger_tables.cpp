// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "command/lookup.hpp"
#include "command/outlook_ledger.hpp"
#include "command/spiral_tables.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// Means over the forecasts of one target by one model.
struct Record {
  std::size_t forecasts = 0, covered = 0, intervals = 0;
  double error = 0, score = 0;

  void add(const ScoredForecast& one) {
    ++forecasts;
    error += std::abs(one.median - one.outcome);
    score += one.score;
    if (!one.low) return;
    ++intervals;
    covered += one.covered ? 1 : 0;
  }
};

Table record_table(const ScoredLedger& ledger) {
  Table table{.key = "record",
              .title = "The ledger's record",
              .fields = {{"target", "Target"},
                         {"model", "Model"},
                         {"forecasts", "Scored"},
                         {"score", "Score"},
                         {"mae", "MAE"},
                         {"coverage", "In 90 %"}},
              .empty = "No forecast of the ledger has an outcome yet.",
              .note =
                  "\"issued\" is what was recommended. Score: the mean quantile score over 23 "
                  "levels, which tends to the CRPS; of a probability the Brier score. Lower is "
                  "better."};
  std::map<std::pair<std::string, std::string>, Record> records;
  for (std::size_t i = 0; i < ledger.scored.size(); ++i) {
    const ScoredForecast& one = ledger.scored[i];
    records[{one.target, one.model}].add(one);
    if (ledger.is_recommended[i]) records[{one.target, "issued"}].add(one);
  }
  for (const auto& [key, record] : records) {
    const auto n = static_cast<double>(record.forecasts);
    table.rows.push_back(
        Json{{"target", key.first},
             {"model", key.second},
             {"forecasts", record.forecasts},
             {"score", four_digits(record.score / n)},
             {"mae", four_digits(record.error / n)},
             {"coverage", record.intervals == 0
                              ? Json()
                              : Json(four_digits(static_cast<double>(record.covered) /
                                                 static_cast<double>(record.intervals)))}});
  }
  return table;
}

Table ledger_table(const ScoredLedger& ledger) {
  Table table{.key = "ledger",
              .title = "Forecasts whose day has come",
              .fields = {{"as_of", "As of"},
                         {"target", "Target"},
                         {"date", "Period from"},
                         {"horizon", "Ahead"},
                         {"model", "Model"},
                         {"outcome", "Outcome"},
                         {"median", "Forecast"},
                         {"low", "Low"},
                         {"high", "High"},
                         {"score", "Score"}},
              .empty = "None yet.",
              .note =
                  "By the recommended model; Forecast: the median, or the probability. Low and "
                  "high hold 90 %."};
  for (std::size_t i = 0; i < ledger.scored.size(); ++i) {
    if (!ledger.is_recommended[i]) continue;
    const ScoredForecast& one = ledger.scored[i];
    table.rows.push_back(Json{{"as_of", one.as_of},
                              {"target", one.target},
                              {"date", one.date},
                              {"horizon", one.horizon},
                              {"model", one.model},
                              {"outcome", one.outcome},
                              {"median", one.median},
                              {"low", json_of(one.low)},
                              {"high", json_of(one.high)},
                              {"score", four_digits(one.score)}});
  }
  return table;
}

Table files_table(const ScoredLedger& ledger) {
  Table table{.key = "files",
              .title = "Files of the ledger",
              .fields = {{"file", "File"},
                         {"state", "State"},
                         {"forecasts", "Forecasts"},
                         {"due", "With an outcome"}},
              .empty = "The folder holds no forecast.",
              .note = "A file that is not as recorded is not scored."};
  for (const ScoredLedger::File& file : ledger.files)
    table.rows.push_back(Json{{"file", file.name},
                              {"state", file.state},
                              {"forecasts", file.forecasts},
                              {"due", file.due}});
  return table;
}

}  // namespace

void add_ledger(Document& document, const ScoredLedger& ledger) {
  document.blocks.emplace_back(
      Paragraph{"ledger_sentences", "What the ledger shows", ledger_sentences(ledger)});
  document.blocks.emplace_back(record_table(ledger));
  document.blocks.emplace_back(ledger_table(ledger));
  document.blocks.emplace_back(files_table(ledger));
}

std::vector<Sentence> ledger_sentences(const ScoredLedger& ledger) {
  std::size_t forecasts = 0;
  std::size_t due = 0;
  std::size_t faulty = 0;
  for (const ScoredLedger::File& file : ledger.files) {
    forecasts += file.forecasts;
    due += file.due;
    faulty += file.state == "as recorded" ? 0 : 1;
  }
  Record issued;
  for (std::size_t i = 0; i < ledger.scored.size(); ++i)
    if (ledger.is_recommended[i]) issued.add(ledger.scored[i]);
  std::string text =
      fmt::format("The ledger holds {} with {}, of which {} have an outcome known on this day",
                  counted(ledger.files.size(), "file", "files"),
                  counted(forecasts, "forecast", "forecasts"), due);
  if (issued.intervals > 0)
    text += fmt::format("; {} of {} outcomes lie in the 90 % interval", issued.covered,
                        issued.intervals);
  std::vector<Sentence> sentences{{text + '.', {}}};
  if (faulty > 0)
    sentences.push_back(
        {fmt::format("{} of its files {} not as recorded, and {} not scored.", faulty,
                     faulty == 1 ? "is" : "are", faulty == 1 ? "is" : "are"),
         {}});
  return sentences;
}

}  // namespace detente
