// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <vector>

#include "dynamics/count_series.hpp"
#include "dynamics/wide_numbers.hpp"

namespace detente {

/// The model of who answers whom, a regression of daily counts on remembered counts (an
/// observation-driven negative binomial autoregression with identity link):
///
///     y[m,t] ~ NB2(mean lam[m,t], dispersion kappa_m): variance lam + kappa lam^2
///     lam[m,t] = v_t s(exp(x_t' gamma_m) + sum over r, j of A_r[m,j] z_r[j,t])
///
/// with the memory z of memory_of(), the volume v and the covariates x of a CountSeries. The signs
/// of A are free. s(x) = (x + sqrt(x^2 + 4 floor^2)) / 2 is x but for a smooth bend near 0 that
/// keeps the mean positive. A relative of the models of Held, Hoehle and Hofmann (2005, Statistical
/// Modelling 5, eq. 2).
///
/// Given the decays each stream is a regression of its own on one design, with the parameters
/// theta = (gamma: K, A_1[m,:]: D, ..., A_R[m,:]: D), P = K + R*D of them.
struct CountDesign {
  Eigen::MatrixXd covariates;  ///< T x K
  Eigen::MatrixXd memory;      ///< T x (R*D)
  Eigen::VectorXd volume;      ///< T
  std::vector<double> decays;  ///< R
  Eigen::VectorXd weights{};   ///< T: what each day counts in the likelihood; empty: 1 each

  [[nodiscard]] Eigen::Index parameters() const { return covariates.cols() + memory.cols(); }
};

/// s(x) of the model: x, bent to stay above 0 where `floor` > 0.
double bent(double x, double floor);

CountDesign design_of(const CountSeries& series, const std::vector<double>& decays);

/// One stream's counts, with what its likelihood needs of them again and again.
struct StreamCounts {
  Eigen::VectorXd counts;  ///< T
  /// above[k]: on how many days, or with what weight of days, the count is over k, to the largest
  /// count - 1.
  std::vector<double> above;
  double log_factorials = 0;  ///< sum of log y!
  double floor = 0;           ///< in events a day at volume 1; 0 leaves the mean as it is
  /// What a day must weigh at least to count in the observed information.
  double slight = 0;
};

/// The floor is a thousandth of the stream's mean rate, and slight what is a hundredth of a day's
/// mean weight at that rate.
StreamCounts stream_counts(const CountSeries& series, Eigen::Index stream);

struct StreamParameters {
  Eigen::VectorXd theta;  ///< P
  double dispersion = 0;  ///< kappa >= 0; 0 is Poisson
};

/// The mean of each day, T, > 0 where the floor is.
Eigen::VectorXd mean_counts(const CountDesign& design, const StreamCounts& stream,
                            const StreamParameters& at);

/// What information the likelihood comes with, by theta. The observed one is minus the second
/// derivatives, but for days that weigh less than `slight`: a step by it is as good, and of a
/// stream with few events it takes few days.
enum class Information { none, expected, observed };

struct StreamLikelihood {
  double value = 0;            ///< the log-likelihood; minus infinity where a mean is not positive
  Eigen::VectorXd gradient{};  ///< by theta, P
  Eigen::MatrixXd information{};   ///< P x P
  Eigen::VectorXd mixed{};         ///< with the observed: derivative of the gradient by kappa, P
  double by_dispersion = 0;        ///< first derivative by kappa
  double by_dispersion_twice = 0;  ///< second derivative by kappa
};

/// The days of a design in blocks, as the likelihood goes over them: made once for all that is
/// asked of a design.
class CountBlocks {
 public:
  explicit CountBlocks(const CountDesign& design);

  Eigen::Index days, covariates, parameters;
  std::vector<wide::Days> columns;          ///< of each block P; beyond the last day 0
  std::vector<wide::Days> volume, weights;  ///< beyond the last day 1 and 0
};

/// With dispersion > 0 or, for Poisson, 0. Time O(T P^2), O(T P) without the information. A `blur`
/// over 1 lets the observed information see the bend near 0 from that many times farther away, as
/// whoever is about to step over it should.
StreamLikelihood stream_likelihood(const CountBlocks& design, const StreamCounts& stream,
                                   const StreamParameters& at, Information information,
                                   double blur = 1);
inline StreamLikelihood stream_likelihood(const CountDesign& design, const StreamCounts& stream,
                                          const StreamParameters& at, Information information) {
  return stream_likelihood(CountBlocks(design), stream, at, information);
}

}  // namespace detente
