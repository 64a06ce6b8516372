// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <thread>

#include "outlook/scores.hpp"

namespace detente {

namespace {

constexpr std::size_t lanes = 8;  ///< rows that are sorted side by side

#if defined(__x86_64__)
#define DETENTE_WIDE __attribute__((target("avx2")))
bool is_wide() { return __builtin_cpu_supports("avx2") != 0; }
#else
#define DETENTE_WIDE
bool is_wide() { return false; }
#endif

struct Exchange {
  std::uint32_t low, high;
};

/// Batcher's odd-even merge sort (1968, AFIPS Spring Joint Computer Conference 32) for `size`
/// values: which pairs to put in order, one after the other, whatever the values are.
std::vector<Exchange> network_of(std::size_t size) {
  std::vector<Exchange> network;
  for (std::size_t p = 1; p < size; p *= 2)
    for (std::size_t k = p; k >= 1; k /= 2)
      for (std::size_t j = k % p; j + k < size; j += 2 * k)
        for (std::size_t i = 0; i < std::min(k, size - j - k); ++i)
          if ((i + j) / (2 * p) == (i + j + k) / (2 * p))
            network.push_back(
                {static_cast<std::uint32_t>(i + j), static_cast<std::uint32_t>(i + j + k)});
  return network;
}

/// Rows side by side: values[draw][lane].
using Row = std::array<double, lanes>;

/// The work of one block of eight rows, with what the compiler makes of it for the machine that it
/// is inlined into. Sums run in one order for any machine: the results are the same.
__attribute__((always_inline)) inline void block_crps(Row* values, std::size_t size,
                                                      const std::vector<Exchange>& network,
                                                      const double* outcomes, double* scores) {
  Row errors{};
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t lane = 0; lane < lanes; ++lane)
      errors[lane] += std::abs(values[i][lane] - outcomes[lane]);
  for (const Exchange& pair : network) {
    // Copies: as far as the compiler knows, the two might lie over each other.
    const Row a = values[pair.low];
    const Row b = values[pair.high];
    Row low;
    Row high;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      low[lane] = b[lane] < a[lane] ? b[lane] : a[lane];
      high[lane] = b[lane] < a[lane] ? a[lane] : b[lane];
    }
    values[pair.low] = low;
    values[pair.high] = high;
  }
  Row gaps{};
  const auto m = static_cast<double>(size);
  for (std::size_t i = 0; i < size; ++i) {
    const double weight = 2 * static_cast<double>(i) + 1 - m;
    for (std::size_t lane = 0; lane < lanes; ++lane) gaps[lane] += weight * values[i][lane];
  }
  for (std::size_t lane = 0; lane < lanes; ++lane)
    scores[lane] = errors[lane] / m - gaps[lane] / (m * m);
}

DETENTE_WIDE void block_wide(Row* values, std::size_t size, const std::vector<Exchange>& network,
                             const double* outcomes, double* scores) {
  block_crps(values, size, network, outcomes, scores);
}

void block_plain(Row* values, std::size_t size, const std::vector<Exchange>& network,
                 const double* outcomes, double* scores) {
  block_crps(values, size, network, outcomes, scores);
}

/// Rows `from` to `to`, eight at a time; the last block repeats its last row.
void score_rows(std::span<const double> draws, std::size_t size, std::span<const double> outcomes,
                const std::vector<Exchange>& network, std::size_t from, std::size_t to,
                std::vector<double>& scores) {
  static const bool wide = is_wide();
  std::vector<Row> values(size);
  for (std::size_t row = from; row < to; row += lanes) {
    Row outcome{};
    Row score{};
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::size_t at = std::min(row + lane, to - 1);
      outcome[lane] = outcomes[at];
      const double* source = draws.data() + at * size;
      for (std::size_t i = 0; i < size; ++i) values[i][lane] = source[i];
    }
    (wide ? block_wide : block_plain)(values.data(), size, network, outcome.data(), score.data());
    for (std::size_t lane = 0; lane < lanes && row + lane < to; ++lane)
      scores[row + lane] = score[lane];
  }
}

}  // namespace

Result<std::vector<double>> ensemble_crps_rows(std::span<const double> draws, std::size_t size,
                                               std::span<const double> outcomes, int threads) {
  if (size == 0 || draws.size() != size * outcomes.size())
    return fail(Error::Kind::domain, "draws: as many for each outcome, one at the least");
  const auto is_finite = [](double number) { return std::isfinite(number); };
  if (!std::ranges::all_of(draws, is_finite) || !std::ranges::all_of(outcomes, is_finite))
    return fail(Error::Kind::domain, "draws and outcomes: each is a finite number");
  std::vector<double> scores(outcomes.size());
  const std::vector<Exchange> network = network_of(size);
  const std::size_t parts =
      std::clamp<std::size_t>(static_cast<std::size_t>(std::max(threads, 1)), 1,
                              std::max<std::size_t>(outcomes.size() / 1024, 1));
  const auto part = [&](std::size_t number) {
    const std::size_t from = outcomes.size() * number / parts;
    const std::size_t to = outcomes.size() * (number + 1) / parts;
    score_rows(draws, size, outcomes, network, from, to, scores);
  };
  std::vector<std::thread> workers;
  for (std::size_t number = 1; number < parts; ++number) workers.emplace_back(part, number);
  part(0);
  for (std::thread& worker : workers) worker.join();
  return scores;
}

}  // namespace detente
