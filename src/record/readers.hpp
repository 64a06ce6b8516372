// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record/table_reader.hpp"
#include "record/types.hpp"

/// One function for each table of docs/codebook.md: reads the table, reports its faults, defines
/// its id and notes its references. What comes back is complete only where no fault was reported.
namespace detente {

/// `of_step`: of a recommendation, where an account may say whether the side supports it.
Accounts read_accounts(TableReader& parent, bool of_step = false);
std::optional<Quantity> read_quantity(TableReader& parent, std::string_view key);
std::vector<Tenure> read_tenures(TableReader& parent, std::string_view key, std::string_view what,
                                 bool of_actors);
/// Reports `later` where it lies before `earlier` as a whole.
void check_order(TableReader& reader, const Date& earlier, std::string_view later_key,
                 const std::optional<Date>& later);
/// Reports a quotation of more than six words.
void check_quotations(TableReader& reader, std::string_view key, const std::string& text);

/// Reports what is no ISO 639-1 code.
void check_language(TableReader& reader, std::string_view key, const std::string& language);

void read_case_file(TableReader& reader, Case& into);
Actor read_actor(TableReader& reader);
Channel read_channel(TableReader& reader);
Event read_event(TableReader& reader);
Source read_source(TableReader& reader);
Commitment read_commitment(TableReader& reader);
Issue read_issue(TableReader& reader);
Position read_position(TableReader& reader);
Interest read_interest(TableReader& reader);
Recommendation read_recommendation(TableReader& reader);
Series read_series(TableReader& reader);
CodedCounts read_coded(TableReader& reader);
/// A file of comparisons/.
ReadoutComparison read_comparison(TableReader& reader);

}  // namespace detente
