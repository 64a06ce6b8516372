// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"
#include "report/svg_axis.hpp"

/// The parts of a chart as SVG elements. Everything is drawn in currentColor, so that a page in the
/// dark needs no second picture.
namespace detente {

/// Where the plot lies in the picture, and what its edges mean.
struct Plot {
  double left = 0, right = 0, top = 0, bottom = 0;
  double width = 0;  ///< of the whole picture
  double font = 16;  ///< the height of the letters
  ValueAxis values;
  Day first, last;  ///< apart by a day at least

  [[nodiscard]] double x(Day day) const;
  [[nodiscard]] double y(double value) const;
};

enum class Anchor { start, middle, end };

std::string svg_text(double x, double y, Anchor anchor, std::string_view text);

/// A straight line; the attributes begin with a space.
std::string svg_rule(double x1, double y1, double x2, double y2, std::string_view attributes);

/// How wide the text will be, nearly: fonts differ.
double text_extent(std::string_view text, double font);

/// The attributes that make the line number `index` unlike its neighbours: a pattern of dashes.
std::string line_style(std::size_t index);

/// The sign that marks the points of the line number `index`.
std::string marker(std::size_t index, double x, double y);

/// Grid, tick labels of both axes.
std::string axes_svg(const Plot& plot, const std::vector<DateTick>& dates);

/// How points are joined: as Chart says.
struct Joining {
  int gap_days = 0;
  bool steps = false;
};

/// The line with its points and bounds; ascending points.
std::string line_svg(const Plot& plot, const ChartLine& line, std::size_t index,
                     const Joining& joining);

/// Figures that were replaced, as hollow signs of their line: the line number `index`, named
/// `name`.
std::string revisions_svg(const Plot& plot, const std::vector<ChartRevision>& revisions,
                          std::string_view name, std::size_t index);

/// A dashed rule for each break, with its number from 1 above the plot.
std::string breaks_svg(const Plot& plot, const std::vector<ChartBreak>& breaks);

}  // namespace detente
