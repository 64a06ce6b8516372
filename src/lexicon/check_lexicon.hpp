// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lexicon/read_lexicon.hpp"

namespace detente {

/// Every fault of a lexicon, those of its reading among them: ids that are not unique, counterparts
/// and rules that lead nowhere, a form that belongs to two entries without a rule, a single Chinese
/// character that is a concept, an entry without a form, without an example in a language that it
/// has forms in, or whose example does not name it by one of its forms.
Faults check_lexicon(const LexiconText& lexicon);

}  // namespace detente
