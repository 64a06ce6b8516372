// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"
#include "command/measure_sources.hpp"
#include "outlook/leads.hpp"

/// What a case has to test leads and lags with.
namespace detente {

/// One of them, as people read it.
struct NamedLeadSeries {
  LeadSeries data;
  std::string title, domain;
  std::vector<std::string> sources;
};

struct LeadInputs {
  std::vector<NamedLeadSeries> indicators, measures;
};

/// Indicators are the case's series of every domain but "index", each side's figures for
/// themselves, a series that counts out of another as a share of it, and never that other, the size
/// of a sample; measures are those of domain "index", the monthly balance of each source of coded
/// counts, and the share of channels that are open. A rule in force ("step") has the value of each
/// month's last day. Kind::input where a file of coded/ cannot be read.
Result<LeadInputs> lead_inputs(const Case& record, Day as_of);

/// By month, of the channels that have begun the share that is open on the last day, from the first
/// month on in which `fewest_channels` have begun up to the last whole month that the record
/// covers.
RegularSeries channel_openness(const Case& record, Day as_of);
inline constexpr int fewest_channels = 3;

/// The last day up to which the record's events reach.
Day last_covered(const Case& record, Day as_of);

/// The ids of both, each once.
std::vector<std::string> merged_ids(std::vector<std::string> ids,
                                    const std::vector<std::string>& more);

/// 12 * year + month - 1
int month_number(Day day);
Day first_of_month(int month_number);

}  // namespace detente
