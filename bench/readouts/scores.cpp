// SPDX-License-Identifier: Apache-2.0
#include "readouts/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "text/assignment.hpp"

namespace detente::readouts {

namespace {

std::uint32_t shared_bytes(ByteSpan x, ByteSpan y) {
  const std::uint32_t begin = std::max(x.begin, y.begin), end = std::min(x.end, y.end);
  return end > begin ? end - begin : 0;
}

std::vector<bool> linked(const Marks& marks, std::size_t side) {
  std::vector<bool> is_linked(marks.points.at(side).size());
  for (const MarkedLink& link : marks.links) {
    for (const std::size_t point : side == 0 ? link.a : link.b) is_linked[point] = true;
  }
  return is_linked;
}

/// Points of x that meet one of y; with `of_x` and `of_y` only those count.
double meeting(const std::vector<Mark>& x, const std::vector<Mark>& y,
               const std::vector<bool>& of_x, const std::vector<bool>& of_y) {
  double count = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!of_x[i]) continue;
    bool found = false;
    for (std::size_t j = 0; j < y.size() && !found; ++j)
      found = of_y[j] && meets(x[i].span, y[j].span);
    count += found ? 1 : 0;
  }
  return count;
}

Hits hits_of(const std::vector<Mark>& named, const std::vector<Mark>& wanted,
             const std::vector<bool>& of_named, const std::vector<bool>& of_wanted) {
  return {.right = meeting(named, wanted, of_named, of_wanted),
          .named = static_cast<double>(std::ranges::count(of_named, true)),
          .found = meeting(wanted, named, of_wanted, of_named),
          .wanted = static_cast<double>(std::ranges::count(of_wanted, true))};
}

std::vector<bool> negated(std::vector<bool> values) {
  values.flip();
  return values;
}

/// Whether two links meet at both ends.
template <typename Meets>
bool same_link(const MarkedLink& x, const MarkedLink& y, const Meets& meet) {
  const auto any = [&](const std::vector<std::size_t>& xs, const std::vector<std::size_t>& ys,
                       std::size_t side) {
    return std::ranges::any_of(xs, [&](std::size_t i) {
      return std::ranges::any_of(ys, [&](std::size_t j) { return meet(i, j, side); });
    });
  };
  return any(x.a, y.a, 0) && any(x.b, y.b, 1);
}

template <typename Meets>
Hits link_hits(const Marks& named, const Marks& wanted, const Meets& meet) {
  Hits hits{.named = static_cast<double>(named.links.size()),
            .wanted = static_cast<double>(wanted.links.size())};
  for (const MarkedLink& x : named.links)
    hits.right += std::ranges::any_of(wanted.links,
                                      [&](const MarkedLink& y) { return same_link(x, y, meet); });
  for (const MarkedLink& y : wanted.links)
    hits.found += std::ranges::any_of(named.links,
                                      [&](const MarkedLink& x) { return same_link(x, y, meet); });
  return hits;
}

}  // namespace

bool meets(ByteSpan x, ByteSpan y) {
  const std::uint32_t shorter = std::min(x.end - x.begin, y.end - y.begin);
  return shorter > 0 && 2 * shared_bytes(x, y) >= shorter;
}

Hits& Hits::operator+=(const Hits& other) {
  right += other.right, named += other.named, found += other.found, wanted += other.wanted;
  return *this;
}

double Hits::f1() const {
  const double p = precision(), r = recall();
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

Share& Share::operator+=(const Share& other) {
  right += other.right, all += other.all;
  return *this;
}

Scores& Scores::operator+=(const Scores& other) {
  for (Hits Scores::*hits : {&Scores::points, &Scores::covered, &Scores::links,
                             &Scores::links_strict, &Scores::only, &Scores::only_strict})
    this->*hits += other.*hits;
  for (Share Scores::*share : {&Scores::issue, &Scores::binding_near, &Scores::binding_exact,
                               &Scores::who, &Scores::polarity, &Scores::kind})
    this->*share += other.*share;
  return *this;
}

std::vector<std::size_t> matched(const std::vector<Mark>& x, const std::vector<Mark>& y) {
  std::vector<std::vector<Gain>> rows(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < y.size(); ++j) {
      if (meets(x[i].span, y[j].span))
        rows[i].push_back({j, static_cast<double>(shared_bytes(x[i].span, y[j].span))});
    }
  }
  return best_assignment(rows, y.size());
}

bool is_right(const MarkedLink& link, const Marks& named, const Marks& wanted) {
  const auto near = [&](std::size_t i, std::size_t j, std::size_t side) {
    return meets(named.points.at(side)[i].span, wanted.points.at(side)[j].span);
  };
  return std::ranges::any_of(wanted.links,
                             [&](const MarkedLink& other) { return same_link(link, other, near); });
}

Scores scores_of(const Marks& named, const Marks& wanted) {
  Scores scores;
  std::array<std::vector<std::size_t>, 2> partner;
  for (std::size_t side = 0; side < 2; ++side) {
    const auto &x = named.points.at(side), &y = wanted.points.at(side);
    partner.at(side) = matched(x, y);
    const auto only_x = negated(linked(named, side)), only_y = negated(linked(wanted, side));
    double both = 0, both_only = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const std::size_t j = partner.at(side)[i];
      if (j == nothing) continue;
      ++both;
      both_only += only_x[i] && only_y[j];
      const int apart = std::abs(x[i].binding - y[j].binding);
      scores.issue += {double(x[i].issue == y[j].issue), 1};
      scores.binding_near += {double(apart <= 1), 1};
      scores.binding_exact += {double(apart == 0), 1};
      scores.who += {double(x[i].who == y[j].who), 1};
      scores.polarity += {double(x[i].polarity == y[j].polarity), 1};
    }
    const std::vector<bool> all_x(x.size(), true), all_y(y.size(), true);
    const auto count = [](const std::vector<bool>& values) {
      return static_cast<double>(std::ranges::count(values, true));
    };
    scores.points += {both, double(x.size()), both, double(y.size())};
    scores.covered += hits_of(x, y, all_x, all_y);
    scores.only += hits_of(x, y, only_x, only_y);
    scores.only_strict += {both_only, count(only_x), both_only, count(only_y)};
  }
  const auto near = [&](std::size_t i, std::size_t j, std::size_t side) {
    return meets(named.points.at(side)[i].span, wanted.points.at(side)[j].span);
  };
  const auto same = [&](std::size_t i, std::size_t j, std::size_t side) {
    return partner.at(side)[i] == j;
  };
  scores.links = link_hits(named, wanted, near);
  scores.links_strict = link_hits(named, wanted, same);
  for (const MarkedLink& x : named.links) {
    for (const MarkedLink& y : wanted.links) {
      if (!same_link(x, y, near)) continue;
      const bool right =
          x.kind == y.kind && (x.kind != Finding::stronger || x.stronger_a == y.stronger_a);
      scores.kind += {double(right), 1};
      break;
    }
  }
  return scores;
}

double alpha_nominal(const std::vector<std::array<std::string, 2>>& units) {
  std::map<std::string, double> count;
  double differ = 0;
  for (const auto& [x, y] : units) ++count[x], ++count[y], differ += x != y;
  const auto n = 2 * static_cast<double>(units.size());
  double pairs = 0;  // ordered pairs of values that differ
  for (const auto& [label, times] : count) pairs += times * (n - times);
  return pairs > 0 ? 1 - (n - 1) * 2 * differ / pairs : std::numeric_limits<double>::quiet_NaN();
}

double alpha_interval(const std::vector<std::array<double, 2>>& units) {
  double observed = 0, sum = 0, squares = 0;
  for (const auto& [x, y] : units) {
    observed += (x - y) * (x - y);
    sum += x + y;
    squares += x * x + y * y;
  }
  const auto n = 2 * static_cast<double>(units.size());
  const double expected = (n * squares - sum * sum) / (n * (n - 1) / 2);  // mean of all pairs
  return expected > 0 ? 1 - observed / (n / 2) / expected
                      : std::numeric_limits<double>::quiet_NaN();
}

double kappa(const std::vector<std::array<std::string, 2>>& units) {
  std::map<std::string, std::array<double, 2>> count;
  double agree = 0;
  for (const auto& [x, y] : units) ++count[x][0], ++count[y][1], agree += x == y;
  const auto n = static_cast<double>(units.size());
  double chance = 0;
  for (const auto& [label, times] : count) chance += times[0] * times[1] / (n * n);
  return chance < 1 ? (agree / n - chance) / (1 - chance)
                    : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace detente::readouts
