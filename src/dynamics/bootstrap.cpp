// SPDX-License-Identifier: Apache-2.0
#include "dynamics/bootstrap.hpp"

#include "dynamics/spectrum.hpp"

namespace detente {

namespace {

/// A stream's estimate as the beginning of the next: two or three steps instead of seven.
CountFit refit(const CountDesign& design, const CountSeries& series,
               const std::vector<StreamParameters>& start) {
  CountFit out{
      .streams = series.streams, .decays = design.decays, .covariates = series.covariates.cols()};
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m)
    out.rows.push_back(
        fit_stream(design, stream_counts(series, m), start[static_cast<std::size_t>(m)]));
  return out;
}

bool each_has_events(const CountSeries& series) {
  return (series.counts.colwise().maxCoeff().array() > 0).all();
}

Eigen::VectorXd floors_of(const CountSeries& series) {
  Eigen::VectorXd floors(series.counts.cols());
  for (Eigen::Index m = 0; m < floors.size(); ++m) floors(m) = stream_counts(series, m).floor;
  return floors;
}

std::vector<double> radii_of_worlds(const CountProcess& process, const CountSeries& series,
                                    const std::vector<double>& decays, int replicates,
                                    std::uint64_t seed,
                                    const std::vector<StreamParameters>& start) {
  std::vector<double> radii;
  const Eigen::VectorXd memory = memory_of(series, process.decays).row(0).transpose();
  for (int i = 0; i < replicates; ++i) {
    Random random(seed, static_cast<std::uint64_t>(i));
    CountSeries drawn = series;
    drawn.counts = simulate(process, memory,
                            {.volume = series.volume, .covariates = series.covariates}, random);
    if (each_has_events(drawn))
      radii.push_back(spectral_radius(refit(design_of(drawn, decays), drawn, start).reaction()));
  }
  return radii;
}

}  // namespace

CountProcess process_of(const CountFit& fit, const CountSeries& series) {
  CountProcess process{.decays = fit.decays, .floors = floors_of(series)};
  for (const StreamFit& row : fit.rows) process.rows.push_back(row.at);
  return process;
}

std::vector<double> fixed_intensity_radii(const CountFit& fit, const CountSeries& series,
                                          int replicates, std::uint64_t seed) {
  const CountDesign design = design_of(series, fit.decays);
  const CountProcess process = process_of(fit, series);
  Eigen::MatrixXd means(series.counts.rows(), series.counts.cols());
  for (Eigen::Index m = 0; m < means.cols(); ++m)
    means.col(m) =
        mean_counts(design, stream_counts(series, m), process.rows[static_cast<std::size_t>(m)]);
  std::vector<double> radii;
  for (int i = 0; i < replicates; ++i) {
    Random random(seed, static_cast<std::uint64_t>(i));
    CountSeries drawn = series;
    for (Eigen::Index m = 0; m < means.cols(); ++m)
      for (Eigen::Index t = 0; t < means.rows(); ++t)
        drawn.counts(t, m) = static_cast<double>(random.negative_binomial(
            means(t, m), process.rows[static_cast<std::size_t>(m)].dispersion));
    if (each_has_events(drawn))
      radii.push_back(spectral_radius(refit(design, drawn, process.rows).reaction()));
  }
  return radii;
}

std::vector<double> recursive_radii(const CountFit& fit, const CountSeries& series, int replicates,
                                    std::uint64_t seed) {
  const CountProcess process = process_of(fit, series);
  return radii_of_worlds(process, series, fit.decays, replicates, seed, process.rows);
}

Result<std::vector<double>> radii_without_reaction(const CountSeries& series,
                                                   const std::vector<double>& decays,
                                                   int replicates, std::uint64_t seed) {
  if (auto checked = check_fit(series, decays); !checked) return tl::unexpected(checked.error());
  const CountDesign no_memory = design_of(series, {});
  CountProcess process{.decays = {}, .floors = floors_of(series)};
  for (Eigen::Index m = 0; m < series.counts.cols(); ++m)
    process.rows.push_back(fit_stream(no_memory, stream_counts(series, m)).at);
  const std::vector<StreamParameters> plain_start(process.rows.size());
  return radii_of_worlds(process, series, decays, replicates, seed, plain_start);
}

}  // namespace detente
