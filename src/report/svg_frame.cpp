// SPDX-License-Identifier: Apache-2.0
#include "report/svg_frame.hpp"

#include <cmath>

#include "report/escape.hpp"

namespace detente {

double letter_height(const SvgOptions& options) { return std::floor(options.width / 28.0); }

std::string svg_frame(const Pictured& what, const SvgOptions& options, double height,
                      const std::string& inside) {
  const std::string id = markup_id(options.id.empty() ? what.key : options.id);
  const std::string box =
      std::to_string(options.width) + ' ' + std::to_string(static_cast<int>(std::ceil(height)));
  return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + box +
         R"(" width="100%" role="img" aria-labelledby=")" + id + "-title " + id +
         R"(-desc" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif")" +
         " font-size=\"" + std::to_string(static_cast<int>(letter_height(options))) +
         "\"><title id=\"" + id + "-title\">" + escape_markup(what.title) + "</title><desc id=\"" +
         id + "-desc\">" + escape_markup(what.summary) + "</desc>" + inside + "</svg>";
}

}  // namespace detente
