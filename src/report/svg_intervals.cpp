// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "report/number.hpp"
#include "report/svg_frame.hpp"
#include "report/svg_plot.hpp"
#include "report/utf8.hpp"
#include "report/wrap.hpp"

namespace detente {

namespace {

/// Where a panel's scale lies in the picture.
struct PanelScale {
  double left = 0, right = 0;
  bool is_reversed = false;
  ValueAxis axis;

  [[nodiscard]] double x(double value) const {
    const double part = (value - axis.low) / (axis.high - axis.low);
    return left + (right - left) * (is_reversed ? 1 - part : part);
  }
};

bool is_drawable(const IntervalRow& row) {
  const auto is_sane = [](const std::optional<double>& number) {
    constexpr double absurd = 1e300;
    return number && std::abs(*number) < absurd;
  };
  return is_sane(row.value) && is_sane(row.low) && is_sane(row.high);
}

PanelScale scale_of(const IntervalPanel& panel, double width, double font) {
  double least = std::min(panel.threshold, panel.from.value_or(panel.threshold));
  double greatest = std::max(panel.threshold, panel.to.value_or(panel.threshold));
  for (const IntervalRow& row : panel.rows) {
    if (!is_drawable(row)) continue;
    least = std::min({least, *row.value, *row.low});
    greatest = std::max({greatest, *row.value, *row.high});
  }
  return {.left = font,
          .right = width - font,
          .is_reversed = panel.greater_is_left,
          .axis = value_axis(least, greatest, 7)};
}

/// The lines of a text that are at most so wide.
std::vector<std::string> lines_of(const std::string& text, double width, double font) {
  return wrap(text, static_cast<std::size_t>(width / text_extent("0", font)));
}

/// Draws downwards: each part begins where the last one ended.
class IntervalPicture {
 public:
  IntervalPicture(double width, double font) : width_(width), font_(font) {}

  void panel(const IntervalPanel& panel) {
    const std::string title =
        panel.unit.empty() ? panel.title : panel.title + " (" + panel.unit + ")";
    y_ += 0.4 * font_;
    write(title, " font-weight=\"700\"");
    const PanelScale scale = scale_of(panel, width_, font_);
    sides(panel, scale);
    for (const IntervalRow& row : panel.rows) interval(row, scale, panel.threshold);
    if (panel.rows.empty()) write(panel.empty, " font-style=\"italic\"");
    y_ += 0.5 * font_;
    if (!panel.rows.empty()) axis(scale);
    y_ += 0.9 * font_;
  }

  [[nodiscard]] double height() const { return y_; }
  [[nodiscard]] std::string svg() const {
    return "<g stroke=\"currentColor\" fill=\"none\">" + lines_ + "</g><g fill=\"currentColor\">" +
           dots_ + texts_ + "</g>";
  }

 private:
  void write(const std::string& text, const std::string& attributes) {
    for (const std::string& line : lines_of(text, width_, font_)) {
      y_ += 1.2 * font_;
      texts_ += "<g" + attributes + '>' + svg_text(0, y_, Anchor::start, line) + "</g>";
    }
  }

  /// What lies left and right of the threshold, and its own figure between them where there is
  /// room.
  void sides(const IntervalPanel& panel, const PanelScale& scale) {
    y_ += 1.5 * font_;
    const std::string left = "← " + panel.left;
    const std::string right = panel.right + " →";
    texts_ += svg_text(0, y_, Anchor::start, left) + svg_text(width_, y_, Anchor::end, right);
    const std::string own = number_text(panel.threshold);
    const double x = scale.x(panel.threshold);
    const double room = text_extent(own, font_) / 2 + 0.4 * font_;
    if (x - room > text_extent(left, font_) && x + room < width_ - text_extent(right, font_))
      texts_ += svg_text(x, y_, Anchor::middle, own);
    y_ += 0.5 * font_;
  }

  /// In two pieces around a hollow dot, which has no ground of its own to hide it.
  [[nodiscard]] std::string bar(double low, double high, double dot, bool is_firm) const {
    constexpr std::string_view width = " stroke-width=\"2.2\"";
    constexpr double radius = 3.6;  // of a dot
    if (is_firm) return svg_rule(low, y_, high, y_, width);
    const double left = std::min(low, high);
    const double right = std::max(low, high);
    std::string out;
    if (dot - radius > left) out += svg_rule(left, y_, dot - radius, y_, width);
    if (dot + radius < right) out += svg_rule(dot + radius, y_, right, y_, width);
    return out;
  }

  /// The name, and below it the bar with its piece of the threshold, which crosses no letter.
  void interval(const IntervalRow& row, const PanelScale& scale, double threshold) {
    constexpr double cap = 5;
    y_ += 0.35 * font_;
    write(row.name, {});
    y_ += 0.75 * font_;
    const double at = scale.x(threshold);
    lines_ += svg_rule(at, y_ - 0.4 * font_, at, y_ + 0.5 * font_,
                       " stroke-dasharray=\"3 2\" stroke-width=\"1.6\"");
    if (is_drawable(row)) {
      const double low = scale.x(*row.low);
      const double high = scale.x(*row.high);
      lines_ += bar(low, high, scale.x(*row.value), row.is_firm) +
                svg_rule(low, y_ - cap, low, y_ + cap, " stroke-width=\"1.6\"") +
                svg_rule(high, y_ - cap, high, y_ + cap, " stroke-width=\"1.6\"");
      const std::string dot = marker(0, scale.x(*row.value), y_);
      dots_ += row.is_firm ? dot
                           : "<g fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\">" +
                                 dot + "</g>";
    }
    y_ += 0.35 * font_;
  }

  void axis(const PanelScale& scale) {
    lines_ += svg_rule(scale.left, y_, scale.right, y_, " opacity=\"0.75\"");
    for (const ValueTick& tick : scale.axis.ticks) {
      const double x = scale.x(tick.at);
      lines_ += svg_rule(x, y_, x, y_ + 5, " opacity=\"0.75\"");
      texts_ += svg_text(x, y_ + 1.35 * font_, Anchor::middle, tick.label);
    }
    y_ += 1.6 * font_;
  }

  double width_, font_;
  double y_ = 0;
  std::string lines_, dots_, texts_;
};

}  // namespace

std::string to_svg(const IntervalChart& chart, const SvgOptions& options) {
  const double font = letter_height(options);
  IntervalPicture picture(options.width, font);
  for (const IntervalPanel& panel : chart.panels) picture.panel(panel);
  return svg_frame({chart.key, chart.title, chart.summary}, options, picture.height() + 2,
                   picture.svg());
}

}  // namespace detente
