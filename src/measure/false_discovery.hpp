// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace detente {

/// For each p-value of 0 to 1 the smallest rate of false discoveries at which it is one: the
/// step-up procedure of Benjamini and Hochberg (1995, J. Royal Statistical Society B 57:289-300,
/// section 3.1), which holds for tests that are independent or positively dependent.
std::vector<double> false_discovery_rates(const std::vector<double>& p_values);

}  // namespace detente
