// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "text/compare.hpp"

/// Points and links of a pair of readouts as somebody marks them: a person by
/// tests/data/readouts/GUIDELINE.md, or the program.
namespace detente::readouts {

struct Mark {
  ByteSpan span{};
  std::string who, issue;
  int binding = 1, polarity = 1;
};

/// Any point of `a` with any of `b`; the first two are the closest.
struct MarkedLink {
  std::vector<std::size_t> a, b;
  Finding kind = Finding::shared;
  bool stronger_a = false;
};

struct Marks {
  std::array<std::vector<Mark>, 2> points;
  std::vector<MarkedLink> links;
};

/// A pair of texts with a person's marks.
struct MarkedPair {
  std::string name;
  bool held_out = false;  ///< set aside while the program was improved
  bool fresh = false;     ///< held out, and marked when the program was done
  std::array<std::string, 2> texts, languages;
  Marks marks;
};

/// The pairs of a folder, by name. Fails where a file is not as the guideline says, or a text is
/// not the one that was marked.
Result<std::vector<MarkedPair>> read_pairs(const std::filesystem::path& folder,
                                           const std::filesystem::path& texts);

Marks marks_of(const TextComparison& compared);

}  // namespace detente::readouts
