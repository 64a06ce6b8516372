// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/command.hpp"
#include "command/spiral_tables.hpp"

namespace detente {

/// What `detente spiral` is told, as typed.
struct SpiralCommandOptions {
  std::string input{};   ///< a case or an event store
  std::string dyad{};    ///< "USA:CHN"; empty: the case's sides, the store's own dyad
  std::string source{};  ///< the title or feed of the headline's counts; empty: chosen
  std::vector<std::string> channels{};  ///< ids: whether they are suspended moves the baseline
  std::vector<double> half_lives{};     ///< in days; empty: 1 and 7
  bool search = false;                  ///< the two likeliest half-lives
  std::string bootstrap{};              ///< "fixed" or "recursive"; empty: none
  int replicates = 400;
  std::uint64_t seed = 1;
  int threads = 0;
};

/// What the spiral model says of the two sides of a case. Kind::usage for a dyad, channel or source
/// that there is not; where no model can be fitted the document says why.
Result<Output> run_spiral_case(const Common& common, const SpiralCommandOptions& typed);
/// The same from an event store, which has no channels: Kind::usage where one is asked for.
Result<Output> run_spiral_store(const Common& common, const SpiralCommandOptions& typed);

/// Fits every source.
std::vector<SpiralRun> run_spirals(std::vector<SpiralSource> sources, const SpiralOptions& options);

}  // namespace detente
