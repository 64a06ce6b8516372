// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace detente {

/// "5 August 2022", "August 2022" or "2022", by the date's precision.
std::string long_date(const Date& date);

/// The dates that a text names in that way, in its order, with the precision that they have there;
/// years from 1900 to 2099.
std::vector<Date> long_dates_in(std::string_view text);

}  // namespace detente
