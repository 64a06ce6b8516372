// SPDX-License-Identifier: Apache-2.0
// stream_likelihood() of count_model.hpp in one pass over the days, block after block, so that what
// is computed of a block stays near the processor. The loops are such that the compiler makes them
// work on several days at once, as many as the machine can; sums run in one order for any machine:
// the results are the same. tests/support/plain_likelihood.hpp has the same in plain words.
#include <algorithm>
#include <cmath>
#include <limits>

#include "dynamics/count_model.hpp"
#include "dynamics/wide_numbers.hpp"

namespace detente {

namespace {

using namespace wide;

#if defined(__x86_64__) && defined(__clang__)
#define DETENTE_WIDER __attribute__((target("avx512f,avx512dq")))
#elif defined(__x86_64__)
#define DETENTE_WIDER __attribute__((target("avx512f,avx512dq,prefer-vector-width=512")))
#endif
#if defined(__x86_64__)
#define DETENTE_WIDE_DAYS __attribute__((target("avx2")))
#endif

/// What is summed over the days.
struct Sums {
  Sum value{}, by_dispersion{}, by_dispersion_twice{};
  std::vector<Sum> gradient{};     ///< P, and as many again of its derivatives by kappa
  std::vector<Sum> information{};  ///< by rows of stride(P); only the lower triangle has a meaning
  bool positive = true;            ///< all means are
};

/// Columns of days, and the same times what the information weighs the days by.
struct Weighed {
  std::vector<Days> weighted{}, columns{};
  std::vector<const double*> left{}, right{};  ///< where they begin
  std::size_t days = 0;
};

/// A block of days, and what is computed of it. Days that are none have a weight of 0.
struct Block {
  Days counts{};
  Days base{}, x{}, root{}, over{}, means{}, unswollen{}, part{}, score{}, mixed{}, spread{};
  Days value{}, slope{}, bend{};
  const double *volume = nullptr, *weights = nullptr;
  std::vector<const double*> columns{};  ///< P: covariates times base, then memories
  std::vector<Days> tilted{};            ///< K: covariates times base
  Weighed whole{};                       ///< this block's; its columns lie elsewhere
  Weighed curved{};  ///< K: the covariates by the score; and one of zeros if K is odd
  Weighed picked{};  ///< days of this block and of those before it that weigh enough
};

/// What the likelihood is asked at.
struct Point {
  const double* theta;
  std::size_t covariates;
  double floor, kappa, slight, blur;
  Information information;
};

DETENTE_INLINE void add_column(double by, const double* column, Days& to) {
  for (std::size_t t = 0; t < block; ++t) to[t] += by * column[t];
}

/// x = base + memories; and covariates times base, by which the gradient weighs gamma.
DETENTE_INLINE void sum_columns(const Point& at, const Days* design, Block& days) {
  days.base.fill(0);
  for (std::size_t c = 0; c < at.covariates; ++c)
    add_column(at.theta[c], design[c].data(), days.base);
  for (std::size_t t = 0; t < block; ++t) days.x[t] = days.base[t] = exponential(days.base[t]);
  for (std::size_t c = 0; c < at.covariates; ++c)
    for (std::size_t t = 0; t < block; ++t) days.tilted[c][t] = design[c][t] * days.base[t];
  std::size_t c = at.covariates;
  for (; c + 4 <= days.columns.size(); c += 4) {
    const double *by = at.theta + c, *const *z = &days.columns[c];
    const double *z0 = z[0], *z1 = z[1], *z2 = z[2], *z3 = z[3];
    for (std::size_t t = 0; t < block; ++t)
      days.x[t] += (by[0] * z0[t] + by[1] * z1[t]) + (by[2] * z2[t] + by[3] * z3[t]);
  }
  for (; c < days.columns.size(); ++c) add_column(at.theta[c], days.columns[c], days.x);
}

template <typename Numbers>
DETENTE_INLINE void add_days(const Days& days, Sum& to) {
  for (std::size_t lane = 0; lane < lanes; lane += width<Numbers>) {
    Numbers sum = {}, here;
    for (std::size_t t = lane; t < block; t += lanes) {
      load(days.data() + t, here);
      sum += here;
    }
    add(sum, to.data() + lane);
  }
}

/// The means, and what the gradient weighs the days by. Of s(x) = above / below all quotients are
/// made by one division.
DETENTE_INLINE void weigh_days(const Point& at, Block& days) {
  const double square = at.floor * at.floor, kappa = at.kappa;
  for (std::size_t t = 0; t < block; ++t) {
    const double x = days.x[t];
    const double root = std::sqrt(x * x + 4 * square);
    const double outer = (std::abs(x) + root) / 2;
    const double above = days.volume[t] * (x >= 0 ? outer : square), below = x >= 0 ? 1 : outer;
    const double swollen = below + kappa * above;  // times below
    const double over = 1 / (swollen * root * below), unswollen = over * root * below * below;
    const double mean = over * root * swollen * above;
    days.root[t] = root;
    days.over[t] = over * below * below;
    days.means[t] = mean;
    days.unswollen[t] = unswollen;
    days.part[t] = mean * unswollen;
    days.score[t] = days.weights[t] * (days.counts[t] - mean) * days.over[t];
  }
}

DETENTE_INLINE void expect_spread(const Point& at, Block& days) {
  for (std::size_t t = 0; t < block; ++t) {
    const double mean = days.means[t], swollen = 1 + at.kappa * mean;
    days.spread[t] = days.weights[t] * mean * days.over[t] * (days.over[t] * swollen);
  }
}

/// Minus the second derivatives by the mean and of its bend near 0, s'' = 2 floor^2 / root^3, and
/// the mixed ones. A blur makes the bend's both wider and, beside 0, as much higher.
DETENTE_INLINE void observe_spread(const Point& at, Block& days) {
  const double kappa = at.kappa, square = at.blur * at.blur;
  const double wider = 4 * at.floor * at.floor * (square - 1);
  for (std::size_t t = 0; t < block; ++t) {
    const double y = days.counts[t], mean = days.means[t], part = days.part[t];
    const double root = days.root[t], over_root = days.over[t] * (1 + kappa * mean);
    const double blurred = root * root / (root * root + wider);
    const double straight = y - (kappa * y + 1) * kappa * part * part;
    const double bent =
        (y - mean) * days.over[t] * (root - days.x[t]) * (square * blurred * std::sqrt(blurred));
    days.spread[t] = days.weights[t] * (straight - bent) * over_root * over_root;
    days.mixed[t] = -days.score[t] * part;
  }
}

/// Of two days by one division.
DETENTE_INLINE void take_logarithms(const Days& of, Days& to) {
  constexpr std::size_t half = block / 2;
  for (std::size_t t = 0; t < half; ++t) {
    const Logarithms both = logarithms(of[t], of[t + half]);
    to[t] = both.first;
    to[t + half] = both.second;
  }
}

/// The sum of y log(mean / swollen). Most days may be without an event: then of those with one, put
/// side by side.
template <typename Numbers>
DETENTE_INLINE void add_event_logarithms(Block& days, Sums& sums) {
  std::size_t events = 0;
  std::array<std::size_t, block> chosen{};
  for (std::size_t t = 0; t < block; ++t) {
    chosen[events] = t;
    events += days.counts[t] > 0 ? 1 : 0;
  }
  if (events > block / 4) {
    take_logarithms(days.part, days.slope);
    for (std::size_t t = 0; t < block; ++t)
      days.value[t] = days.weights[t] * days.counts[t] * days.slope[t];
    return add_days<Numbers>(days.value, sums.value);
  }
  for (std::size_t i = 0; i < events; ++i) {
    const std::size_t t = chosen[i];
    days.value[i] = days.weights[t] * days.counts[t];
    days.slope[i] = days.part[t];
  }
  const std::size_t whole = (events + lanes - 1) / lanes * lanes;
  for (std::size_t i = events; i < whole; ++i) days.value[i] = 0, days.slope[i] = 1;
  for (std::size_t i = 0; i < whole; ++i) days.value[i] *= logarithms(days.slope[i], 1).first;
  for (std::size_t i = 0; i < whole; ++i) sums.value[i % lanes] += days.value[i];
}

template <typename Numbers>
DETENTE_INLINE void add_poisson(Block& days, Sums& sums) {
  for (std::size_t t = 0; t < block; ++t) {
    const double mean = days.means[t], weighed = days.weights[t] * mean, y = days.counts[t];
    days.value[t] = -weighed;
    days.slope[t] = weighed * (mean / 2 - y);
    days.bend[t] = weighed * mean * (y - 2.0 / 3 * mean);
  }
  add_days<Numbers>(days.value, sums.value);
  add_days<Numbers>(days.slope, sums.by_dispersion);
  add_days<Numbers>(days.bend, sums.by_dispersion_twice);
}

/// The days' part in the value, without that of its events, and in the derivatives by kappa.
template <typename Numbers>
DETENTE_INLINE void add_negative_binomial(double kappa, Block& days, Sums& sums) {
  const double inverse = 1 / kappa, square = inverse * inverse;
  for (std::size_t t = 0; t < block; ++t) days.value[t] = 1 + kappa * days.means[t];
  take_logarithms(days.value, days.slope);
  for (std::size_t t = 0; t < block; ++t) {
    const double weight = days.weights[t], part = days.part[t];
    // What rounding took from 1 + kappa mean is given back.
    const double lost = kappa * days.means[t] - (days.value[t] - 1);
    const double log_swollen = (days.slope[t] + lost * days.unswollen[t]) * inverse;
    const double rest = (days.counts[t] + inverse) * part;
    days.value[t] = -weight * log_swollen;
    days.slope[t] = weight * (log_swollen * inverse - rest);
    days.bend[t] = weight * (2 * square * (part - log_swollen) + rest * part);
  }
  add_days<Numbers>(days.value, sums.value);
  add_days<Numbers>(days.slope, sums.by_dispersion);
  add_days<Numbers>(days.bend, sums.by_dispersion_twice);
}

/// `Rows` x `Columns` products of columns, summed over the days.
template <typename Numbers, std::size_t Rows, std::size_t Columns>
DETENTE_INLINE void add_products(const double* const* left, const double* const* right,
                                 Sum* const* to) {
  for (std::size_t lane = 0; lane < lanes; lane += width<Numbers>) {
    Numbers sums[Rows][Columns] = {};
    for (std::size_t t = lane; t < block; t += lanes) {
      Numbers a, b[Columns];
      for (std::size_t j = 0; j < Columns; ++j) load(right[j] + t, b[j]);
      for (std::size_t i = 0; i < Rows; ++i) {
        load(left[i] + t, a);
        for (std::size_t j = 0; j < Columns; ++j) sums[i][j] += a * b[j];
      }
    }
    for (std::size_t i = 0; i < Rows; ++i)
      for (std::size_t j = 0; j < Columns; ++j) add(sums[i][j], to[i][j].data() + lane);
  }
}

/// The numbers between two rows of an information matrix: the next multiple of four.
DETENTE_INLINE std::size_t stride(std::size_t parameters) { return (parameters + 3) / 4 * 4; }

template <typename Numbers, std::size_t Rows>
DETENTE_INLINE void add_gradient(const double* const* rows, const Block& days, Sums& sums) {
  const std::size_t parameters = days.columns.size();
  Sum* to[2] = {sums.gradient.data(), sums.gradient.data() + parameters};
  std::size_t c = 0;
  for (; c + 4 <= parameters; c += 4, to[0] += 4, to[1] += 4)
    add_products<Numbers, Rows, 4>(rows, &days.columns[c], to);
  for (; c < parameters; ++c, ++to[0], ++to[1])
    add_products<Numbers, Rows, 1>(rows, &days.columns[c], to);
}

/// Products of these rows with as many columns, two rows and four columns at a time, up to the
/// diagonal and a little beyond. What is beyond an odd last row is nobody's only where it is the
/// last of all.
template <typename Numbers>
DETENTE_INLINE void add_information(const std::vector<const double*>& left,
                                    const double* const* right, std::size_t parameters,
                                    Sums& sums) {
  const std::size_t last = left.size() - 1, next = stride(parameters);
  for (std::size_t i = 0; i <= last; i += 2) {
    const double* rows[2] = {left[i], left[std::min(i + 1, last)]};
    for (std::size_t j = 0; j <= i + 1; j += 4) {
      const double* columns[4];
      for (std::size_t q = 0; q < 4; ++q) columns[q] = right[std::min(j + q, parameters - 1)];
      Sum* to[2] = {&sums.information[i * next + j], &sums.information[(i + 1) * next + j]};
      add_products<Numbers, 2, 4>(rows, columns, to);
    }
  }
}

/// All days of the block.
template <typename Numbers>
DETENTE_INLINE void add_whole(Block& days, Sums& sums) {
  const std::size_t parameters = days.columns.size();
  for (std::size_t c = 0; c < parameters; ++c)
    for (std::size_t t = 0; t < block; ++t)
      days.whole.weighted[c][t] = days.columns[c][t] * days.spread[t];
  add_information<Numbers>(days.whole.left, days.columns.data(), parameters, sums);
}

template <typename Numbers>
DETENTE_INLINE void add_picked(Block& days, Sums& sums) {
  Weighed& picked = days.picked;
  if (picked.days == 0) return;
  const std::size_t parameters = days.columns.size();
  for (std::size_t c = 0; c < parameters; ++c)
    std::fill(picked.weighted[c].begin() + picked.days, picked.weighted[c].end(), 0);
  add_information<Numbers>(picked.left, picked.right.data(), parameters, sums);
  picked.days = 0;
}

/// The days of the block that weigh enough: at once where they are many, else with those of other
/// blocks.
template <typename Numbers>
DETENTE_INLINE void pick_days(double slight, Block& days, Sums& sums) {
  std::array<std::size_t, block> chosen{};
  std::size_t count = 0;
  for (std::size_t t = 0; t < block; ++t) {
    chosen[count] = t;
    count += std::abs(days.spread[t]) > slight ? 1 : 0;
  }
  if (count > block / 2) return add_whole<Numbers>(days, sums);
  Weighed& picked = days.picked;
  if (picked.days + count > block) add_picked<Numbers>(days, sums);
  for (std::size_t c = 0; c < days.columns.size(); ++c) {
    double* column = picked.columns[c].data() + picked.days;
    double* weighted = picked.weighted[c].data() + picked.days;
    for (std::size_t i = 0; i < count; ++i) {
      column[i] = days.columns[c][chosen[i]];
      weighted[i] = column[i] * days.spread[chosen[i]];
    }
  }
  picked.days += count;
}

/// The second derivatives of the baseline, an exponential.
template <typename Numbers>
DETENTE_INLINE void add_curved(const Days* design, Block& days, Sums& sums) {
  for (std::size_t c = 0; c < days.tilted.size(); ++c)
    for (std::size_t t = 0; t < block; ++t)
      days.curved.weighted[c][t] = -days.score[t] * design[c][t];
  if (days.tilted.size() % 2 == 1) days.curved.weighted.back().fill(0);
  add_information<Numbers>(days.curved.left, days.columns.data(), days.columns.size(), sums);
}

template <typename Numbers>
DETENTE_INLINE void add_block(const Point& at, const Days* design, bool last, Block& days,
                              Sums& sums) {
  sum_columns(at, design, days);
  weigh_days(at, days);
  int positive = 1;
  for (std::size_t t = 0; t < block; ++t) positive &= days.means[t] > 0 ? 1 : 0;
  sums.positive = sums.positive && positive == 1;
  if (at.kappa == 0)
    add_poisson<Numbers>(days, sums);
  else
    add_negative_binomial<Numbers>(at.kappa, days, sums);
  add_event_logarithms<Numbers>(days, sums);
  const double* rows[2] = {days.score.data(), days.mixed.data()};
  if (at.information == Information::observed) {
    observe_spread(at, days);
    if (at.kappa > 0)
      add_gradient<Numbers, 2>(rows, days, sums);
    else
      add_gradient<Numbers, 1>(rows, days, sums);
    pick_days<Numbers>(at.slight, days, sums);
    add_curved<Numbers>(design, days, sums);
    if (last) add_picked<Numbers>(days, sums);
    return;
  }
  add_gradient<Numbers, 1>(rows, days, sums);
  if (at.information == Information::expected) {
    expect_spread(at, days);
    add_whole<Numbers>(days, sums);
  }
}

#if defined(__x86_64__)
DETENTE_WIDER void add_wider(const Point& at, const Days* design, bool last, Block& days,
                             Sums& sums) {
  add_block<Eight>(at, design, last, days, sums);
}
DETENTE_WIDE_DAYS void add_wide(const Point& at, const Days* design, bool last, Block& days,
                                Sums& sums) {
  add_block<Four>(at, design, last, days, sums);
}
#endif
void add_plain(const Point& at, const Days* design, bool last, Block& days, Sums& sums) {
  add_block<Two>(at, design, last, days, sums);
}

using AddBlock = void (*)(const Point&, const Days*, bool, Block&, Sums&);

AddBlock widest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return add_wider;
  if (__builtin_cpu_supports("avx2")) return add_wide;
#endif
  return add_plain;
}

std::vector<const double*> beginnings(const std::vector<Days>& columns) {
  std::vector<const double*> out;
  out.reserve(columns.size());
  for (const Days& column : columns) out.push_back(column.data());
  return out;
}

void resize(std::size_t columns, bool own, Weighed& to) {
  to.days = 0;
  if (to.weighted.size() == columns) return;
  to.weighted.resize(columns);
  to.columns.resize(own ? columns : 0);
  to.left = beginnings(to.weighted);
  to.right = beginnings(to.columns);
}

/// The part of the dispersion that depends on the counts alone: log of (1 + kappa k) for each k
/// below each count.
void add_count_terms(const StreamCounts& stream, double kappa, StreamLikelihood& out) {
  for (std::size_t i = 1; i < stream.above.size(); ++i) {
    const auto k = static_cast<double>(i);
    const double days = stream.above[i], ratio = k / (1 + kappa * k);
    out.value += days * std::log1p(kappa * k);
    out.by_dispersion += days * ratio;
    out.by_dispersion_twice -= days * ratio * ratio;
  }
}

Eigen::VectorXd totals(const Sum* sums, std::size_t count) {
  Eigen::VectorXd out(static_cast<Eigen::Index>(count));
  for (double& value : out) value = total(*sums++);
  return out;
}

}  // namespace

StreamLikelihood stream_likelihood(const CountBlocks& design, const StreamCounts& stream,
                                   const StreamParameters& at, Information information,
                                   double blur) {
  static const AddBlock add_to = widest();
  const auto parameters = static_cast<std::size_t>(design.parameters),
             covariates = static_cast<std::size_t>(design.covariates);
  const std::size_t next = stride(parameters);
  const Point point{.theta = at.theta.data(),
                    .covariates = covariates,
                    .floor = stream.floor,
                    .kappa = at.dispersion,
                    .slight = stream.slight,
                    .blur = blur,
                    .information = information};
  static thread_local Block days;  // its memory is kept
  days.tilted.resize(covariates);
  days.columns.resize(parameters);
  for (std::size_t c = 0; c < covariates; ++c) days.columns[c] = days.tilted[c].data();
  Sums sums;
  sums.gradient.resize(2 * parameters);
  if (information != Information::none) {
    resize(parameters, false, days.whole);
    sums.information.resize((parameters + 1) * next);
  }
  if (information == Information::observed) {
    resize((covariates + 1) / 2 * 2, false, days.curved);
    resize(parameters, true, days.picked);
  }
  StreamLikelihood out;
  for (std::size_t b = 0; b < design.volume.size() && sums.positive; ++b) {
    const Days* columns = &design.columns[b * parameters];
    for (std::size_t c = covariates; c < parameters; ++c) days.columns[c] = columns[c].data();
    const std::size_t from = b * block, all = static_cast<std::size_t>(design.days);
    const std::size_t here = std::min(block, all - from);
    std::copy_n(stream.counts.data() + from, here, days.counts.data());
    std::fill(days.counts.begin() + here, days.counts.end(), 0);
    days.volume = design.volume[b].data();
    days.weights = design.weights[b].data();
    add_to(point, columns, b + 1 == design.volume.size(), days, sums);
  }
  if (!sums.positive) {
    out.value = -std::numeric_limits<double>::infinity();
    return out;
  }
  out.value = total(sums.value) - stream.log_factorials;
  out.by_dispersion = total(sums.by_dispersion);
  out.by_dispersion_twice = total(sums.by_dispersion_twice);
  add_count_terms(stream, at.dispersion, out);
  out.gradient = totals(sums.gradient.data(), parameters);
  if (information == Information::none) return out;
  if (information == Information::observed)
    out.mixed = totals(sums.gradient.data() + parameters, parameters);
  out.information.resize(at.theta.size(), at.theta.size());
  for (std::size_t i = 0; i < parameters; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const auto row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(j);
      out.information(row, column) = out.information(column, row) =
          total(sums.information[i * next + j]);
    }
  return out;
}

}  // namespace detente
