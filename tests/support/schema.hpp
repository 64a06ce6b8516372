// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "support/files.hpp"

/// The schemas of the documents that the program writes, for tests that hold one to the other.
namespace detente::testing {

using PlainJson = nlohmann::json;

inline std::filesystem::path schema_folder() {
  return std::filesystem::path(DETENTE_SOURCE_DIR) / "schemas";
}

/// "detente.status/1" stands in detente.status.1.json. Null where there is no such file.
inline PlainJson read_schema(std::string name) {
  std::ranges::replace(name, '/', '.');
  if (!name.ends_with(".json")) name += ".json";
  return PlainJson::parse(read(schema_folder() / name), nullptr, false);
}

/// A schema with all that it refers to.
class Schema {
 public:
  explicit Schema(const std::string& name) : text_(read_schema(name)) {
    const auto fetch = [](const std::string& other) {
      return std::make_unique<PlainJson>(read_schema(other)).release();
    };
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(text_), schema_, fetch, [](const PlainJson* p) { delete p; });
  }

  [[nodiscard]] const PlainJson& text() const { return text_; }

  /// What is wrong with the document, a line each; empty where it is valid.
  [[nodiscard]] std::string faults(const PlainJson& document) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, Adapter(document), &results)) return {};
    std::string text;
    for (const auto& error : results) {
      for (const std::string& step : error.context) text += step;
      text += ": " + error.description + '\n';
    }
    return text;
  }

  [[nodiscard]] bool accepts(const PlainJson& document) const {
    valijson::Validator validator;
    return validator.validate(schema_, Adapter(document), nullptr);
  }

 private:
  using Adapter = valijson::adapters::NlohmannJsonAdapter;
  PlainJson text_;
  valijson::Schema schema_;
};

/// What is wrong with the text of a document by the schema that it names.
inline std::string faults_of_document(const std::string& text) {
  const PlainJson document = PlainJson::parse(text, nullptr, false);
  if (!document.is_object() || !document.contains("schema")) return "names no schema\n";
  const auto name = document.at("schema").get<std::string>();
  if (!read_schema(name).is_object()) return "there is no file for the schema " + name + '\n';
  return Schema(name).faults(document);
}

}  // namespace detente::testing
