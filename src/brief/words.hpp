// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brief/brief.hpp"

namespace detente {

/// "2022-09-01" as "1 September 2022"; what is no day as it stands.
std::string long_date(const std::string& day);

/// "in Chinese" where the source is not in the brief's own language; the code itself where we have
/// no name for it; empty where it goes without saying.
std::string language_note(const Reference& reference, const std::string& language);

}  // namespace detente
