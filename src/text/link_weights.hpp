// SPDX-License-Identifier: Apache-2.0
// Made by "bench_readouts --fit yes"; do not edit.
#pragma once

#include "text/likeness.hpp"

namespace detente {

/// A link's log odds are the intercept and the sum of each trait times its weight; a link's
/// score must reach the threshold.
struct LinkWeights {
  double intercept = 0;
  Traits traits{};
  double threshold = 0;
};

inline constexpr LinkWeights link_weights{.intercept = -3.50,
                                          .traits = {0.50,   // overlap
                                                     1.62,   // coverage
                                                     3.77,   // telling
                                                     1.41,   // number
                                                     0.48,   // issue
                                                     1.42,   // first
                                                     0.82,   // party
                                                     1.56,   // both
                                                     3.05,   // tone
                                                     -1.01,  // rivals
                                                     3.27,   // context
                                                     2.48},  // general
                                          .threshold = 0.20};

}  // namespace detente
