// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "record/types.hpp"

namespace detente {

/// The words of the codebook for the record's enumerations.
std::span<const std::string> act_words();
std::optional<ActKind> parse_act(std::string_view word);
std::string_view to_string(ActKind kind);
std::string_view to_string(Form form);

/// "at most 150 yd", "about 30 m", "at least 12 nm", "10 to 20 ft", "45 yd".
std::string to_string(const Quantity& quantity);

}  // namespace detente
