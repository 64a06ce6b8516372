// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lexicon/read_lexicon.hpp"
#include "record/table_reader.hpp"

namespace detente {

/// The tables of lexicon/rhetoric.toml: words, cue, level, checked. What is wrong is a fault.
void read_rhetoric(TableReader& file, LexiconText& lexicon);

/// Every fault of the rules of rhetoric: ids that are not unique, patterns that cannot match, a cue
/// without a pattern or an example, an example of ours that does not earn the cue's class, one that
/// must not and does.
void check_rhetoric(const LexiconText& lexicon, const Lexicon& concepts, Faults& faults);

}  // namespace detente
