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

inline constexpr LinkWeights link_weights{.intercept = -5.11,
                                          .traits = {1.80,   // overlap
                                                     2.49,   // coverage
                                                     3.53,   // telling
                                                     1.94,   // number
                                                     0.59,   // issue
                                                     0.96,   // party
                                                     1.58,   // both
                                                     3.44},  // tone
                                          .threshold = 0.20};

}  // namespace detente
