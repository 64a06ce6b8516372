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

inline constexpr LinkWeights link_weights{.intercept = -2.48,
                                          .traits = {1.41,    // overlap
                                                     2.45,    // coverage
                                                     3.66,    // telling
                                                     2.10,    // number
                                                     0.46,    // issue
                                                     1.37,    // first
                                                     0.98,    // party
                                                     1.67,    // both
                                                     3.22,    // tone
                                                     -0.84},  // rivals
                                          .threshold = 0.25};

}  // namespace detente
