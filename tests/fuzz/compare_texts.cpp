// SPDX-License-Identifier: Apache-2.0
// Two texts of any bytes, split at the first line "===": whatever they are, points lie in order
// inside the text that they are of, and what is said of them keeps its ranges.

#include <cmath>

#include "support/require.hpp"
#include "support/small_lexicon.hpp"
#include "text/compare.hpp"

namespace {

using namespace detente;
using testing::require;

void check_points(const std::vector<Point>& points, std::size_t size) {
  std::uint32_t before = 0;
  for (const Point& point : points) {
    require(point.span.begin < point.span.end && point.span.end <= size,
            "a point outside its text");
    require(point.span.begin >= before, "points that overlap or are out of order");
    before = point.span.end;
    require(point.binding >= 0 && point.binding <= 5, "a binding off the ladder");
    require(point.polarity == 1 || point.polarity == -1, "a polarity that is none");
    require(!point.issue.empty() && !point.who.empty(), "a point without an issue or a party");
    for (const Mention& mention : point.mentions)
      require(mention.span.begin < mention.span.end && mention.span.end <= size,
              "a mention outside its text");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = std::min(all.find("===\n"), all.size());
  const std::string_view a = all.substr(0, cut), b = all.substr(std::min(cut + 4, all.size()));
  const TextComparison found = compare_texts(a, b, testing::small_lexicon());
  check_points(found.a, a.size());
  check_points(found.b, b.size());
  for (const Judged& judged : found.links) {
    require(judged.link.a < found.a.size() && judged.link.b < found.b.size(), "a link to no point");
    require(judged.link.score >= link_threshold && judged.link.score <= 1, "a score out of range");
    require(!judged.link.why.empty(), "a link without a reason");
    for (const Reason& reason : judged.link.why)
      require(std::isfinite(reason.weight), "a reason whose weight is no number");
  }
  return 0;
}
