// SPDX-License-Identifier: Apache-2.0
/// The model of counts beside hhh4 of R's surveillance, and its speed.
///
///   bench_counts simulate DAYS STREAMS SEED   prints made-up counts as CSV, for bench/hhh4.R too
///   bench_counts values COUNTS VALUES         compares with hhh4's log-likelihoods; status 1 where
///                                             one differs by over 1e-8 of itself
///   bench_counts value COUNTS                 seconds of one log-likelihood of all streams
///   bench_counts fit COUNTS FIT               fits the streams as hhh4 did; status 1 where ours is
///                                             the less likely
///   bench_counts speed                        the time a day and stream takes, and a fit
#include <fmt/core.h>

#include <cmath>

#include "dynamics/fit_counts.hpp"
#include "seconds.hpp"
#include "support/hhh4_model.hpp"
#include "unit/dynamics/worlds.hpp"

namespace {

using detente::bench::seconds_of, detente::testing::Hhh4Model, detente::testing::PeerTable;

/// Streams that answer each other after a day; two mean rates, a volume that grows and has a
/// weekend.
detente::CountSeries simulated(Eigen::Index days, Eigen::Index streams, std::uint64_t seed,
                               const std::vector<double>& decays) {
  Eigen::VectorXd volume(days);
  for (Eigen::Index t = 0; t < days; ++t)
    volume(t) = std::round(1e3 * (0.6 + 0.8 * static_cast<double>(t) / static_cast<double>(days)) *
                           (t % 7 < 5 ? 1 : 0.6)) /
                1e3;
  detente::CountSeries series = detente::testing::drawn(
      detente::testing::world(streams, 0.6, 0.4, 1.5, decays), days, seed, volume);
  series.covariates.conservativeResize(days, 2);
  for (Eigen::Index t = 0; t < days; ++t) series.covariates(t, 1) = t % 7 < 5 ? 0 : 1;
  return series;
}

int simulate(Eigen::Index days, Eigen::Index streams, std::uint64_t seed) {
  const detente::CountSeries series = simulated(days, streams, seed, {0});
  fmt::print("# bench_counts simulate {} {} {}\n", days, streams, seed);
  for (Eigen::Index m = 0; m < streams; ++m) fmt::print("s{},", m + 1);
  fmt::print("volume,weekend\n");
  for (Eigen::Index t = 0; t < days; ++t) {
    for (Eigen::Index m = 0; m < streams; ++m) fmt::print("{},", series.counts(t, m));
    fmt::print("{},{}\n", series.volume(t), series.covariates(t, 1));
  }
  return 0;
}

int compare_values(const PeerTable& counts, const PeerTable& values) {
  double worst = 0;
  for (std::size_t row = 0; row < values.rows.size(); ++row) {
    const double theirs = values.at(row, "log_likelihood");
    const double ours = detente::testing::log_likelihood_for(counts, values, row);
    const double difference = std::abs(ours - theirs) / std::abs(theirs);
    worst = difference <= worst ? worst : difference;  // what is no number is the worst
  }
  fmt::print("{} log-likelihoods: the largest difference is {:.1e} of the value\n",
             values.rows.size(), worst);
  return !values.rows.empty() && worst <= 1e-8 ? 0 : 1;
}

Hhh4Model model_of(const PeerTable& counts) {
  return Hhh4Model(detente::testing::hhh4_series(counts, counts.columns.size() - 2, true));
}

int time_value(const PeerTable& counts) {
  const Hhh4Model model = model_of(counts);
  detente::StreamParameters at{.theta = Eigen::VectorXd::Constant(model.design.parameters(), 0.05),
                               .dispersion = 0.4};
  fmt::print("{:.6g}\n", seconds_of([&] {
               for (const auto& stream : model.streams)
                 detente::stream_likelihood(model.design, stream, at, detente::Information::none);
             }));
  return 0;
}

int fit(const PeerTable& counts, const PeerTable& theirs) {
  const Hhh4Model model = model_of(counts);
  double ours = 0;
  double likelihood = 0;
  const double seconds = seconds_of([&] {
    ours = 0;
    for (const auto& stream : model.streams)
      ours += detente::fit_stream(model.design, stream).log_likelihood;
  });
  for (std::size_t row = 0; row < theirs.rows.size(); ++row)
    likelihood += theirs.at(row, "log_likelihood");
  fmt::print("{:.6g} {:.4f} {:.4f}\n", seconds, ours, likelihood);
  return ours >= likelihood - 1e-6 * std::abs(likelihood) ? 0 : 1;
}

int speed() {
  fmt::print("ten years, memories with half-lives of 1 and 7 days, two covariates\n");
  using enum detente::Information;
  fmt::print("{:>8} {:>26} {:>26} {:>14} {:>10}\n", "streams", "value, gradient (ns/day)",
             "and information (ns/day)", "(observed)", "fit (ms)");
  for (const Eigen::Index streams : {2, 8}) {
    const std::vector<double> decays{detente::decay_of_half_life(1),
                                     detente::decay_of_half_life(7)};
    const detente::CountSeries series = simulated(3650, streams, 1, decays);
    const detente::CountDesign design = detente::design_of(series, decays);
    std::vector<detente::StreamCounts> counts;
    for (Eigen::Index m = 0; m < streams; ++m) counts.push_back(detente::stream_counts(series, m));
    const detente::StreamParameters at = detente::fit_stream(design, counts[0]).at;
    const double per_day = 1e9 / 3650 / static_cast<double>(streams);
    const detente::CountBlocks blocks(design);
    const auto likelihoods = [&](detente::Information information) {
      return per_day * seconds_of([&] {
               for (const auto& stream : counts)
                 detente::stream_likelihood(blocks, stream, at, information);
             });
    };
    const double fitted =
        seconds_of([&] { static_cast<void>(detente::fit_counts(series, decays)); });
    fmt::print("{:>8} {:>26.2f} {:>26.2f} {:>14.2f} {:>10.2f}\n", streams, likelihoods(none),
               likelihoods(expected), likelihoods(observed), 1e3 * fitted);
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> all(arguments + 1, arguments + count);
  const auto table = [&](std::size_t i) { return detente::testing::read_peer_table(all[i]); };
  if (all.size() == 4 && all[0] == "simulate")
    return simulate(std::stol(all[1]), std::stol(all[2]), std::stoul(all[3]));
  if (all.size() == 3 && all[0] == "values") return compare_values(table(1), table(2));
  if (all.size() == 2 && all[0] == "value") return time_value(table(1));
  if (all.size() == 3 && all[0] == "fit") return fit(table(1), table(2));
  if (all.size() == 1 && all[0] == "speed") return speed();
  return 2;
}
