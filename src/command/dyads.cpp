// SPDX-License-Identifier: Apache-2.0
#include "command/dyads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/file_bytes.hpp"
#include "command/dyads_fit.hpp"
#include "command/event_inputs.hpp"
#include "command/spiral_tables.hpp"
#include "measure/false_discovery.hpp"

namespace detente {

namespace {

constexpr const char* schema = "detente.dyads/1";
constexpr std::size_t most_bytes = std::size_t{1} << 30U;  // of one shard

/// Part `number` of `of`, from 1.
struct Shard {
  std::size_t number = 1, of = 1;
};

Result<Shard> shard_of(const std::string& text) {
  Shard out;
  if (text.empty()) return out;
  const std::size_t slash = text.find('/');
  const auto whole = [](std::string_view part, std::size_t& to) {
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), to);
    return error == std::errc() && end == part.data() + part.size();
  };
  const std::string_view view = text;
  if (slash == std::string::npos || !whole(view.substr(0, slash), out.number) ||
      !whole(view.substr(slash + 1), out.of) || out.number < 1 || out.number > out.of)
    return fail(Error::Kind::usage,
                fmt::format("--shard: \"{}\" is not of the form i/n, 1 <= i <= n", text));
  return out;
}

/// What must be the same in all shards of a run.
Json run_of(const Document& document, const DyadsOptions& options, const Shard& shard) {
  return Json{{"vintage", document.vintage},
              {"least", options.least},
              {"seed", options.seed},
              {"shard", shard.number},
              {"shards", shard.of}};
}

/// The rates of false discovery over both directions of all dyads, and the rows by the smaller one.
void add_rates(std::vector<Json>& rows) {
  std::vector<double> p_values;
  std::vector<Json*> cells;
  for (Json& row : rows) {
    row["first_rate"] = Json();
    row["second_rate"] = Json();
    for (const char* side : {"first", "second"}) {
      const Json& p = row[std::string(side) + "_p"];
      if (p.is_null()) continue;
      p_values.push_back(p.get<double>());
      cells.push_back(&row[std::string(side) + "_rate"]);
    }
  }
  const std::vector<double> rates = false_discovery_rates(p_values);
  for (std::size_t i = 0; i < rates.size(); ++i) *cells[i] = four_digits(rates[i]);
  const auto rate = [](const Json& row) {
    double least = 2;
    for (const char* key : {"first_rate", "second_rate"})
      if (!row.at(key).is_null()) least = std::min(least, row.at(key).get<double>());
    return least;
  };
  std::ranges::stable_sort(rows, {}, rate);
}

Table dyads_table(std::vector<Json> rows) {
  using enum Field::Show;
  const std::vector<std::string> members{"estimate", "low", "high"};
  return {.key = "dyads",
          .title = "Every dyad with enough events",
          .fields = {{"source", "Source", data},
                     {"dyad", "Dyad"},
                     {"events", "Events"},
                     {"radius", "Radius", column, members},
                     {"mirror", "Mirror r"},
                     {"second_answers", "Second after first", column, members},
                     {"second_p", "p", data},
                     {"second_rate", "False discoveries"},
                     {"first_answers", "First after second", column, members},
                     {"first_p", "p", data},
                     {"first_rate", "False discoveries "},
                     {"streams", "Streams", data},
                     {"refusal", "No model", detail}},
          .rows = std::move(rows),
          .empty = "No dyad has enough events.",
          .note =
              "90 % intervals. Events for each event of the other side, a day or more later. "
              "False discoveries: the share of such finds that chance brings (Benjamini and "
              "Hochberg 1995). Mirror r: correlation of the two directions by day; near 1 one "
              "story is coded both ways, and who answers whom cannot be told. Hold a dyad "
              "against its checks with \"detente spiral\"."};
}

Table run_table(Json run) {
  Table table{.key = "run",
              .title = {},
              .fields = {{"vintage", "Vintage", Field::Show::data},
                         {"least", "Events at least", Field::Show::data},
                         {"seed", "Seed", Field::Show::data},
                         {"shard", "Shard", Field::Show::data},
                         {"shards", "Of", Field::Show::data}},
              .single = true};
  table.rows.push_back(std::move(run));
  return table;
}

Output output_of(Document document, Json run, std::vector<Json> rows) {
  if (run.at("shards") == 1) {
    add_rates(rows);
  } else {
    for (Json& row : rows) row["first_rate"] = row["second_rate"] = Json();
  }
  document.blocks.emplace_back(dyads_table(std::move(rows)));
  document.blocks.emplace_back(run_table(std::move(run)));
  std::string csv =
      to_csv({.schema = {}, .title = {}, .blocks = {std::get<Table>(document.blocks.front())}});
  return {.document = std::move(document), .csv = std::move(csv)};
}

Result<Json> read_shard(const std::string& file) {
  const auto text = read_bytes(file, most_bytes);
  if (!text) return tl::unexpected(text.error());
  Json json = Json::parse(*text, nullptr, false);
  if (!json.is_object() || json.value("schema", Json()) != schema ||
      !json.value("dyads", Json()).is_array() || !json.value("run", Json()).is_object())
    return fail(Error::Kind::input, "is no document of \"detente dyads --format json\"", file);
  return json;
}

Result<Output> merge(const DyadsOptions& options) {
  std::optional<Json> first;
  std::map<std::size_t, Json> shards;
  for (const std::string& file : options.merge) {
    auto json = read_shard(file);
    if (!json) return tl::unexpected(json.error());
    Json run = (*json)["run"];
    const auto number = run.value("shard", std::size_t{0});
    run.erase("shard");
    if (!first) first = Json{{"run", run}, {"title", "Every dyad"}, {"as_of", (*json)["as_of"]}};
    if (run != (*first)["run"] || (*json)["as_of"] != (*first)["as_of"])
      return fail(Error::Kind::input, "is a shard of another run than " + options.merge.front(),
                  file);
    if (!shards.emplace(number, std::move((*json)["dyads"])).second)
      return fail(Error::Kind::input, fmt::format("is shard {} once more", number), file);
  }
  const auto wanted = (*first)["run"].value("shards", std::size_t{0});
  for (std::size_t number = 1; number <= wanted; ++number)
    if (!shards.contains(number))
      return fail(Error::Kind::input, fmt::format("shard {} of {} is missing", number, wanted));
  // As they were dealt out: one of each shard in turn.
  std::vector<Json> rows;
  for (std::size_t i = 0; rows.size() < 1'000'000'000; ++i) {
    const std::size_t before = rows.size();
    for (const auto& [number, dyads] : shards)
      if (i < dyads.size()) rows.push_back(dyads[i]);
    if (rows.size() == before) break;
  }
  Document document{.schema = schema,
                    .title = "Action and reaction of every dyad",
                    .as_of = (*first)["as_of"].get<std::string>(),
                    .vintage = (*first)["run"].value("vintage", "")};
  Json run{{"vintage", document.vintage},
           {"least", (*first)["run"]["least"]},
           {"seed", (*first)["run"]["seed"]},
           {"shard", 1},
           {"shards", 1}};
  return output_of(std::move(document), std::move(run), std::move(rows));
}

}  // namespace

Result<Output> run_dyads(const Common& common, const DyadsOptions& options) {
  const auto shard = shard_of(options.shard);
  if (!shard) return tl::unexpected(shard.error());
  if (!options.merge.empty()) {
    if (!options.input.empty() || !options.shard.empty())
      return fail(Error::Kind::usage, "--merge: takes documents of shards, and no store or shard");
    return merge(options);
  }
  if (options.input.empty()) return fail(Error::Kind::usage, "name an event store, or --merge");
  if (options.least < 1) return fail(Error::Kind::usage, "--least: 1 event or more");
  const int threads = thread_count(options.threads);
  auto store = EventStore::open(options.input, threads);
  if (!store) return tl::unexpected(store.error());
  if (!store->manifest().counts.empty() && store->manifest().counts != "day")
    return fail(Error::Kind::usage,
                options.input + " has counts by " + store->manifest().counts + ", and not by day");
  auto rows = fit_dyads(*store, common.as_of, options.least, shard->number - 1, shard->of,
                        options.seed, threads);
  if (!rows) return tl::unexpected(rows.error());
  Document document{.schema = schema,
                    .title = "Action and reaction of every dyad",
                    .as_of = to_string(common.as_of),
                    .vintage = vintage_of(store->manifest())};
  Json run = run_of(document, options, *shard);
  return output_of(std::move(document), std::move(run), *std::move(rows));
}

}  // namespace detente
