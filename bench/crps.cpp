// SPDX-License-Identifier: Apache-2.0
/// bench_crps FILE ROWS SIZE THREADS: reads doubles from FILE, ROWS outcomes and then ROWS x SIZE
/// draws, scores them eleven times, writes the scores to FILE.scores and prints the median seconds.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "outlook/scores.hpp"

int main(int count, char** arguments) {
  if (count != 5) return 2;
  const std::string file = arguments[1];
  const std::size_t rows = std::stoul(arguments[2]);
  const std::size_t size = std::stoul(arguments[3]);
  const int threads = std::stoi(arguments[4]);
  std::vector<double> numbers(rows * (size + 1));
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(numbers.data()),
          static_cast<std::streamsize>(numbers.size() * sizeof(double)));
  if (!in) return 1;
  const std::span<const double> all(numbers);
  std::vector<double> seconds;
  std::vector<double> scores;
  for (int run = 0; run < 11; ++run) {
    const auto start = std::chrono::steady_clock::now();
    const auto scored =
        detente::ensemble_crps_rows(all.subspan(rows), size, all.first(rows), threads);
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (!scored) return 1;
    scores = *scored;
  }
  std::ofstream out(file + ".scores", std::ios::binary);
  out.write(reinterpret_cast<const char*>(scores.data()),
            static_cast<std::streamsize>(scores.size() * sizeof(double)));
  std::ranges::sort(seconds);
  std::cout << seconds[seconds.size() / 2] << '\n';
  return out ? 0 : 1;
}
