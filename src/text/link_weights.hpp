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

inline constexpr LinkWeights link_weights{.intercept = -5.09,
                                          .traits = {1.68,   // overlap
                                                     2.61,   // coverage
                                                     3.42,   // telling
                                                     2.01,   // number
                                                     0.50,   // issue
                                                     1.56,   // first
                                                     0.96,   // party
                                                     1.57,   // both
                                                     3.41},  // tone
                                          .threshold = 0.20};

}  // namespace detente
