// SPDX-License-Identifier: Apache-2.0
#include "dynamics/streams.hpp"

#include <cmath>
#include <optional>

namespace detente {

namespace {

using Eigen::VectorXd;

struct Stream {
  std::string name;
  int direction, sign;
  VectorXd counts;
};

const char* sign_word(int sign) { return sign > 0 ? "cooperation" : "conflict"; }

std::string towards(const DyadCounts& dyad, int direction) {
  const auto from = static_cast<std::size_t>(direction);
  return dyad.states[from] + ">" + dyad.states[1 - from];
}

std::string whole_number(double events) { return std::to_string(static_cast<long long>(events)); }

/// Verbal and material events of one direction and sign, as two streams, one or none.
void add_pair(const DyadCounts& dyad, int direction, int sign, double least, Detail detail,
              std::vector<Stream>& out, std::vector<std::string>& notes) {
  const Eigen::Index first = Eigen::Index{4} * direction + (sign > 0 ? 0 : 2);
  const VectorXd verbal = dyad.counts.col(first), material = dyad.counts.col(first + 1);
  const std::string who = towards(dyad, direction), what = sign_word(sign);
  const std::string both_counts = whole_number(verbal.sum()) + " verbal and " +
                                  whole_number(material.sum()) + " material events";
  const bool enough_of_each = verbal.sum() >= least && material.sum() >= least;
  if (detail == Detail::quad && enough_of_each) {
    out.push_back({who + " verbal " + what, direction, sign, verbal});
    out.push_back({who + " material " + what, direction, sign, material});
  } else if (verbal.sum() + material.sum() >= least) {
    out.push_back({who + " " + what, direction, sign, verbal + material});
    if (detail == Detail::quad)
      notes.push_back(who + " " + what + ": " + both_counts + " are one stream, since " +
                      whole_number(least) + " of each would be needed to tell them apart.");
  } else {
    notes.push_back(who + " " + what + " is left out: " + both_counts + ", fewer than the " +
                    whole_number(least) + " that are needed.");
  }
}

/// All events of one direction as one stream, or none.
void add_direction(const DyadCounts& dyad, int direction, double least, std::vector<Stream>& out,
                   std::vector<std::string>& notes) {
  const VectorXd all = events_of(dyad, direction);
  const std::string who = towards(dyad, direction);
  if (all.sum() >= least)
    out.push_back({who, direction, 0, all});
  else
    notes.push_back(who + " is left out: " + whole_number(all.sum()) + " events, fewer than the " +
                    whole_number(least) + " that are needed.");
}

/// Pools the two directions of streams that mirror each other.
void pool_mirrors(const DyadCounts& dyad, double mirror, std::vector<Stream>& streams,
                  std::vector<std::string>& notes) {
  for (std::size_t i = 0; i < streams.size(); ++i) {
    for (std::size_t k = i + 1; k < streams.size(); ++k) {
      const std::string what = streams[i].name.substr(towards(dyad, 0).size());
      if (streams[i].direction != 0 || streams[k].name != towards(dyad, 1) + what) continue;
      const double alike = correlation(streams[i].counts, streams[k].counts).value_or(0);
      if (alike < mirror) continue;
      std::string both = dyad.states[0];
      both += "-" + dyad.states[1] + what;
      notes.push_back("The two directions" + (what.empty() ? what : " of" + what) +
                      " are one stream: their days correlate at " +
                      std::to_string(alike).substr(0, 5) +
                      ", so this source does not tell who acts and who answers.");
      streams[i] = {both, -1, streams[i].sign, streams[i].counts + streams[k].counts};
      streams.erase(streams.begin() + static_cast<std::ptrdiff_t>(k));
      break;
    }
  }
}

}  // namespace

VectorXd events_of(const DyadCounts& dyad, int direction) {
  VectorXd all = dyad.counts.middleCols(Eigen::Index{4} * direction, 4).rowwise().sum();
  if (dyad.unknown.size() > 0) all += dyad.unknown.col(direction);
  return all;
}

std::optional<double> correlation(const VectorXd& a, const VectorXd& b) {
  const VectorXd x = a.array() - a.mean(), y = b.array() - b.mean();
  const double scale = x.norm() * y.norm();
  return scale > 0 ? std::optional(x.dot(y) / scale) : std::nullopt;
}

Result<DyadStreams> streams_of(const DyadCounts& dyad, double least, Detail detail, double mirror) {
  if (dyad.counts.cols() != 8) return fail(Error::Kind::domain, "counts: a dyad has eight columns");
  std::vector<Stream> streams;
  DyadStreams out;
  for (const int direction : {0, 1}) {
    if (detail == Detail::direction) {
      add_direction(dyad, direction, least, streams, out.notes);
      continue;
    }
    for (const int sign : {1, -1})
      add_pair(dyad, direction, sign, least, detail, streams, out.notes);
  }
  pool_mirrors(dyad, mirror, streams, out.notes);
  if (streams.empty())
    return fail(Error::Kind::domain, "counts: no direction has the " + whole_number(least) +
                                         " events of a kind that a model needs");
  out.counts.resize(dyad.counts.rows(), static_cast<Eigen::Index>(streams.size()));
  for (std::size_t i = 0; i < streams.size(); ++i) {
    out.names.push_back(streams[i].name);
    out.directions.push_back(streams[i].direction);
    out.signs.push_back(streams[i].sign);
    out.counts.col(static_cast<Eigen::Index>(i)) = streams[i].counts;
  }
  return out;
}

}  // namespace detente
