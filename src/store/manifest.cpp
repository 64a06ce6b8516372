// SPDX-License-Identifier: Apache-2.0
#include "store/manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file_bytes.hpp"
#include "record/digest.hpp"

namespace detente {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr const char* schema = "detente.event-store/1";

Json day_or_null(const std::optional<Day>& day) { return day ? Json(to_string(*day)) : Json(); }

Json to_json(const StoreRules& rules) {
  return Json{{"source", rules.source},
              {"codes", rules.codes},
              {"dedupe", to_string(rules.dedupe)},
              {"drop_mirrors", rules.drop_mirrors},
              {"dyad", rules.dyad},
              {"actors", rules.actors},
              {"from", day_or_null(rules.from)},
              {"to", day_or_null(rules.to)}};
}

Json to_json(const StoredFile& file) {
  return Json{{"file", file.file},
              {"size", file.size},
              {"modified", file.modified},
              {"sha256", file.sha256},
              {"md5", file.md5},
              {"rows", file.rows},
              {"rejects", file.rejects},
              {"kept", file.kept},
              {"feeds", file.feeds},
              {"repairs", file.repairs},
              {"unknown_states", file.unknown_states},
              {"pieces", file.pieces},
              {"totals", file.totals},
              {"reject_file", file.reject_file}};
}

std::optional<Day> day_from(const Json& value) {
  return value.is_null() ? std::nullopt : parse_day(value.get<std::string>());
}

StoreRules rules_from(const Json& json) {
  StoreRules rules;
  rules.source = json.at("source");
  rules.codes = json.at("codes");
  rules.dedupe = dedupe_of(json.at("dedupe").get<std::string>()).value_or(Dedupe::story);
  rules.drop_mirrors = json.at("drop_mirrors");
  json.at("dyad").get_to(rules.dyad);
  json.at("actors").get_to(rules.actors);
  rules.from = day_from(json.at("from"));
  rules.to = day_from(json.at("to"));
  return rules;
}

StoredFile file_from(const Json& json) {
  StoredFile file;
  file.file = json.at("file");
  file.size = json.at("size");
  file.modified = json.at("modified");
  file.sha256 = json.at("sha256");
  file.md5 = json.value("md5", "");  // stores made before there were lists have none
  file.rows = json.at("rows");
  file.rejects = json.at("rejects");
  file.kept = json.at("kept");
  json.at("feeds").get_to(file.feeds);
  json.at("repairs").get_to(file.repairs);
  json.at("unknown_states").get_to(file.unknown_states);
  json.at("pieces").get_to(file.pieces);
  file.totals = json.at("totals");
  file.reject_file = json.at("reject_file");
  return file;
}

}  // namespace

Result<std::optional<Manifest>> read_manifest(const fs::path& store) {
  const fs::path path = store / manifest_name;
  std::error_code error;
  if (!fs::exists(path, error)) return std::optional<Manifest>();
  const auto bytes = read_bytes(path, std::size_t{4} << 30U);
  if (!bytes) return tl::unexpected(bytes.error());
  try {
    const Json json = Json::parse(*bytes);
    if (json.at("schema") != schema)
      return fail(Error::Kind::input,
                  "is not of this version: its schema is not " + std::string(schema),
                  path.string());
    Manifest manifest{.rules = rules_from(json.at("rules")),
                      .counts = json.at("counts"),
                      .undirected = json.at("undirected")};
    // A word or key that is not known here changes what the store means.
    if (to_json(manifest.rules) != json.at("rules"))
      return fail(Error::Kind::input, "has rules that this version does not know", path.string());
    for (const Json& file : json.at("files")) manifest.files.push_back(file_from(file));
    return manifest;
  } catch (const nlohmann::json::exception& damage) {
    return fail(Error::Kind::input,
                std::string("is damaged; make the store anew from its files: ") + damage.what(),
                path.string());
  }
}

Result<void> write_manifest(const fs::path& store, const Manifest& manifest) {
  Json files = Json::array();
  for (const StoredFile& file : manifest.files) files.push_back(to_json(file));
  const Json json{{"schema", schema},
                  {"rules", to_json(manifest.rules)},
                  {"counts", manifest.counts},
                  {"undirected", manifest.undirected},
                  {"files", std::move(files)}};
  return replace_file(store / manifest_name,
                      json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
}

std::string vintage_of(const Manifest& manifest) {
  std::vector<std::string> hashes;
  hashes.reserve(manifest.files.size());
  for (const StoredFile& file : manifest.files) hashes.push_back(file.sha256);
  std::sort(hashes.begin(), hashes.end());
  Sha256 sum;
  sum.add(to_json(manifest.rules).dump());
  for (const std::string& hash : hashes) sum.add(hash);
  return sum.hexadecimal();
}

}  // namespace detente
