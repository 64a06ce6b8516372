// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/lexicon.hpp"

namespace detente {

struct GrammarWords {
  Grammar role;
  std::vector<std::string_view> words;
};

/// The function words of both languages.
std::span<const GrammarWords> grammar_words();

}  // namespace detente
