// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command/measure_results.hpp"

/// The blocks of detente.measure/1.
namespace detente {

/// Of one direction: its events, balance, level and latest change, or what cannot be told.
Sentence direction_sentence(const Measured& measured, const MeasuredDirection& direction);
/// How alike the two directions are; nothing where mirror_correlation() gives nothing.
std::optional<Sentence> mirror_sentence(const Measured& measured);
/// All of these, each with its figures and its source.
std::vector<Sentence> measure_sentences(const Measured& measured);
/// A row for each source and direction.
Table directions_table(const std::vector<Measured>& all);
/// A row for each change point of the most probable segmentations.
Table changes_table(const std::vector<Measured>& all);
/// A row for each source, direction and period.
Table indices_table(const std::vector<Measured>& all);
/// The smoothed balance of the two directions; the events where there is no balance.
Chart measure_chart(const Measured& measured, std::size_t number);

/// "0.62", "-0.05"
std::string two_digits(double number);
/// "0.43", "under 0.01", "over 0.99"
std::string probability_text(double probability);
/// {"text": "0.62 (0.58 to 0.66)", "value", "low", "high"}: members for CSV are value, low, high.
Json json_of(double value, const Interval& interval);

}  // namespace detente
