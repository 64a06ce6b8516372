// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace detente {

/// Words that carry no content of their own ("of", 的): not counted when coverage is measured.
bool is_stop_word(std::string_view word);

}  // namespace detente
