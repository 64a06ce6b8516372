// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/result.hpp"

namespace detente {

/// The level of every interval of this folder.
inline constexpr double interval_level = 0.9;

struct Interval {
  double low = 0, high = 0;
};

/// The cooperation balance of C cooperative and F conflictual events:
///
///     balance = (C - F) / (C + F) = 2 p - 1,  p = C / (C + F)
///
/// `interval` holds 2 p - 1 with 90 % posterior probability, given that each event is cooperative
/// with the same probability p, independently of the others, under Jeffreys' prior: the 5 % and 95
/// % quantiles of Beta(C + 1/2, F + 1/2); where C or F is 0 the end on that side is -1 or 1 (Brown,
/// Cai and DasGupta 2001, Statistical Science 16:101-133, section 3.1, the Jeffreys interval).
/// Events that repeat one story are not independent: then it is too narrow.
struct Balance {
  double value = 0;
  Interval interval;
};

/// Fails with Kind::domain where there is no event at all.
Result<Balance> balance_of(std::uint64_t cooperation, std::uint64_t conflict);

}  // namespace detente
