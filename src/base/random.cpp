// SPDX-License-Identifier: Apache-2.0
#include "base/random.hpp"

namespace detente {

namespace {

/// splitmix64 (Steele, Lea, Flood 2014): neighbouring seeds give states that have nothing in
/// common.
std::uint64_t mix(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) : engine_(mix(mix(seed) ^ stream)) {}

double Random::uniform() { return static_cast<double>(engine_() >> 11U) * 0x1p-53; }

double Random::normal() { return normal_(engine_); }

double Random::gamma(double shape, double scale) {
  return std::gamma_distribution<double>(shape, scale)(engine_);
}

std::uint64_t Random::poisson(double mean) {
  return mean > 0 ? std::poisson_distribution<std::uint64_t>(mean)(engine_) : 0;
}

std::uint64_t Random::below(std::uint64_t end) {
  return std::uniform_int_distribution<std::uint64_t>(0, end - 1)(engine_);
}

std::uint64_t Random::negative_binomial(double mean, double dispersion) {
  if (mean <= 0) return 0;
  return poisson(dispersion > 0 ? gamma(1 / dispersion, dispersion * mean) : mean);
}

}  // namespace detente
