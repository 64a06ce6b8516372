// SPDX-License-Identifier: Apache-2.0
#include "command/dyad_choice.hpp"
#include "command/sections.hpp"
#include "command/spiral.hpp"

namespace detente {

Document reaction_document(const Common& common, const Case& record, const Evidence& evidence) {
  const MeasuredDyad dyad = dyad_in(record, record.sides);
  const std::vector<SpiralRun>& runs = evidence.spirals;
  Document document = make_document("reaction", "Action and reaction", common, record);
  Paragraph says{.key = "sentences", .title = {}, .sentences = {}};
  if (runs.empty())
    says.sentences.push_back(
        {"Whether the spiral sustains itself, and who answers whom: cannot tell, since no counts "
         "of coded events are known on this day.",
         {}});
  for (const SpiralRun& run : runs) {
    if (!run.spiral) {
      says.sentences.push_back(
          {run.source.counts.title + ": cannot tell from this source, " + run.refusal + ".",
           run.source.counts.ids});
      continue;
    }
    says.sentences.push_back(
        {run.source.counts.title + ", " + model_name(*run.spiral, run.source.input.step) + ".",
         run.source.counts.ids});
    for (Sentence& sentence : verdict_sentences(run, dyad))
      says.sentences.push_back(std::move(sentence));
  }
  document.blocks.emplace_back(std::move(says));
  Table sources_table = spiral_sources_table(runs, dyad);
  document.blocks.emplace_back(std::move(sources_table));
  return document;
}

}  // namespace detente
