// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/svg.hpp"

namespace detente {

/// What a picture is called, in the options' place and for who cannot see it.
struct Pictured {
  std::string key, title, summary;
};

/// The height of a picture's letters.
double letter_height(const SvgOptions& options);

/// The outermost element, with title and description; `height` in the drawing's own units.
std::string svg_frame(const Pictured& what, const SvgOptions& options, double height,
                      const std::string& inside);

}  // namespace detente
