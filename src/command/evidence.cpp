// SPDX-License-Identifier: Apache-2.0
#include "command/evidence.hpp"

#include "command/dyad_choice.hpp"
#include "command/outlook_ledger.hpp"
#include "command/spiral.hpp"

namespace detente {

namespace {

Result<std::vector<Sentence>> ledger_of(const Common& common,
                                        const std::vector<OutlookTarget>& targets) {
  const std::filesystem::path folder = common.folder / "ledger";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error))
    return std::vector<Sentence>{
        {"The case keeps no ledger of forecasts (\"detente outlook --record\" begins one).", {}}};
  const auto scored = score_ledger(folder.string(), targets, common.as_of);
  if (!scored) return tl::unexpected(scored.error());
  return ledger_sentences(*scored);
}

}  // namespace

Result<Evidence> evidence_of(const Common& common, const Case& record) {
  auto sources = spiral_sources(record, dyad_in(record, record.sides), {});
  if (!sources) return tl::unexpected(sources.error());
  auto targets = outlook_targets(record, common.as_of);
  if (!targets) return tl::unexpected(targets.error());
  auto ledger = ledger_of(common, *targets);
  if (!ledger) return tl::unexpected(ledger.error());
  return Evidence{
      .spirals = run_spirals(*std::move(sources), {}),
      .outlook = outlook_runs(*std::move(targets), common.as_of,
                              {.most_origins = Evidence::most_origins, .only_open = true}),
      .ledger = *std::move(ledger)};
}

}  // namespace detente
