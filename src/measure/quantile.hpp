// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace detente {

/// The value at share p of sorted draws, between neighbours in a straight line; not empty.
double quantile_of(std::span<const double> sorted, double p);

}  // namespace detente
