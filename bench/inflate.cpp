// SPDX-License-Identifier: Apache-2.0
// bench_inflate FILE.zip THREADS: unpacks every member and throws it away: what a reader of the
// archive cannot be faster than. Through the project's own streams, whose overhead over bare
// libdeflate their tests state.
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

#include "events/input.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const auto parts = detente::parts_of(argv[1]);
  if (!parts) return 1;
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> bytes{0};
  const auto work = [&] {
    std::vector<char> buffer(std::size_t{8} << 20U);
    for (std::size_t i = next++; i < parts->size(); i = next++) {
      const auto stream = detente::open_part((*parts)[i]);
      for (bool more = stream.has_value(); more;) {
        const auto got = (*stream)->read(buffer);
        if (!got) std::exit(1);
        bytes += *got;
        more = *got > 0;
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < std::atoi(argv[2]); ++i) threads.emplace_back(work);
  }
  fmt::print("{}\n", bytes.load());
}
