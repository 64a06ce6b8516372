// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "command/command.hpp"

namespace detente {

/// `detente new`: a new case at `target` from the template in `model`. `sides` are two different
/// state codes, each of three capital letters.
Result<Output> run_new(const Common& common, const std::filesystem::path& model,
                       const std::string& target, std::span<const std::string> sides);

}  // namespace detente
