// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "report/document.hpp"
#include "text/rhetoric.hpp"

namespace detente {

/// Sentences, and how many of them have each class.
struct StanceCount {
  std::size_t sentences = 0;
  std::array<std::size_t, stances.size()> hits{};
  std::array<std::size_t, 2> of_language{};  ///< sentences in English, in Chinese
  Stances told;                              ///< of published counts: the classes that have any

  void add(const StanceSentence& sentence);
};

/// Whether a class may have a score where most sentences are in a language.
struct StanceVerdict {
  bool published = false;
  std::string why;  ///< where it is not
};

/// A class has a score if, over both languages, the lower bound of its precision (Wilson, 95 %) is
/// at least 0.8, and in the language at hand five hits or more were checked of which 0.8 or more
/// were right.
StanceVerdict verdict_of(const std::vector<CueCheck>& checks, Stance stance, bool chinese);

/// All that the tables are made of.
struct RhetoricFound {
  std::map<std::string, StanceCount> sides;
  std::map<std::pair<std::string, std::string>, StanceCount> months;  ///< by month and side
  std::map<std::pair<std::string, std::string>, StanceCount> levels;  ///< by level and side
  std::vector<Json> hits, texts, sample;
  std::vector<CueCheck> checks;
  std::uint64_t seed = 1;
  bool from_series = false;  ///< published counts of a case
  std::vector<std::string> sources{};
  std::vector<std::string> remarks{};  ///< sentences for the summary
  bool wants_sample = false;
};

/// Fills the document's blocks.
void add_rhetoric_blocks(Document& document, const RhetoricFound& found);

/// "zero-sum framing", for people.
std::string_view title_of(Stance stance);

}  // namespace detente
