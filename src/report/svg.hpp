// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace detente {

/// `width` and `height` are those of the drawing's own units, which scale with the container: the
/// letters are a 28th of the width high, 11 px where the picture is 310 px wide on a phone.
struct SvgOptions {
  int width = 480;
  int height = 250;  ///< without the legend, which is added
  std::string id;    ///< prefix of the ids inside, unique on the page; the chart's key where empty
};

/// The chart as one inline SVG element: axes with round numbers, lines that stay apart without
/// colour, a numbered rule at every break, bounds as bars (an arrow where one end is open), <title>
/// and <desc> for screen readers, scales with its container, no script, no style outside itself.
/// What the numbers of the breaks mean is said by the text around the picture.
///
/// A chart without a point gives an element that says so.
std::string to_svg(const Chart& chart, const SvgOptions& options);

/// The same for dots with intervals: a panel below the other, a dashed rule at each threshold, what
/// its sides mean above it, a round scale below it. The height follows from the rows; that of the
/// options is not used. A row's name is wrapped, never cut.
std::string to_svg(const IntervalChart& chart, const SvgOptions& options);

}  // namespace detente
