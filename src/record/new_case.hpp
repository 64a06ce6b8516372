// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace detente {

/// Makes the case `target` from the template: its files, with the template's sides AAA and BBB
/// replaced by `sides`. `target` must not exist yet; it appears whole, by one rename, or not at
/// all.
Result<void> new_case(const std::filesystem::path& model, const std::filesystem::path& target,
                      const std::array<std::string, 2>& sides);

}  // namespace detente
