// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "command/outlook_tables.hpp"
#include "command/sections.hpp"

namespace detente {

namespace {

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

Document outlook_document(const Common& common, const Case& record, const Evidence& evidence) {
  const std::vector<OutlookRun>& runs = evidence.outlook;
  Document document = make_document("outlook-section", "Outlook", common, record);
  Paragraph says{.key = "sentences", .title = {}, .sentences = {}};
  for (const OutlookRun& run : runs)
    if (run.refusal.empty()) says.sentences.push_back(outlook_sentence(run));
  if (Sentence stale = stale_sentence(runs); !stale.text.empty())
    says.sentences.push_back(std::move(stale));
  if (says.sentences.empty())
    says.sentences.push_back({"Cannot tell: the case has nothing to forecast.", {}});
  says.sentences.push_back(
      {fmt::format("For this brief each was forecast again from at most {} days of the past, for "
                   "several periods ahead; \"detente outlook\" does so from all, with every score.",
                   Evidence::most_origins),
       {}});
  document.blocks.emplace_back(std::move(says));
  document.blocks.emplace_back(
      Paragraph{"ledger", "The record of past forecasts", evidence.ledger});
  document.blocks.emplace_back(calibration_table(runs));
  for (const OutlookRun& run : runs)
    if (has_chart(run)) document.blocks.emplace_back(outlook_chart(run));
  return document;
}

}  // namespace detente
