// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace detente {

/// Text as it may stand in HTML and SVG, inside an element or a quoted attribute: < > & " and ' as
/// entities, clean of controls.
std::string escape_markup(std::string_view text);

/// Usable as an id and as the target of a link: what is not an ASCII letter or digit, '-', '_' or
/// '.' becomes '-'; "x" where nothing is left.
std::string markup_id(std::string_view text);

/// Begins with http:// or https://, names a host, and holds no space, quote or control. Nothing
/// else becomes a link: "javascript:" is an address, too.
bool is_web_address(std::string_view text);

}  // namespace detente
