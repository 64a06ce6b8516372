// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "brief/references.hpp"
#include "report/show.hpp"

namespace detente {

/// What stands inside the lines of the page: text, links, source marks; and the page's ids. The
/// marks must be asked for in the order of the page: each gets an id that the foot links back to.
class HtmlInline {
 public:
  HtmlInline(const References& references, std::string_view language);

  /// Escaped; runs of Han characters said to be Chinese, so that they get their own font and voice;
  /// long words with places to break them.
  [[nodiscard]] std::string text(std::string_view text) const;

  /// A link where it is a web address, else its text.
  [[nodiscard]] std::string address(std::string_view address) const;

  std::string marks(const std::vector<std::string>& ids);
  std::string sentence(const Sentence& sentence);
  std::string value(const Shown& lines);

  /// The ids of the marks that point to the source with this number.
  [[nodiscard]] const std::vector<std::string>& marks_of(std::size_t number) const;

  /// `wanted` as a usable id, with a number after it where it is taken.
  std::string unique_id(std::string_view wanted);

 private:
  const References& references_;
  bool marks_han_;
  std::vector<std::vector<std::string>> mark_ids_;  ///< by number; nothing at 0
  std::set<std::string> ids_;
};

/// The id of a source in the list at the foot.
std::string source_anchor(std::size_t number);

}  // namespace detente
