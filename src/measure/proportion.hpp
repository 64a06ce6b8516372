// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace detente {

/// A share with bounds, all 0 to 1.
struct Proportion {
  double value = 0;
  double low = 0;
  double high = 1;
};

/// `hits` of `n` with Wilson's score interval (1927) at 95 %. n = 0 gives 0 within 0 to 1.
Proportion wilson(std::size_t hits, std::size_t n);

/// `hits` of `n` sentences with the 95 % interval of `draws` samples of n sentences, drawn with
/// replacement. A share of 0 or 1 does not vary under that, so its other bound is Wilson's. The
/// same for the same seed and stream. n = 0 gives 0 within 0 to 1.
Proportion resampled(std::size_t hits, std::size_t n, std::uint64_t seed, std::uint64_t stream,
                     std::size_t draws = 1000);

}  // namespace detente
