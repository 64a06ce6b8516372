// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace detente {

/// The code of a state or territory by its English name as ICEWS writes it, in small or capital
/// letters ("Russian Federation", "RUSSIAN FEDERATION" → "RUS"): ISO 3166-1 alpha-3, but CAMEO's
/// own KSV (Kosovo) and TMP (Timor-Leste), as in GDELT. Empty where the name is not known.
std::string_view state_of_name(std::string_view name);

/// Whether ISO 3166-1 alpha-3 or CAMEO has this code for a state or territory, or had it for one
/// that is no more (CSK, DDR, SUN, YUG).
bool is_code_of_state(std::string_view code);

/// The state in a CAMEO actor code, its first three letters ("USAGOV" → "USA"), or empty where it
/// does not begin with three capital letters, or with a role ("REB", "IGOUNO").
std::string_view state_of_actor(std::string_view actor);

}  // namespace detente
