// SPDX-License-Identifier: Apache-2.0
// The reader of GDELT events, both ways of counting them, and both kernels that find its rows, on
// bytes of any kind.
#include "support/fuzz_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  detente::testing::fuzz_reader(data, size, "gdelt");
  detente::testing::fuzz_kernels(data, size);
  return 0;
}
