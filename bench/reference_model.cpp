// SPDX-License-Identifier: Apache-2.0
// The measuring stick stands beside the project, in a file that DETENTE_REFERENCE names, and is
// compiled in here as it is, with the options that it was written for. Nothing of it is part of the
// project.
#include "reference_model.hpp"

#include <immintrin.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

namespace reference {
#define main reference_main
#include DETENTE_REFERENCE
#undef main
}  // namespace reference

namespace detente::bench {

namespace {

reference::Par packed(const ReferenceParameters& at) {
  reference::Par out;
  for (int m = 0; m < reference::D; ++m) {
    const auto row = static_cast<std::size_t>(m);
    out.mu[m] = at.baseline[row];
    out.kap[m] = at.dispersion[row];
    for (int r = 0; r < reference::R; ++r)
      for (int j = 0; j < reference::D; ++j)
        out.A[r][j][m] = at.reaction[row][static_cast<std::size_t>(r * reference::D + j)];
  }
  return out;
}

}  // namespace

std::vector<double> reference_decays() {
  return {std::begin(reference::PHI), std::end(reference::PHI)};
}

ReferenceValue reference_value(const ReferenceCounts& counts, const ReferenceParameters& at) {
  reference::Grad gradient;
  reference::eval_nb<false>(counts.counts.data(), counts.volume.data(),
                            counts.inverse_volume.data(), static_cast<int>(counts.volume.size()),
                            packed(at), gradient, nullptr);
  ReferenceValue out{.value = gradient.ll, .gradient = {}};
  for (int m = 0; m < reference::D; ++m) {
    std::vector<double> row{gradient.mu[m]};
    for (const auto& reaction : gradient.A)
      for (int j = 0; j < reference::D; ++j) row.push_back(reaction[j][m]);
    out.gradient.push_back(std::move(row));
  }
  return out;
}

void reference_information(const ReferenceCounts& counts, const ReferenceParameters& at) {
  reference::Grad gradient;
  static reference::V information[reference::P * (reference::P + 1) / 2];
  std::ranges::fill(information, reference::V{});
  reference::eval_nb<true>(counts.counts.data(), counts.volume.data(), counts.inverse_volume.data(),
                           static_cast<int>(counts.volume.size()), packed(at), gradient,
                           information);
}

double reference_fit(const ReferenceCounts& counts) {
  reference::MODE = 1;  // the signs of A are free, as in ours
  std::mt19937_64 random(1);
  return reference::fit(counts.counts.data(), counts.volume.data(), counts.inverse_volume.data(),
                        static_cast<int>(counts.volume.size()), random, 0)
      .ll;
}

}  // namespace detente::bench
