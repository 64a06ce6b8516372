// SPDX-License-Identifier: Apache-2.0
// stream_likelihood() of count_model.hpp in one pass over the days, block after block, so that what
// is computed of a block stays near the processor. The loops are such that the compiler makes them
// work on several days at once, as many as the machine can; sums run in one order for any machine:
// the results are the same. tests/support/plain_likelihood.hpp has the same in plain words.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "dynamics/count_model.hpp"

namespace detente {

namespace {

#if defined(__x86_64__) && defined(__clang__)
#define DETENTE_WIDER __attribute__((target("avx512f,avx512dq")))
#elif defined(__x86_64__)
#define DETENTE_WIDER __attribute__((target("avx512f,avx512dq,prefer-vector-width=512")))
#endif
#if defined(__x86_64__)
#define DETENTE_WIDE_DAYS __attribute__((target("avx2")))
#endif
#define DETENTE_INLINE __attribute__((always_inline)) inline

constexpr int block = 256, lanes = 8;
using Days = std::array<double, block>;
/// Eight sums side by side.
using Sum = std::array<double, lanes>;
/// Eight numbers in a row, wherever they lie.
using Lanes = double __attribute__((vector_size(lanes * sizeof(double))));
using LooseLanes =
    double __attribute__((vector_size(lanes * sizeof(double)), aligned(sizeof(double)), may_alias));

double total(const Sum& s) {
  return ((s[0] + s[1]) + (s[2] + s[3])) + ((s[4] + s[5]) + (s[6] + s[7]));
}

/// exp(x) with an error of about one unit in the last place; x is held between -708 and 708.
DETENTE_INLINE double exponential(double x) {
  constexpr double shift = 0x1.8p52;  // adding it rounds to a whole number, in the lowest bits
  x = x < -708 ? -708 : x;
  x = x > 708 ? 708 : x;
  const double shifted = x * 0x1.71547652b82fep0 + shift;
  const double whole = shifted - shift;
  const double r = (x - whole * 0x1.62e42fee00000p-1) - whole * 0x1.a39ef35793c76p-33;
  double sum = 1.0 / 6227020800;
  sum = sum * r + 1.0 / 479001600;
  sum = sum * r + 1.0 / 39916800;
  sum = sum * r + 1.0 / 3628800;
  sum = sum * r + 1.0 / 362880;
  sum = sum * r + 1.0 / 40320;
  sum = sum * r + 1.0 / 5040;
  sum = sum * r + 1.0 / 720;
  sum = sum * r + 1.0 / 120;
  sum = sum * r + 1.0 / 24;
  sum = sum * r + 1.0 / 6;
  sum = sum * r + 0.5;
  sum = sum * r * r + r + 1;
  return sum * std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
}

/// log(x) with an error of about one unit in the last place of the larger of 1 and the result, for
/// normal x > 0: x = 2^k m, m about 1, log m = 2 artanh((m - 1) / (m + 1)) by its series.
DETENTE_INLINE double logarithm(double x) {
  constexpr std::uint64_t one = 0x3ff0000000000000, root_of_half = 0x3fe6a09e667f3bcd;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t raised = (bits + (one - root_of_half)) >> 52;  // k + 1023
  const double m = std::bit_cast<double>(bits - (raised << 52) + one);
  const double k =
      std::bit_cast<double>(raised | 0x4330000000000000) - (0x1p52 + 1023);  // as a number
  const double s = (m - 1) / (m + 1);
  const double s2 = s * s;
  double sum = 1.0 / 19;
  sum = sum * s2 + 1.0 / 17;
  sum = sum * s2 + 1.0 / 15;
  sum = sum * s2 + 1.0 / 13;
  sum = sum * s2 + 1.0 / 11;
  sum = sum * s2 + 1.0 / 9;
  sum = sum * s2 + 1.0 / 7;
  sum = sum * s2 + 1.0 / 5;
  sum = sum * s2 + 1.0 / 3;
  return k * 0x1.62e42fee00000p-1 + (2 * s + (2 * s * s2 * sum + k * 0x1.a39ef35793c76p-33));
}

/// What is summed over the days.
struct Sums {
  Sum value{}, by_dispersion{}, by_dispersion_twice{};
  std::vector<Sum> gradient{};     ///< P
  std::vector<Sum> information{};  ///< by rows of stride(P); only the lower triangle has a meaning
  bool positive = true;            ///< all means are
};

/// One block of days: where its columns begin. Days that are none weigh nothing.
struct Block {
  std::vector<const double*> columns{};  ///< P: covariates, then memories
  const double* volume = nullptr;
  const double* counts = nullptr;
  const double* weights = nullptr;
};

/// Room for what is computed of a block, and the parameters.
struct Work {
  Days x, base, score, spread, term, slope, bend;
  std::vector<const double*> columns;  ///< P: what the gradient sums, weighed by the score
  std::vector<Days> based, weighted;   ///< covariates times base; those columns times the spread
  const double* theta = nullptr;
  double floor = 0, kappa = 0;
};

DETENTE_INLINE void add_column(double by, const double* column, double* to) {
  for (int t = 0; t < block; ++t) to[t] += by * column[t];
}

DETENTE_INLINE void sum_columns(const Block& in, Work& work) {
  const std::size_t k = work.based.size();
  work.x.fill(0);
  for (std::size_t c = 0; c < k; ++c) add_column(work.theta[c], in.columns[c], work.x.data());
  for (int t = 0; t < block; ++t) work.x[t] = work.base[t] = exponential(work.x[t]);
  std::size_t c = k;
  for (; c + 4 <= in.columns.size(); c += 4) {
    const double *a = in.columns[c], *b = in.columns[c + 1], *d = in.columns[c + 2],
                 *e = in.columns[c + 3], *by = work.theta + c;
    for (int t = 0; t < block; ++t)
      work.x[t] += (by[0] * a[t] + by[1] * b[t]) + (by[2] * d[t] + by[3] * e[t]);
  }
  for (; c < in.columns.size(); ++c) add_column(work.theta[c], in.columns[c], work.x.data());
}

DETENTE_INLINE void add_days(const Days& days, Sum& to) {
  Lanes sum = {};
  for (int t = 0; t < block; t += lanes)
    sum += *reinterpret_cast<const LooseLanes*>(days.data() + t);
  *reinterpret_cast<LooseLanes*>(to.data()) += sum;
}

/// The days' part in the value and in the derivatives by kappa, and what the gradient (`score`) and
/// the information (`spread`) weigh them by.
DETENTE_INLINE void weigh_days(const Block& in, Work& work, Sums& sums) {
  const double floor = work.floor, kappa = work.kappa;
  Days means, logs, parts;
  int positive = 1;
  for (int t = 0; t < block; ++t) {
    const double x = work.x[t], y = in.counts[t], weight = in.weights[t];
    const double root = std::sqrt(x * x + 4 * floor * floor);
    const double above = (std::abs(x) + root) / 2;
    const double below = floor * floor / above;
    const double mean = in.volume[t] * (x >= 0 ? above : below);
    const double swollen = 1 + kappa * mean;
    const double over = 1 / (swollen * root);
    const double part = mean * over * root;  // mean / swollen
    positive &= mean > 0 ? 1 : 0;
    means[t] = mean;
    parts[t] = part;
    work.score[t] = weight * (y - mean) * over;
    work.spread[t] = weight * mean * over / root;
  }
  sums.positive = sums.positive && positive == 1;
  for (int t = 0; t < block; ++t) logs[t] = in.counts[t] * logarithm(means[t]);
  if (kappa == 0) {
    for (int t = 0; t < block; ++t) work.term[t] = in.weights[t] * (logs[t] - means[t]);
    add_days(work.term, sums.value);
    return;
  }
  const double inverse = 1 / kappa, square = inverse * inverse;
  for (int t = 0; t < block; ++t) {
    const double small = kappa * means[t], swollen = 1 + small;
    // What rounding took from 1 + small is given back.
    const double log_swollen = logarithm(swollen) + (small - (swollen - 1)) / swollen;
    const double part = parts[t], shifted = in.counts[t] + inverse;
    work.term[t] = in.weights[t] * (logs[t] - shifted * log_swollen);
    work.slope[t] = in.weights[t] * (log_swollen * square - shifted * part);
    work.bend[t] =
        in.weights[t] * (2 * square * (part - log_swollen * inverse) + shifted * part * part);
  }
  add_days(work.term, sums.value);
  add_days(work.slope, sums.by_dispersion);
  add_days(work.bend, sums.by_dispersion_twice);
}

/// `Rows` x `Columns` products of columns, summed over the days.
template <int Rows, int Columns>
DETENTE_INLINE void add_products(const double* const* left, const double* const* right,
                                 Sum* const* to) {
  Lanes sums[Rows][Columns] = {};
  for (int t = 0; t < block; t += lanes) {
    Lanes b[Columns];
    for (int j = 0; j < Columns; ++j) b[j] = *reinterpret_cast<const LooseLanes*>(right[j] + t);
    for (int i = 0; i < Rows; ++i) {
      const Lanes a = *reinterpret_cast<const LooseLanes*>(left[i] + t);
      for (int j = 0; j < Columns; ++j) sums[i][j] += a * b[j];
    }
  }
  for (int i = 0; i < Rows; ++i)
    for (int j = 0; j < Columns; ++j) *reinterpret_cast<LooseLanes*>(to[i][j].data()) += sums[i][j];
}

/// The numbers between two rows of an information matrix: the next multiple of four.
DETENTE_INLINE std::size_t stride(std::size_t parameters) { return (parameters + 3) / 4 * 4; }

DETENTE_INLINE void add_gradient(Work& work, Sums& sums) {
  const double* score = work.score.data();
  std::size_t c = 0;
  for (; c + 4 <= work.columns.size(); c += 4) {
    Sum* to = &sums.gradient[c];
    add_products<1, 4>(&score, &work.columns[c], &to);
  }
  for (; c < work.columns.size(); ++c) {
    Sum* to = &sums.gradient[c];
    add_products<1, 1>(&score, &work.columns[c], &to);
  }
}

/// Two rows and four columns at a time, up to the diagonal and a little beyond.
DETENTE_INLINE void add_information(Work& work, Sums& sums) {
  const std::size_t last = work.columns.size() - 1, next = stride(last + 1);
  for (std::size_t c = 0; c <= last; ++c)
    for (int t = 0; t < block; ++t) work.weighted[c][t] = work.columns[c][t] * work.spread[t];
  for (std::size_t i = 0; i <= last; i += 2) {
    const double* rows[2] = {work.weighted[i].data(), work.weighted[std::min(i + 1, last)].data()};
    for (std::size_t j = 0; j <= i + 1; j += 4) {
      const double* columns[4];
      for (std::size_t q = 0; q < 4; ++q) columns[q] = work.columns[std::min(j + q, last)];
      Sum* to[2] = {&sums.information[i * next + j], &sums.information[(i + 1) * next + j]};
      add_products<2, 4>(rows, columns, to);
    }
  }
}

DETENTE_INLINE void add_block(const Block& in, bool with_information, Work& work, Sums& sums) {
  sum_columns(in, work);
  weigh_days(in, work, sums);
  for (std::size_t c = 0; c < in.columns.size(); ++c) {
    work.columns[c] = c < work.based.size() ? work.based[c].data() : in.columns[c];
    if (c < work.based.size())
      for (int t = 0; t < block; ++t) work.based[c][t] = in.columns[c][t] * work.base[t];
  }
  add_gradient(work, sums);
  if (with_information) add_information(work, sums);
}

#if defined(__x86_64__)
DETENTE_WIDER void add_wider(const Block& in, bool with_information, Work& work, Sums& sums) {
  add_block(in, with_information, work, sums);
}
DETENTE_WIDE_DAYS void add_wide(const Block& in, bool with_information, Work& work, Sums& sums) {
  add_block(in, with_information, work, sums);
}
#endif
void add_plain(const Block& in, bool with_information, Work& work, Sums& sums) {
  add_block(in, with_information, work, sums);
}

using AddBlock = void (*)(const Block&, bool, Work&, Sums&);

AddBlock widest() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return add_wider;
  if (__builtin_cpu_supports("avx2")) return add_wide;
#endif
  return add_plain;
}

/// The columns of a design from one day on, as they lie; the last days, which are no whole block,
/// as a copy that is filled up.
class Blocks {
 public:
  Blocks(const CountDesign& design, const StreamCounts& stream) : design_(design), stream_(stream) {
    ones_.fill(1);
    here_.columns.resize(static_cast<std::size_t>(design.parameters()));
  }

  const Block& from(Eigen::Index day) {
    const Eigen::Index days = stream_.counts.size(), left = days - day;
    const bool weighed = design_.weights.size() > 0;
    std::size_t used = 0;
    const auto place = [&](const double* column, double otherwise) {
      if (left >= block) return column + day;
      if (used == copies_.size()) copies_.emplace_back();
      Days& copy = copies_[used++];
      copy.fill(otherwise);
      std::copy_n(column + day, left, copy.data());
      return static_cast<const double*>(copy.data());
    };
    if (left < block) copies_.reserve(here_.columns.size() + 3);
    const Eigen::Index k = design_.covariates.cols();
    for (Eigen::Index c = 0; c < design_.parameters(); ++c)
      here_.columns[static_cast<std::size_t>(c)] =
          place(c < k ? design_.covariates.col(c).data() : design_.memory.col(c - k).data(), 0);
    here_.volume = place(design_.volume.data(), 1);
    here_.counts = place(stream_.counts.data(), 0);
    if (weighed)
      here_.weights = place(design_.weights.data(), 0);
    else if (left >= block)
      here_.weights = ones_.data();
    else {
      std::fill(ones_.begin() + left, ones_.end(), 0);
      here_.weights = ones_.data();
    }
    return here_;
  }

 private:
  const CountDesign& design_;
  const StreamCounts& stream_;
  Days ones_;
  std::vector<Days> copies_{};
  Block here_{};
};

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
  static const AddBlock add = widest();
  const auto parameters = static_cast<std::size_t>(at.theta.size());
  const std::size_t next = stride(parameters);
  Work work;
  work.columns.resize(parameters);
  work.based.resize(static_cast<std::size_t>(design.covariates.cols()));
  work.theta = at.theta.data();
  work.floor = stream.floor;
  work.kappa = at.dispersion;
  Sums sums;
  sums.gradient.resize(parameters);
  if (with_information) {
    work.weighted.resize(parameters);
    sums.information.resize((parameters + 1) * next);
  }
  Blocks blocks(design, stream);
  StreamLikelihood out;
  for (Eigen::Index day = 0; day < stream.counts.size() && sums.positive; day += block)
    add(blocks.from(day), with_information, work, sums);
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
