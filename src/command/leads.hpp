// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/lead_series.hpp"

namespace detente {

/// What `detente leads` is told, as typed.
struct LeadsOptions {
  std::string events{};  ///< an event store for base rates; empty: none
  std::uint64_t seed = 1;
  int threads = 0;
};

/// Whether indicators lead the relationship or follow it (claim C1), how channels were suspended
/// and opened again (C4), and how often others recovered (C2). Kind::usage where --events names no
/// event store; Kind::input where a file of the case cannot be read.
Result<Output> run_leads(const Common& common, const LeadsOptions& typed);

/// The brief's sections: the claim in a paragraph, the pairs of exchange series, a chart.
Result<Document> leads_document(const Common& common, const Case& record);
Document linkage_document(const Common& common, const Case& record);
/// From the populations that the program has.
Document base_rates_document(const Common& common, const Case& record);

}  // namespace detente
