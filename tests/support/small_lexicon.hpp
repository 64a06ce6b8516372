// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

#include "lexicon/read_lexicon.hpp"

namespace detente::testing {

/// The lexicon of tests/lexicon.
inline const Lexicon& small_lexicon() {
  static const Lexicon lexicon = [] {
    auto read = read_lexicon("lexicon");
    if (!read || !read->faults.empty()) throw std::runtime_error("tests/lexicon is at fault");
    return Lexicon(std::move(read->data));
  }();
  return lexicon;
}

}  // namespace detente::testing
