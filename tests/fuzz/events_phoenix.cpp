// SPDX-License-Identifier: Apache-2.0
// The reader of Phoenix on bytes of any kind.
#include "support/fuzz_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  detente::testing::fuzz_reader(data, size, "phoenix");
  return 0;
}
