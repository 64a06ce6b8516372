// SPDX-License-Identifier: Apache-2.0
#include "report/svg_plot.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "report/escape.hpp"
#include "report/number.hpp"

namespace detente {

namespace {

std::string place(double number) { return fixed_text(number, 1); }

std::string point(double x, double y) { return place(x) + ',' + place(y); }

std::string path(const std::string& d, std::string_view attributes) {
  return "<path d=\"" + d + "\"" + std::string(attributes) + "/>";
}

/// An upright bar; an end that is not given is open and ends in an arrow.
std::string bound_svg(const Plot& plot, const ChartPoint& at) {
  constexpr double cap = 5;
  constexpr double arrow = 26;
  const double x = plot.x(at.date);
  const double low = at.low ? plot.y(*at.low) : std::min(plot.y(*at.high) + arrow, plot.bottom);
  const double high = at.high ? plot.y(*at.high) : std::max(plot.y(*at.low) - arrow, plot.top);
  const auto end = [&](double y, bool is_closed, double inwards) {
    if (is_closed) return 'M' + point(x - cap, y) + 'H' + place(x + cap);
    return 'M' + point(x - cap, y + inwards) + 'L' + point(x, y) + 'L' +
           point(x + cap, y + inwards);
  };
  const std::string bar = 'M' + point(x, low) + 'V' + place(high);
  return path(bar + end(low, at.low.has_value(), -cap) + end(high, at.high.has_value(), cap),
              " stroke-width=\"1.6\" fill=\"none\"");
}

struct Pieces {
  std::vector<std::vector<ChartPoint>> runs;   ///< of points that a line joins
  std::vector<std::vector<ChartPoint>> bands;  ///< of points whose closed intervals make an area
  std::vector<ChartPoint> bounds;              ///< all others that bound something
};

/// The points with closed intervals, in runs without a gap; runs too short for an area are bounds.
void part_intervals(const ChartLine& line, const Joining& joining, Pieces& pieces) {
  constexpr std::size_t fewest = 3;
  std::vector<ChartPoint> run;
  const auto settle = [&] {
    if (run.size() >= fewest && !joining.steps) {
      pieces.bands.push_back(run);
    } else {
      pieces.bounds.insert(pieces.bounds.end(), run.begin(), run.end());
    }
    run.clear();
  };
  for (const ChartPoint& at : line.points) {
    const bool is_far = joining.gap_days > 0 && !run.empty() &&
                        at.date - run.back().date > std::chrono::days{joining.gap_days};
    if (is_far || !at.low || !at.high) settle();
    if (at.low && at.high) {
      run.push_back(at);
    } else if (at.low || at.high) {
      pieces.bounds.push_back(at);
    }
  }
  settle();
}

/// An area; where it has no line inside, its edges are the line.
std::string band_svg(const Plot& plot, const std::vector<ChartPoint>& run, std::size_t index) {
  std::string upper;
  std::string lower;
  std::string back;
  bool has_value = false;
  for (const ChartPoint& at : run) {
    const char joined = upper.empty() ? 'M' : 'L';
    upper += joined + point(plot.x(at.date), plot.y(*at.high));
    lower += joined + point(plot.x(at.date), plot.y(*at.low));
    back.insert(0, 'L' + point(plot.x(at.date), plot.y(*at.low)));
    has_value = has_value || at.value;
  }
  const std::string area =
      path(upper + back + 'Z', R"( stroke="none" fill="currentColor" fill-opacity="0.15")");
  return has_value ? area : area + path(upper + lower, line_style(index) + R"( opacity="0.5")");
}

Pieces pieces_of(const ChartLine& line, const Joining& joining) {
  Pieces pieces;
  part_intervals(line, joining, pieces);
  bool joined = false;
  Day before{};
  for (const ChartPoint& at : line.points) {
    const bool is_far =
        joining.gap_days > 0 && at.date - before > std::chrono::days{joining.gap_days};
    if (is_far) joined = false;
    if (at.value && !joined) pieces.runs.emplace_back();
    if (at.value) pieces.runs.back().push_back(at);
    joined = at.value.has_value();
    before = at.date;
  }
  return pieces;
}

/// A bound without a value has its line's sign at its closed ends, hollow: it is not the value.
std::string hollow_markers(const Plot& plot, const std::vector<ChartPoint>& bounds,
                           std::size_t index) {
  std::string markers;
  for (const ChartPoint& at : bounds) {
    if (at.value) continue;
    if (at.low) markers += marker(index, plot.x(at.date), plot.y(*at.low));
    if (at.high) markers += marker(index, plot.x(at.date), plot.y(*at.high));
  }
  return markers.empty() ? markers : "<g fill=\"none\">" + markers + "</g>";
}

}  // namespace

double Plot::x(Day day) const {
  const auto part = static_cast<double>((day - first).count());
  return left + (right - left) * part / static_cast<double>((last - first).count());
}

double Plot::y(double value) const {
  return bottom - (bottom - top) * ((value - values.low) / (values.high - values.low));
}

std::string svg_rule(double x1, double y1, double x2, double y2, std::string_view attributes) {
  return "<line x1=\"" + place(x1) + "\" y1=\"" + place(y1) + "\" x2=\"" + place(x2) + "\" y2=\"" +
         place(y2) + "\"" + std::string(attributes) + "/>";
}

std::string svg_text(double x, double y, Anchor anchor, std::string_view text) {
  const std::string_view where = anchor == Anchor::start    ? ""
                                 : anchor == Anchor::middle ? " text-anchor=\"middle\""
                                                            : " text-anchor=\"end\"";
  return "<text x=\"" + place(x) + "\" y=\"" + place(y) + "\"" + std::string(where) + '>' +
         escape_markup(text) + "</text>";
}

double text_extent(std::string_view text, double font) {
  constexpr double letter = 0.62;  // of the height, in the wider of the common sans-serif fonts
  return letter * font * static_cast<double>(display_width(text));
}

std::string line_style(std::size_t index) {
  constexpr std::array dashes = {"", "7 4", "2 3.5", "11 4 2 4", "16 5", "7 3 2 3 2 3"};
  const std::string dash = dashes[index % dashes.size()];
  return " fill=\"none\" stroke-width=\"2.2\" stroke-linejoin=\"round\"" +
         (dash.empty() ? dash : " stroke-dasharray=\"" + dash + "\"");
}

std::string marker(std::size_t index, double x, double y) {
  constexpr double r = 3.6;
  switch (index % 4) {
    case 0:
      return "<circle cx=\"" + place(x) + "\" cy=\"" + place(y) + "\" r=\"" + place(r) + "\"/>";
    case 1:
      return path('M' + point(x - r, y - r) + 'h' + place(2 * r) + 'v' + place(2 * r) + 'h' +
                      place(-2 * r) + 'z',
                  "");
    case 2:
      return path(
          'M' + point(x, y - r * 1.3) + 'l' + point(r * 1.2, r * 2.2) + 'h' + place(-2.4 * r) + 'z',
          "");
    default:
      return path('M' + point(x, y - r * 1.4) + 'l' + point(r * 1.4, r * 1.4) + 'l' +
                      point(-r * 1.4, r * 1.4) + 'l' + point(-r * 1.4, -r * 1.4) + 'z',
                  "");
  }
}

std::string axes_svg(const Plot& plot, const std::vector<DateTick>& dates) {
  std::string grid;
  std::string labels;
  for (const ValueTick& tick : plot.values.ticks) {
    const double y = plot.y(tick.at);
    const bool is_base = tick.at == 0 || tick.at == plot.values.low;
    grid +=
        svg_rule(plot.left, y, plot.right, y, is_base ? " opacity=\"0.75\"" : " opacity=\"0.22\"");
    labels += svg_text(plot.left - plot.font * 0.4, y + plot.font * 0.35, Anchor::end, tick.label);
  }
  for (const DateTick& tick : dates) {
    const double x = plot.x(tick.at);
    grid += svg_rule(x, plot.bottom, x, plot.bottom + 5, " opacity=\"0.75\"");
    const double half = text_extent(tick.label, plot.font) / 2;
    const double inside = std::clamp(x, half, std::max(half, plot.width - half));
    labels += svg_text(inside, plot.bottom + plot.font * 1.35, Anchor::middle, tick.label);
  }
  return "<g stroke=\"currentColor\">" + grid + "</g><g fill=\"currentColor\">" + labels + "</g>";
}

std::string line_svg(const Plot& plot, const ChartLine& line, std::size_t index,
                     const Joining& joining) {
  constexpr std::size_t most_markers = 40;  // more would hide the line
  const Pieces pieces = pieces_of(line, joining);
  std::string d;
  std::string markers;
  for (const std::vector<ChartPoint>& run : pieces.runs) {
    for (std::size_t i = 0; i < run.size(); ++i) {
      const double x = plot.x(run[i].date);
      const double y = plot.y(*run[i].value);
      if (i > 0 && joining.steps) {
        d += 'H' + place(x) + 'V' + place(y);
      } else {
        d += (i == 0 ? 'M' : 'L') + point(x, y);
      }
      const bool is_alone = run.size() == 1;  // a line of one point is not seen
      if (is_alone || line.points.size() <= most_markers) markers += marker(index, x, y);
    }
  }
  std::string svg = "<g stroke=\"currentColor\">";
  for (const auto& run : pieces.bands) svg += band_svg(plot, run, index);
  if (!d.empty()) svg += path(d, line_style(index));
  for (const ChartPoint& at : pieces.bounds) svg += bound_svg(plot, at);
  svg += hollow_markers(plot, pieces.bounds, index);
  return svg + "</g><g fill=\"currentColor\">" + markers + "</g>";
}

std::string revisions_svg(const Plot& plot, const std::vector<ChartRevision>& revisions,
                          std::string_view name, std::size_t index) {
  std::string markers;
  for (const ChartRevision& old : revisions) {
    if (old.line == name && old.point.value)
      markers += marker(index, plot.x(old.point.date), plot.y(*old.point.value));
  }
  if (markers.empty()) return markers;
  return R"(<g stroke="currentColor" fill="none">)" + markers + "</g>";
}

std::string breaks_svg(const Plot& plot, const std::vector<ChartBreak>& breaks) {
  std::string rules;
  std::string numbers;
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const double x = plot.x(breaks[i].date);
    rules += svg_rule(x, plot.top - plot.font * 0.2, x, plot.bottom,
                      " stroke-dasharray=\"3 4\" opacity=\"0.8\"");
    numbers += svg_text(x, plot.top - plot.font * 0.4, Anchor::middle, std::to_string(i + 1));
  }
  if (breaks.empty()) return {};
  return "<g stroke=\"currentColor\">" + rules +
         "</g><g fill=\"currentColor\" font-weight=\"700\">" + numbers + "</g>";
}

}  // namespace detente
