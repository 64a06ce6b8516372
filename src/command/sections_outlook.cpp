// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/outlook_ledger.hpp"
#include "command/outlook_tables.hpp"
#include "command/sections.hpp"

namespace detente {

namespace {

/// A brief is made again and again: it looks at so many days of the past, the command at all.
constexpr std::size_t most_origins = 60;

/// Those that nothing can be forecast of any more, in one sentence.
Sentence stale_sentence(const std::vector<OutlookRun>& runs) {
  Sentence sentence;
  std::vector<std::string> names;
  for (const OutlookRun& run : runs) {
    if (run.refusal.empty()) continue;
    names.push_back(run.target.title + " (" + run.refusal + ")");
    for (const std::string& id : run.target.sources)
      if (std::ranges::find(sentence.sources, id) == sentence.sources.end())
        sentence.sources.push_back(id);
  }
  if (!names.empty()) sentence.text = "Cannot tell: " + join(names, "; ") + ".";
  return sentence;
}

}  // namespace

Result<Document> outlook_document(const Common& common, const Case& record) {
  auto targets = outlook_targets(record, common.as_of);
  if (!targets) return tl::unexpected(targets.error());
  const std::filesystem::path folder = common.folder / "ledger";
  std::error_code error;
  Paragraph ledger{.key = "ledger", .title = "The record of past forecasts", .sentences = {}};
  if (std::filesystem::is_directory(folder, error)) {
    const auto scored = score_ledger(folder.string(), *targets, common.as_of);
    if (!scored) return tl::unexpected(scored.error());
    ledger.sentences = ledger_sentences(*scored);
  } else {
    ledger.sentences.push_back(
        {"The case keeps no ledger of forecasts (\"detente outlook --record\" begins one).", {}});
  }
  const std::vector<OutlookRun> runs = outlook_runs(
      *std::move(targets), common.as_of, {.most_origins = most_origins, .only_open = true});
  Document document = make_document("outlook-section", "Outlook", common, record);
  Paragraph says{.key = "sentences", .title = {}, .sentences = {}};
  for (const OutlookRun& run : runs)
    if (run.refusal.empty()) says.sentences.push_back(outlook_sentence(run));
  if (Sentence stale = stale_sentence(runs); !stale.text.empty())
    says.sentences.push_back(std::move(stale));
  if (says.sentences.empty())
    says.sentences.push_back({"Cannot tell: the case has nothing to forecast.", {}});
  says.sentences.push_back(
      {fmt::format("For this brief each was forecast again from at most {} days of the past; "
                   "\"detente outlook\" does so from all, with every score.",
                   most_origins),
       {}});
  document.blocks.emplace_back(std::move(says));
  document.blocks.emplace_back(std::move(ledger));
  document.blocks.emplace_back(calibration_table(runs));
  for (const OutlookRun& run : runs)
    if (has_chart(run)) document.blocks.emplace_back(outlook_chart(run));
  return document;
}

}  // namespace detente
