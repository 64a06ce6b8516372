// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "brief/html_inline.hpp"

namespace detente {

/// Where a block stands: what its ids begin with, and what names it if it has no title.
struct BlockPlace {
  std::string section_id;
  std::string section_title;
};

std::string block_html(const Paragraph& paragraph, HtmlInline& page, const BlockPlace& place);
std::string block_html(const Table& table, HtmlInline& page, const BlockPlace& place);
std::string block_html(const Chart& chart, HtmlInline& page, const BlockPlace& place);
std::string block_html(const IntervalChart& chart, HtmlInline& page, const BlockPlace& place);

}  // namespace detente
