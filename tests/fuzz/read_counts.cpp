// SPDX-License-Identifier: Apache-2.0
// The reader of published counts on any bytes. The first byte chooses the resolution and the
// direction; the counts must add up whatever the file says: each key once, in order, and no date
// outside its period.
#include "events/read_counts.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  CountsFormat format;
  format.resolution = static_cast<Resolution>(data[0] % 3);
  format.undirected = (data[0] & 4U) != 0;
  if ((data[0] & 8U) != 0) format.columns = {{"source", "CHN"}};
  const auto counts = read_counts(text, format);
  if (!counts) return 0;
  for (std::size_t i = 1; i < counts->rows.size(); ++i) {
    if (!(counts->rows[i - 1].key < counts->rows[i].key)) std::abort();
  }
  for (const CountRow& row : counts->rows) {
    if (format.undirected && row.key.target < row.key.source) std::abort();
    if (row.key.root > 20 || row.key.quad > 4) std::abort();
  }
  return 0;
}
