// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "record/types.hpp"
#include "store/table.hpp"

namespace detente {

/// The record as long, tidy tables: every field of docs/codebook.md but those of case.toml, and
/// what the record implies for each channel (its states) and each step (its status by quarter) up
/// to `as_of`. A column has the name of its field. `record` is what was known on `as_of`; of the
/// sources there are those that its tables cite and those that were out by then.
std::vector<StoreTable> export_tables(const Case& record, Day as_of);

/// Parts of it.
std::vector<StoreTable> event_tables(const Case& record);
std::vector<StoreTable> channel_tables(const Case& record, Day as_of);
std::vector<StoreTable> commitment_tables(const Case& record);
std::vector<StoreTable> issue_tables(const Case& record);
std::vector<StoreTable> step_tables(const Case& record, Day as_of);
std::vector<StoreTable> series_tables(const Case& record);
std::vector<StoreTable> actor_tables(const Case& record);

}  // namespace detente
