// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/words.hpp"

namespace detente {

/// "PRESIDENT XI:" or "Q" at the head of a sentence of a transcript: the token behind the name, or
/// 0 where there is none.
std::size_t label_end(const SentenceWords& sentence);

}  // namespace detente
