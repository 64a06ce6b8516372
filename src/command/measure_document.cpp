// SPDX-License-Identifier: Apache-2.0
#include "command/measure_document.hpp"

#include "command/measure_tables.hpp"

namespace detente {

void add_measures(Document& document, const std::vector<Measured>& all) {
  Paragraph says{.key = "sentences", .title = "What the counts say", .sentences = {}};
  Paragraph limits{.key = "limits", .title = "What is the matter with them", .sentences = {}};
  for (const Measured& measured : all) {
    for (Sentence& sentence : measure_sentences(measured))
      says.sentences.push_back(std::move(sentence));
    const auto& remarks = measured.source.remarks;
    limits.sentences.insert(limits.sentences.end(), remarks.begin(), remarks.end());
  }
  if (all.empty())
    says.sentences.push_back({"Cannot tell: no counts of the two are known on this day.", {}});
  if (limits.sentences.empty()) limits.title.clear();
  document.blocks.emplace_back(std::move(says));
  document.blocks.emplace_back(std::move(limits));
  document.blocks.emplace_back(directions_table(all));
  document.blocks.emplace_back(changes_table(all));
  std::size_t number = 0;
  for (const Measured& measured : all)
    if (!measured.directions.empty())
      document.blocks.emplace_back(measure_chart(measured, ++number));
  document.blocks.emplace_back(indices_table(all));
}

Result<Document> measure_document(const Common& common, const Case& record,
                                  const MeasuredDyad& dyad, std::optional<Period> period) {
  auto sources = coded_sources(record, dyad);
  if (!sources) return tl::unexpected(sources.error());
  const auto all = measured(*std::move(sources), dyad, period);
  if (!all) return tl::unexpected(all.error());
  Document document = make_document(
      "measure", "Indices of " + dyad.names[0] + " and " + dyad.names[1], common, record);
  add_measures(document, *all);
  return document;
}

}  // namespace detente
