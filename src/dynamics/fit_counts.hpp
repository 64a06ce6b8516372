// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "dynamics/count_model.hpp"

namespace detente {

/// One stream's maximum-likelihood estimate.
struct StreamFit {
  StreamParameters at{};
  double log_likelihood = 0;
  Eigen::MatrixXd
      information{};  ///< expected, P x P, at the estimate; its inverse is the covariance
  int steps = 0;
  bool converged = false;
};

/// A fitted model of counts.
struct CountFit {
  std::vector<std::string> streams{};
  std::vector<double> decays{};
  Eigen::Index covariates = 0;    ///< K
  std::vector<StreamFit> rows{};  ///< one a stream

  [[nodiscard]] double log_likelihood() const;
  [[nodiscard]] bool converged() const;
  /// A_r, D x D: element (m, j) is how many events of stream m one event of stream j brings about,
  /// per unit of volume, through decay r.
  [[nodiscard]] Eigen::MatrixXd reaction(std::size_t r) const;
  /// B, the sum of A_r over r.
  [[nodiscard]] Eigen::MatrixXd reaction() const;
};

/// From `start`, or from a plain beginning where its theta is empty: Fisher scoring while far from
/// the peak, a step for theta by the expected information, which does not mix theta and kappa
/// (Lawless 1987, Canadian J. Statistics 15), and one for log kappa; then Newton's steps for both,
/// until they change nothing. Of a step that does not raise the likelihood a part is taken.
/// Newton's alone may end at a lower peak, since few events have many; scoring alone takes hundreds
/// of steps for such. Streams that are less spread than Poisson end at kappa = 0. Where the
/// likelihood wants a baseline below the stream's floor, it is held there, and taken as known in
/// the information.
StreamFit fit_stream(const CountDesign& design, const StreamCounts& stream,
                     const StreamParameters& start = {});

/// Fails with Kind::domain as check_series does, where there is no decay or one outside [0, 1), or
/// where a stream has no event: names it.
Result<void> check_fit(const CountSeries& series, const std::vector<double>& decays);

/// One stream of a series, on a design of its own or the shared one. Fails with Kind::domain where
/// covariates and memories are linearly dependent: names the stream.
Result<StreamFit> fit_row(const CountDesign& design, const CountSeries& series,
                          Eigen::Index stream);

/// All streams, each by itself. Fails as check_fit and fit_row.
Result<CountFit> fit_counts(const CountSeries& series, const std::vector<double>& decays);

/// The likeliest set of `count` decays out of `dictionary`. Fails as fit_counts.
Result<CountFit> search_decays(const CountSeries& series, const std::vector<double>& dictionary,
                               std::size_t count);

}  // namespace detente
