// SPDX-License-Identifier: Apache-2.0
#include "command/leads.hpp"

#include "command/leads_tables.hpp"

namespace detente {

namespace {

Result<void> add_leads(Document& document, const Case& record, Day as_of, std::string_view domain) {
  auto inputs = lead_inputs(record, as_of);
  if (!inputs) return tl::unexpected(inputs.error());
  const LeadResults results = tested_leads(*std::move(inputs));
  document.blocks.emplace_back(Paragraph{"sentences", {}, claim_sentences(results)});
  document.blocks.emplace_back(
      Paragraph{"assumptions", "What that rests on", lead_assumptions(results)});
  document.blocks.emplace_back(pairs_table(results, domain));
  document.blocks.emplace_back(claim_table(results));
  if (auto chart = lead_chart(results)) document.blocks.emplace_back(*std::move(chart));
  return {};
}

}  // namespace

Result<Output> run_leads(const Common& common, const LeadsOptions& /*typed*/) {
  const auto record = load(common);
  if (!record) return tl::unexpected(record.error());
  Output output{.document = make_document("leads", "Leads and lags", common, *record)};
  if (const auto done = add_leads(output.document, *record, common.as_of, ""); !done)
    return tl::unexpected(done.error());
  return output;
}

Result<Document> leads_document(const Common& common, const Case& record) {
  Document document = make_document("leads", "Does exchange lead or follow?", common, record);
  if (const auto done = add_leads(document, record, common.as_of, "exchange"); !done)
    return tl::unexpected(done.error());
  return document;
}

}  // namespace detente
