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
  std::vector<Sum> gradient{};     ///< P
  std::vector<Sum> information{};  ///< by rows of stride(P); only the lower triangle has a meaning
  bool positive = true;            ///< all means are
};

/// A block of days, and what is computed of it. Days that are none have a weight of 0.
struct Block {
  std::vector<const double*> columns{};  ///< P: covariates, then memories
  std::vector<Days> copies{};            ///< of those columns that do not stay where they are
  Days volume{}, counts{}, weights{};
  Days base{}, x{}, means{}, unswollen{}, score{}, spread{}, value{}, slope{}, bend{};
  std::vector<Days> weighted{};  ///< P: columns times the spread
};

/// What the likelihood is asked at.
struct Point {
  const double* theta;
  std::size_t covariates;
  double floor, kappa;
};

DETENTE_INLINE void add_column(double by, const double* column, Days& to) {
  for (std::size_t t = 0; t < block; ++t) to[t] += by * column[t];
}

/// x = base + memories; and covariates times base, by which the gradient weighs gamma.
DETENTE_INLINE void sum_columns(const Point& at, Block& days) {
  days.base.fill(0);
  for (std::size_t c = 0; c < at.covariates; ++c)
    add_column(at.theta[c], days.columns[c], days.base);
  for (std::size_t t = 0; t < block; ++t) days.x[t] = days.base[t] = exponential(days.base[t]);
  for (std::size_t c = 0; c < at.covariates; ++c)
    for (std::size_t t = 0; t < block; ++t) days.copies[c][t] *= days.base[t];
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

/// The means, and what the gradient (`score`) and the information (`spread`) weigh the days by.
DETENTE_INLINE void weigh_days(const Point& at, Block& days) {
  const double floor = at.floor, kappa = at.kappa;
  for (std::size_t t = 0; t < block; ++t) {
    const double x = days.x[t], weight = days.weights[t];
    const double root = std::sqrt(x * x + 4 * floor * floor);
    const double above = (std::abs(x) + root) / 2;
    const double bent = x >= 0 ? above : floor * floor / above;
    const double mean = days.volume[t] * bent;
    const double swollen = 1 + kappa * mean;
    const double over = 1 / (swollen * root);
    days.means[t] = mean;
    days.unswollen[t] = over * root;
    days.score[t] = weight * (days.counts[t] - mean) * over;
    days.spread[t] = weight * mean * over * (over * swollen);
  }
}

template <typename Numbers>
DETENTE_INLINE void add_poisson(Block& days, Sums& sums) {
  for (std::size_t t = 0; t < block; ++t)
    days.value[t] =
        days.weights[t] * (days.counts[t] * logarithms(days.means[t], 1).first - days.means[t]);
  add_days<Numbers>(days.value, sums.value);
}

/// The days' part in the value and in the derivatives by kappa.
template <typename Numbers>
DETENTE_INLINE void add_negative_binomial(double kappa, Block& days, Sums& sums) {
  const double inverse = 1 / kappa, square = inverse * inverse;
  for (std::size_t t = 0; t < block; ++t) {
    const double mean = days.means[t], weight = days.weights[t], y = days.counts[t];
    const double small = kappa * mean, swollen = 1 + small;
    const Logarithms log = logarithms(mean, swollen);
    // What rounding took from 1 + small is given back.
    const double log_swollen = log.second + (small - (swollen - 1)) * days.unswollen[t];
    const double part = mean * days.unswollen[t], shifted = y + inverse;
    days.value[t] = weight * (y * log.first - shifted * log_swollen);
    days.slope[t] = weight * (log_swollen * square - shifted * part);
    days.bend[t] = weight * (2 * square * (part - log_swollen * inverse) + shifted * part * part);
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

template <typename Numbers>
DETENTE_INLINE void add_gradient(const Block& days, Sums& sums) {
  const double* score = days.score.data();
  std::size_t c = 0;
  for (; c + 4 <= days.columns.size(); c += 4) {
    Sum* to = &sums.gradient[c];
    add_products<Numbers, 1, 4>(&score, &days.columns[c], &to);
  }
  for (; c < days.columns.size(); ++c) {
    Sum* to = &sums.gradient[c];
    add_products<Numbers, 1, 1>(&score, &days.columns[c], &to);
  }
}

/// Two rows and four columns at a time, up to the diagonal and a little beyond.
template <typename Numbers>
DETENTE_INLINE void add_information(Block& days, Sums& sums) {
  const std::size_t last = days.columns.size() - 1, next = stride(last + 1);
  for (std::size_t c = 0; c <= last; ++c)
    for (std::size_t t = 0; t < block; ++t)
      days.weighted[c][t] = days.columns[c][t] * days.spread[t];
  for (std::size_t i = 0; i <= last; i += 2) {
    const double* rows[2] = {days.weighted[i].data(), days.weighted[std::min(i + 1, last)].data()};
    for (std::size_t j = 0; j <= i + 1; j += 4) {
      const double* columns[4];
      for (std::size_t q = 0; q < 4; ++q) columns[q] = days.columns[std::min(j + q, last)];
      Sum* to[2] = {&sums.information[i * next + j], &sums.information[(i + 1) * next + j]};
      add_products<Numbers, 2, 4>(rows, columns, to);
    }
  }
}

template <typename Numbers>
DETENTE_INLINE void add_block(const Point& at, bool with_information, Block& days, Sums& sums) {
  sum_columns(at, days);
  weigh_days(at, days);
  int positive = 1;
  for (std::size_t t = 0; t < block; ++t) positive &= days.means[t] > 0 ? 1 : 0;
  sums.positive = sums.positive && positive == 1;
  if (at.kappa == 0)
    add_poisson<Numbers>(days, sums);
  else
    add_negative_binomial<Numbers>(at.kappa, days, sums);
  add_gradient<Numbers>(days, sums);
  if (with_information) add_information<Numbers>(days, sums);
}

#if defined(__x86_64__)
DETENTE_WIDER void add_wider(const Point& at, bool with_information, Block& days, Sums& sums) {
  add_block<Eight>(at, with_information, days, sums);
}
DETENTE_WIDE_DAYS void add_wide(const Point& at, bool with_information, Block& days, Sums& sums) {
  add_block<Four>(at, with_information, days, sums);
}
#endif
void add_plain(const Point& at, bool with_information, Block& days, Sums& sums) {
  add_block<Two>(at, with_information, days, sums);
}

using AddBlock = void (*)(const Point&, bool, Block&, Sums&);

AddBlock widest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return add_wider;
  if (__builtin_cpu_supports("avx2")) return add_wide;
#endif
  return add_plain;
}

/// Takes the block that begins with this day; after the last day come such as weigh nothing.
/// Memories are copied, to where the processor reads faster, only if they are read often.
void take_block(const CountDesign& design, const StreamCounts& stream, Eigen::Index from,
                bool often, Block& days) {
  constexpr auto whole = static_cast<Eigen::Index>(block);
  const Eigen::Index here = std::min(whole, stream.counts.size() - from);
  const auto copy = [&](const double* column, double otherwise, Days& to) {
    std::copy_n(column + from, here, to.data());
    std::fill(to.begin() + here, to.end(), otherwise);
  };
  const Eigen::Index k = design.covariates.cols();
  for (Eigen::Index c = 0; c < design.parameters(); ++c) {
    const auto i = static_cast<std::size_t>(c);
    const double* column =
        c < k ? design.covariates.col(c).data() : design.memory.col(c - k).data();
    days.columns[i] = column + from;
    if (c >= k && here == whole && !often) continue;
    copy(column, 0, days.copies[i]);
    days.columns[i] = days.copies[i].data();
  }
  copy(design.volume.data(), 1, days.volume);
  copy(stream.counts.data(), 0, days.counts);
  if (design.weights.size() > 0) {
    copy(design.weights.data(), 0, days.weights);
  } else {
    std::fill_n(days.weights.begin(), here, 1);
    std::fill(days.weights.begin() + here, days.weights.end(), 0);
  }
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

}  // namespace

StreamLikelihood stream_likelihood(const CountDesign& design, const StreamCounts& stream,
                                   const StreamParameters& at, bool with_information) {
  static const AddBlock add_to = widest();
  const auto parameters = static_cast<std::size_t>(at.theta.size());
  const std::size_t next = stride(parameters);
  const Point point{.theta = at.theta.data(),
                    .covariates = static_cast<std::size_t>(design.covariates.cols()),
                    .floor = stream.floor,
                    .kappa = at.dispersion};
  Block days;
  days.columns.resize(parameters);
  days.copies.resize(parameters);
  Sums sums;
  sums.gradient.resize(parameters);
  if (with_information) {
    days.weighted.resize(parameters);
    sums.information.resize((parameters + 1) * next);
  }
  StreamLikelihood out;
  for (Eigen::Index day = 0; day < stream.counts.size() && sums.positive;
       day += static_cast<Eigen::Index>(block)) {
    take_block(design, stream, day, with_information, days);
    add_to(point, with_information, days, sums);
  }
  if (!sums.positive) {
    out.value = -std::numeric_limits<double>::infinity();
    return out;
  }
  out.value = total(sums.value) - stream.log_factorials;
  out.by_dispersion = total(sums.by_dispersion);
  out.by_dispersion_twice = total(sums.by_dispersion_twice);
  if (at.dispersion > 0) add_count_terms(stream, at.dispersion, out);
  out.gradient.resize(at.theta.size());
  for (std::size_t c = 0; c < parameters; ++c)
    out.gradient(static_cast<Eigen::Index>(c)) = total(sums.gradient[c]);
  if (!with_information) return out;
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
