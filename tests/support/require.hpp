// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace detente::testing {

/// What a fuzzer holds what it was given to: ends the program, with `what` on stderr.
inline void require(bool holds, std::string_view what = "a promise is not kept") {
  if (holds) return;
  std::fprintf(stderr, "%.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace detente::testing
