// SPDX-License-Identifier: Apache-2.0
#include "brief/brief.hpp"
#include "brief/references.hpp"

namespace detente {

namespace {

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

Json to_json(const Brief& brief) {
  Json sections = Json::array();
  for (const Section& section : brief.sections) {
    sections.push_back(to_json(section.document, brief.version));
  }
  const References references(brief);
  Json sources = Json::array();
  for (const Reference& reference : references.cited()) {
    sources.push_back(Json{{"number", sources.size() + 1},
                           {"id", reference.id},
                           {"text", reference.text},
                           {"address", text_or_null(reference.address)},
                           {"archive", text_or_null(reference.archive)},
                           {"language", text_or_null(reference.language)}});
  }
  return Json{{"schema", "detente.brief/1"},
              {"title", brief.title},
              {"subtitle", text_or_null(brief.subtitle)},
              {"as_of", text_or_null(brief.as_of)},
              {"version", brief.version},
              {"vintage", text_or_null(brief.vintage)},
              {"language", brief.language},
              {"sections", std::move(sections)},
              {"sources", std::move(sources)}};
}

}  // namespace detente
