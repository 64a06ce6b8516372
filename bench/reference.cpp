// SPDX-License-Identifier: Apache-2.0
/// The model of counts beside the measuring stick that is written for eight streams and two decays
/// alone: the same counts, the answers compared, then the times in one run. Status 1 where a value
/// or a derivative differs by over 1e-9 of itself (of 1, where it is smaller), or where our fit is
/// the less likely one.
#include <fmt/core.h>

#include <cmath>

#include "dynamics/fit_counts.hpp"
#include "reference_model.hpp"
#include "seconds.hpp"
#include "unit/dynamics/worlds.hpp"

namespace {

using detente::bench::ReferenceCounts, detente::bench::ReferenceParameters,
    detente::bench::ReferenceValue, detente::bench::seconds_of;
using Eigen::Index;

constexpr Index days = 3650;
constexpr Index streams = 8;

detente::CountSeries ten_years(const std::vector<double>& decays) {
  Eigen::VectorXd volume(days);
  for (Index t = 0; t < days; ++t)
    volume(t) = 0.6 + 0.8 * static_cast<double>(t) / static_cast<double>(days);
  return detente::testing::drawn(detente::testing::world(streams, 0.6, 0.4, 1.5, decays), days, 1,
                                 volume);
}

ReferenceCounts packed(const detente::CountSeries& series) {
  ReferenceCounts out;
  for (Index t = 0; t < days; ++t) {
    for (Index m = 0; m < streams; ++m)
      out.counts.push_back(static_cast<std::uint8_t>(series.counts(t, m)));
    out.volume.push_back(series.volume(t));
    out.inverse_volume.push_back(1 / series.volume(t));
  }
  return out;
}

/// The stick remembers nothing on the first day, where ours remembers the mean.
detente::CountDesign without_beginning(detente::CountDesign design) {
  for (Index i = 0; i < design.memory.cols(); ++i) {
    const double first = design.memory(0, i);
    const double decay = design.decays[static_cast<std::size_t>(i / streams)];
    for (Index t = 0; t < days; ++t)
      design.memory(t, i) -= first * std::pow(decay, static_cast<double>(t));
  }
  return design;
}

/// Of theirs; of 1 where theirs is smaller.
double difference(double ours, double theirs) {
  return std::abs(ours - theirs) / std::max(std::abs(theirs), 1.0);
}

}  // namespace

int main() {
  const std::vector<double> decays = detente::bench::reference_decays();
  const detente::CountSeries series = ten_years(decays);
  if (series.counts.maxCoeff() > 255) return 2;
  const ReferenceCounts theirs = packed(series);
  const detente::CountDesign design = without_beginning(detente::design_of(series, decays));
  const detente::CountBlocks blocks(design);
  std::vector<detente::StreamCounts> counts;
  std::vector<detente::StreamParameters> at;
  ReferenceParameters parameters;
  double log_factorials = 0;
  double fitted = 0;
  for (Index m = 0; m < streams; ++m) {
    counts.push_back(detente::stream_counts(series, m));
    log_factorials += counts.back().log_factorials;
    const detente::StreamFit fit = detente::fit_stream(design, counts.back());
    fitted += fit.log_likelihood;
    at.push_back(fit.at);
    // The stick cuts off at a floor of its own; where ours bends would be another model.
    counts.back().floor = 0;
    at.back().theta.tail(design.memory.cols()) =
        at.back().theta.tail(design.memory.cols()).cwiseMax(0.001);
    at.back().dispersion = std::max(at.back().dispersion, 0.05);
    const Eigen::VectorXd reaction = at.back().theta.tail(design.memory.cols());
    parameters.baseline.push_back(std::exp(at.back().theta(0)));
    parameters.reaction.emplace_back(reaction.begin(), reaction.end());
    parameters.dispersion.push_back(at.back().dispersion);
  }
  const auto likelihoods = [&](detente::Information information) {
    double sum = 0;
    for (std::size_t m = 0; m < counts.size(); ++m)
      sum += detente::stream_likelihood(blocks, counts[m], at[m], information).value;
    return sum;
  };

  const ReferenceValue reference = detente::bench::reference_value(theirs, parameters);
  double worst =
      difference(likelihoods(detente::Information::none) + log_factorials, reference.value);
  for (std::size_t m = 0; m < counts.size(); ++m) {
    Eigen::VectorXd ours =
        detente::stream_likelihood(blocks, counts[m], at[m], detente::Information::none).gradient;
    ours(0) /= parameters.baseline[m];  // by the baseline itself, not by its logarithm
    for (Index i = 0; i < ours.size(); ++i)
      worst =
          std::max(worst, difference(ours(i), reference.gradient[m][static_cast<std::size_t>(i)]));
  }
  const double their_fit = detente::bench::reference_fit(theirs) - log_factorials;
  fmt::print("value and {} derivatives: the largest difference is {:.1e} of each\n",
             streams * design.parameters(), worst);
  fmt::print("log-likelihood at the estimates: ours {:.4f}, the stick's {:.4f}\n", fitted,
             their_fit);
  if (!(worst <= 1e-9) || fitted < their_fit - 1e-6 * std::abs(their_fit)) return 1;

  const double per_day = 1e9 / static_cast<double>(days * streams);
  const auto row = [](const char* what, double ours, double stick) {
    fmt::print("{:<42} {:>8.2f} {:>12.2f} {:>14.2f}\n", what, ours, stick, ours / stick);
  };
  fmt::print("{:<42} {:>8} {:>12} {:>14}\n", "8 streams, ten years", "ours", "the stick's",
             "times as long");
  row("value and gradient, ns a day and stream",
      per_day * seconds_of([&] { likelihoods(detente::Information::none); }),
      per_day * seconds_of([&] { detente::bench::reference_value(theirs, parameters); }));
  row("with the information",
      per_day * seconds_of([&] { likelihoods(detente::Information::expected); }),
      per_day * seconds_of([&] { detente::bench::reference_information(theirs, parameters); }));
  row("fit of all streams, ms", 1e3 * seconds_of([&] {
                                  const detente::CountDesign fresh =
                                      detente::design_of(series, decays);
                                  for (Index m = 0; m < streams; ++m)
                                    detente::fit_stream(fresh, detente::stream_counts(series, m));
                                }),
      1e3 * seconds_of([&] { detente::bench::reference_fit(theirs); }));
  return 0;
}
