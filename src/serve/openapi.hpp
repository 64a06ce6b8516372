// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "report/document.hpp"
#include "serve/assets.hpp"

namespace detente {

/// The description of the API (OpenAPI 3.1) made from the table of commands and from `schemas`, the
/// files of the folder of that name. `version` is the program's.
Json openapi(std::span<const Asset> schemas, std::string_view version);

}  // namespace detente
