// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/spiral_sources.hpp"
#include "dynamics/spiral.hpp"

/// The blocks of detente.spiral/1.
namespace detente {

/// One source with what the model says of it, or why there is no model.
struct SpiralRun {
  SpiralSource source;
  std::optional<Spiral> spiral{};
  std::string refusal{};  ///< a clause; empty where there is a spiral
};

/// "daily model, memories with half-lives of 1 and 7 days", "one-lag model by month"
std::string model_name(const Spiral& spiral, CountPeriod step);
/// "United States", by the number of the side.
const std::string& side_name(const MeasuredDyad& dyad, int side);
/// Why it cannot be told who answers whom: "answers of the United States: its interval holds 0".
std::vector<std::string> reciprocity_reasons(const Verdict& verdict, const MeasuredDyad& dyad);
/// "USA>CHN verbal conflict" by its number.
const std::string& stream_name(const Spiral& spiral, Eigen::Index stream);

/// An effect's size with its interval; null where there is none.
Json size_of(const std::optional<Effect>& effect);

/// Plain words about the headline's source, each with its figures.
std::vector<Sentence> spiral_sentences(const SpiralRun& run, const MeasuredDyad& dyad);
/// The first of them: is the spiral self-sustaining, and who answers whom.
std::vector<Sentence> verdict_sentences(const SpiralRun& run, const MeasuredDyad& dyad);
/// What the verdict takes for granted, and what was pooled or left out.
std::vector<Sentence> assumption_sentences(const SpiralRun& run);

Table radius_table(const SpiralRun& run);
Table verdict_table(const SpiralRun& run, const MeasuredDyad& dyad);
Table answers_table(const SpiralRun& run, const MeasuredDyad& dyad);
Table cross_table(const SpiralRun& run);
Table refits_table(const SpiralRun& run, const MeasuredDyad& dyad);
Table sensitivity_table(const SpiralRun& run);
Table shares_table(const SpiralRun& run);
Table streams_table(const SpiralRun& run);
Table held_out_table(const SpiralRun& run);
Table regimes_table(const SpiralRun& run);
/// A row for each source.
Table spiral_sources_table(const std::vector<SpiralRun>& runs, const MeasuredDyad& dyad);
/// Counts by week and direction.
Chart spiral_chart(const SpiralRun& run, const MeasuredDyad& dyad);

/// As it stands in JSON and CSV: four significant digits, since more say nothing and differ from
/// one machine to the next.
double four_digits(double number);
/// "0.59 (0.40 to 1.73)"
std::string estimate_text(const Estimate& estimate);
/// {"text", "estimate", "low", "high"}; null for nothing.
Json json_of(const std::optional<Estimate>& estimate);

}  // namespace detente
