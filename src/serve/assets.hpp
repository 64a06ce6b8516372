// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace detente {

/// A file that is part of the program; cmake/EmbedFiles.cmake writes the tables.
struct Asset {
  std::string_view path;  ///< below its folder: "assets/index.js"
  std::string_view bytes;
};

/// web/dist: the pages. Empty where the program was built without them.
std::span<const Asset> page_assets();
/// schemas: what each document holds.
std::span<const Asset> schema_assets();

}  // namespace detente
