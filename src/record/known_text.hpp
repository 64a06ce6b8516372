// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"

namespace detente {

/// Of a text without a date of its own, the part that may be shown as of a day: what it says of
/// days still to come is not known, nor what leans on it, so that it ends before the first clause
/// that names such a day.
std::string known_clauses(std::string_view text, Day day);

}  // namespace detente
