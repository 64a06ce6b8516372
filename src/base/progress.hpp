// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace detente {

/// Called now and then during long work: what is being done, how much of how much. May be empty.
using Progress = std::function<void(std::string_view what, std::size_t done, std::size_t total)>;

}  // namespace detente
