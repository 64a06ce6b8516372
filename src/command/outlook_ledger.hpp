// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/outlook.hpp"

/// A folder of forecasts that anyone can score later. Each file AS-OF.TARGET.json holds what was
/// forecast from one day for one target, by the recommended model and by the baselines, as
/// quantiles or probabilities. A file is never written over. SHA256SUMS, in the form of sha256sum,
/// has the hash of each: who keeps a copy of it, or the folder's history, can tell that nothing was
/// changed.
namespace detente {

/// Writes what is forecast and not yet there, and says of each target what became of it. A forecast
/// of a day and target that has one keeps the first. Kind::io where the folder cannot be written,
/// Kind::input where SHA256SUMS is no list of hashes.
Result<Table> record_forecasts(const std::string& folder, const std::vector<OutlookRun>& runs,
                               const Case& record, Day as_of, std::uint64_t seed);

/// One forecast of one period against what came.
struct ScoredForecast {
  std::string target, model;
  std::string as_of, date;
  int horizon = 0;
  double outcome = 0, median = 0;  ///< median: or the probability
  std::optional<double> low{}, high{};
  bool covered = false;
  double score = 0;  ///< mean quantile score over all levels (tends to the CRPS); or Brier
};

struct ScoredLedger {
  struct File {
    std::string name, state;  ///< "as recorded", "changed", "missing", "not listed", "unreadable"
    std::size_t forecasts = 0, due = 0;
  };
  std::vector<File> files;
  std::vector<ScoredForecast> scored;  ///< by file, period, then model: the recommended one first
  std::vector<bool> is_recommended;    ///< of each of them

  [[nodiscard]] bool is_faulty() const;
};

/// Every forecast whose outcome the targets know on their day. Files that are not as recorded are
/// not scored. Kind::io where the folder cannot be read, Kind::input where SHA256SUMS is no list.
Result<ScoredLedger> score_ledger(const std::string& folder,
                                  const std::vector<OutlookTarget>& targets, Day as_of);

/// The tables "ledger" (every forecast that was scored), "record" (a row a target and model) and
/// "files".
void add_ledger(Document& document, const ScoredLedger& ledger);
/// The ledger's record in a sentence or two.
std::vector<Sentence> ledger_sentences(const ScoredLedger& ledger);

}  // namespace detente
