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

inline constexpr LinkWeights link_weights{.intercept = -3.38,
                                          .traits = {0.53,   // overlap
                                                     1.70,   // coverage
                                                     3.54,   // telling
                                                     1.45,   // number
                                                     0.37,   // issue
                                                     1.43,   // first
                                                     0.83,   // party
                                                     1.65,   // both
                                                     2.92,   // tone
                                                     -0.99,  // rivals
                                                     3.14,   // context
                                                     2.34},  // general
                                          .threshold = 0.20};

}  // namespace detente
