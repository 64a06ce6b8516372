// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/measure_results.hpp"
#include "store/table.hpp"

namespace detente {

/// Adds the blocks of detente.measure/1: sentences, what is known of the counts' faults, tables,
/// charts.
void add_measures(Document& document, const std::vector<Measured>& all);

/// The whole document from the counts of a case.
Result<Document> measure_document(const Common& common, const Case& record,
                                  const MeasuredDyad& dyad, std::optional<Period> period);

/// The indices of such a document as a table of typed columns: `first` a date, absent values
/// absent.
StoreTable indices_store_table(const Document& document);

}  // namespace detente
