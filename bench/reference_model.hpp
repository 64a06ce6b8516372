// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace detente::bench {

/// Counts of eight streams, as the measuring stick of the model of counts takes them.
struct ReferenceCounts {
  std::vector<std::uint8_t> counts;  ///< T x 8, a day after the other
  std::vector<double> volume;        ///< T
  std::vector<double> inverse_volume;
};

/// A value of all eight streams without sum of log y!, and its derivatives by each stream's mean
/// at volume 1 and by its reactions: 8 x (1 + R*8), in our order of parameters.
struct ReferenceValue {
  double value = 0;
  std::vector<std::vector<double>> gradient;
};

/// Each stream's baseline `mu`, its reactions (R*8) and its dispersion.
struct ReferenceParameters {
  std::vector<double> baseline;
  std::vector<std::vector<double>> reaction;
  std::vector<double> dispersion;
};

/// The decays that the measuring stick is written for.
std::vector<double> reference_decays();

ReferenceValue reference_value(const ReferenceCounts& counts, const ReferenceParameters& at);
/// The same work, and that of the expected information besides.
void reference_information(const ReferenceCounts& counts, const ReferenceParameters& at);
/// The log-likelihood at its estimates, without sum of log y!.
double reference_fit(const ReferenceCounts& counts);

}  // namespace detente::bench
