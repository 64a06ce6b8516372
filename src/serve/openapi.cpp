// SPDX-License-Identifier: Apache-2.0
#include "serve/openapi.hpp"

#include <algorithm>

#include "command/query.hpp"
#include "serve/api_call.hpp"

namespace detente {

namespace {

using Form = Parameter::Form;

constexpr std::string_view schema_ending = ".json";

/// "detente.common.1.json#/definitions/id" as a place in this document. `file` is the one that
/// says it.
std::string here(const std::string& reference, const std::string& file) {
  const std::size_t hash = std::min(reference.find('#'), reference.size());
  std::string name = reference.substr(0, hash);
  if (name.ends_with(schema_ending)) name.resize(name.size() - schema_ending.size());
  const std::string part = hash < reference.size() ? reference.substr(hash + 1) : "";
  return "#/components/schemas/" + (name.empty() ? file : name) + part;
}

void point_here(Json& schema, const std::string& file) {
  if (!schema.is_structured()) return;
  if (schema.is_object()) {
    schema.erase("$schema");
    const auto reference = schema.find("$ref");
    if (reference != schema.end() && reference->is_string())
      *reference = here(reference->get<std::string>(), file);
  }
  for (Json& part : schema) point_here(part, file);
}

Json schemas_json(std::span<const Asset> files) {
  Json all = Json::object();
  for (const Asset& file : files) {
    if (!file.path.ends_with(schema_ending)) continue;
    const std::string name(file.path.substr(0, file.path.size() - schema_ending.size()));
    all[name] = Json::parse(file.bytes);
    point_here(all[name], name);
  }
  all["error"] = Json{
      {"description", "Why a request was refused."},
      {"type", "object"},
      {"required", {"error", "where"}},
      {"properties", {{"error", {{"type", "string"}}}, {"where", {{"type", {"string", "null"}}}}}}};
  return all;
}

Json reference_to(const std::string& schema) {
  return Json{{"$ref", "#/components/schemas/" + schema}};
}

constexpr auto day_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

Json schema_of(const Parameter& parameter) {
  Json text{{"type", "string"}, {"minLength", 1}};
  switch (parameter.form) {
    case Form::text:
      return text;
    case Form::date:
      return Json{{"type", "string"}, {"pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}};
    case Form::number:
      return Json{{"type", "integer"}};
    case Form::flag:
      return Json{{"type", "boolean"}};
    case Form::several:
    case Form::by_comma:
      return Json{{"type", "array"}, {"items", text}, {"minItems", 1}};
    case Form::two_days:
      return Json{{"type", "array"},
                  {"items", {{"type", "string"}, {"pattern", day_pattern}}},
                  {"minItems", 2},
                  {"maxItems", 2}};
  }
  return {};
}

Json parameter_json(const std::string& name, const std::string& what, bool required, Json schema) {
  Json json{{"name", name}, {"in", "query"}, {"description", what}, {"required", required}};
  json["schema"] = std::move(schema);
  return json;
}

Json parameters_of(const Query& query) {
  Json all = Json::array();
  for (const Parameter& parameter : query.parameters) {
    Json json = parameter_json(api_name(parameter.name), parameter.what, parameter.required,
                               schema_of(parameter));
    if (parameter.form == Form::by_comma || parameter.form == Form::two_days) {
      json["style"] = "form";
      json["explode"] = false;
    }
    all.push_back(std::move(json));
  }
  all.push_back(parameter_json(
      "as_of",
      "Use nothing that was not known on this day, which lies at most a year ahead; else today",
      false, Json{{"type", "string"}, {"pattern", day_pattern}}));
  all.push_back(parameter_json("seed", "Seed of whatever is drawn at random", false,
                               Json{{"type", "integer"}, {"minimum", 0}, {"default", 1}}));
  Json formats{"json"};
  if (query.name != "brief") formats.push_back("csv");
  if (query.table != nullptr) formats.push_back("parquet");
  all.push_back(parameter_json("format", "The form of the answer", false,
                               Json{{"enum", std::move(formats)}, {"default", "json"}}));
  return all;
}

Json error_json(const char* what) {
  return Json{{"description", what},
              {"content", {{"application/json", {{"schema", reference_to("error")}}}}}};
}

/// What every path may answer besides.
void add_refusals(Json& responses) {
  responses["304"] = Json{{"description", "The client has it: If-None-Match names its ETag."}};
  responses["400"] = error_json("What was asked cannot be meant.");
  responses["401"] = error_json("The server wants its token.");
  responses["405"] = error_json("Only GET and HEAD are answered.");
  responses["413"] = error_json("A request may have no body.");
  responses["421"] = error_json("The server does not go by that name.");
  responses["503"] = error_json("Too much is being asked at a time; or the machine fails.");
}

Json path_of(const Query& query) {
  Json documents = Json::array();
  for (const std::string& schema : query.schemas) documents.push_back(reference_to(schema));
  Json content{{"application/json",
                {{"schema", documents.size() == 1 ? documents[0] : Json{{"oneOf", documents}}}}}};
  if (query.name != "brief") content["text/csv"] = Json{{"schema", {{"type", "string"}}}};
  if (query.table != nullptr) content["application/vnd.apache.parquet"] = Json::object();
  Json responses{{"200",
                  {{"description", "What \"detente " + query.name + "\" gives."},
                   {"content", std::move(content)}}}};
  add_refusals(responses);
  responses["422"] = error_json("What is known does not allow an answer.");
  return Json{{"get",
               {{"operationId", query.name},
                {"summary", query.what},
                {"parameters", parameters_of(query)},
                {"responses", std::move(responses)}}}};
}

Json plain_path(const char* id, const char* summary, const char* type, Json schema) {
  Json responses{
      {"200", {{"description", summary}, {"content", {{type, {{"schema", std::move(schema)}}}}}}}};
  add_refusals(responses);
  return Json{
      {"get", {{"operationId", id}, {"summary", summary}, {"responses", std::move(responses)}}}};
}

Json state_schema() {
  const Json text{{"type", "string"}};
  const Json number{{"type", "integer"}, {"minimum", 0}};
  const Json fault{
      {"type", "object"},
      {"required", {"file", "line", "column", "message"}},
      {"properties", {{"file", text}, {"line", number}, {"column", number}, {"message", text}}}};
  return Json{{"type", "object"},
              {"required", {"name", "title", "sides", "vintage", "revision", "faults"}},
              {"properties",
               {{"name", text},
                {"title", text},
                {"sides", {{"type", "array"}, {"items", text}}},
                {"vintage", text},
                {"revision", number},
                {"faults", {{"type", "array"}, {"items", fault}}}}}};
}

}  // namespace

Json openapi(std::span<const Asset> schemas, std::string_view version) {
  Json paths = Json::object();
  for (const Query& query : queries()) paths["/api/v1/" + query.name] = path_of(query);
  paths["/api/v1/state"] =
      plain_path("state", "The case, its vintage, and the faults of its files as they are now",
                 "application/json", reference_to("state"));
  paths["/api/v1/events/stream"] =
      plain_path("events_stream",
                 "Server-sent events: \"case\" when the case has changed, \"fault\" when its files "
                 "are at fault and "
                 "what they were before is still served; the data are those of /api/v1/state",
                 "text/event-stream", Json{{"type", "string"}});
  paths["/openapi.json"] =
      plain_path("openapi", "This description", "application/json", Json{{"type", "object"}});
  Json components{{"schemas", schemas_json(schemas)},
                  {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
  components["schemas"]["state"] = state_schema();
  return Json{{"openapi", "3.1.0"},
              {"info",
               {{"title", "Détente"},
                {"version", version},
                {"description",
                 "The documents of the commands, as --format json writes them. A token is wanted "
                 "only where the server was started with one."},
                {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}}},
              {"security", {Json::object(), {{"token", Json::array()}}}},
              {"paths", std::move(paths)},
              {"components", std::move(components)}};
}

}  // namespace detente
