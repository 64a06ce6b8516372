// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

/// Lays documents out as one paper. Knows no analysis and no case: what it says comes from the
/// documents.
namespace detente {

/// A source as it stands at the foot of the brief.
struct Reference {
  std::string id;
  std::string text;       ///< "Publisher, Title, 14 November 2022, read in excerpt"
  std::string address{};  ///< may be empty
  std::string archive{};  ///< may be empty
  std::string language{};
};

struct Section {
  std::string id;  ///< of its heading, unique: a link's target; what an id cannot hold becomes '-'
  Document document;
};

struct Brief {
  std::string title{};
  std::string subtitle{};
  std::string as_of{};
  std::string version{};
  std::string vintage{};
  std::string language = "en";
  std::vector<Section> sections{};
  std::vector<Reference> references{};  ///< all that the sections may cite, in any order
};

/// One self-contained HTML file: no script, charts as inline SVG, style inside, contents at the
/// top, sources numbered in the order of their first mark and listed at the foot with links both
/// ways. A reference without a mark is not listed; an id that is not among the references is shown
/// as the id itself. All text is escaped; only http and https addresses become links.
std::string to_html(const Brief& brief);

/// The same as CommonMark with pipe tables; marks are [^1] footnotes with the same numbers. A row's
/// details follow below its table, a chart is its summary and a table of its extremes.
std::string to_markdown(const Brief& brief);

/// {"schema": "detente.brief/1", "title", "subtitle", "as_of", "version", "vintage", "language",
/// "sections": [the documents], "sources": [{"number", "id", "text", "address", "archive",
/// "language"}]}; null for what is empty. The sources are those of the HTML, in its order.
Json to_json(const Brief& brief);

}  // namespace detente
