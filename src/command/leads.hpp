// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/lead_series.hpp"

namespace detente {

/// What `detente leads` is told, as typed.
struct LeadsOptions {
  std::uint64_t seed = 1;
  int threads = 0;
};

/// Whether indicators lead the relationship or follow it: every series of the case against every
/// measure, and the claim that exchange between the peoples leads. Kind::input where a file of the
/// case cannot be read.
Result<Output> run_leads(const Common& common, const LeadsOptions& typed);

/// The section of the brief: the claim in a paragraph, its pairs as a table, a chart.
Result<Document> leads_document(const Common& common, const Case& record);

}  // namespace detente
