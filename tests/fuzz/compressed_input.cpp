// SPDX-License-Identifier: Apache-2.0
// Bytes of any kind as a file of coded events: what it holds is read as a user's file would be, by
// its descriptor's path, and twice, in pieces of different sizes, which must make no difference.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "base/descriptor.hpp"
#include "events/input.hpp"
#include "support/require.hpp"

namespace {

using namespace detente;
using testing::require;

// A bomb goes on for longer than anyone would wait. Its memory is what the fuzzer's limit watches.
constexpr std::size_t most_text = std::size_t{4} << 20U;
constexpr std::size_t small_text = 10'000;  // what is read twice
constexpr std::size_t most_parts = 100;

void check(const Error& error, const std::string& name) {
  const std::string line = error.where + ": " + error.what;
  require(error.kind == Error::Kind::input, "blames other than the file: " + line);
  require(error.where == name, "does not name " + name + ": " + line);
  require(!error.what.empty() && line.find('\n') == std::string::npos, "is not one line: " + line);
}

/// What became of a text: its length and a sum over its bytes, and why it failed.
struct Outcome {
  std::size_t bytes = 0;
  std::uint64_t sum = 0;
  std::string failure;
  bool stopped = false;
};

Outcome read(const InputPart& part, std::size_t step) {
  Outcome outcome;
  const auto stream = open_part(part);
  if (!stream) {
    check(stream.error(), part.name());
    outcome.failure = stream.error().what;
    return outcome;
  }
  std::string piece(step, '\0');
  while (true) {
    const auto count = (*stream)->read(piece);
    if (!count) {
      check(count.error(), part.name());
      outcome.failure = count.error().what;
      break;
    }
    require(*count <= step, "more than there is room for");
    if (*count == 0) break;
    const std::size_t summed = outcome.bytes > small_text ? 0 : *count;
    for (std::size_t i = 0; i < summed; ++i)
      outcome.sum = outcome.sum * 31 + static_cast<unsigned char>(piece[i]);
    outcome.bytes += *count;
    outcome.stopped = outcome.bytes > most_text;
    if (outcome.stopped) break;
  }
  return outcome;
}

void compare(const InputPart& part, std::size_t step) {
  constexpr std::size_t usual = std::size_t{1} << 16U;
  const Outcome first = read(part, usual);
  if (first.stopped || first.bytes > small_text) return;
  const Outcome second = read(part, step);
  // Of what is damaged and cut short as well, either may be seen first.
  require(first.failure.empty() == second.failure.empty(),
          "fails in some pieces only: " + first.failure + " / " + second.failure);
  // Before a failure more or less may have come out; whoever reads on learns of it.
  if (!first.failure.empty()) return;
  require(first.bytes == second.bytes && first.sum == second.sum, "another text in other pieces");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const Descriptor memory(::memfd_create("input", MFD_CLOEXEC));
  require(memory.number() >= 0 && ::ftruncate(memory.number(), 0) == 0 &&
              ::pwrite(memory.number(), data, size, 0) == static_cast<ssize_t>(size),
          "no file in memory");
  const std::string file = "/proc/self/fd/" + std::to_string(memory.number());
  const auto parts = parts_of(file);
  if (!parts) {
    check(parts.error(), file);
    return 0;
  }
  const std::size_t step = size == 0 ? 1 : 1 + data[size / 2] % 64U;
  for (std::size_t i = 0; i < std::min(parts->size(), most_parts); ++i) compare((*parts)[i], step);
  return 0;
}
