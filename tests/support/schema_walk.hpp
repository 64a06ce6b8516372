// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include "support/schema.hpp"

/// Goes through a document and its schema side by side: for each object of the document, the part
/// of the schema that it answers to.
namespace detente::testing {

/// A part of a schema and where it stands: "detente.common.1.json#/definitions/sentence".
struct SchemaPart {
  std::string file;
  PlainJson::json_pointer at;
  [[nodiscard]] std::string name() const { return file + '#' + at.to_string(); }
};

class SchemaWalk {
 public:
  using Pointer = PlainJson::json_pointer;
  /// Told of an object: the part of the schema, its text, and where the object stands in the
  /// document.
  using Visit = std::function<void(const SchemaPart&, const PlainJson&, const Pointer&)>;

  explicit SchemaWalk(Visit visit) : visit_(std::move(visit)) {}

  void walk(SchemaPart part, const PlainJson& value, const Pointer& at) {
    part = resolved(std::move(part));
    const PlainJson& schema = text(part);
    if (schema.contains("allOf")) {
      visit_(part, schema, at);
      return walk(chosen(part, value), value, at);
    }
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i)
        walk({part.file, part.at / "items"}, value[i], at / i);
    }
    if (!value.is_object()) return;
    visit_(part, schema, at);
    for (const auto& [key, member] : value.items()) walk(member_part(part, key), member, at / key);
  }

 private:
  const PlainJson& text(const SchemaPart& part) {
    if (!files_.contains(part.file)) files_[part.file] = read_schema(part.file);
    return files_.at(part.file).at(part.at);
  }

  /// Follows "$ref", here or into another file.
  SchemaPart resolved(SchemaPart part) {
    while (text(part).contains("$ref")) {
      const auto to = text(part).at("$ref").get<std::string>();
      const auto hash = std::min(to.find('#'), to.size());
      part = {hash == 0 ? part.file : to.substr(0, hash),
              Pointer(hash == to.size() ? "" : to.substr(hash + 1))};
    }
    return part;
  }

  /// Of the branches {"if": {"properties": {KEY: {"const": …}}}, "then": …}, the one that the value
  /// takes.
  SchemaPart chosen(const SchemaPart& part, const PlainJson& value) {
    const PlainJson& branches = text(part).at("allOf");
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const auto& condition = branches.at(i).at("if").at("properties").items().begin();
      if (value.value(condition.key(), PlainJson()) == condition.value().at("const"))
        return {part.file, part.at / "allOf" / i / "then"};
    }
    ADD_FAILURE() << part.name() << " has no branch for " << value.dump();
    return part;
  }

  SchemaPart member_part(const SchemaPart& part, const std::string& key) {
    const PlainJson& schema = text(part);
    if (schema.value("properties", PlainJson()).contains(key))
      return {part.file, part.at / "properties" / key};
    if (schema.contains("patternProperties")) {
      const std::string pattern = schema.at("patternProperties").items().begin().key();
      return {part.file, part.at / "patternProperties" / pattern};
    }
    return {part.file, part.at / "additionalProperties"};
  }

  Visit visit_;
  std::map<std::string, PlainJson> files_;
};

}  // namespace detente::testing
