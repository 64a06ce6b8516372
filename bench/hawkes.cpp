// SPDX-License-Identifier: Apache-2.0
/// The likelihood of events at exact times beside those that bench/hawkes.py wrote.
///
///   bench_hawkes values EVENTS VALUES   compares; status 1 where one differs by over 1e-9
///   bench_hawkes time EVENTS HORIZON    seconds of one value with its gradient, fading included
#include <fmt/core.h>

#include "seconds.hpp"
#include "support/hawkes_table.hpp"

namespace {

using detente::testing::PeerTable;

int compare(const PeerTable& events, const PeerTable& values) {
  double worst = 0;
  for (std::size_t row = 0; row < values.rows.size(); ++row) {
    const double difference =
        std::abs(detente::testing::hawkes_log_likelihood_for(events, values, row) -
                 values.at(row, "log_likelihood"));
    worst = difference <= worst ? worst : difference;  // what is no number is the worst
  }
  fmt::print("{} log-likelihoods: the largest difference is {:.1e}\n", values.rows.size(), worst);
  return !values.rows.empty() && worst <= 1e-9 ? 0 : 1;
}

int take_time(const PeerTable& table, double horizon) {
  const detente::TimedEvents events = detente::testing::timed_events(table, horizon);
  const auto kinds = static_cast<Eigen::Index>(std::ranges::max(events.kinds) + 1);
  detente::HawkesParameters at{
      .base = Eigen::VectorXd::Constant(kinds, 0.8),
      .reaction = Eigen::MatrixXd::Constant(kinds, kinds, 0.5 / static_cast<double>(kinds)),
      .fading = 1};
  bool refused = false;
  const double seconds = detente::bench::seconds_of(
      [&] { refused = refused || !detente::hawkes_likelihood(events, at); });
  fmt::print("{} {} {:.6g}\n", events.times.size(), kinds, seconds);
  return refused ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> all(arguments + 1, arguments + count);
  if (all.size() != 3) return 2;
  const PeerTable events = detente::testing::read_peer_table(all[1]);
  if (all[0] == "values") return compare(events, detente::testing::read_peer_table(all[2]));
  if (all[0] == "time") return take_time(events, std::stod(all[2]));
  return 2;
}
