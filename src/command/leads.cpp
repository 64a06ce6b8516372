// SPDX-License-Identifier: Apache-2.0
#include "command/leads.hpp"

#include <fmt/format.h>

#include "command/base_rates.hpp"
#include "command/leads_tables.hpp"
#include "command/linkage.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

/// Of the draws of the brief, which takes no seed.
constexpr std::uint64_t brief_seed = 1;

void add_linkage(Document& document, const Case& record, Day as_of, std::uint64_t seed,
                 const std::string& key) {
  document.blocks.emplace_back(Paragraph{key, {}, linkage_sentences(record, as_of, seed)});
  for (Table& table : linkage_tables(record, as_of, seed))
    document.blocks.emplace_back(std::move(table));
}

void add_base_rates(Document& document, const Case& record, const std::vector<FeedHistories>& feeds,
                    Day as_of, const std::string& key) {
  BaseRates rates = base_rates_of(record, feeds, as_of);
  document.blocks.emplace_back(Paragraph{key, {}, std::move(rates.sentences)});
  for (Table& table : rates.tables) document.blocks.emplace_back(std::move(table));
}

/// On paper the pairs that could not be tested are a number alone.
void leave_out_untested(Document& document) {
  for (Block& block : document.blocks) {
    Table* table = std::get_if<Table>(&block);
    if (table == nullptr || table->key != "pairs") continue;
    const auto left_out =
        std::erase_if(table->rows, [](const Json& row) { return row.at("p_leads").is_null(); });
    if (left_out > 0)
      table->note += fmt::format(" Left out here: {} that could not be tested.",
                                 counted(left_out, "pair", "pairs"));
  }
}

Result<void> add_leads(Document& document, const Case& record, Day as_of, std::string_view domain) {
  auto inputs = lead_inputs(record, as_of);
  if (!inputs) return tl::unexpected(inputs.error());
  const LeadResults results = tested_leads(*std::move(inputs));
  document.blocks.emplace_back(Paragraph{"sentences", {}, claim_sentences(results)});
  document.blocks.emplace_back(
      Paragraph{"assumptions", "What that rests on", lead_assumptions(results, as_of)});
  document.blocks.emplace_back(pairs_table(results, domain));
  document.blocks.emplace_back(claim_table(results));
  if (auto chart = lead_chart(results, as_of)) document.blocks.emplace_back(*std::move(chart));
  return {};
}

}  // namespace

Result<Output> run_leads(const Common& common, const LeadsOptions& typed) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  std::vector<FeedHistories> feeds;
  if (!typed.events.empty()) {
    auto stored = stored_histories(typed.events, common.as_of, typed.threads);
    if (!stored) return tl::unexpected(stored.error());
    feeds = *std::move(stored);
  }
  Output output{.document = make_document("leads", "Leads, lags and base rates", common, *record)};
  Document& document = output.document;
  if (const auto done = add_leads(document, *record, common.as_of, ""); !done)
    return tl::unexpected(done.error());
  add_linkage(document, *record, common.as_of, typed.seed, "linkage_sentences");
  add_base_rates(document, *record, feeds, common.as_of, "base_rate_sentences");
  return output;
}

Result<Document> leads_document(const Common& common, const Case& record) {
  Document document = make_document("leads", "Does exchange lead or follow?", common, record);
  if (const auto done = add_leads(document, record, common.as_of, "exchange"); !done)
    return tl::unexpected(done.error());
  leave_out_untested(document);
  return document;
}

Document linkage_document(const Common& common, const Case& record) {
  Document document = make_document("linkage", "Suspended and opened again", common, record);
  add_linkage(document, record, common.as_of, brief_seed, "sentences");
  return document;
}

Document base_rates_document(const Common& common, const Case& record) {
  Document document =
      make_document("base-rates", "How such spells ended elsewhere", common, record);
  add_base_rates(document, record, {}, common.as_of, "sentences");
  return document;
}

}  // namespace detente
