// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "record/types.hpp"
#include "report/document.hpp"

namespace detente {

/// Where something that is cited has been found.
struct CitedSource {
  std::string text;     ///< publisher, title, date, and the full citation where there is no address
  std::string address;  ///< may be empty
};

/// What can be cited, reduced to what both styles need.
struct Citation {
  std::string key;   ///< the id
  std::string type;  ///< CSL 1.0.2: "webpage", "document", "dataset", "software"
  std::string title, publisher, url, archive, note, language, version;
  std::vector<std::string> authors;  ///< of a case
  std::vector<CitedSource> sources;  ///< of an event; both styles name them in the note
  std::optional<Date> issued, accessed;
};

Citation cite(const Source& source);
/// An event is cited as an entry of the case, with its sources in the note.
Citation cite(const Case& record, const Event& event);
Citation cite(const Case& record, Day as_of);
Citation cite_program(std::string_view version);

/// A BibTeX entry, `@misc`, special characters escaped for LaTeX, the title in braces so that its
/// capitals stay.
std::string to_bibtex(const Citation& citation);
/// An item of CSL-JSON 1.0.2.
Json to_csl(const Citation& citation);
/// One line for a list of sources: "Publisher. Title. 14 November 2022. (read in excerpt)".
std::string to_line(const Source& source);

}  // namespace detente
