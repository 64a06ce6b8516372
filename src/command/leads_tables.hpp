// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/lead_series.hpp"

/// The blocks of detente.leads/1 about leads and lags.
namespace detente {

/// The months of the pandemic, which no test sees: travel and visas stopped for another reason than
/// the relationship.
inline constexpr Mask pandemic{12 * 2020, 12 * 2022 + 11};

/// A p-value or rate as it stands in JSON and CSV: none below a millionth, whose digits differ from
/// one machine to the next.
double probability_digits(double p);

struct LeadResults {
  LeadInputs inputs;
  std::vector<LeadPair> pairs;  ///< the tested ones first, by their least p
};

LeadResults tested_leads(LeadInputs inputs);

/// Of the pairs whose indicator has this domain; all where it is empty.
std::vector<LeadPair> pairs_of(const LeadResults& results, std::string_view domain);

/// Claim C1 in sentences.
std::vector<Sentence> claim_sentences(const LeadResults& results);
/// What the tests take for granted.
std::vector<Sentence> lead_assumptions(const LeadResults& results, Day as_of);
Table claim_table(const LeadResults& results);
/// `domain` as above.
Table pairs_table(const LeadResults& results, std::string_view domain);
/// The exchange series and measure of the least p, each in standard deviations from its mean;
/// nothing where no such pair was tested.
std::optional<Chart> lead_chart(const LeadResults& results, Day as_of);

}  // namespace detente
