// SPDX-License-Identifier: Apache-2.0
#include "report/svg.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/text.hpp"
#include "report/svg_frame.hpp"
#include "report/svg_plot.hpp"
#include "report/utf8.hpp"
#include "report/wrap.hpp"

namespace detente {

namespace {

constexpr double sample = 34;  // how long the legend shows a line

/// What can be drawn: points in order, each with a number that is finite and not absurd.
ChartLine drawable(ChartLine line) {
  const auto check = [](std::optional<double>& number) {
    constexpr double absurd = 1e300;  // its range would overflow
    if (number && !(std::abs(*number) < absurd)) number.reset();
  };
  for (ChartPoint& point : line.points) {
    check(point.value);
    check(point.low);
    check(point.high);
  }
  std::erase_if(line.points, [](const ChartPoint& p) { return !p.value && !p.low && !p.high; });
  std::ranges::stable_sort(line.points, {}, &ChartPoint::date);
  return line;
}

ValueAxis values_of(std::vector<ChartLine> lines, const std::vector<ChartRevision>& revisions) {
  for (const ChartRevision& old : revisions) lines.push_back(drawable({old.line, {old.point}}));
  double least = std::numeric_limits<double>::max();
  double greatest = -least;
  for (const ChartLine& line : lines) {
    for (const ChartPoint& point : line.points) {
      for (const auto& number : {point.value, point.low, point.high}) {
        if (!number) continue;
        least = std::min(least, *number);
        greatest = std::max(greatest, *number);
      }
    }
  }
  // An open bound at the edge needs room for its arrow.
  const double room = 0.15 * (greatest - least);
  double top = greatest;
  double bottom = least;
  for (const ChartLine& line : lines) {
    for (const ChartPoint& point : line.points) {
      if (point.low && !point.high) top = std::max(top, *point.low + room);
      if (point.high && !point.low) bottom = std::min(bottom, *point.high - room);
    }
  }
  if (least >= 0) bottom = std::max(bottom, 0.0);
  return value_axis(bottom, top, 6);
}

void set_days(Plot& plot, const std::vector<ChartLine>& lines,
              const std::vector<ChartBreak>& breaks) {
  std::vector<Day> all;
  for (const ChartLine& line : lines) {
    for (const ChartPoint& point : line.points) all.push_back(point.date);
  }
  for (const ChartBreak& at : breaks) all.push_back(at.date);
  const auto [first, last] = std::ranges::minmax(all);
  // A lone day stands in the middle of a month.
  const std::chrono::days around{first == last ? 15 : 0};
  plot.first = first - around;
  plot.last = last + around;
}

std::string shortened(const std::string& name, double room, double font) {
  if (text_extent(name, font) <= room) return name;
  std::string cut;
  for (std::string_view rest = name; !rest.empty();) {
    const Character c = first_character(rest);
    if (text_extent(cut + std::string(c.bytes) + "…", font) > room) break;
    cut += c.bytes;
    rest.remove_prefix(c.bytes.size());
  }
  return cut + "…";
}

/// The name of each line beside its last point, moved apart where they would meet.
std::string end_labels(const Plot& plot, const std::vector<ChartLine>& lines) {
  struct Label {
    double y = 0;
    std::string text;
  };
  std::vector<Label> labels;
  for (const ChartLine& line : lines) {
    if (line.points.empty()) continue;
    const ChartPoint& end = line.points.back();
    labels.push_back({plot.y(end.value ? *end.value : end.low ? *end.low : *end.high), line.name});
  }
  std::ranges::stable_sort(labels, {}, &Label::y);
  const double height = plot.font * 1.1;
  for (std::size_t i = 1; i < labels.size(); ++i) {
    labels[i].y = std::max(labels[i].y, labels[i - 1].y + height);
  }
  double lowest = plot.bottom;
  std::string svg;
  for (std::size_t i = labels.size(); i-- > 0; lowest -= height) {
    lowest = std::min(lowest, labels[i].y);
    svg += svg_text(plot.right + plot.font * 0.5, lowest + plot.font * 0.35, Anchor::start,
                    labels[i].text);
  }
  return "<g fill=\"currentColor\">" + svg + "</g>";
}

struct Legend {
  std::string svg;
  double height = 0;
};

/// A piece of the line with its sign.
std::string legend_sample(std::size_t index, double x, double y) {
  const std::string path = std::to_string(static_cast<int>(x)) + ' ' +
                           std::to_string(static_cast<int>(y)) + 'h' +
                           std::to_string(static_cast<int>(sample));
  return R"(<path stroke="currentColor" d="M)" + path + "\"" + line_style(index) + "/>" +
         "<g fill=\"currentColor\">" + marker(index, x + sample / 2, y) + "</g>";
}

/// In rows; a name that is longer than a row is wrapped, because no other place says it in full.
Legend legend_of(const std::vector<ChartLine>& lines, double width, double font) {
  Legend legend;
  const double row = font * 1.5;
  const auto columns = static_cast<std::size_t>((width - sample - font) / text_extent("0", font));
  double x = 0;
  double y = row;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<std::string> name = wrap(lines[i].name, columns);
    double item = sample + font * 0.5;
    for (const std::string& part : name) {
      item = std::max(item, sample + font * 0.5 + text_extent(part, font));
    }
    if (x > 0 && (x + item > width || name.size() > 1)) {
      x = 0;
      y += row;
    }
    legend.svg += legend_sample(i, x, y - font * 0.35) + "<g fill=\"currentColor\">";
    for (std::size_t k = 0; k < name.size(); ++k) {
      if (k > 0) y += font * 1.2;
      legend.svg += svg_text(x + sample + font * 0.4, y, Anchor::start, name[k]);
    }
    legend.svg += "</g>";
    x = name.size() > 1 ? width : x + item + font;
  }
  legend.height = y + font * 0.6;
  return legend;
}

enum class Names { none, at_ends, in_legend };

/// Beside the lines where the names are short and few, so that the eye need not travel.
Names place_for_names(const std::vector<ChartLine>& lines, double width, double font) {
  const auto is_short = [&](const ChartLine& line) {
    return text_extent(line.name, font) <= width * 0.17 && !line.points.empty();
  };
  const auto is_unnamed = [](const ChartLine& line) { return line.name.empty(); };
  if (lines.size() == 1 || std::ranges::all_of(lines, is_unnamed)) return Names::none;
  return lines.size() <= 4 && std::ranges::all_of(lines, is_short) ? Names::at_ends
                                                                   : Names::in_legend;
}

double widest_name(const std::vector<ChartLine>& lines, double font) {
  double widest = 0;
  for (const ChartLine& line : lines) widest = std::max(widest, text_extent(line.name, font));
  return widest;
}

Pictured pictured(const Chart& chart) { return {chart.key, chart.title, chart.summary}; }

std::string unit_of(const Chart& chart, const ValueAxis& axis) {
  if (axis.scale.empty() || chart.unit.empty()) return axis.scale + chart.unit;
  return axis.scale + ' ' + chart.unit;
}

double widest_tick(const ValueAxis& axis, double font) {
  double widest = 0;
  for (const ValueTick& tick : axis.ticks) {
    widest = std::max(widest, text_extent(tick.label, font));
  }
  return widest;
}

std::string chart_svg(const Chart& chart, const std::vector<ChartLine>& lines,
                      const SvgOptions& options) {
  const double width = options.width;
  const double font = letter_height(options);
  const Names names = place_for_names(lines, width, font);
  const Legend legend = names == Names::in_legend ? legend_of(lines, width, font) : Legend{};

  Plot plot{.width = width,
            .font = font,
            .values = values_of(lines, chart.revisions),
            .first = {},
            .last = {}};
  set_days(plot, lines, chart.breaks);
  const std::string unit = unit_of(chart, plot.values);
  plot.left = widest_tick(plot.values, font) + font * 0.7;
  plot.right = width - font * 0.9 - (names == Names::at_ends ? widest_name(lines, font) : 0);
  plot.top = legend.height + font * 0.8 + (unit.empty() ? 0 : font * 1.3) +
             (chart.breaks.empty() ? 0 : font * 1.1);
  const double height = legend.height + options.height;
  plot.bottom = std::max(height - font * 1.8, plot.top + font * 4);

  const double letters = text_extent("0", font);
  std::string svg = legend.svg;
  if (!unit.empty()) {
    const std::string text = shortened(unit, width, font);
    svg += "<g fill=\"currentColor\">" +
           svg_text(0, legend.height + font * 1.1, Anchor::start, text) + "</g>";
  }
  svg += axes_svg(plot, date_ticks(plot.first, plot.last, (plot.right - plot.left) / letters));
  svg += breaks_svg(plot, chart.breaks);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    svg += line_svg(plot, lines[i], i, {chart.gap_days, chart.steps});
    svg += revisions_svg(plot, chart.revisions, lines[i].name, i);
  }
  if (names == Names::at_ends) svg += end_labels(plot, lines);
  return svg_frame(pictured(chart), options, plot.bottom + font * 1.8, svg);
}

}  // namespace

std::string to_svg(const Chart& chart, const SvgOptions& options) {
  std::vector<ChartLine> lines;
  lines.reserve(chart.lines.size());
  for (const ChartLine& line : chart.lines) lines.push_back(drawable(line));
  const bool has_point =
      std::ranges::any_of(lines, [](const ChartLine& line) { return !line.points.empty(); });
  if (has_point) return chart_svg(chart, lines, options);
  const double font = letter_height(options);
  return svg_frame(pictured(chart), options, font * 3,
                   "<g fill=\"currentColor\">" +
                       svg_text(0, font * 1.8, Anchor::start, "No observation to draw.") + "</g>");
}

}  // namespace detente
